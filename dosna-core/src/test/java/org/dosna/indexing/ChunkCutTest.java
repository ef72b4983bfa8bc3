package org.dosna.indexing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Random;
import org.dosna.ChunkGrid;
import org.dosna.Slice;
import org.junit.jupiter.api.Test;

class ChunkCutTest {
  private static ChunkCut cut(String slices, long[] shape, int... chunkSize) {
    return new ChunkCut(Slicing.of(Slice.parse(slices), shape), ChunkGrid.of(shape, chunkSize));
  }

  @Test
  void isLazyOverTenToThe12Chunks() {
    ChunkCut cut = cut("...", new long[] {100_000, 100_000, 100_000}, 10, 10, 10);
    assertEquals(1_000_000_000_000L, cut.size());
    Iterator<ChunkPart> parts = cut.iterator();
    for (long i = 0; i < 10_001; i++) {
      ChunkPart part = parts.next();
      assertArrayEquals(new long[] {0, i / 10_000, i % 10_000}, part.index());
      assertArrayEquals(new long[] {10, 10, 10}, part.shape());
    }
  }

  @Test
  void jumpsOverUntouchedChunks() {
    ChunkCut cut = cut("::1000000000000000", new long[] {Long.MAX_VALUE}, 7);
    assertEquals(9224, cut.size());
    int seen = 0;
    for (ChunkPart part : cut) {
      assertEquals(1, part.count(0));
      assertEquals(seen * 1_000_000_000_000_000L, part.origin()[0]);
      seen++;
    }
    assertEquals(9224, seen);
  }

  @Test
  void countsMoreChunksThanALongHolds() {
    long[] shape = {1L << 40, 1L << 40};
    assertEquals(Long.MAX_VALUE, cut("...", shape, 1, 1).size());
    assertEquals(0, cut("..., 0:0", shape, 1, 1).size());
  }

  @Test
  void anEmptySelectionHasNoParts() {
    ChunkCut cut = cut("3:3, :", new long[] {10, 10}, 4, 4);
    assertEquals(0, cut.size());
    Iterator<ChunkPart> parts = cut.iterator();
    assertFalse(parts.hasNext());
    assertThrows(NoSuchElementException.class, parts::next);
  }

  @Test
  void saysWhichPartIsAWholeChunk() {
    long[] shape = {7};
    for (ChunkPart part : cut("1:", shape, 3)) {
      assertEquals(part.index()[0] > 0, part.wholeChunk(), part.toString());
    }
    for (ChunkPart part : cut("::-1", shape, 3)) {
      assertEquals(true, part.wholeChunk());
    }
    for (ChunkPart part : cut("::2", shape, 3)) {
      assertEquals(part.index()[0] == 2, part.wholeChunk());
    }
  }

  /** Every selected position is in exactly one part, and the parts are as many as said. */
  @Test
  void partsCoverTheSelectionOnce() {
    Random random = new Random(11);
    for (int i = 0; i < 5000; i++) {
      int length = random.nextInt(30);
      int size = 1 + random.nextInt(12);
      long step = (1 + random.nextInt(9)) * (random.nextBoolean() ? 1 : -1);
      Slice slice = Slice.range(random.nextInt(60) - 30, random.nextInt(60) - 30, step);
      long[] shape = {length};
      Slicing selection = Slicing.of(new Slice[] {slice}, shape);
      long[] expected = new long[(int) selection.count(0)];
      Arrays.setAll(expected, k -> selection.start(0) + k * step);
      long[] seen = new long[expected.length];
      Arrays.fill(seen, -1);
      long parts = 0;
      ChunkCut cut = new ChunkCut(selection, ChunkGrid.of(shape, size));
      for (ChunkPart part : cut) {
        for (int k = 0; k < part.count(0); k++) {
          int position = (int) part.position()[0] + k;
          assertEquals(-1, seen[position]);
          seen[position] = part.index()[0] * size + part.start(0) + (long) k * part.step(0);
        }
        parts++;
      }
      assertArrayEquals(expected, seen, slice + " of " + length + " in " + size);
      assertEquals(parts, cut.size(), slice + " of " + length + " in " + size);
    }
  }
}
