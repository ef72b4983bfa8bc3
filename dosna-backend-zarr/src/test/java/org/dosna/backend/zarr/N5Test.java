package org.dosna.backend.zarr;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jpountz.lz4.LZ4BlockOutputStream;
import org.dosna.Cluster;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.Dosna;
import org.dosna.DosnaException;
import org.dosna.Finding;
import org.dosna.Member;
import org.dosna.NDArray;
import org.dosna.OpenMode;
import org.dosna.Pool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** A container of N5 whose files are written here: 3 by 4 elements in blocks of 2 by 3. */
class N5Test {
  private static final String USUAL =
      "\"dimensions\": [4, 3], \"blockSize\": [3, 2], \"dataType\": \"int16\"";
  private static final String RAW = ", \"compression\": {\"type\": \"raw\"}";

  @TempDir Path folder;
  private Path root;
  private Cluster cluster;

  @BeforeEach
  void make() throws IOException {
    root = Files.createDirectories(folder.resolve("data.n5"));
    describe("", "\"n5\": \"4.0.0\", \"made\": \"today\"");
    describe("g/a", USUAL + RAW + ", \"unit\": \"mm\", \"axes\": [\"x\", \"y\"]");
    block("g/a/0/0", 0, 2, new int[] {3, 2}, elements(0, 1, 2, 4, 5, 6));
    block("g/a/1/1", 0, 2, new int[] {1, 1}, elements(11));
    cluster = connect(folder);
  }

  @AfterEach
  void close() {
    cluster.close();
  }

  private static Cluster connect(Path folder) {
    return Dosna.with("zarr", "cpu").cluster(folder.toString()).connect();
  }

  private void describe(String path, String attributes) throws IOException {
    Path node = Files.createDirectories(root.resolve(path));
    Files.writeString(node.resolve(N5Node.FILE), "{" + attributes + "}");
  }

  private static byte[] elements(int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * values.length);
    Arrays.stream(values).forEach(value -> bytes.putShort((short) value));
    return bytes.array();
  }

  private void block(String path, int mode, int axes, int[] header, byte[] data)
      throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * header.length + data.length);
    bytes.putShort((short) mode).putShort((short) axes);
    Arrays.stream(header).forEach(bytes::putInt);
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes.put(data).array());
  }

  private Pool pool() {
    return cluster.getPool("data.n5");
  }

  @Test
  void axesAreTheOtherWayAroundAndWhatIsMissingIsZero() {
    Dataset data = pool().getDataset("g/a");
    assertArrayEquals(new long[] {3, 4}, data.shape());
    assertArrayEquals(new int[] {2, 3}, data.chunkSize());
    assertEquals(List.of("y", "x"), data.spec().dimensionNames());
    assertEquals(NDArray.of(new short[] {0, 1, 2, 0, 4, 5, 6, 0, 0, 0, 0, 11}, 3, 4), data.get());
    assertEquals(NDArray.of(new short[] {6, 0}, 2), data.get("1, 2:"));
    assertEquals(2, data.countStoredChunks());
    assertTrue(data.hasChunk(1, 1) && !data.hasChunk(0, 1));
  }

  private static void assertRead(Dataset data) {
    assertEquals(NDArray.of(new short[] {4, 5, 6}, 3), data.get("1, :3"));
  }

  @Test
  void foldersAreGroupsWithOrWithoutAttributes() throws IOException {
    Files.createDirectories(root.resolve("empty"));
    Files.createDirectories(root.resolve(".hidden"));
    describe("more", "\"b\": 2");
    assertEquals(List.of("data.n5"), cluster.listPools());
    assertEquals(List.of("empty", "g", "more"), pool().listGroups());
    assertEquals(List.of("a"), pool().group("g").listDatasets());
    assertEquals(List.of("empty", "g", "g/a", "more"), pool().walk().map(Member::path).toList());
    assertFalse(pool().hasGroup("g/a/0") || pool().hasGroup("missing") || pool().hasGroup("g/a"));
    assertFalse(pool().hasDataset("g") || pool().hasDataset("g/a/0"));
    assertEquals(List.of("made"), pool().attributes().list());
    assertEquals(List.of(), pool().group("g").attributes().list());
    assertEquals(2L, pool().group("more").attributes().get("b"));
    assertEquals("mm", pool().getDataset("g/a").attributes().get("unit"));
  }

  @Test
  void theClusterMayBeTheContainerOrADatasetAPool() throws IOException {
    describe("more", "\"b\": 2");
    try (Cluster inside = connect(root)) {
      assertEquals(List.of("g", "more"), inside.listPools());
      assertRead(inside.getPool("g").getDataset("a"));
      assertFalse(inside.hasPool("missing"));
    }
    try (Cluster inside = connect(root.resolve("g"))) {
      assertEquals(List.of("a"), inside.listPools());
      assertRead(inside.getPool("a").getDataset("a"));
    }
    try (Cluster inside = connect(root.resolve("g/a"))) {
      assertEquals(List.of(), inside.listPools());
    }
  }

  @Test
  void nothingCanBeChanged() {
    Pool pool = pool();
    assertEquals(OpenMode.READ_ONLY, pool.mode());
    Dataset data = pool.getDataset("g/a");
    List<Executable> changes =
        List.of(
            () -> data.set("0, 0", 1),
            () -> data.load(NDArray.zeros(DType.INT16, 3, 4)),
            () -> data.resize(5, 5),
            () -> data.delete(),
            () -> data.repair(),
            () -> data.attributes().set("unit", "m"),
            () -> data.createChunk(0, 1),
            () -> data.getChunk(0, 0).setData(NDArray.zeros(DType.INT16, 2, 3)),
            () -> data.deleteChunk(0, 0),
            () -> data.map((block, where) -> block, "b"),
            () -> pool.createDataset("b", DatasetSpec.of(DType.INT16, 2)),
            () -> pool.createGroup("b"),
            () -> pool.deleteDataset("g/a"),
            () -> pool.deleteGroup("g"),
            () -> pool.rename("g", "h"),
            () -> pool.attributes().set("made", "now"),
            () -> pool.repair(),
            () -> cluster.deletePool("data.n5"));
    for (Executable change : changes) {
      String said = assertThrows(DosnaException.class, change).getMessage();
      assertTrue(said.contains("of N5, which is only read"), said);
    }
    assertThrows(DosnaException.class, () -> cluster.createPool("data.n5"));
    Pool ours = cluster.createPool("ours");
    assertEquals(data.get(), data.copy(ours, "copied").get());
    assertEquals(List.of("data.n5", "ours"), cluster.listPools());
  }

  @Test
  void checkTellsWhatIsNotAsItShouldBe() throws IOException {
    assertEquals(List.of(), cluster.check());
    block("g/a/0/1", 0, 2, new int[] {3, 2}, elements(1));
    block("g/a/7/7", 0, 2, new int[] {1, 1}, elements(1));
    Files.writeString(root.resolve("g/a/notes.txt"), "litter");
    Files.writeString(root.resolve("g/notes.txt"), "litter");
    List<Finding.Kind> expected =
        List.of(
            Finding.Kind.DAMAGED_CHUNK,
            Finding.Kind.OUTSIDE_SHAPE,
            Finding.Kind.FOREIGN,
            Finding.Kind.FOREIGN);
    List<Finding> found = cluster.check();
    assertEquals(expected, found.stream().map(Finding::kind).sorted().toList(), found::toString);
    assertEquals(found, cluster.repair());
    assertEquals(found, cluster.check());
  }

  @Test
  void eachCompressionIsNamedAsItIs() throws IOException {
    ByteArrayOutputStream stored = new ByteArrayOutputStream();
    try (LZ4BlockOutputStream lz4 = new LZ4BlockOutputStream(stored, 1 << 16)) {
      lz4.write(elements(0, 1, 2, 4, 5, 6));
    }
    for (String compression :
        List.of(
            ", \"compression\": {\"type\": \"lz4\", \"blockSize\": 65536}",
            ", \"compressionType\": \"lz4\"")) {
      describe("lz4", USUAL + compression);
      block("lz4/0/0", 0, 2, new int[] {3, 2}, stored.toByteArray());
      Dataset data = pool().getDataset("lz4");
      assertEquals("lz4", data.spec().codecs().toString());
      assertRead(data);
    }
    describe("gzip", USUAL + ", \"compression\": {\"type\": \"gzip\", \"level\": -1}");
    assertEquals("gzip:6", pool().getDataset("gzip").spec().codecs().toString());
    assertRefused(USUAL + ", \"compression\": {\"type\": \"jpeg\"}", "jpeg", "blosc, bzip2");
    assertRefused(USUAL, "compression", "missing");
    assertRefused(USUAL.replace("int16", "string") + RAW, "dataType", "string", "float64");
    assertRefused(USUAL.replace("[3, 2]", "[3]") + RAW, "blockSize");
    assertRefused(USUAL.replace("[3, 2]", "[0, 2]") + RAW, "does not describe a dataset");
  }

  private void assertRefused(String attributes, String... parts) throws IOException {
    describe("refused", attributes);
    String said =
        assertThrows(DosnaException.class, () -> pool().getDataset("refused")).getMessage();
    for (String part : parts) {
      assertTrue(said.contains(part), said);
    }
    assertTrue(pool().listDatasets().contains("refused"));
  }

  @Test
  void blocksOfOtherKindsAreRefused() throws IOException {
    block("g/a/0/0", 1, 2, new int[] {3, 2, 6}, elements(0, 1, 2, 4, 5, 6));
    assertRead(pool().getDataset("g/a"));
    assertDamaged("g/a/0/0", 1, new int[] {3, 2, 7}, "7 elements");
    assertDamaged("g/a/0/0", 2, new int[] {6}, "mode is 2");
    assertDamaged("g/a/0/0", 0, new int[] {4, 2}, "larger than the block size");
    assertDamaged("g/a/0/0", 0, new int[] {3}, "not as many bytes");
    Files.write(root.resolve("g/a/0/0"), new byte[3]);
    assertDamaged("shorter than a header");
  }

  private void assertDamaged(String path, int mode, int[] header, String part) throws IOException {
    block(path, mode, 2, header, elements(0, 1, 2, 4, 5, 6));
    assertDamaged(part);
  }

  private void assertDamaged(String part) {
    Dataset data = pool().getDataset("g/a");
    String said = assertThrows(DosnaException.class, data::get).getMessage();
    assertTrue(said.contains(part), said);
  }

  @Test
  void damageIsToldOrReadButNeverStopsTheRest() throws IOException {
    Random random = new Random(20261126);
    Path block = root.resolve("g/a/0/0");
    Path attributes = root.resolve("g/a/attributes.json");
    byte[] whole = Files.readAllBytes(block);
    byte[] described = Files.readAllBytes(attributes);
    int refused = 0;
    for (int round = 0; round < 400; round++) {
      Files.write(block, damaged(whole, random));
      Files.write(attributes, round % 2 == 0 ? described : damaged(described, random));
      try {
        assertEquals(2, pool().getDataset("g/a").get().ndim());
      } catch (DosnaException e) {
        refused++;
      }
      assertEquals(
          1, pool().walk("g/*").count(), new String(Files.readAllBytes(attributes), UTF_8));
    }
    assertTrue(refused > 50, "refused: " + refused);
  }

  private static byte[] damaged(byte[] bytes, Random random) {
    byte[] changed = bytes.clone();
    changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
    return random.nextInt(4) == 0
        ? Arrays.copyOf(changed, random.nextInt(changed.length))
        : changed;
  }

  @Test
  void anotherProgramMayChangeTheShape() throws IOException {
    Dataset data = pool().getDataset("g/a");
    assertEquals(12, data.get().size());
    describe("g/a", USUAL.replace("[4, 3]", "[5, 3]") + RAW);
    assertEquals(15, data.get().size());
    describe("g/a", USUAL.replace("int16", "int32") + RAW);
    assertThrows(DosnaException.class, data::get);
  }

  @Test
  void attributesThatAreNoJsonAreTold() throws IOException {
    Files.writeString(root.resolve(N5Node.FILE), "{");
    Files.writeString(folder.resolve(N5Node.FILE), "[");
    assertEquals(List.of("data.n5"), cluster.listPools());
    String said = assertThrows(DosnaException.class, () -> pool().listDatasets()).getMessage();
    assertTrue(said.contains("data.n5/attributes.json") && said.contains("JSON"), said);
    cluster.createPool("ours").createGroup("g");
    assertFalse(cluster.hasPool("missing"));
  }

  @Test
  void foldersThatSayNothingOfN5AreNoPools() throws IOException {
    Files.createDirectories(folder.resolve("plain/inner"));
    Path other = Files.createDirectories(folder.resolve("other"));
    Files.writeString(other.resolve(N5Node.FILE), "{\"color\": \"red\"}");
    assertEquals(List.of("data.n5"), cluster.listPools());
    assertFalse(cluster.hasPool("plain") || cluster.hasPool("other"));
    Pool zarr = cluster.createPool("zarr");
    zarr.createDataset("d", NDArray.arange(DType.INT16, 3));
    Files.copy(root.resolve("g/a/attributes.json"), folder.resolve("zarr/attributes.json"));
    assertEquals(List.of("d"), cluster.getPool("zarr").listDatasets());
    assertEquals(OpenMode.READ_WRITE, cluster.getPool("zarr").mode());
  }
}
