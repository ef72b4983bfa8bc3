package org.dosna.backend.hdf5;

import static org.dosna.backend.hdf5.Stores.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintStream;
import java.nio.file.Path;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.NDArray;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small files that ask for a lot. */
@Tag("native")
class HostileFilesTest {
  @TempDir Path folder;

  /** A chunk of 1 GB of zeros, in 1 MB, of which the array is one small part. */
  private static void writeBomb(Path file) {
    Native.python(
        """
        import zlib
        deflate = zlib.compressobj(9)
        stored = b"".join(deflate.compress(bytes(1000000)) for i in range(1000)) + deflate.flush()
        with h5py.File(sys.argv[1], "w") as f:
            d = f.create_dataset("data", (50,), "<i4", maxshape=(None,), chunks=(250000000,),
                                 compression=9)
            d.id.write_direct_chunk((0,), stored)
        """,
        file);
  }

  /** Reads them with little memory. */
  static final class Read implements Worker.Job {
    @Override
    public String run(String[] arguments, PrintStream output) {
      Path store = Path.of(arguments[0]);
      Dataset data = Stores.openPool(store).getDataset("data");
      Path chunk = store.resolve("pool/data/chunk_0.h5");
      assertRefused(() -> data.get(), chunk, "memory");
      assertRefused(() -> data.get("3"), chunk, "memory");
      assertRefused(() -> data.set("3", 1), chunk, "memory");
      try (Hdf5Source source = Hdf5Source.open(chunk, "data")) {
        assertRefused(
            () -> source.read(new long[1], NDArray.zeros(DType.INT32, 50)), chunk, "memory");
      }
      data.set("...", 1);
      assertEquals(NDArray.full(DType.INT32, 1, 50), data.get());
      return "done";
    }
  }

  @Test
  void moreThanMemoryHoldsIsRefused() {
    Dataset data = Stores.createPool(folder).createDataset("data", DatasetSpec.of(DType.INT32, 50));
    data.createChunk(0);
    writeBomb(folder.resolve("pool/data/chunk_0.h5"));
    try (Worker worker = Worker.start()) {
      worker.begin(Read.class, folder);
      assertEquals("done", worker.result());
    }
  }

  @Test
  void deepGroupsAreNotWalkedAgainAndAgain() {
    Path file = folder.resolve("deep.h5");
    Native.python(
        """
        with h5py.File(sys.argv[1], "w") as f:
            g = f
            for i in range(3000):
                g = g.create_group("g")
            g["data"] = [1, 2]
        """,
        file);
    try (Hdf5Source source = Hdf5Source.open(file, "/g".repeat(3000) + "/data")) {
      NDArray into = NDArray.zeros(DType.INT64, 2);
      source.read(new long[1], into);
      assertEquals(NDArray.of(new long[] {1, 2}), into);
    }
    assertEquals(0, Hdf5Source.list(file).stream().filter(Hdf5Listing::isReadable).count());
    assertRefused(() -> Hdf5Source.open(file, "/g".repeat(3000) + "/missing"), "missing");
  }
}
