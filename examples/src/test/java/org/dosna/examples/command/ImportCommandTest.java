package org.dosna.examples.command;

import static org.dosna.examples.command.Run.ok;
import static org.dosna.examples.command.Run.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.dosna.DType;
import org.dosna.NDArray;
import org.dosna.NDArrays;
import org.dosna.Npy;
import org.dosna.examples.Images;
import org.dosna.examples.files.TiffFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {
  private static final NDArray VOLUME = NDArray.random(DType.FLOAT32, 1, 3, 20, 30);

  @TempDir private Path folder;

  private Store store;

  @BeforeEach
  void createStore() {
    store = new Store(folder);
  }

  private static NDArray page(int number) {
    return NDArray.full(DType.UINT16, number, 20, 30);
  }

  private Path npz() throws IOException {
    Path npy = folder.resolve("one.npy");
    Path file = folder.resolve("all of it.npz");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (String name : List.of("data", "dark/ä")) {
        Npy.write(npy, name.equals("data") ? VOLUME : VOLUME.get("0"));
        zip.putNextEntry(new ZipEntry(name + ".npy"));
        zip.write(Files.readAllBytes(npy));
      }
    }
    return file;
  }

  @Test
  void oneArrayOfAnNpzFileOrAll() throws IOException {
    Path npz = npz();
    ok("import", npz + ":/data", store.at("one"));
    assertEquals(VOLUME, store.get("one"));
    assertEquals(2, ok("import", npz.toString(), store.at("all"), "--codecs", "gzip:1").size());
    assertEquals(VOLUME, store.get("all/data"));
    assertEquals(VOLUME.get("0"), store.get("all/dark/ä"));
    assertEquals(List.of("dark/", "dark/ä", "data"), ok("ls", "-r", npz.toString()));
    refused(1, "none", "import", npz + ":/none", store.at("x"));
  }

  @Test
  void pagesOfATiffFile() {
    TiffFile.write(folder.resolve("pages.tif"), VOLUME);
    ok("import", store.file("pages.tif"), store.at(""));
    assertEquals(VOLUME, store.get("pages"));
    assertEquals(
        List.of("pages  float32 [3, 20, 30], chunks [3, 20, 30], grid [1, 1, 1]"),
        ok("ls", "-l", store.file("pages.tif")));
    TiffFile.write(folder.resolve("large.tif"), NDArray.zeros(DType.UINT8, 5, 1024, 512));
    String made = ok("import", store.file("large.tif"), store.at("")).get(0);
    assertTrue(made.contains("chunks [2, 1024, 512]"), made);
  }

  @Test
  void filesAreStackedInTheOrderOfTheirNumbers() {
    String[] command = new String[14];
    command[0] = "import";
    for (int i = 0; i < 12; i++) {
      int number = (5 * i) % 12;
      TiffFile.write(folder.resolve("proj_" + number + ".tif"), page(number));
      command[i + 1] = store.file("proj_" + number + ".tif");
    }
    command[13] = store.at("stack");
    String made = ok(command).get(0);
    assertTrue(made.contains("uint16 [12, 20, 30], chunks [12, 20, 30]"), made);
    assertEquals(NDArray.arange(DType.UINT16, 12), store.get("stack").get(":, 3, 4"));
  }

  @Test
  void filesOfAnyKindAreStacked() throws IOException {
    Npy.write(folder.resolve("a.npy"), VOLUME);
    Npy.write(folder.resolve("b.npy"), VOLUME.get("::-1"));
    NDArray both = NDArrays.stack(0, VOLUME, VOLUME.get("::-1"));
    ok("import", store.file("b.npy"), store.file("a.npy"), store.at("npy"));
    assertEquals(both, store.get("npy"));
    for (String name : List.of("a", "b")) {
      ok("import", store.file(name + ".npy"), store.at(name));
      ok("export", store.at(name), store.file(name + ".h5:/entry/data"));
      ok("export", store.at(name), store.file(name + ".raw"));
    }
    ok("import", store.file("a.h5:/entry/data"), store.file("b.h5"), store.at("h5"));
    assertEquals(both, store.get("h5"));
    String[] raw = {"--dtype", "f4", "--shape", "3,20,30"};
    ok(
        "import",
        store.file("a.raw"),
        store.file("b.raw"),
        store.at("raw"),
        raw[0],
        raw[1],
        raw[2],
        raw[3]);
    assertEquals(both, store.get("raw"));
  }

  @Test
  void moreFilesThanAreOpenAtATime() {
    String[] command = new String[153];
    command[0] = "import";
    for (int i = 0; i < 150; i++) {
      Npy.write(folder.resolve(i + ".npy"), NDArray.full(DType.INT16, i, 4, 6));
      command[i + 1] = store.file(i + ".npy");
    }
    command[151] = store.at("many");
    command[152] = "--chunks=150,3,3";
    ok(command);
    assertEquals(NDArray.arange(DType.INT16, 150), store.get("many").get(":, 3, 5"));
  }

  @Test
  void whatDoesNotFitIsNotStacked() {
    TiffFile.write(folder.resolve("a.tif"), page(0));
    TiffFile.write(folder.resolve("b.tif"), VOLUME);
    String a = store.file("a.tif");
    refused(1, "cannot be stacked", "import", a, store.file("b.tif"), store.at("x"));
    refused(2, "is given twice", "import", a, a, store.at("x"));
    refused(1, "no such file", "import", a, store.file("none.tif"), store.at("x"));
    refused(2, "is no file", "import", a, store.at("a"), store.at("x"));
    refused(2, "requires at least 2 values", "import", a);
  }

  @Test
  void pictures() throws IOException {
    NDArray gray = NDArray.arange(DType.UINT16, 20, 30);
    Images.gray(gray, folder.resolve("gray.png"));
    ok("import", store.file("gray.png"), store.at(""));
    assertEquals(gray, store.get("gray"));
    BufferedImage color = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);
    color.setRGB(1, 0, 0x010203);
    ImageIO.write(color, "png", folder.resolve("color.PNG").toFile());
    ok("import", store.file("color.PNG"), store.at(""));
    assertEquals(
        NDArray.of(new byte[] {0, 0, 0, 1, 2, 3}, 1, 2, 3).astype(DType.UINT8), store.get("color"));
  }

  @Test
  void bareElementsBehindAHeader() throws IOException {
    Files.write(folder.resolve("x.raw"), new byte[] {9, 9, 9, 0, 1, 0, 2});
    String raw = store.file("x.raw");
    ok("import", raw, store.at("x"), "--dtype", ">i2", "--shape", "2", "--offset", "3");
    assertEquals(NDArray.of(new short[] {1, 2}), store.get("x"));
    refused(
        1,
        "of which 1 are skipped",
        "import",
        raw,
        store.at("y"),
        "--dtype=>i2",
        "--shape=2",
        "--offset=1");
    refused(2, "belong together", "import", raw, store.at("y"), "--offset=1");
    refused(
        1,
        "No file has as many",
        "import",
        raw,
        store.at("y"),
        "--dtype=f8",
        "--shape=9999999999,9999999999");
  }

  /** The files have more than 4 GiB, of which the disk holds next to nothing. */
  @Test
  void hugeFilesAreReadInPlace() throws IOException {
    long[] shape = {3, 32768, 32768};
    Files.write(folder.resolve("huge.tif"), TiffFile.header(DType.UINT16, shape));
    grow("huge.tif", 6L << 30);
    assertEquals(List.of("0 7"), ok("cat", store.file("huge.tif"), "-1, -1, -2:"));
    assertEquals(List.of("0 0"), ok("cat", store.file("huge.tif"), "1, 77, :2"));
  }

  @Test
  void emptyFilesAreRefused() throws IOException {
    for (String name : List.of("ä.tif", "ä.png", "ä.npz", "ä.npy", "ä.h5")) {
      Files.createFile(folder.resolve(name));
      refused(1, name, "import", store.file(name), store.at("x"));
      refused(1, name, "info", store.file(name));
    }
    Files.createFile(folder.resolve("ä.raw"));
    refused(
        1, "has 0 bytes", "import", store.file("ä.raw"), store.at("x"), "--dtype=u1", "--shape=1");
  }

  private void grow(String name, long bytes) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(store.file(name), "rw")) {
      long end = file.length() + bytes;
      file.setLength(end);
      file.seek(end - 2);
      file.write(7);
    }
  }
}
