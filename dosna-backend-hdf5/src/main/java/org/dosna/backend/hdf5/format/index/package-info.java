/** The indexes by which the chunks of HDF5 datasets are found. */
package org.dosna.backend.hdf5.format.index;
