package org.dosna.plan;

import java.util.Iterator;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Stream;
import org.dosna.indexing.ChunkCut;
import org.dosna.indexing.Part;
import org.dosna.indexing.Parts;
import org.dosna.spi.ChunkPlan;
import org.dosna.spi.ChunkStep;

/** Makes plans: of a cut a step for each part, or a step for each of some chunks. */
final class PartPlan {
  private PartPlan() {}

  /**
   * A step for each part of a cut.
   *
   * @param operation what is done
   * @param shared whether the processes share the steps
   * @param cut the parts
   * @param step makes the step of a part
   */
  static <P extends Part> ChunkPlan of(
      String operation, boolean shared, Parts<P> cut, Function<? super P, ChunkStep> step) {
    return new ChunkPlan(
        operation, shared, cut.size(), 1, first -> made(cut.iterator(), step), cut.neighbours());
  }

  /**
   * A step for each of some chunks, shared by the processes.
   *
   * @param operation what is done
   * @param chunks positions in the chunk grid
   * @param step makes the step of a chunk
   */
  static ChunkPlan of(String operation, Stream<long[]> chunks, Function<long[], ChunkStep> step) {
    return of(operation, chunks, Optional.empty(), step);
  }

  /**
   * A step for each of some chunks of a cut, in its order, shared by the processes.
   *
   * @param operation what is done
   * @param cut whose parts are in the chunks
   * @param chunks positions in the chunk grid, in any order
   * @param step makes the step of a chunk
   */
  static ChunkPlan of(
      String operation, ChunkCut cut, Stream<long[]> chunks, Function<long[], ChunkStep> step) {
    return of(operation, cut.ordered(chunks), cut.neighbours(), step);
  }

  private static ChunkPlan of(
      String operation,
      Stream<long[]> chunks,
      Optional<BiPredicate<long[], long[]>> neighbours,
      Function<long[], ChunkStep> step) {
    return new ChunkPlan(
        operation, true, Long.MAX_VALUE, 1, first -> made(chunks.iterator(), step), neighbours);
  }

  private static <T> Iterator<ChunkStep> made(
      Iterator<T> items, Function<? super T, ChunkStep> step) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return items.hasNext();
      }

      @Override
      public ChunkStep next() {
        return step.apply(items.next());
      }
    };
  }
}
