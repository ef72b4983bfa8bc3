package org.dosna.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.dosna.Codecs;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.DosnaException;
import org.dosna.NDArray;
import org.junit.jupiter.api.Test;

/** Chunks that are compressed and checked. */
abstract class CodecContract extends StoreContract {
  private static final List<String> CHAINS =
      List.of(
          "gzip:1",
          "zlib",
          "shuffle",
          "shuffle, gzip:4",
          "delta, zlib:9",
          "bytes:big, shuffle, zstd",
          "crc32c",
          "fletcher32",
          "shuffle, zstd:1, crc32c",
          "zstd:-5",
          "lz4",
          "shuffle, lz4, crc32c",
          "lzf",
          "shuffle, lzf, crc32c",
          "bitshuffle",
          "bitshuffle:lz4",
          "bitshuffle:zstd, crc32c",
          "blosc",
          "blosc:zstd:9:bitshuffle",
          "blosc:blosclz:1:noshuffle",
          "blosc:zlib",
          "shuffle, zstd:3, fletcher32");

  private boolean keepsCodecs() {
    return store.capabilities().contains(Capability.CODECS);
  }

  private boolean isKept(String chain) {
    return keepsCodecs()
        && missing(chain).isEmpty()
        && Codecs.parse(chain).parts().stream()
            .noneMatch(part -> store.refusedCodecs().contains(part.name()));
  }

  /** Why a chain cannot be had here: its library is not on the class path of who runs this. */
  private static Optional<String> missing(String chain) {
    try {
      Codecs.parse(chain).coders(DType.INT32, 4, 4);
      return Optional.empty();
    } catch (DosnaException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** A chain for tests that need one: without a shuffle where the format has none by itself. */
  private Codecs chain(String text) {
    return Codecs.parse(isKept("shuffle") ? "shuffle, " + text : text);
  }

  private static boolean isForIntegers(String chain) {
    return chain.contains("delta");
  }

  @Test
  void everyChainGivesBackEveryBit() {
    Random random = new Random(5);
    int n = 0;
    for (String chain : CHAINS) {
      List<DType> dtypes = Samples.dtypes();
      for (DType dtype : List.of(dtypes.get(n % dtypes.size()), DType.of(">i2"), DType.INT64)) {
        if (isKept(chain)
            && (!isForIntegers(chain) || "iu".indexOf(dtype.numpy().charAt(1)) >= 0)) {
          NDArray elements = NDArray.random(dtype, random.nextLong(), 11, 23);
          elements.set("3:8", NDArray.zeros(dtype));
          DatasetSpec spec =
              DatasetSpec.of(dtype, 11, 23).chunkSize(4, 9).codecs(Codecs.parse(chain));
          String name = "data" + n++;
          pool.createDataset(name, spec, elements);
          Dataset data = reopen(name);
          assertEquals(elements.astype(data.dtype()), data.get(), chain + " " + dtype);
          assertEquals(Codecs.parse(chain), data.spec().codecs());
          NDArray box = NDArray.random(dtype, n, 5, 6);
          data.set("2:7, 8:14", box);
          elements.set("2:7, 8:14", box);
          assertEquals(elements, reopen(name).get(), chain + " " + dtype);
          pool.deleteDataset(name);
        }
      }
    }
    assertEquals(keepsCodecs(), n > 0);
  }

  @Test
  void aBackendRefusesByNameWhatItCannotKeep() {
    DatasetSpec spec = DatasetSpec.of(DType.INT16, 8, 8).chunkSize(4, 4);
    for (String chain : CHAINS) {
      if (!isKept(chain)) {
        DosnaException refused =
            assertThrows(
                DosnaException.class,
                () -> pool.createDataset("refused", spec.codecs(Codecs.parse(chain))));
        String why = String.valueOf(refused.getMessage());
        assertTrue(why.contains("codec"), why);
        assertTrue(missing(chain).filter(text -> keepsCodecs()).isEmpty() || why.contains("add "));
        assertFalse(pool.hasDataset("refused"));
      }
    }
  }

  @Test
  void whatIsSmallerIsSaidToBe() {
    if (keepsCodecs()) {
      DatasetSpec spec = DatasetSpec.of(DType.INT32, 64, 64).chunkSize(32, 32);
      NDArray elements = NDArray.arange(DType.INT32, 64, 64);
      Dataset small = pool.createDataset("small", spec.codecs(chain("gzip:9")), elements);
      assertTrue(small.storedBytes() < 64 * 64 * 2, "bytes: " + small.storedBytes());
      assertTrue(small.compressionRatio() > 2, "ratio: " + small.compressionRatio());
      small.clear();
      assertEquals(0, small.storedBytes());
      assertEquals(1, small.compressionRatio());
    }
  }

  @Test
  void whatIsMadeOfADatasetHasItsCodecs() {
    if (keepsCodecs()) {
      Codecs codecs = chain("gzip:2, crc32c");
      NDArray elements = NDArray.arange(DType.INT32, 9, 9);
      DatasetSpec spec = DatasetSpec.of(DType.INT32, 9, 9).chunkSize(4, 4).codecs(codecs);
      Dataset data = pool.createDataset("data", spec, elements);
      List<Dataset> made =
          List.of(
              data.copy("copy"),
              data.copy(pool, "rechunked", 3, 5),
              data.map((block, where) -> block, "mapped"),
              data.cloneStructure("clone"));
      made.forEach(dataset -> assertEquals(codecs, dataset.spec().codecs(), dataset::toString));
      made.subList(0, 3).forEach(dataset -> assertEquals(elements, dataset.get()));
      if (store.capabilities().contains(Capability.GROUPS)) {
        pool.rename("copy", "renamed");
        assertEquals(elements, reopen("renamed").get());
      }
      data.apply((block, where) -> NDArray.zeros(DType.INT32, block.shape()));
      assertEquals(0, data.countStoredChunks());
    }
  }

  @Test
  void aCopyMayHaveOtherCodecs() {
    if (keepsCodecs()) {
      NDArray elements = NDArray.arange(DType.INT32, 9, 9);
      DatasetSpec spec = DatasetSpec.of(DType.INT32, 9, 9).chunkSize(4, 4).fillValue(3);
      Dataset data = pool.createDataset("data", spec, elements);
      Codecs codecs = chain("gzip:2, crc32c");
      Dataset coded = data.copy(pool, "coded", codecs, 3, 5);
      assertEquals(codecs, coded.spec().codecs());
      assertArrayEquals(new int[] {3, 5}, coded.chunkSize());
      assertEquals(elements, coded.get());
      Dataset other = coded.copy(pool, "other", Codecs.parse("gzip:9"));
      assertEquals(Codecs.parse("gzip:9"), other.spec().codecs());
      assertEquals(elements, reopen("other").get());
      assertEquals(data.fillValue(), other.fillValue());
    }
  }

  @Test
  void chunksGrowAndShrinkWithTheDataset() {
    if (keepsCodecs() && resizes()) {
      DatasetSpec spec = DatasetSpec.of(DType.INT16, 6, 5).chunkSize(4, 4).fillValue(-7);
      NDArray elements = NDArray.arange(DType.INT16, 6, 5);
      Dataset data = pool.createDataset("data", spec.codecs(chain("gzip:6, crc32c")), elements);
      data.resize(3, 3);
      data.resize(6, 5);
      NDArray expected = NDArray.full(DType.INT16, -7, 6, 5);
      expected.set(":3, :3", elements.get(":3, :3"));
      assertEquals(expected, reopen("data").get());
      data.append(NDArray.zeros(DType.INT16, 6, 4), 1);
      assertArrayEquals(new long[] {6, 9}, reopen("data").shape());
      assertEquals(NDArray.zeros(DType.INT16, 6, 4), reopen("data").get(":, 5:"));
    }
  }

  @Test
  void aChunkIsWholeWhateverIsWrittenOfIt() {
    if (keepsCodecs()) {
      DatasetSpec spec = DatasetSpec.of(DType.INT32, 10).chunkSize(4).fillValue(9);
      Dataset data = pool.createDataset("data", spec.codecs(chain("gzip")));
      data.createChunk(1);
      assertEquals(NDArray.full(DType.INT32, 9, 4), data.getChunk(1).getData());
      data.set("9", 1);
      assertEquals(NDArray.of(new int[] {9, 1, 9, 9}), reopen("data").getChunk(2).getData());
      data.set("8:10", NDArray.of(new int[] {5, 6}));
      assertEquals(NDArray.of(new int[] {5, 6, 9, 9}), data.getChunk(2).getData());
      assertTrue(data.deleteChunk(2));
      assertFalse(data.hasChunk(2));
      assertEquals(NDArray.full(DType.INT32, 9, 10), data.get());
    }
  }
}
