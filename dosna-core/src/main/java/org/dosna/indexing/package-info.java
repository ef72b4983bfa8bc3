/**
 * From slices to chunks: slices, lists of positions and points are resolved against a shape ({@link
 * org.dosna.indexing.Selection}) and cut along a chunk grid ({@link org.dosna.indexing.Cuts}) into
 * parts ({@link org.dosna.indexing.Part}). Pure geometry, no array and no I/O: knows {@code Slice},
 * {@code ChunkGrid} and errors of {@code org.dosna}, {@code copy} and {@code element}. Internal:
 * not exported by the module.
 */
package org.dosna.indexing;
