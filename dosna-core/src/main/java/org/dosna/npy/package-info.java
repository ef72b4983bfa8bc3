/**
 * The .npy format: its header, and the files that it is read from and written to. Knows values of
 * {@code org.dosna} and {@code copy}. Internal: not exported by the module.
 */
package org.dosna.npy;
