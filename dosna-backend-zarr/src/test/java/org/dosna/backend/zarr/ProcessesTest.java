package org.dosna.backend.zarr;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dosna.Cluster;
import org.dosna.Codecs;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.Dosna;
import org.dosna.NDArray;
import org.dosna.Pool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes write elements of the same chunks and shards at once: none is lost. */
class ProcessesTest {
  private static final int PROCESSES = 3;
  private static final int LENGTH = 60;

  @TempDir Path folder;

  @Test
  void noUpdateOfAnotherProcessIsLost() throws Exception {
    try (Cluster cluster = Dosna.with("zarr", "cpu").cluster(folder.toString()).connect()) {
      Pool pool = cluster.createPool("pool");
      Dataset data =
          pool.createDataset(
              "data",
              DatasetSpec.of(DType.INT32, LENGTH)
                  .chunkSize(10)
                  .shardSize(30)
                  .codecs(Codecs.parse("gzip:1, crc32c")));
      List<Process> processes = new ArrayList<>();
      for (int number = 0; number < PROCESSES; number++) {
        processes.add(start(number));
      }
      for (Process process : processes) {
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertEquals(0, process.waitFor(), said);
      }
      NDArray expected = NDArray.zeros(DType.INT32, LENGTH);
      for (int i = 0; i < LENGTH; i++) {
        expected.set(Integer.toString(i), i + 1);
      }
      assertEquals(expected, data.get());
      assertEquals(LENGTH, data.attributes().list().size());
    }
  }

  private Process start(int number) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Worker.class.getName(),
            folder.toString(),
            Integer.toString(number),
            Integer.toString(PROCESSES))
        .redirectErrorStream(true)
        .start();
  }
}
