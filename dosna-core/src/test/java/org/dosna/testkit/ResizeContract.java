package org.dosna.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.dosna.ChunkException;
import org.dosna.ClosedException;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.DosnaException;
import org.dosna.InvalidSliceException;
import org.dosna.NDArray;
import org.dosna.OpenMode;
import org.dosna.Pool;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code resize} and {@code append}. A backend that cannot do this refuses. */
abstract class ResizeContract extends StoreContract {
  private static final NDArray DATA = NDArray.arange(DType.INT32, 7, 10);

  private Dataset data;

  @BeforeEach
  void createData() {
    data = createInts("data", shape(7, 10), 3, 4);
    data.load(DATA);
  }

  /** What happens if the backend can resize; if not, asserts that it says so. */
  private void ifResizable(Runnable test) {
    if (resizes()) {
      test.run();
      return;
    }
    assertRefused(DosnaException.class, () -> data.resize(9, 9), "'data'", "cannot resize");
    assertRefused(DosnaException.class, () -> data.append(DATA, 0), "'data'", "cannot resize");
    assertShown(DATA);
  }

  /** Asserts what the dataset holds, to who has it open and to who opens it now. */
  private void assertShown(NDArray expected) {
    for (Dataset seen : List.of(data, reopen("data"))) {
      assertEquals(expected, seen.get());
      assertArrayEquals(expected.shape(), seen.shape());
      assertEquals(expected, seen.view("...").get());
    }
  }

  /** An array in a larger or smaller frame of fill value. */
  private static NDArray framed(NDArray array, long... shape) {
    NDArray framed = NDArray.full(DType.INT32, -1, shape);
    long[] common = new long[shape.length];
    Arrays.setAll(common, axis -> Math.min(shape[axis], array.shape()[axis]));
    String box = ":" + common[0] + ", :" + common[1];
    framed.set(box, array.get(box));
    return framed;
  }

  @Test
  void whatIsAddedReadsAsFillValue() {
    ifResizable(
        () -> {
          data.resize(8, 21);
          assertShown(framed(DATA, 8, 21));
          assertArrayEquals(shape(3, 6), data.chunkGrid());
          assertEquals(9, data.countStoredChunks());
          assertArrayEquals(new int[] {3, 4}, data.chunkSize());
          data.set("7, 20", 5);
          assertEquals(5, reopen("data").get("-1, -1").getLong());
          assertEquals(10, data.countStoredChunks());
        });
  }

  @Test
  void whatIsCutOffIsGone() {
    ifResizable(
        () -> {
          data.resize(4, 5);
          assertShown(DATA.get(":4, :5"));
          assertEquals(4, data.countStoredChunks());
          assertRefused(InvalidSliceException.class, () -> data.get("4, 0"), "4");
          assertRefused(InvalidSliceException.class, () -> data.getChunk(0, 2), "[0, 2]");
          data.resize(7, 10);
          assertShown(framed(DATA.get(":4, :5"), 7, 10));
          assertEquals(4, reopen("data").countStoredChunks());
        });
  }

  @Test
  void anyRowOfShapesKeepsWhatWasAlwaysInside() {
    ifResizable(
        () -> {
          Cases cases = new Cases(9);
          NDArray model = DATA;
          for (int i = 0; i < Effort.times(40); i++) {
            if (cases.between(0, 2) > 0) {
              long[] shape = shape(cases.between(0, 14), cases.between(0, 14));
              (i % 2 == 0 ? data : reopen("data")).resize(shape);
              model = framed(model, shape);
            } else {
              NDArray value = NDArray.full(DType.INT32, 100 + i);
              String slices = cases.slices(model.shape());
              reopen("data").set(slices, value);
              model.set(slices, value);
            }
            assertShown(model);
          }
        });
  }

  @Test
  void anAxisMayVanishAndComeBack() {
    ifResizable(
        () -> {
          data.resize(0, 10);
          assertShown(NDArray.zeros(DType.INT32, 0, 10));
          assertEquals(0, data.countStoredChunks());
          data.append(DATA, 0);
          assertShown(DATA);
        });
  }

  @Test
  void theSameShapeChangesNothing() {
    ifResizable(
        () -> {
          data.resize(7, 10);
          assertShown(DATA);
          data.append(NDArray.zeros(DType.INT32, 0, 10), 0);
          data.append(NDArray.zeros(DType.INT32, 7, 0), -1);
          assertShown(DATA);
          assertEquals(9, data.countStoredChunks());
        });
  }

  @Test
  void whatIsAppendedComesAtTheEndOfAnAxis() {
    ifResizable(
        () -> {
          NDArray below = NDArray.random(DType.INT32, 1, 5, 10);
          data.append(below, 0);
          NDArray expected = framed(DATA, 12, 10);
          expected.set("7:", below);
          assertShown(expected);
          NDArray right = NDArray.random(DType.INT32, 2, 12, 7);
          data.append(right, -1);
          NDArray wider = framed(expected, 12, 17);
          wider.set(":, 10:", right);
          assertShown(wider);
        });
  }

  @Test
  void onEveryAxisAndFromAnySource() {
    ifResizable(
        () -> {
          DatasetSpec spec = DatasetSpec.of(DType.of(">i2"), 3, 4, 5).chunkSize(2, 3, 2);
          Dataset cube = pool.createDataset("cube", spec);
          cube.set("...", 1);
          cube.append(NDArray.full(DType.FLOAT64, 2.9, 3, 2, 5), 1);
          cube.append(cube.view("1:2"), 0);
          CountingSource source = new CountingSource(4, 6, 3);
          cube.append(source, -1);
          assertArrayEquals(shape(4, 6, 8), reopen("cube").shape());
          assertEquals(cluster.group().isRoot() ? 4 * 6 * 3 : 0, source.total());
          assertEquals(source.all().astype(DType.INT16), cube.get("..., 5:"));
          assertEquals(NDArray.full(DType.INT16, 2, 4, 2, 5), cube.get(":, 4:, :5"));
          assertEquals(NDArray.full(DType.INT16, 1, 4, 4, 5), reopen("cube").get(":, :4, :5"));
        });
  }

  @Test
  void aSourceThatDoesNotFitIsRefused() {
    ifResizable(
        () -> {
          for (long[] shape : List.of(shape(2, 9), shape(10), shape(2, 10, 1), shape(7, 10, 0))) {
            NDArray wrong = NDArray.zeros(DType.INT32, shape);
            assertRefused(
                DosnaException.class,
                () -> data.append(wrong, 0),
                Arrays.toString(shape),
                "'data'",
                "[7, 10]");
          }
          assertRefused(DosnaException.class, () -> data.append(DATA, 2), "'data'", "axis 2");
          assertRefused(DosnaException.class, () -> data.append(DATA, -3), "axis -3");
          assertRefused(DosnaException.class, () -> data.resize(7), "[7]", "2", "axes");
          assertRefused(DosnaException.class, () -> data.resize(7, 10, 1), "[7, 10, 1]", "axes");
          assertRefused(DosnaException.class, () -> data.resize(7, -1), "[7, -1]");
          assertRefused(DosnaException.class, () -> data.resize(Long.MAX_VALUE, 10), "2^63");
          assertShown(DATA);
        });
  }

  @Test
  void aFailedAppendLeavesTheDatasetAsItWas() {
    ifResizable(
        () -> {
          RuntimeException failure = new IllegalStateException("detector unplugged");
          CountingSource source = new CountingSource(failure, shape(5, 9), 6, 10);
          ChunkException e =
              assertRefused(
                  ChunkException.class, () -> data.append(source, 0), "append", "'data'", "[4, 2]");
          assertCause(failure, e);
          assertShown(DATA);
          assertEquals(9, data.countStoredChunks());
          data.resize(13, 10);
          assertShown(framed(DATA, 13, 10));
          data.resize(7, 10);
          data.append(source.all().get(":5").astype(DType.INT32), 0);
          assertEquals(source.all().get(":5").astype(DType.INT32), reopen("data").get("7:"));
        });
  }

  @Test
  void hugeDatasetsAreResizedAsFastAsSmallOnes() {
    ifResizable(
        () -> {
          long edge = 100_000;
          DatasetSpec spec = DatasetSpec.of(DType.INT16, edge, edge).chunkSize(10, 10);
          Dataset huge = pool.createDataset("huge", spec);
          huge.set("-5:, -5:", 1);
          huge.resize(edge * 1000, edge * 1000);
          assertEquals(1, reopen("huge").get("99999, 99999").getLong());
          huge.set("-1, -1", 2);
          huge.resize(edge * 500, edge - 3);
          assertEquals(1, reopen("huge").countStoredChunks());
          assertEquals(10, huge.sum().longValue());
        });
  }

  @Test
  void attributesAndOtherDatasetsStay() {
    ifResizable(
        () -> {
          Dataset other = data.copy("other");
          boolean keeps = store.capabilities().contains(Capability.ATTRIBUTES);
          if (keeps) {
            data.attributes().set("unit", "mm");
          }
          data.resize(3, 30);
          data.append(NDArray.zeros(DType.INT32, 3, 3), 1);
          assertEquals(keeps ? List.of("unit") : List.of(), reopen("data").attributes().list());
          assertEquals(DATA, other.get());
          assertEquals(-1, reopen("data").fillValue());
        });
  }

  @Test
  void onlyWhoMayWriteMayResize() {
    ifResizable(
        () -> {
          Pool reader = connect().getPool(POOL, OpenMode.READ_ONLY);
          Dataset seen = reader.getDataset("data");
          assertRefused(DosnaException.class, () -> seen.resize(3, 3), "READ_ONLY");
          assertRefused(DosnaException.class, () -> seen.append(DATA, 0), "READ_ONLY");
          data.resize(8, 10);
          assertArrayEquals(shape(8, 10), seen.get().shape());
          reader.close();
          assertRefused(ClosedException.class, () -> seen.resize(3, 3), "closed");
          assertShown(framed(DATA, 8, 10));
        });
  }
}
