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

  /** Elements and links in other files, which may be forbidden to lie elsewhere. */
  @Test
  void otherFilesAreReadOnlyWhereTheyMayBe() {
    Path file = folder.resolve("odd.h5");
    Native.python(
        """
        import os
        os.mkdir(sys.argv[1] + ".folder")
        with h5py.File(sys.argv[1] + ".folder/target.h5", "w") as f:
            f["data"] = np.arange(4, dtype="i4")
        with h5py.File(sys.argv[1] + ".folder/links.h5", "w", libver="latest") as f:
            f["inside"] = h5py.ExternalLink("target.h5", "data")
            f["outside"] = h5py.ExternalLink("../odd.h5", "external")
            layout = h5py.VirtualLayout((4,), "i4")
            layout[:] = h5py.VirtualSource("../odd.h5", "external", (4,))
            f.create_virtual_dataset("virtual", layout)
            d = f.create_dataset("raw", (4,), "i4", external=sys.argv[1] + ".raw")
        with h5py.File(sys.argv[1], "w") as f:
            f.create_dataset("external", (4,), "i4", external=sys.argv[1] + ".raw")[:] = range(4)
        """,
        file);
    Path links = folder.resolve("odd.h5.folder/links.h5");
    for (String path : new String[] {"inside", "outside", "virtual", "raw"}) {
      assertEquals(NDArray.arange(DType.INT32, 4), ForeignFiles.read(links, path));
      if (!path.equals("inside")) {
        var e =
            assertThrows(DosnaException.class, () -> readWithin(links.getParent(), links, path));
        assertTrue(e.getMessage().contains(links.toString()), e.getMessage());
        assertTrue(e.getMessage().contains("outside of which none may be read"), e.getMessage());
      }
    }
    assertEquals(NDArray.arange(DType.INT32, 4), readWithin(links.getParent(), links, "inside"));
    assertEquals(0, TestFiles.openDescriptors(file) + TestFiles.openDescriptors(links));
  }

  private static NDArray readWithin(Path within, Path file, String path) {
    try (Hdf5Source source = Hdf5Source.open(file, path, within)) {
      NDArray elements = NDArray.zeros(source.dtype(), source.shape());
      source.read(new long[1], elements);
      return elements;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"earliest", "latest"})
  void namesNeedNotBeUtf8(String version) {
    Path file = folder.resolve("latin.h5");
    Native.python(
        """
        with h5py.File(sys.argv[1], "w", libver="%s") as f:
            f["data"] = np.arange(3, dtype="i4")
            f.id.links.create_hard(b"\\xe9t\\xe9", f.id, b"data")
            f.id.links.create_soft(b"soft", b"/\\xe9t\\xe9")
        """
            .formatted(version),
        file);
    String name = "\udce9t\udce9";
    assertEquals("/" + name, Hdf5Source.list(file).get(2).path());
    for (String path : new String[] {name, "soft"}) {
      assertEquals(NDArray.arange(DType.INT32, 3), ForeignFiles.read(file, path));
    }
  }

  @Test
  void aListSaysWhatThereIs() {
    Path file = folder.resolve("list.h5");
    Native.python(
        """
        with h5py.File(sys.argv[1], "w") as f:
            f["a/b"] = np.zeros((3, 4), ">i2")
            f.create_dataset("a/c", (9, 8), "f4", chunks=(4, 5), compression=1, shuffle=True,
                             fletcher32=True)
            f["scalar"] = 1.5
            f["text"] = "text"
            f["soft"] = h5py.SoftLink("/a/b")
            f["nowhere"] = h5py.SoftLink("/none")
            f["a/circle"] = f["a"]
        """,
        file);
    String list =
        String.join("\n", Hdf5Source.list(file).stream().map(Hdf5Listing::toString).toList());
    assertEquals(
        """
        /a/b  >i2 [3, 4]
        /a/c  float32 [9, 8], chunks [4, 5], shuffle + deflate + fletcher32
        /nowhere  cannot be read: No dataset '/none' in file FILE; in '/' there is [a, nowhere, \
        scalar, soft, text]
        /scalar  float64 []
        /soft  >i2 [3, 4]
        /text  cannot be read: its type is a variable-length sequence or string of 16 bytes; \
        expected is bool, an integer, a float or complex\
        """
            .replace("FILE", file.toString()),
        list);
    try (Hdf5Source source = Hdf5Source.open(file, "/a/c")) {
      assertArrayEquals(new int[] {9, 8}, source.chunkSize().orElseThrow());
    }
  }

  /**
   * A flipped byte under a checksum, a filter that nobody has, a chunk that grows beyond measure.
   */
  @Test
  void whatCannotBeDecodedIsNamed() {
    Path file = folder.resolve("undecodable.h5");
    Native.python(
        """
        import zlib
        with h5py.File(sys.argv[1], "w") as f:
            d = f.create_dataset("flipped", data=np.arange(100), chunks=(50,), fletcher32=True)
            at = d.id.get_chunk_info(1).byte_offset
            d = f.create_dataset("bomb", (100,), "u1", chunks=(100,), compression=1)
            d.id.write_direct_chunk((0,), zlib.compress(bytes(20 << 20)))
            p = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
            p.set_chunk((10,))
            p.set_filter(4242, h5py.h5z.FLAG_OPTIONAL, (1, 2))
            h5py.h5d.create(f.id, b"unknown", h5py.h5t.STD_I32LE, h5py.h5s.create_simple((10,)), p)
        with open(sys.argv[1], "r+b") as f:
            f.seek(at + 40)
            f.write(b"\\xaa")
        """,
        file);
    assertFails(file, "flipped", "chunk at [50]: These are no bytes of 'fletcher32'");
    assertFails(file, "bomb", "chunk at [0]: deflate cannot be undone");
    assertFails(file, "unknown", "filter 4242");
  }

  private static void assertFails(Path file, String path, String reason) {
    var e = assertThrows(DosnaException.class, () -> ForeignFiles.read(file, path));
    assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
    assertTrue(e.getMessage().contains(reason), e.getMessage());
  }
}
