/** The filters that chunks of HDF5 datasets went through, undone. */
package org.dosna.backend.hdf5.format.filter;
