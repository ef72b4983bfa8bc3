package org.dosna.backend.hdf5;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintStream;
import java.nio.file.Path;
import org.dosna.DType;
import org.dosna.DosnaException;
import org.dosna.NDArray;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of h5py that are too large, or too odd, to be test data. */
@Tag("native")
class H5pySourceTest {
  private static final long LENGTH = 6_000_000_000L;

  @TempDir Path folder;

  /** More elements than an int counts, in a sparse file; both ends are written. */
  @Test
  void arraysLargerThanAnIntAreReadAtBothEnds() {
    Path file = folder.resolve("large.h5");
    Native.python(
        """
        from h5py import h5d, h5p, h5s, h5t
        n = 6_000_000_000
        with h5py.File(sys.argv[1], "w") as f:
            p = h5p.create(h5p.DATASET_CREATE)
            p.set_fill_time(h5d.FILL_TIME_NEVER)
            h5d.create(f.id, b"contiguous", h5t.STD_U8LE, h5s.create_simple((n,)), p)
            f.create_dataset("chunked", (n,), "u1", chunks=(1 << 20,), fillvalue=9, compression=1)
            f.create_dataset("wide", (3, n), "u1", chunks=(2, 1 << 20), fillvalue=9)
            for name in "contiguous", "chunked", "wide":
                f[name][..., :4] = np.arange(4)
                f[name][..., -4:] = np.arange(4, 8)
        """,
        file);
    for (String path : new String[] {"contiguous", "chunked"}) {
      try (Hdf5Source source = Hdf5Source.open(file, path)) {
        assertArrayEquals(new long[] {LENGTH}, source.shape());
        assertArrayEquals(new byte[] {0, 1, 2, 3}, read(source, new long[1], 4));
        assertArrayEquals(new byte[] {4, 5, 6, 7}, read(source, new long[] {LENGTH - 4}, 4));
        byte expected = (byte) (path.equals("chunked") ? 9 : 0);
        assertArrayEquals(new byte[] {expected}, read(source, new long[] {LENGTH / 2}, 1));
      }
    }
    try (Hdf5Source source = Hdf5Source.open(file, "wide")) {
      assertArrayEquals(new byte[] {5, 6, 7}, read(source, new long[] {2, LENGTH - 3}, 1, 3));
    }
  }

  /** Reads all elements, a little at a time. */
  static final class ReadAll implements Worker.Job {
    @Override
    public String run(String[] arguments, PrintStream output) {
      try (Hdf5Source source = Hdf5Source.open(Path.of(arguments[0]), arguments[1])) {
        NDArray part = NDArray.zeros(source.dtype(), 1 << 20);
        long sum = 0;
        for (long at = 0; at < source.shape()[0]; at += part.size()) {
          source.read(new long[] {at}, part);
          sum += part.getLong(0);
        }
        return Long.toString(sum);
      }
    }
  }

  /** What is kept of decoded chunks is less than a heap of 64 MiB. */
  @Test
  void aLargerCompressedArrayIsReadWithASmallHeap() {
    Path file = folder.resolve("compressed.h5");
    Native.python(
        """
        with h5py.File(sys.argv[1], "w") as f:
            d = f.create_dataset("data", (100 << 20,), "u1", chunks=(1 << 20,), compression=1)
            d[:] = 1
        """,
        file);
    try (Worker worker = Worker.start()) {
      worker.begin(ReadAll.class, file, "data");
      assertEquals("100", worker.result());
    }
  }

  /** Indexes of many chunks are trees, or arrays in pages. */
  @ParameterizedTest
  @ValueSource(strings = {"earliest", "latest"})
  void manyChunks(String version) {
    Path file = folder.resolve("many.h5");
    Native.python(
        """
        with h5py.File(sys.argv[1], "w", libver="%s") as f:
            x = np.arange(70 * 90 * 4, dtype="u4").reshape(70, 90, 4)
            for name, limits in {
                "fixed": None, "one": (None, 90, 4), "two": (None, None, 4)
            }.items():
                f.create_dataset(name, data=x, chunks=(1, 3, 4), maxshape=limits)
                f.create_dataset(name + "-deflate", data=x, chunks=(1, 3, 4), maxshape=limits,
                                 compression=1)
        """
            .formatted(version),
        file);
    NDArray expected = NDArray.arange(DType.UINT32, 70, 90, 4);
    for (String path : new String[] {"fixed", "one", "two"}) {
      for (String filter : new String[] {"", "-deflate"}) {
        try (Hdf5Source source = Hdf5Source.open(file, path + filter)) {
          NDArray actual = NDArray.zeros(DType.UINT32, 70, 90, 4);
          source.read(new long[3], actual);
          assertEquals(expected, actual, path + filter);
        }
      }
    }
  }

  private static byte[] read(Hdf5Source source, long[] origin, long... shape) {
    NDArray into = NDArray.zeros(DType.UINT8, shape);
    source.read(origin, into);
    return (byte[]) into.array();
  }

  @Test
  void externalDataAndVirtualDatasetsAreRefused() {
    Path file = folder.resolve("odd.h5");
    Native.python(
        """
        with h5py.File(sys.argv[1], "w") as f:
            f.create_dataset("external", (4,), "i4", external=sys.argv[1] + ".raw")
        with h5py.File(sys.argv[1] + ".virtual", "w", libver="latest") as f:
            layout = h5py.VirtualLayout((4,), "i4")
            layout[:] = h5py.VirtualSource(sys.argv[1], "external", (4,))
            f.create_virtual_dataset("virtual", layout)
        """,
        file);
    var e = assertThrows(DosnaException.class, () -> Hdf5Source.open(file, "external"));
    assertTrue(e.getMessage().contains("External Data Files"), e.getMessage());
    Path virtual = folder.resolve("odd.h5.virtual");
    e = assertThrows(DosnaException.class, () -> Hdf5Source.open(virtual, "virtual"));
    assertTrue(e.getMessage().contains("Virtual"), e.getMessage());
    assertEquals(0, TestFiles.openDescriptors(file) + TestFiles.openDescriptors(virtual));
  }
}
