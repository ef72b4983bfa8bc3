package org.dosna.engine.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.dosna.Cluster;
import org.dosna.Dosna;
import org.dosna.Options;
import org.dosna.Pool;
import org.dosna.backend.ceph.testkit.MiniCeph;
import org.dosna.testkit.Effort;
import org.dosna.testkit.NumpyCases;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random programs give what they give in numpy, whatever the backend and the engine. */
@Tag("native")
@Tag("pypi")
class NumpyCasesTest {
  /** In all, on each of the four; numpy is asked anew each time. */
  private static final int PROGRAMS = Effort.times(20_000);

  @TempDir Path folder;

  private void assertNoDifference(Cluster cluster) throws Exception {
    Path table = NumpyCases.generate(folder, PROGRAMS);
    try (cluster) {
      Pool pool = cluster.connect().createPool("pool");
      assertEquals(List.of(PROGRAMS + " programs"), NumpyCases.differences(pool, table));
    }
  }

  @Test
  void ram() throws Exception {
    assertNoDifference(Dosna.with("ram", "cpu").cluster(folder.toString()));
  }

  @Test
  void hdf5OnThreads() throws Exception {
    assertNoDifference(
        Dosna.with("hdf5", "threads", Options.of("jobs", 3))
            .cluster(folder.resolve("hdf5").toString()));
  }

  @Test
  void zarrOnThreads() throws Exception {
    assertNoDifference(
        Dosna.with("zarr", "threads", Options.of("jobs", 3))
            .cluster(folder.resolve("zarr").toString()));
  }

  @Test
  void ceph() throws Exception {
    String conf = MiniCeph.shared().confFile().toString();
    assertNoDifference(Dosna.with("ceph", "cpu").cluster("ceph", Options.of("conffile", conf)));
  }
}
