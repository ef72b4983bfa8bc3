package org.dosna.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.dosna.ChunkGrid;
import org.dosna.ClosedException;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.DatasetView;
import org.dosna.DosnaException;
import org.dosna.InvalidSliceException;
import org.dosna.NDArray;
import org.dosna.Npy;
import org.dosna.OpenMode;
import org.dosna.Operator;
import org.dosna.Pool;
import org.dosna.Slice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Windows on datasets, and windows on windows. The model is an array of the elements' numbers. */
abstract class ViewContract extends StoreContract {
  private static final int CASES = Effort.times(60);

  /** A window made of several slices, and what is seen through it. */
  private record Window(DatasetView view, NDArray numbers, List<String> slices) {
    static Window random(Dataset dataset, Cases cases) {
      NDArray numbers = NDArray.arange(DType.INT64, dataset.shape());
      List<String> slices = new ArrayList<>(List.of(cases.slices(dataset.shape())));
      DatasetView view = dataset.view(slices.get(0));
      NDArray seen = numbers.get(slices.get(0));
      for (int more = cases.between(0, 2); more > 0; more--) {
        String next = cases.slices(view.shape());
        slices.add(next);
        view = view.view(next);
        seen = seen.get(next);
      }
      return new Window(view, seen, slices).turned(cases);
    }

    /** Perhaps the same with its axes in another order, and with a slice of that. */
    Window turned(Cases cases) {
      if (numbers.ndim() == 0 || cases.oneOf(true, false)) {
        return this;
      }
      int[] order = order(cases);
      int axis = cases.between(-numbers.ndim(), numbers.ndim() - 1);
      DatasetView turnedView = view.transpose(order).flip(axis).swapAxes(0, axis);
      NDArray turned = numbers.transpose(order).flip(axis).swapAxes(0, axis);
      String next = cases.slices(turned.shape());
      List<String> all = new ArrayList<>(slices);
      all.add("transpose" + Arrays.toString(order) + ", flip and swap " + axis + ": " + next);
      return new Window(turnedView.view(next), turned.get(next), all);
    }

    private int[] order(Cases cases) {
      List<Integer> order = new ArrayList<>();
      for (int axis = 0; axis < numbers.ndim(); axis++) {
        order.add(cases.between(0, axis), axis);
      }
      return order.stream().mapToInt(axis -> axis).toArray();
    }

    Window then(String next) {
      return new Window(view, numbers.get(next), slices);
    }

    /** What an array of all elements shows in the window. */
    NDArray of(NDArray all) {
      NDArray seen = NDArray.zeros(all.dtype(), numbers.shape());
      for (int i = 0; i < numbers.size(); i++) {
        copy(all, numbers.toLongs()[i], seen, i);
      }
      return seen;
    }

    /** Puts into an array of all elements what a value in the window makes of it. */
    void put(NDArray value, NDArray all) {
      NDArray broadcast = NDArray.zeros(all.dtype(), numbers.shape());
      broadcast.set("...", value);
      for (int i = 0; i < numbers.size(); i++) {
        copy(broadcast, i, all, numbers.toLongs()[i]);
      }
    }

    private static void copy(NDArray from, long i, NDArray to, long j) {
      to.reshape(-1).setLong(from.reshape(-1).getLong(i), j);
    }
  }

  private Dataset randomInts(String name, Cases cases) {
    long[] shape = cases.shape();
    Dataset dataset = createInts(name, shape, cases.chunkSize(shape));
    dataset.load(NDArray.random(DType.INT32, cases.between(0, 1000), shape));
    return dataset;
  }

  @Test
  void viewsOfViewsAreRead() {
    Cases cases = new Cases(1);
    for (int i = 0; i < CASES; i++) {
      Dataset dataset = randomInts("data" + i, cases);
      Window window = Window.random(dataset, cases);
      NDArray expected = window.of(dataset.get());
      assertArrayEquals(expected.shape(), window.view().shape(), window::toString);
      assertEquals(expected.size(), window.view().size());
      assertEquals(DType.INT32, window.view().dtype());
      assertEquals(expected, window.view().get(), window::toString);
      String slices = cases.slices(expected.shape());
      assertEquals(expected.get(slices), window.view().get(slices), () -> window + slices);
      assertEquals(expected.get(slices), window.view().get(Slice.parse(slices)));
    }
  }

  @Test
  void viewsOfViewsAreWritten() {
    Cases cases = new Cases(2);
    for (int i = 0; i < CASES; i++) {
      Dataset dataset = randomInts("data" + i, cases);
      NDArray all = dataset.get();
      Window window = Window.random(dataset, cases);
      String slices = cases.slices(window.view().shape());
      Window part = window.then(slices);
      NDArray value = cases.value(DType.INT16, part.numbers().shape());
      window.view().set(slices, value);
      part.put(value, all);
      assertEquals(all, reopen("data" + i).get(), () -> window + slices);
      window.view().set(slices, 7);
      part.put(NDArray.full(DType.INT32, 7), all);
      assertEquals(all, dataset.get(), () -> window + slices);
      window.view().set(Slice.parse(slices), 2.9);
      part.put(NDArray.full(DType.INT32, 2), all);
      window.view().set(Slice.parse("..."), NDArray.full(DType.INT32, 3));
      window.put(NDArray.full(DType.INT32, 3), all);
      assertEquals(all, dataset.get(), () -> window + slices);
    }
  }

  @Test
  void viewsAreReducedAsWhatTheyShow() {
    Cases cases = new Cases(3);
    for (int i = 0; i < CASES; i++) {
      Dataset dataset = randomInts("data" + i, cases);
      Window window = Window.random(dataset, cases);
      ReductionModel model = new ReductionModel(window.of(dataset.get()));
      assertEquals(model.exactSum(), window.view().sum(), window::toString);
      assertArrayEquals(
          model.histogram(5, -1e9, 2e9), window.view().histogram(5, -1e9, 2e9), window::toString);
      if (window.numbers().size() > 0) {
        assertEquals(model.extreme(false), window.view().min(), window::toString);
        assertEquals(model.extreme(true), window.view().max(), window::toString);
        assertArrayEquals(
            model.positionOf(false), window.view().argMin(), () -> "argMin " + window);
        assertArrayEquals(model.positionOf(true), window.view().argMax(), () -> "argMax " + window);
      }
    }
  }

  @Test
  void turnedViewsAreReducedAlongAxes() {
    Cases cases = new Cases(5);
    for (int i = 0; i < CASES; i++) {
      long[] shape = cases.shape();
      Dataset dataset =
          pool.createDataset(
              "data" + i, DatasetSpec.of(DType.BOOL, shape).chunkSize(cases.chunkSize(shape)));
      dataset.set(cases.slices(shape), 1);
      NDArray all = dataset.get();
      DatasetView view = dataset.transpose().flip(0);
      NDArray seen = all.transpose().flip(0);
      int axis = cases.between(0, shape.length - 1);
      String what = i + ": axis " + axis + " of " + view;
      assertEquals(seen.sum(axis), view.sum(axis), what);
      assertEquals(seen.sum(new int[0]), view.lazy().sum().get(), what);
      assertEquals(seen.apply(Operator.PLUS, seen), view.lazy().plus(view).get(), what);
      if (seen.size() > 0) {
        assertArrayEquals(new ReductionModel(seen).positionOf(true), view.argMax(), what);
        assertArrayEquals(new ReductionModel(seen).positionOf(false), view.argMin(), what);
        assertEquals(seen.argMax(axis), view.argMax(axis), what);
        assertEquals(seen.max(axis), view.max(axis), what);
        assertEquals(seen.size(), view.reduce((block, where) -> block.size(), Long::sum), what);
        view.reduce(
            (block, where) -> {
              NDArray expected = NDArray.zeros(DType.BOOL, where.shape());
              seen.read(where.origin(), expected);
              assertEquals(expected, block, what);
              return 0;
            },
            Integer::sum);
      }
    }
  }

  @Test
  void axesAreTurnedAsNumpyTurnsThem() {
    Dataset data = createInts("data", shape(2, 1, 3), 1, 1, 2);
    data.load(NDArray.arange(DType.INT32, 2, 1, 3));
    assertEquals(NDArray.of(new int[] {0, 3, 1, 4, 2, 5}, 3, 1, 2), data.transpose().get());
    assertEquals(NDArray.of(new int[] {0, 3, 1, 4, 2, 5}, 1, 3, 2), data.transpose(1, -1, 0).get());
    assertEquals(NDArray.of(new int[] {0, 1, 2, 3, 4, 5}, 1, 2, 3), data.swapAxes(0, 1).get());
    assertEquals(NDArray.of(new int[] {2, 1, 0, 5, 4, 3}, 2, 1, 3), data.flip(-1).get());
    assertEquals(NDArray.of(new int[] {5, 4, 3, 2, 1, 0}, 2, 1, 3), data.flip().get());
    assertEquals(NDArray.of(new int[] {0, 1, 2, 3, 4, 5}, 2, 3), data.squeeze().get());
    assertEquals(NDArray.of(new int[] {0, 1, 2, 3, 4, 5}, 2, 3), data.squeeze(1).get());
    assertArrayEquals(shape(1, 2, 3, 1), data.reshape(1, 2, 3, 1).shape());
    assertArrayEquals(new int[] {2, 1, 1}, data.transpose().spec().chunkSize());
    data.transpose().set("0", NDArray.of(new int[] {7, 8}, 1, 2));
    data.reshape(2, 3).set("1, 2", 9);
    assertEquals(NDArray.of(new int[] {7, 1, 2, 8, 4, 9}, 2, 1, 3), reopen("data").get());
    NDArray odd = NDArray.of(new boolean[] {true, false, false, true, false, true}, 3, 1, 2);
    assertEquals(NDArray.of(new int[] {7, 4, 9}), data.transpose().mask(odd).get());
  }

  @Test
  void axesThatCannotBeTurnedAreRefused() {
    Dataset data = createInts("data", shape(2, 1, 3), 1, 1, 2);
    assertRefused(InvalidSliceException.class, () -> data.transpose(0, 1), "[0, 1]", "[2, 1, 3]");
    assertRefused(InvalidSliceException.class, () -> data.transpose(0, 1, 1), "each", "once");
    assertRefused(InvalidSliceException.class, () -> data.swapAxes(0, 3), "no axis 3");
    assertRefused(InvalidSliceException.class, () -> data.flip(-4), "no axis -4");
    assertRefused(InvalidSliceException.class, () -> data.squeeze(0), "Axis 0", "2, not 1");
    assertRefused(InvalidSliceException.class, () -> data.reshape(3, 2), "[3, 2]", "get()");
    assertRefused(InvalidSliceException.class, () -> data.reshape(6), "[6]", "length 1");
    assertRefused(InvalidSliceException.class, () -> data.reshape(2), "[2]", "length 1");
  }

  @Test
  void viewsAreSources(@TempDir Path folder) {
    Cases cases = new Cases(4);
    for (int i = 0; i < CASES / 3; i++) {
      Dataset dataset = randomInts("data" + i, cases);
      Window window = Window.random(dataset, cases);
      NDArray expected = window.of(dataset.get());
      Npy.write(folder.resolve("view.npy"), window.view());
      assertEquals(expected, Npy.read(folder.resolve("view.npy")), window::toString);
      if (expected.ndim() > 0) {
        int[] chunkSize = cases.chunkSize(expected.shape());
        Dataset made = pool.createDataset("made" + i, window.view(), chunkSize);
        assertEquals(expected, made.get(), window::toString);
        made.clear();
        made.load(window.view());
        assertEquals(expected, reopen("made" + i).get());
      }
    }
  }

  @Test
  void aBoxOfAViewIsReadIntoAnArray() {
    Dataset dataset = createInts("data", shape(7, 10), 3, 4);
    dataset.load(NDArray.arange(DType.INT32, 7, 10));
    DatasetView view = dataset.view("::-2, newaxis, 1:9:3");
    NDArray into = NDArray.zeros(DType.INT32, 2, 1, 2);
    view.read(shape(1, 0, 1), into);
    assertEquals(NDArray.of(new int[] {44, 47, 24, 27}, 2, 1, 2), into);
    NDArray outside = NDArray.zeros(DType.INT32, 4, 1, 2);
    assertRefused(InvalidSliceException.class, () -> view.read(shape(1, 0, 1), outside), "[4, 1");
    NDArray floats = NDArray.zeros(DType.FLOAT32, 1, 1, 1);
    assertRefused(DosnaException.class, () -> view.read(shape(0, 0, 0), floats), "int32");
  }

  @Test
  void aViewShowsWhatTheDatasetHoldsNow() {
    Dataset dataset = createInts("data", shape(7, 10), 3, 4);
    DatasetView view = dataset.view("2:5, 3:");
    assertEquals(NDArray.full(DType.INT32, -1, 3, 7), view.get());
    reopen("data").set("...", 5);
    assertEquals(NDArray.full(DType.INT32, 5, 3, 7), view.get());
    view.set("0", 6);
    assertEquals(6, reopen("data").get("2, 9").getLong());
    assertEquals("data", view.dataset().name());
  }

  @Test
  void aCopyOfAViewNeedsTheChunksInWhichSomethingIsStored() {
    Cases cases = new Cases(8);
    for (int i = 0; i < CASES; i++) {
      long[] shape = cases.shape();
      Dataset dataset = createInts("data" + i, shape, cases.chunkSize(shape));
      dataset.set(cases.slices(shape), 1);
      Window window = Window.random(dataset, cases);
      long[] seen = window.view().shape();
      int[] chunkSize = cases.oneOf(true, false) ? cases.chunkSize(seen) : ones(seen.length);
      assertEquals(
          touched(window.of(stored(dataset)), chunkSize),
          window.view().storedChunks(chunkSize).map(Arrays::toString).sorted().toList(),
          () -> window + " in " + Arrays.toString(chunkSize));
    }
  }

  private static int[] ones(int length) {
    int[] ones = new int[length];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** 1 for each element of a stored chunk, 0 for all others. */
  private static NDArray stored(Dataset dataset) {
    NDArray stored = NDArray.zeros(DType.INT32, dataset.shape());
    ChunkGrid grid = dataset.spec().grid();
    for (long[] index : grid.positions().filter(dataset::hasChunk).toList()) {
      stored.set(box(grid, index), NDArray.full(DType.INT32, 1));
    }
    return stored;
  }

  /** The chunks of an array in which there is anything else than 0. */
  private static List<String> touched(NDArray array, int[] chunkSize) {
    ChunkGrid grid = ChunkGrid.of(array.shape(), chunkSize);
    return grid.positions()
        .filter(index -> LongStream.of(array.get(box(grid, index)).toLongs()).anyMatch(n -> n != 0))
        .map(Arrays::toString)
        .sorted()
        .toList();
  }

  private static Slice[] box(ChunkGrid grid, long[] index) {
    Slice[] box = new Slice[index.length];
    long[] origin = grid.origin(index);
    Arrays.setAll(box, axis -> Slice.range(origin[axis], origin[axis] + grid.chunkSize(axis)));
    return box;
  }

  @Test
  void aViewBecomesADatasetOfItsOwn() {
    Dataset data = createInts("data", shape(7, 10, 5), 3, 4, 5);
    data.set("2:4, :2", 8);
    DatasetView view = data.view("3:0:-1, newaxis, :3, 2");
    Dataset copy = pool.createDataset("copy", view.spec(), view);
    assertEquals(data.get("3:0:-1, newaxis, :3, 2"), copy.get());
    assertEquals(-1, copy.fillValue());
    assertArrayEquals(new int[] {3, 1, 3}, copy.chunkSize());
    assertRefused(DosnaException.class, () -> data.view("0, 0, 0").spec(), "1 to 32 axes");
  }

  @Test
  void slicesThatDoNotFitAreRefused() {
    DatasetView view = createInts("data", shape(7, 10), 3, 4).view("2:5, 3");
    assertRefused(InvalidSliceException.class, () -> view.view("3"), "3");
    assertRefused(InvalidSliceException.class, () -> view.get("0, 0"), "axes");
    assertRefused(InvalidSliceException.class, () -> view.set("-4", 1), "-4");
    NDArray wrong = NDArray.zeros(DType.INT32, 2);
    assertRefused(InvalidSliceException.class, () -> view.set("...", wrong), "[2]", "[3]");
    assertEquals(0, reopen("data").countStoredChunks());
  }

  @Test
  void aViewIsAsOpenAsItsPool() {
    createInts("data", shape(4), 2);
    Pool reader = connect().getPool(POOL, OpenMode.READ_ONLY);
    DatasetView view = reader.getDataset("data").view("1:");
    assertEquals(NDArray.full(DType.INT32, -1, 3), view.get());
    assertRefused(DosnaException.class, () -> view.set("...", 1), "READ_ONLY");
    reader.close();
    assertRefused(ClosedException.class, view::get, "closed");
    assertRefused(ClosedException.class, view::sum, "closed");
  }

  @Test
  void aViewOfAHugeDatasetCostsNothing() {
    DatasetSpec spec = DatasetSpec.of(DType.INT16, 100_000, 100_000, 100_000).chunkSize(10, 10, 10);
    DatasetView view = pool.createDataset("huge", spec).view("::-1, 5:, ::3").view("1:, ..., ::-2");
    assertArrayEquals(shape(99_999, 99_995, 16_667), view.shape());
    view.set("0, 0, 0", 9);
    if (store.capabilities().contains(Capability.CHUNK_LISTING)) {
      assertEquals(1, view.storedChunks(1000, 1000, 1000).count());
    }
    assertEquals(9, reopen("huge").get("99998, 5, 99999").getLong());
    assertEquals(9, view.get("0, 0, 0").getLong());
  }
}
