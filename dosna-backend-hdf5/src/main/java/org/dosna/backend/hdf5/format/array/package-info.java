/** The elements of HDF5 datasets, wherever they are stored. */
package org.dosna.backend.hdf5.format.array;
