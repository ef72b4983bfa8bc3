package org.dosna.indexing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Random;
import org.dosna.ChunkGrid;
import org.dosna.InvalidSliceException;
import org.dosna.Slice;
import org.junit.jupiter.api.Test;

class SlicingTest {
  private static Slicing select(String slices, long... shape) {
    return Slicing.of(Slice.parse(slices), shape);
  }

  @Test
  void resolvesEachAxis() {
    Slicing selection = select("2:9:3, -1, newaxis, ..., ::-2", 10, 5, 4, 6);
    assertEquals(4, selection.ndim());
    assertArrayEquals(new long[] {3, 1, 4, 3}, selection.counts());
    assertArrayEquals(new long[] {3, 1, 4, 3}, selection.resultShape());
    assertEquals(2, selection.start(0));
    assertEquals(3, selection.step(0));
    assertEquals(4, selection.start(1));
    assertEquals(5, selection.start(3));
    assertEquals(-2, selection.step(3));
  }

  @Test
  void integersDropTheirAxes() {
    assertArrayEquals(new long[0], select("1, 2", 3, 3).resultShape());
    assertArrayEquals(new long[] {1, 3}, select("newaxis, 2", 3, 3).resultShape());
  }

  @Test
  void theExtremesOfLongDoNotOverflow() {
    long max = Long.MAX_VALUE;
    long min = Long.MIN_VALUE;
    assertEquals(1, Slicing.of(new Slice[] {Slice.range(min, max, max)}, new long[] {9}).count(0));
    assertEquals(1, Slicing.of(new Slice[] {Slice.range(max, min, min)}, new long[] {9}).count(0));
    assertEquals(0, Slicing.of(new Slice[] {Slice.range(max, min, 1)}, new long[] {9}).count(0));
    assertEquals(max, Slicing.of(new Slice[] {Slice.all().step(-1)}, new long[] {max}).count(0));
    assertEquals(max - 1, Slicing.of(new Slice[] {Slice.at(-1)}, new long[] {max}).start(0));
    assertThrows(
        InvalidSliceException.class,
        () -> Slicing.of(new Slice[] {Slice.at(min)}, new long[] {max}));
  }

  @Test
  void boxesMustLieInside() {
    long[] shape = {5, 7};
    assertArrayEquals(
        new long[] {2, 7}, Slicing.box(new long[] {3, 0}, new long[] {2, 7}, shape).counts());
    assertTrue(Slicing.box(new long[] {5, 7}, new long[] {0, 0}, shape).isEmpty());
    long[][][] wrong = {
      {{4, 0}, {2, 1}},
      {{-1, 0}, {1, 1}},
      {{0, 0}, {-1, 1}},
      {{0}, {1}},
      {{0, 0}, {1}},
      {{0, Long.MAX_VALUE}, {1, Long.MAX_VALUE}},
      {{6, 0}, {0, 0}}
    };
    for (long[][] box : wrong) {
      assertThrows(InvalidSliceException.class, () -> Slicing.box(box[0], box[1], shape));
    }
  }

  @Test
  void valuesAreLaidOverTheSlicing() {
    assertArrayEquals(new long[] {3, 1}, select("...", 2, 3).broadcast(new long[] {2, 3}));
    assertArrayEquals(new long[] {0, 1}, select("...", 2, 3).broadcast(new long[] {3}));
    assertArrayEquals(new long[] {1, 0}, select("...", 2, 3).broadcast(new long[] {2, 1}));
    assertArrayEquals(new long[] {0, 0}, select("...", 2, 3).broadcast(new long[] {}));
    assertArrayEquals(new long[] {0, 1}, select("...", 2, 3).broadcast(new long[] {1, 1, 3}));
    assertArrayEquals(new long[] {1, 0}, select(":, 1", 2, 3).broadcast(new long[] {2}));
    assertArrayEquals(
        new long[] {0, 1}, select("0, newaxis, :", 2, 3).broadcast(new long[] {1, 3}));
    for (long[] shape : new long[][] {{2}, {2, 2}, {0}, {2, 1, 3}}) {
      Slicing all = select("...", 2, 3);
      assertThrows(InvalidSliceException.class, () -> all.broadcast(shape));
    }
  }

  /** The part in the corner holds exactly the selected positions that lie there. */
  @Test
  void theCornerHoldsWhatLiesInIt() {
    Random random = new Random(12);
    for (int i = 0; i < 5000; i++) {
      int length = 1 + random.nextInt(12);
      int extent = 1 + random.nextInt(length);
      long step = (1 + random.nextInt(5)) * (random.nextBoolean() ? 1 : -1);
      Slice slice = Slice.range(random.nextInt(30) - 15, random.nextInt(30) - 15, step);
      Slicing selection = Slicing.of(new Slice[] {slice}, new long[] {length});
      ChunkGrid grid = ChunkGrid.of(new long[] {extent}, length);
      Optional<ChunkPart> part = ChunkPart.inside(new long[1], grid, selection);
      int found = 0;
      for (int k = 0; k < selection.count(0); k++) {
        long position = selection.start(0) + k * step;
        if (position < extent) {
          ChunkPart inside = part.orElseThrow();
          assertEquals(k, inside.position()[0] + found);
          assertEquals(position, inside.start(0) + found * inside.step(0));
          found++;
        }
      }
      assertEquals(found, part.map(p -> p.count(0)).orElse(0));
      assertEquals(found == extent, part.map(ChunkPart::wholeChunk).orElse(false));
    }
  }
}
