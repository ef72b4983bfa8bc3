package org.dosna.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.NDArray;
import org.dosna.Pool;
import org.dosna.Slice;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every dtype in every byte order keeps every bit: a test for each, with a dataset of its own in a
 * store that they share.
 */
abstract class DTypeContract extends StoreContract {
  /** The pool as somebody else sees it, who has just connected and seen no dataset before. */
  private Pool elsewhere;

  @BeforeEach
  void connectElsewhere() {
    elsewhere = connect().getPool(POOL);
  }

  /** The tests of all dtypes; each gets the name of its dataset. */
  private Stream<DynamicTest> each(BiConsumer<DType, String> test) {
    return Samples.dtypes().stream()
        .map(
            dtype ->
                DynamicTest.dynamicTest(dtype.numpy(), () -> test.accept(dtype, "data " + dtype)));
  }

  /** Three rows of extreme values, cut by chunks that do not divide the shape. */
  private static NDArray rows(DType dtype) {
    NDArray extremes = Samples.extremes(dtype);
    NDArray rows = NDArray.zeros(dtype, 3, extremes.size());
    rows.set("...", extremes);
    rows.set("1", extremes.get("::-1"));
    return rows;
  }

  private static DatasetSpec spec(DType dtype, NDArray rows) {
    return DatasetSpec.of(dtype, rows.shape()).chunkSize(2, 4);
  }

  @TestFactory
  Stream<DynamicTest> wholeChunksKeepEveryBit() {
    return each(
        (dtype, name) -> {
          NDArray rows = rows(dtype);
          pool.createDataset(name, spec(dtype, rows), rows);
          Dataset dataset = elsewhere.getDataset(name);
          assertEquals(dtype, dataset.dtype());
          assertEquals(dtype.numpy(), dataset.dtype().numpy());
          assertEquals(rows, dataset.get());
          assertEquals(rows.get("::-1, 1::2"), dataset.get("::-1, 1::2"));
          assertEquals(rows.get("1, -1"), dataset.get("1, -1"));
        });
  }

  @TestFactory
  Stream<DynamicTest> partsOfChunksKeepEveryBit() {
    return each(
        (dtype, name) -> {
          NDArray rows = rows(dtype);
          Dataset dataset = pool.createDataset(name, spec(dtype, rows));
          NDArray model = NDArray.zeros(dtype, rows.shape());
          for (String part : List.of("0, 1:", "1:, ::2", "2, 0", "1:, ::-3")) {
            dataset.set(part, rows.get(part));
            model.set(part, rows.get(part));
          }
          assertEquals(model, dataset.get());
          assertEquals(model, elsewhere.getDataset(name).get());
        });
  }

  @TestFactory
  Stream<DynamicTest> chunksKeepEveryBit() {
    return each(
        (dtype, name) -> {
          NDArray rows = rows(dtype);
          Dataset dataset = pool.createDataset(name, spec(dtype, rows));
          NDArray block = rows.get(":2, :4");
          dataset.createChunk(0, 0).setData(block);
          assertEquals(block, elsewhere.getDataset(name).getChunk(0, 0).getData());
          assertEquals(block, dataset.get(Slice.to(2), Slice.to(4)));
          assertEquals(8L * dtype.itemSize(), dataset.getChunk(0, 0).byteCount());
        });
  }

  @TestFactory
  Stream<DynamicTest> chunksAreStoredInTheirByteOrder() {
    return each(
        (dtype, name) -> {
          NDArray rows = rows(dtype);
          pool.createDataset(name, spec(dtype, rows), rows);
          if (store.raw().isPresent()) {
            byte[] stored = store.raw().get().chunk(POOL, name, 0, 0).orElseThrow();
            assertArrayEquals(Samples.bytes(rows.get(":2, :4"), dtype), stored);
          }
          assertEquals(rows.get(":2, :4"), elsewhere.getDataset(name).get(":2, :4"));
        });
  }

  @TestFactory
  Stream<DynamicTest> fillValuesAreKept() {
    return each(
        (dtype, name) -> {
          long[] shape = {3, 5};
          for (Object fill : Samples.fillValues(dtype)) {
            String filled = name + " of " + fill;
            Dataset created =
                pool.createDataset(
                    filled, DatasetSpec.of(dtype, shape).chunkSize(2, 2).fillValue(fill));
            NDArray model = NDArray.full(dtype, fill, shape);
            assertEquals(model.getObject(0, 0), created.fillValue());
            assertEquals(model, created.get());
            Dataset dataset = elsewhere.getDataset(filled);
            assertEquals(created.fillValue(), dataset.fillValue());
            assertEquals(model, dataset.get());
            dataset.set("2, 4", true);
            model.set("2, 4", true);
            assertEquals(model, dataset.get());
            assertEquals(model, elsewhere.getDataset(filled).get());
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> valuesAreCastToTheDType() {
    return each(
        (dtype, name) -> {
          Dataset dataset = pool.createDataset(name, DatasetSpec.of(dtype, 3, 5).chunkSize(2, 2));
          NDArray model = NDArray.zeros(dtype, 3, 5);
          for (DType from : List.of(DType.FLOAT64, DType.INT16, DType.UINT64, DType.COMPLEX64)) {
            NDArray value = NDArray.zeros(from, 5);
            value.set("...", Samples.extremes(from).get(":5"));
            dataset.set("1:", value);
            model.set("1:", value);
            assertEquals(model, dataset.get(), () -> from + " to " + dtype);
          }
          dataset.set("0", -1.5);
          model.set("0", -1.5);
          assertEquals(model, dataset.get());
        });
  }
}
