/** Groups of HDF5 files and the links in them. */
package org.dosna.backend.hdf5.format.link;
