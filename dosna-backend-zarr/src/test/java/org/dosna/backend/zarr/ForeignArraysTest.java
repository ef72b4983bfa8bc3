package org.dosna.backend.zarr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.dosna.Cluster;
import org.dosna.Dataset;
import org.dosna.Dosna;
import org.dosna.DosnaException;
import org.dosna.Member;
import org.dosna.NDArray;
import org.dosna.Npy;
import org.dosna.Pool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Arrays that zarr-python 3 wrote, of Zarr v3, with and without shards, and of v2: all dtypes,
 * codecs, fill values, orders of axes and bytes, names of chunks, arrays without axes or elements;
 * and datasets of N5 that TensorStore and zarr-python 2 wrote. Beside each the elements as numpy
 * saved them.
 */
class ForeignArraysTest {
  private static final String FILES = "arrays-of-zarr-python.zip";
  private static final String SHARDED = "sharded-arrays-of-zarr-python.zip";
  private static final int COUNT = 60;
  private static final String V2 = "v2-arrays-of-zarr-python.zip";
  private static final int FEWER = 40;

  private static final String N5_OF_TENSORSTORE = "n5-of-tensorstore.zip";
  private static final String N5_OF_ZARR = "n5-of-zarr-python.zip";
  private static final int FEW = 21;

  @TempDir Path folder;
  private Cluster cluster;
  private Pool pool;

  @BeforeEach
  void open() throws IOException {
    open(FILES, folder);
  }

  private void open(String files, Path to) throws IOException {
    unpack(files, to);
    cluster = Dosna.with("zarr", "cpu").cluster(to.toString()).connect();
    pool = cluster.getPool("p");
  }

  private static void unpack(String files, Path to) throws IOException {
    try (InputStream packed = ForeignArraysTest.class.getResourceAsStream(files);
        ZipInputStream zip = new ZipInputStream(Objects.requireNonNull(packed))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path file = to.resolve(entry.getName());
        if (entry.isDirectory()) {
          Files.createDirectories(file);
        } else {
          Files.createDirectories(Objects.requireNonNull(file.getParent()));
          Files.copy(zip, file);
        }
      }
    }
  }

  @AfterEach
  void disconnect() {
    cluster.close();
  }

  private List<Dataset> arrays() {
    return pool.walk()
        .filter(member -> !member.isGroup())
        .map(Member::path)
        .map(pool::getDataset)
        .toList();
  }

  private NDArray expected(Dataset array) {
    return Npy.read(Path.of(cluster.name(), "p", array.name() + ".npy"));
  }

  @Test
  void eachIsReadToTheLastBit() throws IOException {
    assertRead(COUNT);
    cluster.close();
    open(SHARDED, folder.resolve("sharded"));
    assertRead(FEWER);
    cluster.close();
    open(V2, folder.resolve("v2"));
    assertRead(FEWER);
    cluster.close();
    open(N5_OF_TENSORSTORE, folder.resolve("n5"));
    assertRead(FEWER);
    cluster.close();
    open(N5_OF_ZARR, folder.resolve("n5-of-zarr"));
    assertRead(FEW);
  }

  private void assertRead(int count) {
    List<Dataset> arrays = arrays();
    assertEquals(count, arrays.size());
    arrays.forEach(array -> assertEquals(expected(array), array.get(), array::toString));
  }

  @Test
  void eachIsReadInPartsAndWritten() throws IOException {
    assertWritten();
    cluster.close();
    open(SHARDED, folder.resolve("sharded"));
    assertWritten();
    cluster.close();
    open(V2, folder.resolve("v2"));
    assertWritten();
  }

  private void assertWritten() {
    for (Dataset array : arrays()) {
      NDArray expected = expected(array);
      assertEquals(expected.get("::-2"), array.get("::-2"), array::toString);
      if (expected.size() > 0) {
        NDArray last = NDArray.random(array.dtype().nativeOrder(), 1, expected.get("-1:").shape());
        array.set("-1:", last);
        expected.set("-1:", last);
        assertEquals(expected, pool.getDataset(array.name()).get(), array::toString);
      }
    }
  }

  @Test
  void whatDosNaHasNoTypeForIsTextAndStays() {
    Dataset array = pool.getDataset("g1/a1");
    assertEquals("{\"a\":[1,null]}", array.attributes().get("nested"));
    assertEquals("[1,\"a\"]", array.attributes().get("m"));
    assertEquals(1.5, array.attributes().get("f"));
    assertArrayEquals(new long[] {1, 2}, (long[]) array.attributes().get("l"));
    array.attributes().set("unit", "mm");
    assertEquals("{\"a\":[1,null]}", array.attributes().get("nested"));
    assertEquals(List.of("f", "i", "l", "m", "nested", "unit"), array.attributes().list());
  }

  @Test
  void arraysOfV2StayArraysOfV2() throws IOException {
    cluster.close();
    open(V2, folder.resolve("v2"));
    Dataset array = pool.getDataset("g1/a1");
    assertEquals(List.of("i", "nested"), array.attributes().list());
    array.attributes().set("unit", "mm");
    pool.attributes().set("where", "here");
    long[] shape = array.shape();
    shape[0] += 3;
    array.resize(shape);
    Dataset reopened = pool.getDataset("g1/a1");
    assertArrayEquals(shape, reopened.shape());
    assertEquals("mm", reopened.attributes().get("unit"));
    assertEquals("here", pool.attributes().get("where"));
    Path files = folder.resolve("v2/p/g1/a1");
    assertTrue(Files.exists(files.resolve(".zattrs")) && !Files.exists(files.resolve("zarr.json")));
    String said = assertThrows(DosnaException.class, () -> pool.deleteGroup("g1")).getMessage();
    assertTrue(said.contains(".npy"), said);
    assertEquals(FEWER, arrays().size());
    try (Stream<Path> all = Files.walk(folder.resolve("v2"))) {
      for (Path npy : all.filter(file -> file.toString().endsWith(".npy")).toList()) {
        Files.delete(npy);
      }
    }
    pool.deleteGroup("g1");
    assertEquals(List.of("g0", "g2"), pool.listGroups());
    cluster.deletePool("p");
    assertEquals(List.of(), cluster.listPools());
  }

  @Test
  void anArrayAtTheTopIsAPoolOfItself() throws IOException {
    Files.move(folder.resolve("p/g1/a1"), folder.resolve("alone"));
    Dataset before = cluster.getPool("alone").getDataset("alone");
    assertEquals(Npy.read(folder.resolve("p/g1/a1.npy")), before.get());
    assertEquals(List.of("alone", "p"), cluster.listPools());
    Pool alone = cluster.getPool("alone");
    assertEquals(List.of("alone"), alone.listDatasets());
    assertEquals(List.of(), alone.listGroups());
    alone.deleteDataset("alone");
    assertEquals(List.of("p"), cluster.listPools());
  }

  @Test
  void aDatasetWithForeignFilesIsNotDeleted() throws IOException {
    Files.createFile(folder.resolve("p/g1/a1/notes.txt"));
    String message =
        assertThrows(DosnaException.class, () -> pool.deleteDataset("g1/a1")).getMessage();
    assertTrue(message.contains("notes.txt"), message);
    assertTrue(pool.hasDataset("g1/a1"));
    Files.delete(folder.resolve("p/g1/a1/notes.txt"));
    pool.deleteDataset("g1/a1");
    assertEquals(COUNT - 1, arrays().size());
  }
}
