package org.dosna.backend.hdf5;

import static org.dosna.backend.hdf5.Stores.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.DosnaException;
import org.dosna.NDArray;
import org.dosna.Pool;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that somebody or something has damaged. */
class DamagedStoresTest {
  @TempDir Path cluster;
  private Pool pool;
  private Dataset data;
  private Path chunk;
  private Path description;

  @BeforeEach
  void createDataset() {
    pool = Stores.createPool(cluster);
    DatasetSpec spec = DatasetSpec.of(DType.INT32, 100).chunkSize(50).fillValue(3);
    data = pool.createDataset("data", spec, NDArray.arange(DType.INT32, 100));
    chunk = cluster.resolve("pool/data/chunk_1.h5");
    description = cluster.resolve("pool/data/dataset.h5");
  }

  /** A damaged chunk: reading and changing it is refused, all else works, writing all heals. */
  private void assertDamaged(Object... parts) throws IOException {
    byte[] damaged = Files.readAllBytes(chunk);
    assertRefused(data::get, "[1]", chunk);
    assertRefused(() -> data.get("99"), parts);
    assertRefused(() -> data.set("60", 1), chunk);
    assertArrayEquals(damaged, Files.readAllBytes(chunk));
    assertEquals(NDArray.arange(DType.INT32, 50), data.get(":50"));
    data.set("3", 3);
    assertEquals(2, data.countStoredChunks());
    data.set("50:", 7);
    assertEquals(NDArray.full(DType.INT32, 7, 50), data.get("50:"));
    assertEquals(List.of(), Stores.leftOvers(cluster));
  }

  private static void assertArrayEquals(byte[] expected, byte[] actual) {
    assertTrue(Arrays.equals(expected, actual), "the damaged file has changed");
  }

  @Test
  void truncatedChunk() throws IOException {
    byte[] bytes = Files.readAllBytes(chunk);
    for (int length : List.of(bytes.length - 1, bytes.length - 150, 512, 511, 100, 8, 1)) {
      Files.write(chunk, Arrays.copyOf(bytes, length));
      assertDamaged(chunk);
    }
  }

  @Test
  void emptyChunk() throws IOException {
    Files.write(chunk, new byte[0]);
    assertDamaged("empty");
  }

  @Test
  void chunkThatIsNotHdf5() throws IOException {
    Files.writeString(chunk, "not HDF5 at all ".repeat(100));
    assertDamaged("HDF5");
    // Of the length of a sound one, too.
    Files.write(chunk, new byte[(int) Files.size(chunk)]);
    assertDamaged("HDF5");
  }

  @Test
  void chunkThatIsAFolder() throws IOException {
    Files.delete(chunk);
    Files.createDirectory(chunk);
    assertRefused(() -> data.get("99"), chunk);
    assertRefused(() -> data.set("50:", 7), chunk);
    assertEquals(List.of(), Stores.leftOvers(cluster));
  }

  @Test
  void chunkOfAnotherShapeOrType() throws IOException {
    pool.createDataset("short", DatasetSpec.of(DType.INT32, 49)).createChunk(0);
    pool.createDataset("deep", DatasetSpec.of(DType.INT32, 50, 1)).createChunk(0, 0);
    pool.createDataset("typed", DatasetSpec.of(DType.FLOAT32, 50)).createChunk(0);
    pool.createDataset("big", DatasetSpec.of(DType.of(">i4"), 50)).createChunk(0);
    copyChunk("short/chunk_0.h5", "[49]", "[50]", "<i4");
    copyChunk("deep/chunk_0_0.h5", "[50, 1]", "[50]");
    copyChunk("typed/chunk_0.h5", "<f4", "<i4");
    copyChunk("big/chunk_0.h5", ">i4", "<i4");
  }

  private void copyChunk(String from, Object... parts) throws IOException {
    Files.write(chunk, Files.readAllBytes(cluster.resolve("pool").resolve(from)));
    assertDamaged(parts);
  }

  @Test
  void chunkWithBytesBehindItIsReadAllTheSame() throws IOException {
    byte[] bytes = Files.readAllBytes(chunk);
    Files.write(chunk, Arrays.copyOf(bytes, bytes.length + 10));
    assertEquals(NDArray.arange(DType.INT32, 100), data.get());
    data.set("50", 50);
    assertEquals(bytes.length, Files.size(chunk));
    assertEquals(NDArray.arange(DType.INT32, 100), data.get());
  }

  /** Whatever a bit of the header becomes: right elements or a clear error, nothing else. */
  @Test
  void chunkWithAFlippedBit() throws IOException {
    byte[] bytes = Files.readAllBytes(chunk);
    NDArray expected = NDArray.arange(DType.INT32, 100).get("50:");
    Random random = new Random(5);
    int refused = 0;
    for (int i = 0; i < 300; i++) {
      byte[] flipped = bytes.clone();
      flipped[random.nextInt(400)] ^= (byte) (1 << random.nextInt(8));
      Files.write(chunk, flipped);
      try {
        assertEquals(expected, data.get("50:"));
      } catch (DosnaException e) {
        assertTrue(e.getMessage().contains(chunk.toString()), e.getMessage());
        refused++;
      }
    }
    assertTrue(refused > 100, refused + " refused");
  }

  @Test
  void damagedDescription() throws IOException {
    byte[] bytes = Files.readAllBytes(description);
    for (int length : List.of(0, 1, 8, 48, bytes.length / 2, bytes.length - 1)) {
      Files.write(description, Arrays.copyOf(bytes, length));
      assertRefused(() -> pool.getDataset("data"), description);
      assertRefused(() -> data.attributes().set("a", 1), description);
      assertEquals(length, Files.size(description));
    }
    Files.writeString(description, "no HDF5 file");
    assertRefused(() -> pool.getDataset("data"), description, "HDF5");
    // Who has it open cannot tell its shape either.
    assertRefused(() -> data.set("1", 1), description, "HDF5");
    assertRefused(data::get, description, "HDF5");
    Files.write(description, bytes);
    data.set("1", 1);
    assertEquals(NDArray.arange(DType.INT32, 100), data.get());
    assertEquals(NDArray.arange(DType.INT32, 100), pool.getDataset("data").get());
  }

  @Test
  void descriptionWithoutAKey() throws IOException {
    MetadataFile whole = MetadataFile.read(description);
    for (String key : List.of("shape", "chunk_size", "dtype", "fillvalue")) {
      Files.write(description, whole.without(key).toBytes());
      assertRefused(() -> pool.getDataset("data"), description, "'" + key + "'");
    }
    // One of the two names of the grid is enough, and none is, too.
    Files.write(description, whole.without("chunks").without("chunk_grid").toBytes());
    assertEquals(NDArray.arange(DType.INT32, 100), pool.getDataset("data").get());
  }

  @Test
  void descriptionWithNonsense() throws IOException {
    refuses("shape", new long[] {-1}, "-1");
    refuses("shape", new long[0], "axes");
    refuses("shape", "big", "shape");
    refuses("shape", 5, "shape");
    refuses("chunk_size", new long[] {0}, "0");
    refuses("chunk_size", new long[] {50, 50}, "50");
    refuses("chunk_size", new long[] {1L << 40}, "chunk");
    refuses("dtype", "<f3", "<f3");
    refuses("dtype", new long[] {1}, "dtype");
    refuses("fillvalue", "seven", "fill value");
    refuses("fillvalue", new long[] {1, 2}, "fill value");
    refuses("chunks", new long[] {3}, "[3]");
    refuses("chunk_grid", new long[] {2, 1}, "[2, 1]");
    refuses("chunk_grid", "2", "chunk_grid");
    refuses("growing_to", new long[] {200, 2}, "growing_to");
    refuses("largest_shape", new long[0], "largest_shape");
  }

  private void refuses(String key, Object value, String part) throws IOException {
    byte[] bytes = Files.readAllBytes(description);
    MetadataFile changed = MetadataFile.read(description).with(Hdf5Attribute.of(key, value));
    Files.write(description, changed.toBytes());
    assertRefused(() -> pool.getDataset("data"), description, part);
    Files.write(description, bytes);
  }

  @Test
  void datasetWithoutDescription() throws IOException {
    Files.delete(description);
    assertFalse(pool.hasDataset("data"));
    assertEquals(List.of(), pool.listDatasets());
    assertRefused(() -> pool.getDataset("data"), "not found");
    assertRefused(
        () -> pool.createDataset("data", DatasetSpec.of(DType.INT32, 4)),
        cluster.resolve("pool/data"),
        "no dataset");
    assertEquals(List.of(), Stores.leftOvers(cluster));
  }
}
