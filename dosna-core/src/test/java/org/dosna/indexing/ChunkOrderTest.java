package org.dosna.indexing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.dosna.ChunkGrid;
import org.dosna.Slice;
import org.junit.jupiter.api.Test;

/** Parts of a cut, reached in several ways. */
class ChunkOrderTest {
  private static final int CASES = 300;
  private static final long[] SHAPE = {13, 9};

  private static Slice slice(Random random, long length) {
    if (random.nextInt(5) == 0) {
      return Slice.at(random.nextInt((int) length));
    }
    long step = (1 + random.nextInt(8)) * (random.nextBoolean() ? 1 : -1);
    long a = random.nextInt((int) length);
    long b = random.nextInt((int) length);
    return step > 0
        ? Slice.range(Math.min(a, b), Math.max(a, b) + 1, step)
        : Slice.range(Math.max(a, b), Math.min(a, b), step);
  }

  private static ChunkCut cut(Random random) {
    Slice[] slices = {slice(random, SHAPE[0]), slice(random, SHAPE[1])};
    int[] chunkSize = {1 + random.nextInt(6), 1 + random.nextInt(6)};
    return new ChunkCut(Slicing.of(slices, SHAPE), ChunkGrid.of(SHAPE, chunkSize));
  }

  private static List<ChunkPart> parts(ChunkCut cut) {
    List<ChunkPart> parts = new ArrayList<>();
    cut.forEach(parts::add);
    return parts;
  }

  private static void assertSame(ChunkPart expected, ChunkPart actual) {
    assertArrayEquals(expected.index(), actual.index());
    for (int axis = 0; axis < SHAPE.length; axis++) {
      assertEquals(expected.start(axis), actual.start(axis));
      assertEquals(expected.step(axis), actual.step(axis));
      assertEquals(expected.count(axis), actual.count(axis));
    }
    assertArrayEquals(expected.position(), actual.position());
    assertEquals(expected.wholeChunk(), actual.wholeChunk());
  }

  @Test
  void anIteratorMayStartAnywhere() {
    Random random = new Random(1);
    for (int i = 0; i < CASES; i++) {
      ChunkCut cut = cut(random);
      List<ChunkPart> parts = parts(cut);
      assertEquals(parts.size(), cut.size());
      for (int first = 0; first < parts.size(); first++) {
        Iterator<ChunkPart> rest = cut.iterator(first);
        for (ChunkPart expected : parts.subList(first, parts.size())) {
          assertSame(expected, rest.next());
        }
        assertTrue(!rest.hasNext());
      }
    }
  }

  @Test
  void aPartIsFoundByItsChunk() {
    Random random = new Random(2);
    for (int i = 0; i < CASES; i++) {
      ChunkCut cut = cut(random);
      List<ChunkPart> parts = parts(cut);
      for (ChunkPart part : parts) {
        assertSame(part, cut.partIn(part.index()).orElseThrow());
      }
      long found = 0;
      for (long row = 0; row < SHAPE[0]; row++) {
        for (long column = 0; column < SHAPE[1]; column++) {
          found += cut.partIn(new long[] {row, column}).stream().count();
        }
      }
      assertEquals(parts.size(), found);
    }
  }

  @Test
  void chunksAreComparedInTheOrderOfTheSlicing() {
    Random random = new Random(3);
    for (int i = 0; i < CASES; i++) {
      ChunkCut cut = cut(random);
      List<ChunkPart> parts = parts(cut);
      for (int n = 1; n < parts.size(); n++) {
        assertTrue(cut.compare(parts.get(n - 1).index(), parts.get(n).index()) < 0);
        assertTrue(cut.compare(parts.get(n).index(), parts.get(n - 1).index()) > 0);
        assertEquals(0, cut.compare(parts.get(n).index(), parts.get(n).index()));
      }
    }
  }
}
