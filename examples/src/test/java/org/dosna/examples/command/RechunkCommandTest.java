package org.dosna.examples.command;

import static org.dosna.examples.command.Run.ok;
import static org.dosna.examples.command.Run.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.dosna.Cluster;
import org.dosna.DType;
import org.dosna.Dosna;
import org.dosna.NDArray;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code dosna rechunk}: plans are printed, and done. */
class RechunkCommandTest {
  private static final NDArray DATA = NDArray.random(DType.UINT8, 1, 64, 64);

  @TempDir private Path folder;

  private String pool;
  private String columns;

  @BeforeEach
  void createColumns() {
    pool = "hdf5:" + folder + "#p";
    columns = pool + "/columns";
    try (Cluster cluster = Dosna.with("hdf5", "cpu").cluster(folder.toString()).connect()) {
      cluster.createPool("p").createDataset("columns", DATA, 64, 1);
    }
  }

  private String[] rechunk(String... more) {
    return Stream.concat(Stream.of("rechunk", columns), Stream.of(more)).toArray(String[]::new);
  }

  @Test
  void aPlanIsPrintedAndNothingIsDone() {
    List<String> plan =
        ok(rechunk(pool + "/rows", "--chunks", "1,64", "--memory", "1536", "--plan"));
    assertEquals(3, plan.size(), plan::toString);
    assertTrue(plan.get(1).contains("pass 1: reads 64 chunks [64, 1]"), plan::toString);
    assertTrue(plan.get(2).contains("writes 64 chunks [1, 64]"), plan::toString);
    assertEquals(List.of("columns"), ok("ls", pool));
  }

  @Test
  void theDatasetGetsOtherChunks() {
    ok(rechunk(pool + "/rows", "--chunks", "1,64", "--memory=1536", "--codecs=gzip", "--jobs=2"));
    assertEquals(List.of("columns", "rows"), ok("ls", pool));
    assertEquals(ok("cat", columns), ok("cat", pool + "/rows"));
    String zarr = "zarr:" + folder.resolve("z") + "#q";
    ok(rechunk(zarr, "--chunks", "8,8"));
    assertEquals(ok("cat", columns), ok("cat", zarr + "/columns"));
  }

  @Test
  void whatCannotBeIsRefused() {
    refused(2, "--chunks is missing", rechunk(pool + "/rows"));
    refused(2, "not 'much'", rechunk(pool + "/rows", "--chunks", "1,64", "--memory", "much"));
    refused(
        1,
        "takes a memory of 192 bytes",
        rechunk(pool + "/rows", "--chunks", "1,64", "--memory", "100"));
    refused(1, "not found", "rechunk", pool + "/none", pool + "/rows", "--chunks", "1,64");
    assertEquals(List.of("columns"), ok("ls", pool));
  }
}
