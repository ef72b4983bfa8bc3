/**
 * Reads HDF5 files by the published specification: from the path of a link to the one object header
 * asked for, of which only what is needed is parsed. This package has the file's bytes and the
 * structures that others are made of; above it are the rooms {@code filter}, {@code object}, {@code
 * link}, {@code index}, and {@code array}, which uses them all.
 *
 * <p>Whatever a file says is checked before it is followed: nothing is read beyond the file,
 * nothing is allocated beyond what it can hold, nothing leads in a circle.
 *
 * @see <a href="https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html">HDF5 File
 *     Format Specification 3.0</a>
 */
package org.dosna.backend.hdf5.format;
