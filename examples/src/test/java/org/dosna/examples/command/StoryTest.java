package org.dosna.examples.command;

import static org.dosna.examples.command.Run.ok;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dosna.DType;
import org.dosna.NDArray;
import org.dosna.backend.ceph.testkit.MiniCeph;
import org.dosna.backend.hdf5.Hdf5Export;
import org.dosna.examples.files.SourceFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A stranger gets a file of a beamline into a store, finds its broken slice, and exports a
 * corrected one to Zarr.
 */
class StoryTest {
  private static final int BROKEN = 3;

  @TempDir private Path folder;

  private NDArray good = NDArray.random(DType.FLOAT32, 1, 6, 20, 30);

  @BeforeEach
  void measure() {
    good = good.plus(1).astype(DType.FLOAT32);
    NDArray scan = good.get("...");
    scan.set("" + BROKEN, -99);
    Hdf5Export.to(folder.resolve("scan 7.nxs")).chunkSize(1, 10, 15).write("entry/data", scan);
  }

  @Test
  void onFolders() throws Exception {
    follow("hdf5:" + folder.resolve("data"));
  }

  @Tag("native")
  @Test
  void onCeph() throws Exception {
    try (MiniCeph ceph = MiniCeph.startTemporary(1, MiniCeph.Store.MEMSTORE)) {
      follow("ceph:" + ceph.dir().resolve("ceph.conf") + "?timeout=20");
    }
  }

  private void follow(String cluster) throws Exception {
    String help = String.join("\n", ok("--help"));
    for (String command : List.of("import", "ls", "info", "stats", "set", "check", "export")) {
      assertTrue(help.contains("  " + command + " "), command);
    }
    String nxs = folder.resolve("scan 7.nxs").toString();
    assertEquals(List.of("entry/", "entry/data"), ok("ls", "-r", nxs));
    String scan = cluster + "#beam/scan 7";
    String made = ok("import", nxs + ":/entry/data", scan, "--codecs", "shuffle,gzip:1").get(0);
    assertTrue(made.contains("float32 [6, 20, 30], chunks [6, 20, 30]"), made);
    assertTrue(ok("info", scan).contains("storedChunks: 1"));
    assertEquals("min   -99.0", ok("stats", scan).get(1));
    assertEquals(List.of(BROKEN), broken(scan));
    // The slice before it takes its place.
    String before = folder.resolve("before.npy").toString();
    ok("export", scan, before, "" + (BROKEN - 1));
    ok("set", scan, "" + BROKEN, "--from", before);
    assertEquals(List.of(), broken(scan));
    ok("attr", "set", scan, "corrected", "slice 3");
    assertEquals(List.of(), ok("check", scan));
    ok("export", scan, folder.resolve("corrected.zarr").toString(), "--codecs", "zstd:3");
    String zarr = "zarr:" + folder + "#corrected.zarr/scan 7";
    assertEquals(ok("cat", scan), ok("cat", zarr));
    assertEquals(List.of("slice 3"), ok("attr", "get", zarr, "corrected"));
    ok("export", zarr, folder.resolve("corrected.tif").toString());
    try (SourceFile tiff = SourceFile.open(folder.resolve("corrected.tif"), "")) {
      NDArray all = NDArray.zeros(DType.FLOAT32, 6, 20, 30);
      tiff.array().read(new long[3], all);
      NDArray expected = good.get("...");
      expected.set("" + BROKEN, good.get("" + (BROKEN - 1)));
      assertEquals(expected, all);
    }
  }

  private static List<Integer> broken(String scan) {
    List<Integer> found = new ArrayList<>();
    for (int slice = 0; slice < 6; slice++) {
      String min = ok("stats", scan, "" + slice).get(1);
      if (Double.parseDouble(min.substring(6)) < 0) {
        found.add(slice);
      }
    }
    return found;
  }
}
