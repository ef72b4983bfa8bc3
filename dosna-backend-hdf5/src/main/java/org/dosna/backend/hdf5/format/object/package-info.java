/** Object headers of HDF5 files, and the messages in them that say what a dataset is. */
package org.dosna.backend.hdf5.format.object;
