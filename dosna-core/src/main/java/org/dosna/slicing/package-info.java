/**
 * From slices to chunks: slices are read from text ({@link org.dosna.slicing.SliceParser}),
 * resolved against a shape ({@link org.dosna.slicing.Selection}), and cut along the chunk grid
 * ({@link org.dosna.slicing.ChunkCut}). Pure computation, no I/O. Internal: not exported by the
 * module.
 */
package org.dosna.slicing;
