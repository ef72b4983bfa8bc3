package org.dosna.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchesTest {
  /** A step that moves nothing. */
  private record Step(long[] index, boolean isCopy) implements ChunkStep {
    @Override
    public String operation() {
      return "get";
    }

    @Override
    public Optional<Transfer> work() {
      return Optional.empty();
    }
  }

  @Test
  void batchesAreOfWholeRows() {
    assertEquals(List.of(6, 6, 6), sizes(8, grid(3, 6)));
    assertEquals(List.of(8, 4), sizes(8, grid(3, 4)));
    assertEquals(List.of(6, 6, 3), sizes(8, grid(5, 3)));
    assertEquals(List.of(8, 8), sizes(8, grid(2, 8)));
  }

  @Test
  void rowsThatAreTooLongAreCut() {
    assertEquals(List.of(8, 4, 8, 4), sizes(8, grid(2, 12)));
    assertEquals(List.of(2, 1, 2, 1), sizes(2, grid(2, 3)));
  }

  @Test
  void oneAxisIsOneRow() {
    List<ChunkStep> steps = new ArrayList<>();
    for (int i = 0; i < 11; i++) {
      steps.add(new Step(new long[] {i}, true));
    }
    assertEquals(List.of(8, 3), sizes(8, steps));
  }

  @Test
  void whatIsNoCopyStandsAlone() {
    List<ChunkStep> steps = grid(2, 4);
    steps.set(2, new Step(new long[] {0, 2}, false));
    assertEquals(List.of(2, 1, 1, 4), sizes(4, steps));
    assertEquals(List.of(1, 1, 1, 1, 1, 1, 1, 1), sizes(1, steps));
  }

  private static List<ChunkStep> grid(int rows, int columns) {
    List<ChunkStep> steps = new ArrayList<>();
    IntStream.range(0, rows * columns)
        .forEach(n -> steps.add(new Step(new long[] {n / columns, n % columns}, true)));
    return steps;
  }

  /** How many steps each batch has; all come, in order. */
  private static List<Integer> sizes(int most, List<ChunkStep> steps) {
    List<Integer> sizes = new ArrayList<>();
    List<ChunkStep> seen = new ArrayList<>();
    for (Iterator<List<ChunkStep>> all = new Batches(steps.iterator(), most); all.hasNext(); ) {
      List<ChunkStep> batch = all.next();
      sizes.add(batch.size());
      seen.addAll(batch);
    }
    assertEquals(steps, seen);
    return sizes;
  }
}
