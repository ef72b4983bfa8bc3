package org.dosna.backend.zarr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.dosna.Cluster;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.Dosna;
import org.dosna.DosnaException;
import org.dosna.Finding;
import org.dosna.NDArray;
import org.dosna.OpenMode;
import org.dosna.Options;
import org.dosna.Pool;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stores of files meet beside ordinary arrays, in both versions of the format. */
class CornerCasesTest {
  @TempDir Path folder;

  private Cluster connect(Path to, int format) {
    return Dosna.with("zarr", "cpu")
        .cluster(to.toString(), Options.of("zarr_format", format))
        .connect();
  }

  private static DatasetSpec spec(long... shape) {
    int[] chunk = new int[shape.length];
    Arrays.fill(chunk, 2);
    return DatasetSpec.of(DType.INT32, shape).chunkSize(chunk).fillValue(9);
  }

  private Path chunk(int format, String array, String name) {
    Path top = folder.resolve("p").resolve(array);
    return format == 2 ? top.resolve(name) : top.resolve("c").resolve(name);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void axesOfLengthZeroHoldNothingAndGrow(int format) {
    try (Cluster cluster = connect(folder, format);
        Pool pool = cluster.createPool("p")) {
      for (long[] shape : new long[][] {{0}, {0, 3}, {3, 0}, {0, 0, 0}}) {
        String name = "d" + Arrays.toString(shape).replaceAll("\\W+", "x");
        Dataset data = pool.createDataset(name, spec(shape));
        assertEquals(0, data.get().size());
        assertArrayEquals(shape, pool.getDataset(name).get().shape());
        data.set("...", 1);
        assertEquals(0, data.countStoredChunks());
        assertEquals(List.of(), data.check());
        long[] grown = new long[shape.length];
        Arrays.fill(grown, 3);
        data.resize(grown);
        assertEquals(NDArray.full(DType.INT32, 9, grown), pool.getDataset(name).get());
        data.set("...", 1);
        data.resize(shape);
        assertEquals(0, data.countStoredChunks());
        pool.deleteDataset(name);
      }
      assertEquals(List.of(), pool.listDatasets());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void aMissingChunkIsFillValue(int format) throws IOException {
    try (Cluster cluster = connect(folder, format);
        Pool pool = cluster.createPool("p")) {
      Dataset data = pool.createDataset("d", spec(4, 4), NDArray.zeros(DType.INT32, 4, 4));
      Files.delete(chunk(format, "d", "0/1"));
      NDArray expected = NDArray.zeros(DType.INT32, 4, 4);
      expected.set(":2, 2:", 9);
      assertEquals(expected, data.get());
      assertFalse(data.hasChunk(0, 1));
      assertEquals(3, data.countStoredChunks());
      // A folder in its place is no chunk either.
      Files.createDirectory(chunk(format, "d", "0/1"));
      assertEquals(expected, data.get());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void anArrayWithoutAxesHasOneOfLengthOne(int format) throws IOException {
    try (Cluster cluster = connect(folder, format);
        Pool pool = cluster.createPool("p")) {
      Path array = Files.createDirectory(folder.resolve("p/d"));
      if (format == 2) {
        Files.writeString(
            array.resolve(".zarray"),
            "{\"zarr_format\":2,\"shape\":[],\"chunks\":[],\"dtype\":\"<i4\",\"fill_value\":5,"
                + "\"order\":\"C\",\"filters\":null,\"compressor\":null}");
        Files.writeString(array.resolve(".zattrs"), "{\"_ARRAY_DIMENSIONS\":[]}");
      } else {
        Files.writeString(
            array.resolve("zarr.json"),
            "{\"zarr_format\":3,\"node_type\":\"array\",\"shape\":[],\"data_type\":\"int32\","
                + "\"chunk_grid\":{\"name\":\"regular\",\"configuration\":{\"chunk_shape\":[]}},"
                + "\"chunk_key_encoding\":{\"name\":\"default\"},\"fill_value\":5,"
                + "\"codecs\":[{\"name\":\"bytes\",\"configuration\":{\"endian\":\"little\"}}]}");
      }
      Dataset data = pool.getDataset("d");
      assertEquals(NDArray.of(new int[] {5}), data.get());
      data.set("0", 7);
      assertTrue(Files.isRegularFile(array.resolve(format == 2 ? "0" : "c")));
      assertEquals(NDArray.of(new int[] {7}), pool.getDataset("d").get());
      assertThrows(DosnaException.class, () -> data.resize(2));
      assertEquals(List.of(), data.check());
      data.clear();
      assertEquals(NDArray.of(new int[] {5}), data.get());
      pool.deleteDataset("d");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void keysMayBeLong(int format) {
    try (Cluster cluster = connect(folder, format);
        Pool pool = cluster.createPool("p")) {
      long[] shape = new long[32];
      Arrays.fill(shape, 2);
      shape[31] = 1L << 30;
      int[] ones = new int[32];
      Arrays.fill(ones, 1);
      Dataset data = pool.createDataset("d", DatasetSpec.of(DType.INT8, shape).chunkSize(ones));
      long[] last = shape.clone();
      Arrays.setAll(last, axis -> shape[axis] - 1);
      String slice = String.join(", ", Arrays.stream(last).mapToObj(Long::toString).toList());
      data.set(slice, 3);
      assertEquals(3, data.get(slice).getLong());
      assertTrue(pool.getDataset("d").hasChunk(last));
      assertEquals(1, data.countStoredChunks());
      String deep = String.join("/", Collections.nCopies(30, "x".repeat(190)));
      String said =
          assertThrows(DosnaException.class, () -> pool.createDataset(deep, spec(2))).getMessage();
      assertTrue(said.contains("xxx") && said.contains("bytes"), said);
      assertEquals(List.of("d"), pool.listDatasets());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void litterIsNoPartOfAnything(int format) throws IOException {
    try (Cluster cluster = connect(folder, format);
        Pool pool = cluster.createPool("p")) {
      NDArray elements = NDArray.arange(DType.INT32, 4, 4);
      Dataset data = pool.createDataset("g/d", spec(4, 4), elements);
      List<Path> litter = new ArrayList<>();
      for (String at : List.of("", "p", "p/g", "p/g/d", "p/g/d/" + (format == 2 ? "0" : "c/0"))) {
        for (String name : List.of(".DS_Store", "Thumbs.db", ".nfs0001", "00", "-1", "1e3")) {
          litter.add(Files.writeString(folder.resolve(at).resolve(name), "litter"));
        }
        Files.createDirectories(folder.resolve(at).resolve("__MACOSX"));
      }
      assertEquals(List.of("p"), cluster.listPools());
      assertEquals(List.of("g"), pool.listGroups());
      assertEquals(List.of(), pool.listDatasets());
      assertEquals(
          List.of("g/d"), pool.walk().map(m -> m.path()).filter(p -> !p.equals("g")).toList());
      assertEquals(4, data.countStoredChunks());
      assertEquals(elements, pool.getDataset("g/d").get());
      List<Finding> found = data.check();
      assertTrue(found.stream().allMatch(f -> f.kind() == Finding.Kind.FOREIGN), "" + found);
      assertEquals(12, found.size(), found::toString);
      data.resize(2, 2);
      data.repair();
      assertTrue(litter.stream().allMatch(Files::exists));
      for (Runnable deletion :
          List.<Runnable>of(
              () -> pool.deleteDataset("g/d"),
              () -> pool.deleteGroup("g"),
              () -> cluster.deletePool("p"))) {
        String said = assertThrows(DosnaException.class, deletion::run).getMessage();
        assertTrue(said.contains(".DS_Store") || said.contains("Thumbs.db"), said);
      }
      assertEquals(elements.get(":2, :2"), data.get());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void rootsMayBeLinks(int format) throws IOException {
    Path real = Files.createDirectories(folder.resolve("disk/data"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);
    try (Cluster cluster = connect(link, format);
        Pool pool = cluster.createPool("p");
        Cluster same = connect(real, format)) {
      Dataset data = pool.createDataset("d", spec(4), NDArray.arange(DType.INT32, 4));
      same.getPool("p").getDataset("d").set("0", 5);
      assertEquals(5, data.get("0").getLong());
      // A pool and a dataset elsewhere.
      Path elsewhere = folder.resolve("elsewhere");
      Files.move(real.resolve("p"), elsewhere);
      Files.createSymbolicLink(real.resolve("p"), elsewhere);
      Files.createSymbolicLink(elsewhere.resolve("e"), elsewhere.resolve("d"));
      assertEquals(List.of("p"), cluster.listPools());
      assertEquals(List.of("d", "e"), pool.listDatasets().stream().sorted().toList());
      pool.getDataset("e").set("1", 6);
      assertEquals(NDArray.of(new int[] {5, 6, 2, 3}), pool.getDataset("d").get());
      // Deleting a link deletes nothing else.
      pool.deleteDataset("e");
      assertEquals(List.of("d"), pool.listDatasets());
      assertEquals(5, pool.getDataset("d").get("0").getLong());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void readingChangesNothing(int format) throws IOException {
    NDArray elements = NDArray.arange(DType.INT32, 4, 4);
    try (Cluster cluster = connect(folder, format);
        Pool pool = cluster.createPool("p")) {
      pool.createDataset("g/d", spec(4, 4), elements).attributes().set("unit", "mm");
    }
    List<String> before = listing();
    setWritable(false);
    try (Cluster cluster = connect(folder, format);
        Pool pool = cluster.getPool("p", OpenMode.READ_ONLY)) {
      Dataset data = pool.getDataset("g/d");
      assertEquals(elements, data.get());
      assertEquals("mm", data.attributes().get("unit"));
      assertEquals(List.of("g"), pool.listGroups());
      assertEquals(List.of(), cluster.check());
      assertThrows(DosnaException.class, () -> data.set("0", 1));
      assertThrows(DosnaException.class, () -> pool.createDataset("x", spec(2)));
      assertEquals(before, listing());
      if (!Files.isWritable(folder)) { // root may write anywhere
        Pool other = cluster.getPool("p");
        String said =
            assertThrows(DosnaException.class, () -> other.createDataset("x", spec(2)))
                .getMessage();
        assertTrue(said.contains("permission denied"), said);
      }
    } finally {
      setWritable(true);
    }
    assertEquals(before, listing());
  }

  private void setWritable(boolean writable) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.toList()) {
        assertTrue(path.toFile().setWritable(writable, true), path::toString);
      }
    }
  }

  private List<String> listing() throws IOException {
    List<String> listing = new ArrayList<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted().toList()) {
        listing.add(path + " " + Files.getLastModifiedTime(path));
      }
    }
    return listing;
  }
}
