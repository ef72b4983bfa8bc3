package org.dosna.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dosna.Block;
import org.dosna.BlockFunction;
import org.dosna.ChunkException;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.DatasetView;
import org.dosna.DosnaException;
import org.dosna.NDArray;
import org.dosna.Region;
import org.junit.jupiter.api.Test;

/** {@code reduce} with functions of the user's. */
abstract class ReduceContract extends StoreContract {
  private static final NDArray DATA = NDArray.arange(DType.INT32, 7, 10);

  private Dataset create() {
    return pool.createDataset("data", DATA, 3, 4);
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    List<T> both = new ArrayList<>(first);
    both.addAll(second);
    return both;
  }

  @Test
  void blocksAreCombinedInTheOrderOfTheChunkGrid() {
    Dataset dataset = create();
    List<String> expected = new ArrayList<>();
    for (Block block : dataset.blocks()) {
      expected.add(block.region() + "=" + block.data());
    }
    BlockFunction<List<String>> describe = (block, where) -> List.of(where + "=" + block);
    assertEquals(expected, dataset.reduce(describe, ReduceContract::joined));
    assertEquals(9, expected.size());
  }

  /** More than there are groups, so that groups have several blocks. */
  @Test
  void manyBlocksAreCombinedInOrder() {
    int[] counts = {4095, 4096, 4097, 9001};
    for (int count : counts) {
      Dataset line =
          pool.createDataset("line" + count, DatasetSpec.of(DType.INT32, count).chunkSize(1));
      line.set("4000", 1);
      BlockFunction<List<Long>> origin = (block, where) -> List.of(where.origin()[0]);
      List<Long> seen = line.reduce(origin, ReduceContract::joined);
      assertEquals(count, seen.size());
      for (int i = 0; i < count; i++) {
        assertEquals(i, seen.get(i));
      }
    }
  }

  @Test
  void everyElementIsInOneBlock() {
    DatasetSpec spec = DatasetSpec.of(DType.UINT8, 190, 201).chunkSize(2, 3);
    Dataset dataset = pool.createDataset("data", spec);
    for (String slices : List.of("...", "::-1, 1:", "1:-1:3, ::-2", "::2, ::-4", "5, ::7")) {
      assertCovered(dataset.view(slices));
    }
  }

  private static void assertCovered(DatasetView view) {
    NDArray covered = NDArray.zeros(DType.INT32, view.shape());
    BlockFunction<List<Region>> where = (block, region) -> List.of(region);
    List<Region> regions = view.reduce(where, ReduceContract::joined);
    for (Region region : regions) {
      String box = region.toString().replaceAll("[\\[\\]]", "");
      NDArray counts = covered.get(box);
      for (int i = 0; i < counts.size(); i++) {
        ((int[]) counts.array())[i]++;
      }
      covered.set(box, counts);
    }
    assertEquals(NDArray.full(DType.INT32, 1, view.shape()), covered, view::toString);
  }

  @Test
  void aBlocksPlaceIsRelativeToTheView() {
    Dataset dataset = create();
    for (String slices : List.of("5:1:-1, 2:9", "newaxis, ::2, 3", "4, 5", "..., newaxis", "6:")) {
      NDArray seen = DATA.get(slices);
      DatasetView view = dataset.view(slices);
      NDArray rebuilt =
          view.reduce(
              (block, where) -> {
                assertArrayEquals(where.shape(), block.shape());
                String box = where.toString().replaceAll("[\\[\\]]", "");
                NDArray part = NDArray.zeros(DType.INT32, seen.shape());
                part.set(box.isEmpty() ? "..." : box, block);
                return part;
              },
              ReduceContract::sum);
      assertEquals(seen, rebuilt, slices);
    }
  }

  private static NDArray sum(NDArray a, NDArray b) {
    long[] sums = a.toLongs();
    Arrays.setAll(sums, i -> sums[i] + b.reshape(-1).getLong(i));
    return NDArray.of(sums).reshape(a.shape()).astype(DType.INT32);
  }

  @Test
  void aFailingFunctionNamesTheChunk() {
    Dataset dataset = create();
    IOException failure = new IOException("x");
    BlockFunction<Integer> failing =
        (block, where) -> {
          if (where.equals(new Region(shape(3, 4), shape(3, 4)))) {
            throw failure;
          }
          return 1;
        };
    ChunkException e =
        assertRefused(
            ChunkException.class,
            () -> dataset.reduce(failing, Integer::sum),
            "reduce",
            "[1, 1]",
            "'data'");
    assertCause(failure, e);
    assertArrayEquals(shape(1, 1), e.index());
  }

  @Test
  void nullIsNoResult() {
    Dataset dataset = create();
    BlockFunction<String> nothing = (block, where) -> null;
    assertRefused(DosnaException.class, () -> dataset.reduce(nothing, String::concat), "null");
    BlockFunction<String> something = (block, where) -> "x";
    assertRefused(DosnaException.class, () -> dataset.reduce(something, (a, b) -> null), "null");
  }

  @Test
  void nothingCannotBeReduced() {
    Dataset dataset = create();
    BlockFunction<Integer> one = (block, where) -> 1;
    assertRefused(
        DosnaException.class,
        () -> dataset.view("3:3").reduce(one, Integer::sum),
        "no elements",
        "reduce");
    assertEquals(9, dataset.reduce(one, Integer::sum));
  }

  @Test
  void complexNumbersCanBeReduced() {
    NDArray data = NDArray.random(DType.COMPLEX128, 3, 7, 10);
    Dataset dataset = pool.createDataset("complex", data, 3, 4);
    double[] slots = (double[]) data.array();
    double expected = 0;
    for (int i = 1; i < slots.length; i += 2) {
      expected += slots[i];
    }
    double sum =
        dataset.reduce(
            (block, where) -> {
              double imaginary = 0;
              double[] values = (double[]) block.array();
              for (int i = 1; i < values.length; i += 2) {
                imaginary += values[i];
              }
              return imaginary;
            },
            Double::sum);
    assertEquals(expected, sum, 1e-12);
  }
}
