package org.dosna.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.dosna.ChunkGrid;
import org.dosna.DType;
import org.dosna.DataChunk;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.DatasetView;
import org.dosna.Indexable;
import org.dosna.InvalidSliceException;
import org.dosna.LayeredCluster;
import org.dosna.NDArray;
import org.dosna.Slice;
import org.dosna.Sliceable;
import org.junit.jupiter.api.Test;

/** Lists, points, masks and blocks, with numpy's results. */
abstract class PickContract extends StoreContract {
  /** What numpy picks of an array of positions, and what is in it after an assignment. */
  private record Case(
      String kind,
      long[] shape,
      String what,
      long[] pickedShape,
      long[] picked,
      long[] valueShape,
      long[] after) {
    static Case of(String[] row) {
      return new Case(
          row[0],
          Tables.longs(row[1]),
          row[2],
          Tables.longs(row[3]),
          Tables.longs(row[4]),
          Tables.longs(row[5]),
          Tables.longs(row[6]));
    }

    /** What is picked from something of the shape. */
    <S extends Sliceable> Sliceable from(Indexable<S> all) {
      return switch (kind) {
        case "vindex" -> all.vindex(coordinates());
        case "mask" -> all.mask(mask());
        // One list means the same to get.
        default -> all.oindex(what);
      };
    }

    private NDArray[] coordinates() {
      return Arrays.stream(what.split(";"))
          .map(axis -> axis.split(":", -1))
          .map(axis -> array(Tables.longs(axis[0]), Tables.longs(axis[1])))
          .toArray(NDArray[]::new);
    }

    NDArray mask() {
      NDArray mask = NDArray.zeros(DType.BOOL, shape);
      for (int i = 0; i < what.length(); i++) {
        mask.reshape(-1).setLong(what.charAt(i) - '0', i);
      }
      return mask;
    }

    NDArray expected(DType dtype) {
      return array(pickedShape, picked).astype(dtype);
    }

    NDArray value(DType dtype) {
      NDArray value = NDArray.arange(DType.INT64, valueShape);
      Arrays.setAll((long[]) value.array(), i -> 1000 + i);
      return value.astype(dtype);
    }

    private static NDArray array(long[] shape, long[] elements) {
      return NDArray.of(DType.INT64, elements, elements.length).reshape(shape);
    }
  }

  private static List<Case> cases() {
    List<Case> all = Tables.rows("pick.tsv").stream().map(Case::of).toList();
    assertTrue(all.size() >= 200, "rows in the table");
    return all;
  }

  /** Of the table as many cases as the effort allows; every kind. */
  private static List<Case> someCases() {
    List<Case> all = cases();
    return all.subList(0, Math.max(20, Effort.times(all.size())));
  }

  private Dataset positions(String name, Case row, DType dtype, Cases cases) {
    Dataset dataset =
        pool.createDataset(
            name, DatasetSpec.of(dtype, row.shape()).chunkSize(cases.chunkSize(row.shape())));
    dataset.load(NDArray.arange(dtype, row.shape()));
    return dataset;
  }

  @Test
  void arraysAreAsInNumpy() {
    for (Case row : cases()) {
      for (DType dtype : List.of(DType.INT32, DType.COMPLEX64)) {
        NDArray array = NDArray.arange(dtype, row.shape());
        assertEquals(row.expected(dtype), row.from(array).get(), row::toString);
        row.from(array).set(row.value(DType.INT64));
        assertArrayEquals(row.after(), array.toLongs(), row::toString);
      }
    }
  }

  @Test
  void datasetsAreReadAndWrittenAsInNumpy() {
    Cases cases = new Cases(1);
    int number = 0;
    for (Case row : someCases()) {
      DType dtype = cases.oneOf(DType.INT32, DType.of(">i8"), DType.COMPLEX64, DType.FLOAT64);
      Dataset dataset = positions("data" + number++, row, dtype, cases);
      DType natively = dtype.nativeOrder();
      assertEquals(row.expected(natively), row.from(dataset).get(), row::toString);
      if (row.kind().equals("get")) {
        assertEquals(row.expected(natively), dataset.get(row.what()), row::toString);
        assertEquals(row.expected(natively), dataset.view(row.what()).get(), row::toString);
        dataset.set(row.what(), row.value(cases.oneOf(natively, DType.INT16)));
      } else {
        row.from(dataset).set(row.value(cases.oneOf(natively, DType.INT16)));
      }
      assertArrayEquals(row.after(), dataset.get().toLongs(), () -> row + " of " + dataset);
      dataset.delete();
    }
  }

  /** The model is what numpy picks, sliced as arrays are. */
  @Test
  void whatIsPickedMakesADatasetOfItsOwn() {
    Dataset data = pool.createDataset("data", NDArray.arange(DType.INT32, 6, 8), 2, 3);
    DatasetView points =
        data.vindex(NDArray.of(new int[] {0, 5, 2, 2}), NDArray.of(new int[] {1, -1, 3, 3}));
    Dataset made = pool.createDataset("points", points.spec(), points);
    assertEquals(NDArray.of(new int[] {1, 47, 19, 19}), made.get());
  }

  @Test
  void viewsOfWhatIsPickedAreSlicedAgain() {
    Cases cases = new Cases(2);
    int number = 0;
    for (Case row : someCases()) {
      Dataset dataset = positions("data" + number++, row, DType.INT32, cases);
      DatasetView view = (DatasetView) row.from(dataset);
      NDArray picked = row.expected(DType.INT32);
      assertArrayEquals(picked.shape(), view.shape());
      String slices = cases.slices(picked.shape());
      assertEquals(picked.get(slices), view.get(slices), () -> row + " " + slices);
      DatasetView part = view.view(slices);
      NDArray seen = picked.get(slices);
      if (seen.size() > 0) {
        NDArray some = NDArray.of(new long[] {0, -1, 0});
        NDArray[] points = new NDArray[seen.ndim()];
        Arrays.fill(points, some);
        assertEquals(seen.vindex(points).get(), part.vindex(points).get(), () -> row + slices);
        if (seen.ndim() > 0 && !slices.contains("newaxis") && !row.what().contains("newaxis")) {
          assertEquals(seen.get("[-1, 0, 0]"), part.get("[-1, 0, 0]"), () -> row + slices);
        }
      }
      view.set(slices, -5);
      picked.set(slices, -5);
      NDArray all = NDArray.arange(DType.INT32, row.shape());
      // Assigned by number, the last of equal positions counts in both.
      row.from(all).set(slices, -5);
      assertEquals(all, dataset.get(), () -> row + " " + slices);
      dataset.delete();
    }
  }

  @Test
  void whatIsPickedIsReduced() {
    Cases cases = new Cases(3);
    int number = 0;
    for (Case row : someCases()) {
      Dataset dataset = positions("data" + number++, row, DType.INT32, cases);
      DatasetView view = (DatasetView) row.from(dataset);
      long sum = Arrays.stream(row.picked()).sum();
      assertEquals(BigInteger.valueOf(sum), view.sum(), row::toString);
      if (sum > 0) {
        NDArray picked = row.expected(DType.INT32);
        assertEquals(picked.getObject(view.argMax()), view.max(), row::toString);
        ReductionModel model = new ReductionModel(picked);
        assertArrayEquals(model.positionOf(true), view.argMax(), row::toString);
        assertArrayEquals(model.positionOf(false), view.argMin(), row::toString);
        Set<String> seen = ConcurrentHashMap.newKeySet();
        long inBlocks =
            view.reduce(
                (block, where) -> {
                  seen.add(where.toString());
                  NDArray there = picked.get(slices(where.origin(), where.shape()));
                  return there.equals(block) ? block.size() : Long.MIN_VALUE;
                },
                Long::sum);
        assertEquals(picked.size(), inBlocks, row::toString);
      }
      dataset.delete();
    }
  }

  private static Slice[] slices(long[] origin, long[] shape) {
    Slice[] slices = new Slice[shape.length];
    Arrays.setAll(slices, axis -> Slice.range(origin[axis], origin[axis] + shape[axis]));
    return slices;
  }

  @Test
  void aMaskMayBeADataset() {
    Cases cases = new Cases(4);
    int number = 0;
    for (Case row : someCases()) {
      if (row.kind().equals("mask")) {
        Dataset dataset = positions("data" + number, row, DType.INT32, cases);
        Dataset mask =
            pool.createDataset("mask" + number++, row.mask(), cases.chunkSize(row.shape()));
        assertEquals(row.expected(DType.INT32), dataset.mask(mask).get());
        assertEquals(row.expected(DType.INT32), dataset.mask(mask.view()).get());
        mask.delete();
        dataset.delete();
      }
    }
    Dataset ints = createInts("ints", shape(4), 2);
    assertRefused(InvalidSliceException.class, () -> ints.mask(ints), "int32", "bool");
    assertRefused(
        InvalidSliceException.class, () -> ints.mask(NDArray.zeros(DType.BOOL, 5)), "[5]", "[4]");
  }

  @Test
  void aMaskOfOneAxisIsASlice() {
    Dataset data = pool.createDataset("data", NDArray.arange(DType.INT32, 3, 4), 2, 2);
    Slice mask = Slice.mask(true, false, true);
    assertEquals(data.get("[0, 2]"), data.get(mask));
    assertEquals(data.get("[0, 2]"), data.get().get(mask));
    assertEquals(data.get("[0, 2], 1:"), data.get(mask, Slice.from(1)));
    assertRefused(
        InvalidSliceException.class, () -> data.get(Slice.all(), mask), "axis 1", "3", "4");
  }

  @Test
  void blocksArePickedByTheirPlaceInTheGrid() {
    Cases cases = new Cases(5);
    for (int i = 0; i < Effort.times(40); i++) {
      long[] shape = cases.shape();
      int[] chunkSize = cases.chunkSize(shape);
      Dataset data = createInts("data" + i, shape, chunkSize);
      data.load(NDArray.arange(DType.INT32, shape));
      ChunkGrid grid = ChunkGrid.of(shape, chunkSize);
      grid.positions()
          .forEach(
              index -> {
                long[] extent = Arrays.stream(grid.extent(index)).asLongStream().toArray();
                NDArray expected = data.get(slices(grid.origin(index), extent));
                assertEquals(expected, data.block(index).get());
                long[] back = index.clone();
                Arrays.setAll(back, axis -> index[axis] - grid.count(axis));
                assertEquals(expected, data.block(back).get());
              });
    }
    Dataset data = createInts("ints", shape(10, 7), 4, 3);
    data.load(NDArray.arange(DType.INT32, 10, 7));
    assertEquals(data.get("4:, :3"), data.block("1:, 0").get());
    assertEquals(data.get("8:"), data.block("-1, ...").get());
    data.block("0, 1:").set(5);
    assertEquals(NDArray.full(DType.INT32, 5, 4, 4), data.get(":4, 3:"));
    assertArrayEquals(shape(0, 7), data.block("2:1").shape());
    assertRefused(InvalidSliceException.class, () -> data.block(3, 0), "3", "axis 0");
    assertRefused(InvalidSliceException.class, () -> data.block("::2"), "step 1", "::2");
    assertRefused(InvalidSliceException.class, () -> data.block("[0]"), "[0]");
  }

  @Test
  void chunksAreReadAndWrittenByLists() {
    Dataset data = createInts("data", shape(10, 7), 4, 3);
    DataChunk chunk = data.createChunk(2, 2);
    NDArray model = NDArray.full(DType.INT32, -1, 4, 3);
    NDArray value = NDArray.arange(DType.INT32, 4, 3);
    chunk.setData(value, Slice.list(1, 0, 3, 1));
    model.set("[1, 0, 3, 1]", value);
    assertChunk(chunk, model);
    chunk.oindex("[1, 0], [0, -1]").set(7);
    model.oindex("[1, 0], [0, -1]").set(7);
    assertChunk(chunk, model);
    chunk.vindex(shape(0, 1, 3), shape(0, 0, 2)).set(NDArray.arange(DType.INT64, 3));
    model.vindex(shape(0, 1, 3), shape(0, 0, 2)).set(NDArray.arange(DType.INT64, 3));
    assertChunk(chunk, model);
    assertEquals(model.get("[1, 0]").get(":, 0"), chunk.getData(Slice.list(1, 0)).get(":, 0"));
    assertEquals(chunk.getData().get("0, 0"), chunk.vindex(shape(0), shape(0)).get("0"));
    assertEquals(model.get(":2, 0"), chunk.mask(chunkMask()).get());
  }

  private static NDArray chunkMask() {
    NDArray mask = NDArray.zeros(DType.BOOL, 4, 3);
    mask.set(":2, 0", true);
    return mask;
  }

  /** What lies outside the dataset's shape is fill value. */
  private static void assertChunk(DataChunk chunk, NDArray model) {
    model.set("2:", -1);
    model.set(":, 1:", -1);
    assertEquals(model, chunk.getData());
  }

  @Test
  void listsThatMayMeanTwoThingsAreRefused() {
    Dataset data = createInts("data", shape(10, 7), 4, 3);
    for (Sliceable sliceable : List.of(data, data.view(), data.get())) {
      for (String slices : List.of("[1, 2], [3, 4]", "[1, 2], 3", "0, ..., [1]")) {
        assertRefused(InvalidSliceException.class, () -> sliceable.get(slices), "oindex", "vindex");
        assertRefused(
            InvalidSliceException.class, () -> sliceable.set(slices, 0), "oindex", "vindex");
      }
    }
  }

  @Test
  void positionsOutsideAreNamedWithPlaceAndAxis() {
    Dataset data = createInts("data", shape(10, 7), 4, 3);
    assertRefused(
        InvalidSliceException.class, () -> data.get(":, [1, 7]"), "7", "place 1", "axis 1");
    assertRefused(
        InvalidSliceException.class,
        () -> data.oindex("[0, -11], [1]"),
        "-11",
        "place 1",
        "axis 0");
    assertRefused(
        InvalidSliceException.class,
        () -> data.vindex(shape(0, 1, 10), shape(1, 1, 1)),
        "10",
        "place 2",
        "axis 0");
    assertRefused(InvalidSliceException.class, () -> data.vindex(shape(1)), "2", "1");
    assertRefused(
        InvalidSliceException.class, () -> data.vindex(shape(1, 2), shape(1, 2, 3)), "broadcast");
    assertRefused(
        InvalidSliceException.class,
        () -> data.vindex(NDArray.of(new double[] {1}), NDArray.of(new long[] {1})),
        "float64");
    assertRefused(InvalidSliceException.class, () -> data.get("[1, 2, 3"), "[1, 2, 3");
    assertRefused(InvalidSliceException.class, () -> data.get("[1, x]"), "x");
    assertRefused(InvalidSliceException.class, () -> data.set("[1, 2]", data.get(":3")), "[3, 7]");
  }

  @Test
  void eachChunkTouchedIsReadAndWrittenOnce() {
    createInts("data", shape(1000, 1000), 100, 100);
    AtomicInteger steps = new AtomicInteger();
    Set<List<Long>> chunks = ConcurrentHashMap.newKeySet();
    Dataset data =
        connect(
                new LayeredCluster(
                    store.newCluster(),
                    dataset ->
                        step -> {
                          steps.incrementAndGet();
                          chunks.add(Arrays.stream(step.index()).boxed().toList());
                          return step;
                        }))
            .getPool(POOL)
            .getDataset("data");
    Random random = new Random(6);
    long[] rows = random.longs(5000, 0, 1000).toArray();
    long[] columns = random.longs(5000, 300, 600).toArray();
    data.vindex(rows, columns).get();
    assertEquals(30, steps.getAndSet(0));
    assertEquals(30, chunks.size());
    data.oindex(Slice.list(rows), Slice.list(-1, 0, -1)).get();
    assertEquals(20, steps.getAndSet(0));
    data.vindex(rows, columns).set(NDArray.arange(DType.INT32, 5000));
    assertEquals(30, steps.getAndSet(0));
    Set<Long> last = new HashSet<>();
    for (int i = 4999; i >= 0; i--) {
      if (last.add(1000 * rows[i] + columns[i])) {
        assertEquals(i, data.get().getLong(rows[i], columns[i]));
        break;
      }
    }
  }

  /** There are as many elements as a long counts. */
  @Test
  void pointsAreFoundInDatasetsWithoutEnd() {
    long far = 1L << 21;
    Dataset data =
        pool.createDataset(
            "data", DatasetSpec.of(DType.INT16, far, far, far - 1).chunkSize(4, 5, 6));
    long[] x = {far - 1, 0, 17, -1, far - 1};
    long[] y = {5, 0, far - 7, 5, -1};
    long[] z = {1, 0, far / 2, 1, -1};
    data.vindex(x, y, z).set(NDArray.arange(DType.INT16, 5));
    assertArrayEquals(new long[] {3, 1, 2, 3, 4}, data.vindex(x, y, z).get().toLongs());
    assertEquals(BigInteger.valueOf(13), data.vindex(x, y, z).sum());
  }
}
