package org.dosna.backend.ceph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dosna.Cluster;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.NDArray;
import org.dosna.backend.ceph.testkit.MiniCeph;
import org.dosna.backend.ceph.testkit.MiniCeph.Store;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No more bytes travel than needed, as the OSD counts them. */
@Tag("native")
class BytesMovedTest {
  private static final NDArray VALUES = NDArray.random(DType.FLOAT32, 1, 128, 128, 128);

  /** What a chunk of 64³ has. */
  private static final long CHUNK = 4L * 64 * 64 * 64;

  @TempDir Path folder;

  private MiniCeph ceph;

  private long counter(String name) {
    String counters = ceph.ceph("--admin-daemon", folder + "/osd.0.asok", "perf", "dump", "osd");
    Matcher value = Pattern.compile("\"" + name + "\": (\\d+)").matcher(counters);
    assertTrue(value.find(), counters);
    return Long.parseLong(value.group(1));
  }

  private long moved(String counter, Runnable action) {
    long before = counter(counter);
    action.run();
    return counter(counter) - before;
  }

  @Test
  void onlyWhatIsNeededTravels() {
    // The counters are read through a socket that MiniCeph's daemons have only if asked.
    String socket = "admin socket = " + folder + "/$name.asok";
    try (MiniCeph mini = MiniCeph.startTemporary(1, Store.MEMSTORE, socket);
        Cluster cluster = Clusters.cluster(mini.confFile()).connect()) {
      ceph = mini;
      Dataset data = cluster.createPool("pool").createDataset("data", VALUES, 64, 64, 64);
      assertEquals(VALUES, data.get());
      assertTrue(moved("op_out_bytes", data::get) >= 8 * CHUNK);
      long plane = moved("op_out_bytes", () -> assertEquals(VALUES.get("70"), data.get("70")));
      assertTrue(plane < 4 * CHUNK / 10, plane + " bytes for a plane of 4 chunks");
      long two = moved("op_out_bytes", () -> data.get("::63, 3, :"));
      assertTrue(two < 4 * CHUNK / 10, two + " bytes for two rows of each chunk");
      long across = moved("op_out_bytes", () -> data.get(":, :, 70"));
      assertTrue(across < 5 * CHUNK, across + " bytes for a plane across 4 chunks");
      long written = moved("op_in_bytes", () -> data.set("70", 1));
      assertTrue(written < 4 * CHUNK / 10, written + " bytes written to a plane of 4 chunks");
    }
  }
}
