package org.dosna.engine.threads;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.dosna.Cluster;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.Dosna;
import org.dosna.NDArray;
import org.dosna.Pool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies from one backend and engine to another. */
class AcrossBackendsTest extends ThreadsTestBase {
  @Test
  void fromEachToEach(@TempDir Path folder) {
    int number = 0;
    for (String fromEngine : List.of("cpu", "threads")) {
      for (String toEngine : List.of("cpu", "threads")) {
        try (Cluster ram = Dosna.with("ram", fromEngine).cluster(name).connect();
            Cluster hdf5 = Dosna.with("hdf5", toEngine).cluster(folder.toString()).connect()) {
          assertCopied(ram.createPool("from" + number), hdf5.createPool("to" + number));
          number++;
        }
      }
    }
  }

  private static void assertCopied(Pool ram, Pool hdf5) {
    DatasetSpec spec = DatasetSpec.of(DType.of(">f4"), 1000, 1000).chunkSize(50, 60).fillValue(0.5);
    Dataset data = ram.createDataset("data", spec);
    data.set("111:555:3, 420:480", NDArray.random(DType.FLOAT32, 1, 148, 60));
    data.attributes().set("unit", "mm");
    Dataset there = data.copy(hdf5, "there");
    assertEquals(data.countStoredChunks(), there.countStoredChunks());
    Dataset rechunked = there.copy(hdf5, "rechunked", 64, 512);
    Dataset back = rechunked.copy(ram, "back", 50, 60);
    assertArrayEquals(new int[] {64, 512}, rechunked.chunkSize());
    for (Dataset copy : List.of(there, rechunked, back)) {
      assertEquals(data.get(), copy.get());
      assertEquals("mm", copy.attributes().get("unit"));
      assertEquals(spec.dtype(), copy.dtype());
      assertEquals(0.5f, copy.fillValue());
    }
    Dataset loaded = hdf5.createDataset("loaded", data.view("::-1, 5:"), 100, 100);
    assertEquals(data.get("::-1, 5:"), loaded.get());
    assertEquals(data.view("::-1, 5:").sum(), loaded.sum());
  }
}
