/**
 * From slices to chunks: slices are resolved against a shape ({@link org.dosna.indexing.Selection})
 * and cut along a chunk grid ({@link org.dosna.indexing.ChunkCut}) into parts ({@link
 * org.dosna.indexing.ChunkPart}). Pure geometry, no array and no I/O: knows {@code Slice}, {@code
 * ChunkGrid} and errors of {@code org.dosna}, {@code copy} and {@code element}. Internal: not
 * exported by the module.
 */
package org.dosna.indexing;
