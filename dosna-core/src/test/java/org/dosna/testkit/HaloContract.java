package org.dosna.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.dosna.ChunkException;
import org.dosna.ChunkFunction;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.DosnaException;
import org.dosna.Halo;
import org.dosna.InvalidSliceException;
import org.dosna.NDArray;
import org.dosna.Region;
import org.junit.jupiter.api.Test;

/** {@code map} with another dtype and with a halo. */
abstract class HaloContract extends StoreContract {
  private static final String[] EDGES = {"reflect", "mirror", "nearest", "wrap", "constant"};

  private static Halo halo(String edge, int... width) {
    Halo halo = Halo.of(width);
    return switch (edge) {
      case "reflect" -> halo.reflect();
      case "mirror" -> halo.mirror();
      case "nearest" -> halo.nearest();
      case "wrap" -> halo.wrap();
      default -> halo.constant(7);
    };
  }

  /** The element that stands at a position of an axis, found by one reflection after another. */
  private static long source(String edge, long position, long length) {
    long at = position;
    while (at < 0 || at >= length) {
      boolean before = at < 0;
      switch (edge) {
        case "reflect" -> at = before ? -1 - at : 2 * length - 1 - at;
        case "mirror" -> at = length == 1 ? 0 : before ? -at : 2 * length - 2 - at;
        case "nearest" -> at = before ? 0 : length - 1;
        case "wrap" -> at += before ? length : -length;
        default -> {
          return -1;
        }
      }
    }
    return at;
  }

  /** What a block with its halo has to be. */
  private static NDArray expected(NDArray data, String edge, Region where) {
    NDArray block = NDArray.zeros(data.dtype(), where.shape());
    NDArray flat = block.reshape(-1);
    for (int i = 0; i < flat.size(); i++) {
      long[] at = new long[data.ndim()];
      long rest = i;
      for (int axis = at.length - 1; axis >= 0; axis--) {
        long position = where.origin()[axis] + rest % where.shape()[axis];
        at[axis] = source(edge, position, data.shape()[axis]);
        rest /= where.shape()[axis];
      }
      boolean outside = Arrays.stream(at).anyMatch(position -> position < 0);
      flat.setLong(outside ? 7 : data.getLong(at), i);
    }
    return block;
  }

  @Test
  void aBlockComesWithItsNeighbourhood() {
    Cases cases = new Cases(5);
    for (int i = 0; i < Effort.times(40); i++) {
      long[] shape = new long[cases.between(1, 3)];
      Arrays.setAll(shape, axis -> cases.between(1, 7));
      Dataset dataset = createInts("data" + i, shape, cases.chunkSize(shape));
      NDArray data = NDArray.random(DType.INT32, i, shape);
      dataset.load(data);
      // Up to twice the dataset, and so larger than any chunk.
      int[] width =
          IntStream.range(0, shape.length)
              .map(axis -> cases.between(0, 2 * (int) shape[axis] + 1))
              .toArray();
      String edge = EDGES[i % EDGES.length];
      assertNeighbourhoods(dataset, data, edge, width);
    }
  }

  private void assertNeighbourhoods(Dataset dataset, NDArray data, String edge, int[] width) {
    AtomicLong blocks = new AtomicLong();
    ChunkFunction check =
        (block, where) -> {
          assertEquals(expected(data, edge, where), block, () -> edge + " " + where);
          blocks.incrementAndGet();
          return block;
        };
    Dataset mapped = dataset.map(check, halo(edge, width), dataset.name() + "mapped");
    assertEquals(data, mapped.get(), () -> edge + Arrays.toString(width));
    assertEquals(mine(dataset.chunkCount()), blocks.get());
  }

  /** The table holds what scipy.ndimage.correlate gives. */
  @Test
  void edgesMeanWhatTheyMeanInScipy() {
    int number = 0;
    for (String[] row : Tables.rows("halo.tsv")) {
      NDArray data = Tables.array("f8", row[1], row[2]);
      NDArray weights = Tables.array("f8", row[3], row[4]);
      int[] width = Arrays.stream(weights.shape()).mapToInt(n -> (int) n / 2).toArray();
      Cases cases = new Cases(number);
      Dataset dataset = pool.createDataset("data" + number, data, cases.chunkSize(data.shape()));
      Dataset mapped =
          dataset.map(
              (block, where) -> correlated(block, weights), halo(row[0], width), "map" + number++);
      NDArray scipys = Tables.array("f8", row[1], row[5]);
      assertEquals(scipys, mapped.get(), () -> row[0] + " " + row[1] + " " + row[3]);
    }
  }

  /** The correlation, where the block reaches far enough; 0 elsewhere. */
  private static NDArray correlated(NDArray block, NDArray weights) {
    NDArray result = NDArray.zeros(block.dtype(), block.shape());
    int ndim = block.ndim();
    for (long i = 0; i < block.size(); i++) {
      long[] at = position(i, block.shape());
      double sum = 0;
      boolean inside = true;
      for (long j = 0; j < weights.size() && inside; j++) {
        long[] weight = position(j, weights.shape());
        long[] neighbour = new long[ndim];
        Arrays.setAll(neighbour, axis -> at[axis] + weight[axis] - weights.shape()[axis] / 2);
        for (int axis = 0; axis < ndim; axis++) {
          inside &= neighbour[axis] >= 0 && neighbour[axis] < block.shape()[axis];
        }
        sum += inside ? block.getDouble(neighbour) * weights.getDouble(weight) : 0;
      }
      result.setDouble(inside ? sum : 0, at);
    }
    return result;
  }

  private static long[] position(long linear, long[] shape) {
    long[] position = new long[shape.length];
    long rest = linear;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      position[axis] = rest % shape[axis];
      rest /= shape[axis];
    }
    return position;
  }

  @Test
  void theHaloIsCutOffTheResult() {
    Dataset dataset = createInts("data", shape(7, 10), 3, 4);
    NDArray data = NDArray.arange(DType.INT32, 7, 10);
    dataset.load(data);
    ChunkFunction blank =
        (block, where) -> {
          assertArrayEquals(block.shape(), where.shape());
          NDArray result = NDArray.full(DType.INT32, -9, block.shape());
          result.set("2:-2, 3:-3", block.get("2:-2, 3:-3"));
          return result;
        };
    assertEquals(data, dataset.map(blank, Halo.of(2, 3), "mapped").get());
    assertEquals(data, reopen("data").get());
  }

  @Test
  void missingChunksAreFillValueInTheHaloToo() {
    Dataset dataset = createInts("data", shape(6), 2);
    dataset.set("2:4", 5);
    NDArray expected = NDArray.of(new int[] {-1, -1, -1, 5, 5, -1, -1, -1});
    ChunkFunction check =
        (block, where) -> {
          String seen = where.origin()[0] + 1 + ":" + (where.origin()[0] + 5);
          assertEquals(expected.get(seen), block);
          return block;
        };
    dataset.map(check, Halo.of(1).constant(-1), "mapped");
    assertEquals(dataset.get(), reopen("mapped").get());
  }

  @Test
  void mapMayChangeTheDType() {
    Dataset dataset = createInts("data", shape(7, 10), 3, 4);
    dataset.load(NDArray.arange(DType.INT32, 7, 10));
    NDArray halves = NDArray.zeros(DType.FLOAT64, 7, 10);
    for (int i = 0; i < Effort.times(70); i++) {
      halves.setDouble(i / 2.0, i / 10, i % 10);
    }
    ChunkFunction halve = (block, where) -> halves.get(text(where));
    Dataset doubles = dataset.map(halve, "doubles", DType.of(">f8"));
    assertEquals(DType.of(">f8"), doubles.dtype());
    assertEquals(-1.0, doubles.fillValue());
    assertArrayEquals(dataset.chunkSize(), doubles.chunkSize());
    assertEquals(halves, reopen("doubles").get());
    Dataset bytes = dataset.map(halve, "bytes", DType.UINT8);
    assertEquals(255, ((Number) bytes.fillValue()).intValue());
    assertEquals(halves.astype(DType.UINT8), bytes.get());
    Dataset withHalo = dataset.map((b, w) -> b, Halo.of(1, 1), "withHalo", DType.FLOAT32);
    assertEquals(dataset.get().astype(DType.FLOAT32), withHalo.get());
  }

  private static String text(Region region) {
    return region.toString().replaceAll("[\\[\\]]", "");
  }

  @Test
  void constantsAreCastToTheDType() {
    Dataset dataset = pool.createDataset("data", DatasetSpec.of(DType.UINT8, 2).chunkSize(1));
    ChunkFunction check =
        (block, where) -> {
          assertTrue(Arrays.stream(block.toLongs()).anyMatch(v -> v == 255), block::toString);
          return block;
        };
    dataset.map(check, Halo.of(1).constant(-1), "mapped");
    assertTrue(pool.hasDataset("mapped"));
  }

  @Test
  void applyWithAHaloIsRefused() {
    Dataset dataset = createInts("data", shape(7, 10), 3, 4);
    assertRefused(
        DosnaException.class,
        () -> dataset.apply((b, w) -> NDArray.zeros(DType.INT32, b.shape()), Halo.of(0, 1)),
        "Halo [0, 1] reflect",
        "neighbours",
        "map(",
        "'data'");
    assertEquals(0, reopen("data").countStoredChunks());
    dataset.apply((b, w) -> NDArray.full(DType.INT32, 4, b.shape()), Halo.of(0, 0).wrap());
    assertEquals(NDArray.full(DType.INT32, 4, 7, 10), reopen("data").get());
  }

  @Test
  void halosThatDoNotFitAreRefused() {
    Dataset dataset = createInts("data", shape(7, 10), 3, 4);
    assertRefused(DosnaException.class, () -> Halo.of(1, -1), "[1, -1]");
    assertRefused(
        DosnaException.class, () -> dataset.map((b, w) -> b, Halo.of(1), "m"), "1 axes", "'data'");
    assertRefused(
        DosnaException.class, () -> dataset.apply((b, w) -> b, Halo.of(1, 2, 3)), "3 axes");
    Halo tooWide = Halo.of(100_000, 100_000);
    assertRefused(DosnaException.class, () -> dataset.map((b, w) -> b, tooWide, "m"), "bytes");
    assertFalse(connect().getPool(POOL).hasDataset("m"));
  }

  @Test
  void aFailureWithAHaloNamesTheChunk() {
    Dataset dataset = createInts("data", shape(7, 10), 3, 4);
    ChunkFunction failing =
        (block, where) -> {
          if (where.origin()[0] == 3 - 1 && where.origin()[1] == 4 - 1) {
            throw new ArithmeticException("x");
          }
          return block;
        };
    ChunkException e =
        assertRefused(
            ChunkException.class, () -> dataset.map(failing, Halo.of(1, 1), "m"), "[1, 1]", "x");
    assertArrayEquals(shape(1, 1), e.index());
    assertRefused(
        ChunkException.class,
        () -> dataset.map((b, w) -> b.get("1:-1, 1:-1"), Halo.of(1, 1), "m"),
        "shape");
    assertFalse(connect().getPool(POOL).hasDataset("m"));
  }

  @Test
  void aHaloOfAnEmptyDatasetCallsNothing() {
    Dataset dataset = createInts("data", shape(0, 10), 3, 4);
    ChunkFunction broken =
        (block, where) -> {
          throw new InvalidSliceException("called");
        };
    assertEquals(0, dataset.map(broken, Halo.of(2, 2), "m").get().size());
  }
}
