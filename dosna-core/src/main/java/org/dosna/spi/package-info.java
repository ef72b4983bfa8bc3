/**
 * What backends, engines and layers are made of.
 *
 * <p>Every operation on a dataset is a {@link org.dosna.spi.ChunkPlan} of {@link
 * org.dosna.spi.ChunkStep}s, one per chunk touched. An {@link org.dosna.spi.Engine} decides how a
 * plan is dealt out into lanes ({@code Dataset.run}); a {@link org.dosna.spi.Backend} walks a lane
 * ({@code Dataset.walk}) and moves each {@link org.dosna.spi.Transfer} between a chunk and its
 * place in an array. Neither knows the other.
 *
 * <p>There are two seams per chunk. Above, <em>elements</em>: {@code walk} is the one way in and
 * out of a chunk, for plans and for single chunks, so that a {@link org.dosna.spi.Layer} sees
 * everything. Below, <em>bytes</em>: the stored form of a chunk under a key, with a version, in an
 * {@link org.dosna.spi.ObjectStore}; {@link org.dosna.spi.ObjectChunks} is between the two. Neither
 * keeps anything of its thread: a lane may be walked by any thread, one at a time, and what an
 * operation needs (who listens to its progress, how far it has got) travels in its plan and steps.
 * So a call may be begun in one thread and ended in another.
 */
package org.dosna.spi;
