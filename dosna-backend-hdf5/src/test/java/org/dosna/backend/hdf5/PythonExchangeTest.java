package org.dosna.backend.hdf5;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dosna.Complex;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.NDArray;
import org.dosna.Npy;
import org.dosna.Pool;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Java and h5py read and write the same store in turn: every dtype, byte order and fill value. */
@Tag("native")
class PythonExchangeTest {
  @TempDir Path cluster;
  private Path pool;
  private Path expected;

  @BeforeEach
  void createFolders() throws IOException {
    pool = cluster.resolve("pool");
    expected = Files.createDirectory(cluster.resolve("expected"));
  }

  private static List<Object> fillValues(DType dtype) {
    long top = dtype.itemSize() == 8 ? Long.MAX_VALUE : (1L << 8 * dtype.itemSize() - 1) - 1;
    return switch (dtype.numpy().charAt(1)) {
      case 'b' -> List.of(false, true);
      case 'i' -> List.of(0, -top - 1, top);
      case 'u' -> List.of(0, BigInteger.valueOf(top).shiftLeft(1).setBit(0));
      case 'f' -> List.of(0, 2.5, -0.0, Double.NaN, Double.NEGATIVE_INFINITY);
      default -> List.of(0, new Complex(1.5, -2), new Complex(Double.NaN, -0.0));
    };
  }

  /** Chunks that are whole, in part, at the edges, and not there. */
  private void createDatasets() {
    Pool made = Stores.createPool(cluster);
    for (DType dtype : TestFiles.DTYPES) {
      for (Object fill : fillValues(dtype)) {
        String name = "d" + made.listDatasets().size();
        DatasetSpec spec = DatasetSpec.of(dtype, 7, 5).chunkSize(3, 4).fillValue(fill);
        Dataset dataset = made.createDataset(name, spec);
        NDArray values = NDArray.full(dtype, fill, 7, 5);
        for (String slice : List.of(":3, :4", "1:6, 2:", "5, ::-2")) {
          NDArray part = NDArray.random(dtype, slice.length(), values.get(slice).shape());
          dataset.set(slice, part);
          values.set(slice, part);
        }
        if (fill.equals(0)) {
          setAttributes(dataset);
        }
        Npy.write(expected.resolve(name + ".npy"), values);
        Npy.write(expected.resolve(name + ".fill.npy"), spec.fillElement());
      }
    }
  }

  private static void setAttributes(Dataset dataset) {
    dataset.attributes().set("text", "Grüße, 世界 🌍");
    dataset.attributes().set("texts", new String[] {"a", "", "ü"});
    dataset.attributes().set("number", Long.MIN_VALUE);
    dataset.attributes().set("numbers", new long[] {1, 2, Long.MAX_VALUE});
    dataset.attributes().set("real", 0.1);
    dataset.attributes().set("reals", new double[] {1.5, Double.NaN, Double.NEGATIVE_INFINITY});
    dataset.attributes().set("flag", true);
    dataset.attributes().set("flags", new boolean[] {true, false});
    dataset.attributes().set("none", new int[0]);
    dataset.attributes().set("removed", 1);
    dataset.attributes().remove("removed");
  }

  private void python(String script) throws IOException {
    Path file = TestFiles.resource("python/" + script);
    Native.python(Files.readString(file), pool, expected);
  }

  @Test
  void inTurn() throws IOException {
    createDatasets();
    python("check_store.py");
    python("write_store.py");
    Pool opened = Stores.openPool(cluster);
    List<Dataset> datasets = new ArrayList<>();
    for (String name : opened.listDatasets()) {
      Dataset dataset = opened.getDataset(name);
      assertEquals(Npy.read(expected.resolve(name + ".npy")), dataset.get(), dataset::toString);
      assertEquals(6, dataset.countStoredChunks());
      datasets.add(dataset);
    }
    // Java changes what Python wrote, in part and as a whole.
    for (Dataset dataset : datasets) {
      NDArray values = dataset.get();
      for (String slice : List.of("5:, 3:", "0, :", "2, 2")) {
        NDArray part = NDArray.random(dataset.dtype(), 9, values.get(slice).shape());
        dataset.set(slice, part);
        values.set(slice, part);
      }
      assertEquals(values, dataset.get());
      Npy.write(expected.resolve(dataset.name() + ".npy"), values);
    }
    python("check_store.py");
  }

  @Test
  void moreThanTwoAxesAndOne() throws IOException {
    Pool made = Stores.createPool(cluster);
    List<long[]> shapes =
        List.of(new long[] {9}, new long[] {3, 4, 5}, new long[] {2, 3, 2, 3, 2}, new long[] {1});
    for (long[] shape : shapes) {
      String name = "d" + made.listDatasets().size();
      int[] chunkSize = new int[shape.length];
      Arrays.fill(chunkSize, 2);
      DatasetSpec spec = DatasetSpec.of(DType.of(">f4"), shape).chunkSize(chunkSize).fillValue(3);
      NDArray values = NDArray.random(DType.FLOAT32, 1, shape);
      Dataset dataset = made.createDataset(name, spec, values);
      setAttributes(dataset);
      Npy.write(expected.resolve(name + ".npy"), values);
      Npy.write(expected.resolve(name + ".fill.npy"), spec.fillElement());
    }
    python("check_store.py");
  }
}
