package org.dosna.minimal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.LongBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.NDArray;
import org.junit.jupiter.api.Test;

/** Chunks that others wrote with something else than fill value beyond the dataset's shape. */
class MinimalPaddingTest {
  @Test
  void aPartialWriteGivesFillValueToWhatLiesBeyondTheShape() {
    Map<String, Map<String, MinimalData>> pools = new ConcurrentHashMap<>();
    try (MinimalCluster cluster = new MinimalCluster(pools)) {
      cluster.connect();
      NDArray data = NDArray.arange(DType.INT32, 3, 3);
      Dataset dataset = cluster.createPool("pool").createDataset("data", data, 2, 2);
      LongBuffer corner = LongBuffer.wrap(new long[] {0, 1});
      NDArray padded = NDArray.of(new int[] {2, 99, 5, 99}, 2, 2);
      pools.get("pool").get("data").chunks().put(corner, padded);
      assertEquals(data, dataset.get());
      dataset.set("0, 2", 7);
      assertEquals(NDArray.of(new int[] {7, 0, 5, 0}, 2, 2), dataset.getChunk(0, 1).getData());
    }
  }
}
