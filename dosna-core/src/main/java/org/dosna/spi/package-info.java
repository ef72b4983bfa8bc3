/**
 * What backends and engines are made of.
 *
 * <p>Every operation on a dataset is a {@link org.dosna.spi.ChunkPlan} of {@link
 * org.dosna.spi.ChunkStep}s, one per chunk touched. An {@link org.dosna.spi.Engine} decides how a
 * plan is dealt out into lanes ({@code Dataset.run}); a {@link org.dosna.spi.Backend} walks a lane
 * ({@code Dataset.walk}) and moves each {@link org.dosna.spi.Transfer} between a chunk and its
 * place in an array. Neither knows the other.
 */
package org.dosna.spi;
