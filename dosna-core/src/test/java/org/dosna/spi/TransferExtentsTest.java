package org.dosna.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.dosna.DType;
import org.dosna.NDArray;
import org.junit.jupiter.api.Test;

/** The runs of a chunk's elements that a transfer moves. */
class TransferExtentsTest {
  /** Every step-th element of a chunk of one row of 9. */
  private static Transfer every(int step, int count, DType dtype) {
    int[] size = {9};
    return new Transfer(
        NDArray.zeros(dtype, count),
        0,
        new long[] {1},
        size,
        new int[] {1},
        new int[] {step},
        new int[] {count},
        false);
  }

  @Test
  void elementsBetweenStepsDoNotMoveUnlessTheGapMayBeJoined() {
    for (DType dtype : List.of(DType.INT16, DType.COMPLEX64)) {
      List<Extent> apart = List.of(new Extent(1, 1), new Extent(4, 1), new Extent(7, 1));
      assertEquals(apart, every(3, 3, dtype).extents(0));
      assertEquals(apart, every(3, 3, dtype).extents(1));
      assertEquals(List.of(new Extent(1, 7)), every(3, 3, dtype).extents(2));
      assertEquals(List.of(new Extent(1, 3)), every(1, 3, dtype).extents(0));
    }
  }

  @Test
  void rowsOfABoxAreRuns() {
    Transfer box =
        new Transfer(
            NDArray.zeros(DType.INT8, 2, 2),
            0,
            new long[] {2, 1},
            new int[] {4, 5},
            new int[] {1, 2},
            new int[] {2, 1},
            new int[] {2, 2},
            false);
    assertEquals(List.of(new Extent(7, 2), new Extent(17, 2)), box.extents(7));
    assertEquals(List.of(new Extent(7, 12)), box.extents(8));
  }
}
