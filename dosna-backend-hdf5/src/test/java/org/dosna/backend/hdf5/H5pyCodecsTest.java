package org.dosna.backend.hdf5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.dosna.Cluster;
import org.dosna.Codecs;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.Dosna;
import org.dosna.DosnaException;
import org.dosna.NDArray;
import org.dosna.Npy;
import org.dosna.Pool;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Chunk files with filters, exchanged with h5py and what HDF5 has built in. */
@Tag("native")
class H5pyCodecsTest {
  private static final List<String> CHAINS =
      List.of(
          "gzip:1",
          "zlib:9",
          "shuffle",
          "shuffle, gzip:6",
          "fletcher32",
          "shuffle, gzip:3, fletcher32",
          "lzf",
          "shuffle, lzf, fletcher32",
          "fletcher32, lzf",
          "crc32c",
          "shuffle, gzip:1, crc32c");

  @TempDir Path folder;

  private NDArray elements(DType dtype) {
    return NDArray.arange(dtype.nativeOrder(), 10, 11);
  }

  @Test
  void h5pyReadsWhatWeWrite() {
    int n = 0;
    try (Cluster cluster = Dosna.with("hdf5", "cpu").cluster(folder.toString()).connect()) {
      Pool pool = cluster.createPool("pool");
      for (DType dtype : TestFiles.DTYPES) {
        DatasetSpec spec = DatasetSpec.of(dtype, 10, 11).chunkSize(4, 5);
        String name = "data" + n;
        pool.createDataset(
            name, spec.codecs(Codecs.parse(CHAINS.get(n % CHAINS.size()))), elements(dtype));
        Npy.write(folder.resolve(name + ".npy"), pool.getDataset(name));
        n++;
      }
    }
    String output =
        Native.python(
            """
            import glob, os, re
            for folder in glob.glob(sys.argv[1] + "/pool/data*"):
                expected = np.load(sys.argv[1] + "/" + os.path.basename(folder) + ".npy")
                for name in glob.glob(folder + "/chunk_*.h5"):
                    i, k = map(int, re.findall(r"\\d+", os.path.basename(name))[:2])
                    with h5py.File(name, "r") as f:
                        assert f["data"].shape == (4, 5), name
                        part = expected[4 * i:4 * i + 4, 5 * k:5 * k + 5]
                        read = f["data"][:part.shape[0], :part.shape[1]]
                        assert read.dtype == part.dtype and read.tobytes() == part.tobytes(), name
                print(folder)
            """,
            folder);
    assertEquals(n, output.lines().count());
  }

  @Test
  void whatH5pyWritesIsReadWhateverItsFilters() {
    NDArray elements = elements(DType.INT32);
    try (Cluster cluster = Dosna.with("hdf5", "cpu").cluster(folder.toString()).connect()) {
      Pool pool = cluster.createPool("pool");
      DatasetSpec spec = DatasetSpec.of(DType.INT32, 10, 11).chunkSize(4, 5);
      pool.createDataset("data", spec.codecs(Codecs.parse("shuffle, gzip")), elements);
      pool.createDataset("summed", spec.codecs(Codecs.parse("gzip, crc32c")), elements);
      Native.python(
          """
          import glob
          for name in glob.glob(sys.argv[1] + "/pool/*/chunk_*.h5"):
              with h5py.File(name, "r") as f:
                  elements = f["data"][...]
              with h5py.File(name, "w") as f:
                  f.create_dataset("data", data=-elements, chunks=(2, 3), compression="lzf")
          """,
          folder);
      NDArray negated = NDArray.zeros(DType.INT32, 10, 11);
      negated.set("...", elements.negative());
      assertEquals(negated, pool.getDataset("data").get());
      Dataset summed = pool.getDataset("summed");
      DosnaException refused = assertThrows(DosnaException.class, summed::get);
      assertTrue(refused.getMessage().contains("another program"), refused.getMessage());
    }
  }
}
