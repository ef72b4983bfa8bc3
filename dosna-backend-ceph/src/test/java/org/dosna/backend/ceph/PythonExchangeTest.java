package org.dosna.backend.ceph;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.dosna.Cluster;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.NDArray;
import org.dosna.Npy;
import org.dosna.Pool;
import org.dosna.backend.ceph.testkit.MiniCeph;
import org.dosna.backend.ceph.testkit.RawRados;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Java and python3-rados read and write the same objects, as the format says. */
@Tag("native")
class PythonExchangeTest {
  private static final List<String> DTYPES =
      List.of(
          "|b1", "|i1", "|u1", "<i2", ">i2", "<u2", ">u4", "<i4", ">i8", "<u8", "<f2", ">f2", "<f4",
          ">f4", "<f8", ">f8", "<c8", ">c8", "<c16", ">c16");

  @TempDir Path folder;
  private Cluster cluster;
  private Pool pool;

  @BeforeEach
  void createPool() {
    cluster = Clusters.connect();
    pool = cluster.createPool("exchange");
  }

  @AfterEach
  void deletePool() {
    cluster.close();
    RawRados.shared().deletePools();
  }

  private void python(String command) throws Exception {
    try (InputStream script = PythonExchangeTest.class.getResourceAsStream("exchange.py")) {
      String python = System.getProperty("dosna.python", "/usr/bin/python3");
      Process process =
          new ProcessBuilder(
                  python,
                  "-c",
                  new String(script.readAllBytes(), UTF_8),
                  MiniCeph.shared().confFile().toString(),
                  command,
                  "exchange",
                  folder.toString())
              .redirectErrorStream(true)
              .start();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertEquals(0, process.waitFor(), output);
    }
  }

  @Test
  void pythonReadsWhatJavaWrote() throws Exception {
    for (int i = 0; i < DTYPES.size(); i++) {
      DType dtype = DType.of(DTYPES.get(i));
      int fill = i % 3 == 0 ? 0 : 1;
      DatasetSpec spec = DatasetSpec.of(dtype, 7, 5, 6).chunkSize(3, 4, 5).fillValue(fill);
      Dataset dataset = pool.createDataset("d" + i, spec);
      NDArray values = NDArray.full(dtype, fill, 7, 5, 6);
      for (String slice : List.of(":3, :4, :5", "1:6, 2:, 3", "5, ::-2", "-1, -1, ::2")) {
        NDArray part = NDArray.random(dtype, slice.length(), values.get(slice).shape());
        dataset.set(slice, part);
        values.set(slice, part);
      }
      assertEquals(values, dataset.get());
      Npy.write(folder.resolve("d" + i + ".npy"), values);
    }
    python("check");
  }

  @Test
  void javaReadsWhatPythonWrote() throws Exception {
    for (int i = 0; i < DTYPES.size(); i++) {
      String order = DTYPES.get(i).startsWith(">") ? "be" : "le";
      NDArray values = NDArray.random(DType.of(DTYPES.get(i)), i, 7, 5);
      Npy.write(folder.resolve(order + i + ".npy"), values);
    }
    python("write");
    for (String name : pool.listDatasets()) {
      Dataset dataset = pool.getDataset(name);
      NDArray expected = Npy.read(folder.resolve(name + ".npy"));
      assertEquals(expected, dataset.get(), name);
      dataset.set("2:5, 1::2", expected.get("2:5, 1::2"));
      dataset.deleteChunk(0, 0);
      assertEquals(NDArray.full(expected.dtype(), 1, 3, 3), dataset.get(":3, :3"));
    }
    assertEquals(DTYPES.size(), pool.listDatasets().size());
  }
}
