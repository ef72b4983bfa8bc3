package org.dosna.backend.hdf5;

import static org.dosna.backend.hdf5.Stores.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.dosna.ArraySource;
import org.dosna.Cluster;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.NDArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** One store under two paths is one store. */
@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class OtherPathTest {
  @TempDir Path folder;

  @Test
  void whatWouldWaitForAnAppendIsRefusedUnderAnotherPath() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("."));
    try (Cluster cluster = Stores.connect(folder);
        Cluster other = Stores.connect(link)) {
      DatasetSpec spec = DatasetSpec.of(DType.INT32, 4).chunkSize(2);
      Dataset data = cluster.createPool("pool").createDataset("data", spec);
      Dataset same = other.getPool("pool").getDataset("data");
      ArraySource source =
          new ArraySource() {
            @Override
            public DType dtype() {
              return DType.INT32;
            }

            @Override
            public long[] shape() {
              return new long[] {2};
            }

            @Override
            public void read(long[] origin, NDArray into) {
              same.resize(1);
            }
          };
      assertRefused(() -> data.append(source, 0), "resize is refused", "append");
      assertArrayEquals(new long[] {4}, same.shape());
    }
  }
}
