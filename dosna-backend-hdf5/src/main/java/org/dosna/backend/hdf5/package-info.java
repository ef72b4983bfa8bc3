/**
 * The {@code hdf5} backend keeps each chunk in an HDF5 file of its own.
 *
 * <p>A cluster is a folder, a pool a folder in it, a dataset a folder in that. The files are the
 * ones that DosNa for Python writes and reads.
 */
package org.dosna.backend.hdf5;
