package org.dosna.backend.hdf5;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.dosna.Cluster;
import org.dosna.Codecs;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.Dosna;
import org.dosna.NDArray;
import org.dosna.Npy;
import org.dosna.Pool;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Chunk files with every filter, of every dtype, exchanged with h5py and hdf5plugin. */
@Tag("native")
@Tag("pypi")
class FiltersExchangeTest {
  private static final List<String> CHAINS =
      List.of(
          "gzip:1",
          "shuffle, gzip:6, fletcher32",
          "fletcher32, shuffle",
          "lzf",
          "shuffle, lzf",
          "fletcher32, lzf",
          "zstd:-3",
          "shuffle, zstd:3, crc32c",
          "lz4",
          "shuffle, lz4, fletcher32",
          "bitshuffle, gzip:1",
          "bitshuffle:lz4",
          "bitshuffle:zstd",
          "blosc:blosclz:1:noshuffle",
          "blosc:blosclz:5:shuffle",
          "blosc:lz4:9:bitshuffle",
          "blosc:zstd:3:shuffle",
          "blosc:zlib:2:bitshuffle",
          "shuffle, blosc:zstd:1:noshuffle, crc32c",
          "crc32c");

  @TempDir Path folder;

  /** Another one each time; with it the same arrays are tried again. */
  private final long seed =
      Long.getLong("dosna.exchange.seed", new Random().nextInt(Integer.MAX_VALUE));

  @Test
  void h5pyAndWeReadWhatTheOtherWrote() throws IOException {
    Random random = new Random(seed);
    int count = 0;
    try (Cluster cluster = Dosna.with("hdf5", "cpu").cluster(folder.toString()).connect();
        Pool pool = cluster.createPool("pool")) {
      for (DType dtype : TestFiles.DTYPES) {
        for (String chain : CHAINS) {
          write(pool, "data" + count++, dtype, Codecs.parse(chain), random);
        }
      }
      System.out.println("FiltersExchangeTest: dosna.exchange.seed=" + seed);
      Path program = TestFiles.resource("foreign/exchange_chunks.py");
      assertEquals("" + count, Native.pypiProgram(program, folder, seed).strip());
      for (String name : pool.listDatasets()) {
        Dataset data = pool.getDataset(name);
        assertEquals(Npy.read(array(name)), data.get(), () -> "seed " + seed + ": " + data);
      }
    }
  }

  private Path array(String dataset) {
    return folder.resolve("pool").resolve(dataset + ".npy");
  }

  private void write(Pool pool, String name, DType dtype, Codecs codecs, Random random)
      throws IOException {
    int ndim = 1 + random.nextInt(3);
    long[] shape = new long[ndim];
    int[] chunk = new int[ndim];
    for (int axis = 0; axis < ndim; axis++) {
      chunk[axis] = 1 + random.nextInt(ndim == 1 ? 700 : 16);
      shape[axis] = 1 + random.nextInt(2 * chunk[axis]);
    }
    NDArray elements =
        random.nextBoolean()
            ? NDArray.random(dtype.nativeOrder(), random.nextLong(), shape)
            : NDArray.arange(dtype.nativeOrder(), shape);
    DatasetSpec spec = DatasetSpec.of(dtype, shape).chunkSize(chunk).codecs(codecs);
    Npy.write(array(name), pool.createDataset(name, spec, elements));
    assertEquals(elements, pool.getDataset(name).get(), () -> "seed " + seed);
  }
}
