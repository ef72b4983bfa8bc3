package org.dosna.spi;

import java.util.function.UnaryOperator;

/**
 * Something that sees every chunk that is read, written or deleted, on its way between an engine
 * and a backend or on top of both: a cache, a log, an injected fault. {@code LayeredCluster} puts
 * one on a cluster. That a chunk of fill value is created, which changes no element, it does not
 * see.
 *
 * <pre>{@code
 * Layer counting = dataset -> step -> new FilterStep(step) {
 *   public Optional<Transfer> input() {
 *     Optional<Transfer> input = in.input();
 *     input.ifPresent(read -> reads.increment());
 *     return input;
 *   }
 * };
 * }</pre>
 */
@FunctionalInterface
public interface Layer {
  /**
   * What the layer does with the steps of one dataset. Called once per dataset object.
   *
   * @param dataset the dataset below the layer
   * @return gives for each step what is done in its place, usually a {@link FilterStep}; may be
   *     called by several threads at once
   */
  UnaryOperator<ChunkStep> over(ChunkedArray dataset);
}
