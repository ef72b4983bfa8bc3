package org.dosna.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.DosnaException;
import org.dosna.InvalidSliceException;
import org.dosna.NDArray;
import org.dosna.Slice;
import org.junit.jupiter.api.Test;

/** A dataset is read and assigned as an array in memory is, whatever its chunks. */
abstract class SlicingContract extends StoreContract {
  /** Another seed tries other cases: {@code -Ddosna.seed=7}. */
  private static final long SEED = Long.getLong("dosna.seed", 20240229);

  private static final int DATASETS = Effort.times(60);
  private static final int STEPS = 40;

  @Test
  void randomReadsAndWritesAgreeWithAnArray() {
    for (int i = 0; i < DATASETS; i++) {
      long seed = SEED + i;
      Cases cases = new Cases(seed);
      DType dtype = cases.oneOf(Samples.dtypes().toArray(new DType[0]));
      long[] shape = cases.shape();
      DatasetSpec spec =
          DatasetSpec.of(dtype, shape).chunkSize(cases.chunkSize(shape)).fillValue(i % 2);
      Dataset dataset = pool.createDataset("random" + i, spec);
      NDArray model = NDArray.full(dtype, i % 2, shape);
      for (int step = 0; step < STEPS; step++) {
        String slices = cases.slices(shape);
        String what = "seed " + seed + ", step " + step + ": " + dataset + " [" + slices + "]";
        if (step % 2 == 0) {
          change(dataset, model, slices, cases, what);
        } else {
          compare(dataset, model, slices, what);
        }
      }
      assertEquals(model, reopen("random" + i).get(), "seed " + seed);
      dataset.delete();
    }
  }

  private static void change(
      Dataset dataset, NDArray model, String slices, Cases cases, String what) {
    if (cases.between(0, 9) == 0) {
      int scalar = cases.between(-3, 300);
      dataset.set(slices, scalar);
      model.set(slices, scalar);
    } else {
      DType from = cases.oneOf(dataset.dtype(), dataset.dtype(), DType.INT16, DType.FLOAT64);
      NDArray value = cases.value(from, model.get(slices).shape());
      dataset.set(slices, value);
      model.set(slices, value);
    }
    assertEquals(model.get(slices), dataset.get(slices), what);
  }

  private static void compare(Dataset dataset, NDArray model, String slices, String what) {
    NDArray expected = model.get(slices);
    assertEquals(expected, dataset.get(Slice.parse(slices)), what);
    NDArray into = NDArray.full(dataset.dtype(), 1, expected.shape());
    dataset.get(slices, into);
    assertEquals(expected, into, what);
  }

  @Test
  void boxesAreRead() {
    NDArray data = NDArray.arange(DType.INT32, 7, 9);
    Dataset dataset = pool.createDataset("data", data, 3, 4);
    NDArray into = NDArray.zeros(DType.INT32, 4, 5);
    dataset.read(shape(2, 3), into);
    assertEquals(data.get("2:6, 3:8"), into);
    NDArray empty = NDArray.zeros(DType.INT32, 0, 9);
    dataset.read(shape(7, 0), empty);
    assertRefused(InvalidSliceException.class, () -> dataset.read(shape(4, 3), into), "inside");
    assertRefused(InvalidSliceException.class, () -> dataset.read(shape(-1, 3), into), "inside");
    assertRefused(InvalidSliceException.class, () -> dataset.read(shape(2), into), "inside");
    assertRefused(
        DosnaException.class,
        () -> dataset.read(shape(0, 0), NDArray.zeros(DType.INT64, 2, 2)),
        "int32",
        "int64");
  }

  @Test
  void arraysToReadIntoMustFit() {
    Dataset dataset = createInts("data", shape(4, 6), 3, 3);
    NDArray wrongShape = NDArray.zeros(DType.INT32, 4, 5);
    assertRefused(
        InvalidSliceException.class,
        () -> dataset.get(":, 1:5", wrongShape),
        "[4, 4]",
        "[4, 5]",
        "data");
    assertRefused(InvalidSliceException.class, () -> dataset.get("0, :5", wrongShape), "[5]");
    NDArray wrongType = NDArray.zeros(DType.UINT32, 4, 6);
    assertRefused(DosnaException.class, () -> dataset.get("...", wrongType), "int32", "uint32");
  }

  @Test
  void slicesThatDoNotFitAreRefusedAndChangeNothing() {
    Dataset dataset = createInts("data", shape(4, 6), 3, 3);
    List<String> wrong =
        List.of(
            "4", "-5", ":, 6", "0, 0, 0", "..., ...", "a", "1:2:3:4", "::0", "1,,2", "1.5", "(0)");
    for (String slices : wrong) {
      assertThrows(InvalidSliceException.class, () -> dataset.get(slices), slices);
      assertThrows(InvalidSliceException.class, () -> dataset.set(slices, 1), slices);
      assertThrows(
          InvalidSliceException.class,
          () -> dataset.set(slices, NDArray.zeros(DType.INT32)),
          slices);
    }
    assertRefused(InvalidSliceException.class, () -> dataset.get("4"), "4", "axis 0", "length 4");
    assertEquals(0, dataset.countStoredChunks());
  }

  @Test
  void valuesThatDoNotFitAreRefusedAndChangeNothing() {
    Dataset dataset = createInts("data", shape(4, 6), 3, 3);
    for (long[] shape : List.of(shape(5), shape(4, 1, 6), shape(2, 4, 6), shape(0), shape(3, 6))) {
      NDArray value = NDArray.zeros(DType.INT32, shape);
      assertRefused(
          InvalidSliceException.class,
          () -> dataset.set("...", value),
          Arrays.toString(shape),
          "[4, 6]");
    }
    NDArray tooLong = NDArray.zeros(DType.INT32, 2);
    assertRefused(InvalidSliceException.class, () -> dataset.set("0:0", tooLong));
    assertRefused(DosnaException.class, () -> dataset.set("...", "text"), "text", "Number");
    assertEquals(0, dataset.countStoredChunks());
  }

  @Test
  void typedSlicesAndTextAgree() {
    NDArray data = NDArray.arange(DType.INT64, 5, 6, 7);
    Dataset dataset = pool.createDataset("data", data, 2, 4, 3);
    assertEquals(
        data.get("1:4, ::-2, -1"),
        dataset.get(Slice.range(1, 4), Slice.all().step(-2), Slice.at(-1)));
    assertEquals(
        data.get("newaxis, ..., 3:"),
        dataset.get(Slice.newAxis(), Slice.ellipsis(), Slice.from(3)));
    assertEquals(data, dataset.get(new Slice[0]));
    assertEquals(data.get("0, 0, 0"), dataset.get("0, 0, 0"));
    assertEquals(0, dataset.get("0, 0, 0").ndim());
    Slice[] corner = {Slice.to(2), Slice.to(2), Slice.to(2)};
    dataset.set(corner, 5);
    data.set(corner, 5);
    dataset.set(new Slice[] {Slice.at(4)}, NDArray.of(new long[] {1, 2, 3, 4, 5, 6, 7}));
    data.set("4", NDArray.of(new long[] {1, 2, 3, 4, 5, 6, 7}));
    assertEquals(data, reopen("data").get());
  }
}
