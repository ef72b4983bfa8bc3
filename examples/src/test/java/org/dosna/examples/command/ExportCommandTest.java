package org.dosna.examples.command;

import static org.dosna.examples.command.Run.ok;
import static org.dosna.examples.command.Run.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dosna.DType;
import org.dosna.NDArray;
import org.dosna.examples.files.SourceFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCommandTest {
  private static final NDArray SCAN = NDArray.arange(DType.UINT16, 4, 5, 6);

  @TempDir private Path folder;

  private Store store;

  @BeforeEach
  void createStore() {
    store = new Store(folder);
    store.put("a/scan", SCAN, 2, 5, 6);
  }

  private NDArray read(String name) throws IOException {
    try (SourceFile file = SourceFile.open(folder.resolve(name), "")) {
      NDArray all = NDArray.zeros(file.array().dtype().nativeOrder(), file.array().shape());
      file.array().read(new long[all.ndim()], all);
      return all;
    }
  }

  private List<String> files() throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aPlaneIsAPicture() throws IOException {
    ok("export", store.at("a/scan"), store.file("x.png"), "1");
    assertEquals(SCAN.get("1"), read("x.png"));
    ok("export", store.at("a/scan"), store.file("x.tif"), "1, ::-1");
    assertEquals(SCAN.get("1, ::-1"), read("x.tif"));
    refused(1, "exists already", "export", store.at("a/scan"), store.file("x.tif"), "2");
    ok("export", store.at("a/scan"), store.file("x.tif"), "2", "--replace");
    assertEquals(SCAN.get("2"), read("x.tif"));
  }

  @Test
  void planesArePagesOrNumberedFiles() throws IOException {
    ok("export", store.at("a/scan"), store.file("pages.tiff"));
    assertEquals(SCAN, read("pages.tiff"));
    ok("export", store.at("a/scan"), store.file("50% s-%03d.png"), "1:");
    ok("export", store.at("a/scan"), store.file("t%d.tif"), "..., :1");
    assertEquals(
        List.of(
            "50% s-000.png",
            "50% s-001.png",
            "50% s-002.png",
            "my däta",
            "pages.tiff",
            "t0.tif",
            "t1.tif",
            "t2.tif",
            "t3.tif"),
        files());
    assertEquals(SCAN.get("3"), read("50% s-002.png"));
    assertEquals(SCAN.get("2, :, :1"), read("t2.tif"));
  }

  @Test
  void contrastMakesGrey() throws IOException {
    ok("export", store.at("a/scan"), store.file("r.png"), "0", "--range", "0,20");
    assertEquals(
        "[  0  13  26 255]",
        read("r.png")
            .reshape(30)
            .get(new org.dosna.Slice[] {org.dosna.Slice.list(0, 1, 2, 29)})
            .toString()
            .replace("  38", ""));
    double nan = Double.NaN;
    store.put("f", NDArray.of(new double[] {-1, 0, 1, nan}, 2, 2));
    ok("export", store.at("f"), store.file("f.png"));
    assertEquals(
        NDArray.of(new byte[] {0, (byte) 128, (byte) 255, 0}, 2, 2).astype(DType.UINT8),
        read("f.png"));
    store.put("b", NDArray.of(new boolean[] {true, false}, 1, 2));
    ok("export", store.at("b"), store.file("b.tif"));
    assertEquals(NDArray.of(new byte[] {(byte) 255, 0}, 1, 2).astype(DType.UINT8), read("b.tif"));
    store.put("i", NDArray.of(new double[] {0, Double.POSITIVE_INFINITY}, 1, 2));
    refused(1, "say with --range", "export", store.at("i"), store.file("i.png"));
    store.put("c", NDArray.of(DType.COMPLEX64, new float[] {0, 1}, 1, 1));
    refused(1, "is complex", "export", store.at("c"), store.file("c.png"));
    refused(2, "two values", "export", store.at("f"), store.file("z.png"), "--range", "2,1");
    refused(
        2,
        "either --range or",
        "export",
        store.at("f"),
        store.file("z.png"),
        "--range=0,1",
        "--percentiles=1,2");
    ok("export", store.at("a/scan"), store.file("p.png"), "0", "--percentiles", "50,100");
    assertEquals(0, read("p.png").getLong(0, 0));
  }

  @Test
  void whatIsNoPictureIsRefused() throws IOException {
    refused(1, "number the files", "export", store.at("a/scan"), store.file("x.png"));
    refused(1, "A picture has 2 axes", "export", store.at("a/scan"), store.file("x.png"), "0, 0");
    refused(1, "A picture has 2 axes", "export", store.at("a/scan"), store.file("x-%d.png"), "0");
    refused(
        1, "none of them of length 0", "export", store.at("a/scan"), store.file("x.tif"), "0, :0");
    refused(1, "each of length 1", "export", store.at("a/scan"), store.file("x.png"), "0, :0");
    refused(2, "cannot be written", "export", store.at("a/scan"), store.file("x.png:/a"), "0");
    assertEquals(List.of("my däta"), files());
  }

  @Test
  void zarrAppearsWhenItIsComplete() throws IOException {
    ok("export", store.at("a/scan"), store.file("ä b.zarr"), "--codecs", "zstd:1");
    String zarr = "zarr:" + folder + "#ä b.zarr";
    assertEquals(
        List.of("scan  uint16 [4, 5, 6], chunks [2, 5, 6], grid [2, 1, 1], codecs zstd:1"),
        ok("ls", "-l", zarr + "/a"));
    assertEquals(ok("cat", store.at("a/scan")), ok("cat", zarr + "/a/scan"));
    refused(1, "exists already", "export", store.at("a/scan"), store.file("ä b.zarr"));
    ok(
        "export",
        store.at("a/scan"),
        store.file("ä b.zarr:/x"),
        "1, ::2",
        "--replace",
        "--chunks=2,2");
    assertEquals(List.of("x"), ok("ls", zarr));
    assertEquals(ok("cat", store.at("a/scan"), "1, ::2"), ok("cat", zarr + "/x"));
    ok("export", store.at(""), store.file("all.zarr"));
    assertEquals(List.of("a/", "a/scan"), ok("ls", "-r", "zarr:" + folder + "#all.zarr"));
    Run failed = Run.dosna("export", store.at("a/scan"), store.file("y.zarr"), "--codecs", "lzf");
    assertEquals(1, failed.exitCode(), failed.toString());
    assertEquals(List.of("all.zarr", "my däta", "ä b.zarr"), files());
    assertFalse(Files.exists(folder.resolve("y.zarr")));
  }

  @Test
  void aFolderThatIsNoZarrIsNotReplaced() throws IOException {
    Files.createDirectories(folder.resolve("mine.zarr/notes"));
    Run run = Run.dosna("export", store.at("a/scan"), store.file("mine.zarr"), "--replace");
    assertEquals(1, run.exitCode(), run.toString());
    assertTrue(Files.exists(folder.resolve("mine.zarr/notes")));
    assertEquals(List.of("mine.zarr", "my däta"), files());
  }
}
