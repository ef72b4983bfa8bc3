/**
 * From slices to chunks: slices are read from text ({@link org.dosna.indexing.SliceParser}),
 * resolved against a shape ({@link org.dosna.indexing.Selection}), and cut along the chunk grid
 * ({@link org.dosna.indexing.ChunkCut}). Pure computation, no I/O. Internal: not exported by the
 * module.
 */
package org.dosna.indexing;
