package org.dosna.backend.hdf5;

import static org.dosna.backend.hdf5.TestFiles.elements;
import static org.dosna.backend.hdf5.TestFiles.writeChunk;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.dosna.DType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Chunk files that we write are what h5py and h5dump take for such. */
@Tag("native")
class H5pyChunkTest {
  private static final int[] SHAPE = {2, 3, 4};

  @TempDir Path folder;

  private Path file(DType dtype) {
    String order = dtype.numpy().startsWith(">") ? "be_" : "le_";
    return folder.resolve(order + dtype.numpy().substring(1) + ".h5");
  }

  private static ChunkHeader header(DType dtype) {
    return ChunkHeader.of(dtype, SHAPE, fillValue(dtype));
  }

  private static byte[] fillValue(DType dtype) {
    return Arrays.copyOfRange(elements(dtype, 3), dtype.itemSize(), 2 * dtype.itemSize());
  }

  @BeforeEach
  void writeChunks() throws IOException {
    for (DType dtype : TestFiles.DTYPES) {
      writeChunk(file(dtype), header(dtype), elements(dtype, 24));
      Files.write(folder.resolve(file(dtype) + ".expected"), elements(dtype, 24));
      Files.write(folder.resolve(file(dtype) + ".fill"), fillValue(dtype));
    }
  }

  @Test
  void h5pyReadsEveryDType() {
    String output =
        Native.python(
            """
            import glob, os
            for name in sorted(glob.glob(sys.argv[1] + "/*.h5")):
                order, code = os.path.basename(name)[:-3].split("_")
                with h5py.File(name, "r") as f:
                    assert list(f) == ["data"] and not f.attrs, name
                    d = f["data"]
                    expected = np.dtype((">" if order == "be" else "<") + code)
                    assert d.dtype == expected, (name, d.dtype)
                    assert d.shape == (2, 3, 4) and d.chunks is None and not d.attrs
                    assert d[...].tobytes() == open(name + ".expected", "rb").read(), name
                    fill = np.array(d.fillvalue, d.dtype).tobytes()
                    assert fill == open(name + ".fill", "rb").read(), (name, d.fillvalue)
                    assert d.id.get_offset() % 512 == 0
                    print(name)
            """,
            folder);
    assertEquals(TestFiles.DTYPES.size(), output.lines().count());
  }

  @Test
  void h5dumpReadsEveryDType() {
    for (DType dtype : TestFiles.DTYPES) {
      assertTrue(Native.h5dump(file(dtype)).contains("DATASET \"data\""));
    }
  }

  @Test
  void editsByH5pyAreReadAndKeepTheHeader() throws IOException {
    Native.python(
        """
        import glob
        for name in glob.glob(sys.argv[1] + "/*.h5"):
            with h5py.File(name, "r+") as f:
                f["data"][1, 2, 3] = 1
                f["data"][0, 0, :] = f["data"].fillvalue
        """,
        folder);
    for (DType dtype : TestFiles.DTYPES) {
      byte[] bytes = Files.readAllBytes(file(dtype));
      assertTrue(header(dtype).matches(ByteBuffer.wrap(bytes)), dtype.toString());
      try (Hdf5Array array = Hdf5Array.open(file(dtype), "data")) {
        byte[] read = array.read().array();
        byte[] expected = elements(dtype, 24);
        for (int i = 0; i < 4; i++) {
          System.arraycopy(fillValue(dtype), 0, expected, i * dtype.itemSize(), dtype.itemSize());
        }
        byte[] untouched = Arrays.copyOf(expected, 23 * dtype.itemSize());
        assertArrayEquals(untouched, Arrays.copyOf(read, untouched.length), dtype.toString());
        byte[] last = Arrays.copyOfRange(read, untouched.length, read.length);
        assertArrayEquals(one(dtype), last, dtype.toString());
      }
    }
  }

  private static byte[] one(DType dtype) {
    ByteBuffer one = ByteBuffer.allocate(dtype.itemSize()).order(dtype.byteOrder());
    switch (dtype.numpy().substring(1)) {
      case "f2" -> one.putShort((short) 0x3c00);
      case "f4", "c8" -> one.putFloat(1);
      case "f8", "c16" -> one.putDouble(1);
      case "i2", "u2" -> one.putShort((short) 1);
      case "i4", "u4" -> one.putInt(1);
      case "i8", "u8" -> one.putLong(1);
      default -> one.put((byte) 1);
    }
    return one.array();
  }

  @Test
  void filesThatH5pyExtendedAreStillRead() {
    Native.python(
        """
        import glob
        for name in glob.glob(sys.argv[1] + "/*.h5"):
            with h5py.File(name, "r+") as f:
                for i in range(30):
                    f["data"].attrs["note %d" % i] = "text" * i
                    f.attrs["note %d" % i] = i
                f["more"] = f["data"][...]
                f["data"][0, 0, 0] = 0
        """,
        folder);
    for (DType dtype : TestFiles.DTYPES) {
      try (Hdf5Array more = Hdf5Array.open(file(dtype), "more");
          Hdf5Array data = Hdf5Array.open(file(dtype), "data")) {
        byte[] expected = elements(dtype, 24);
        assertArrayEquals(expected, more.read().array());
        Arrays.fill(expected, 0, dtype.itemSize(), (byte) 0);
        assertArrayEquals(expected, data.read().array());
      }
      Native.h5dump(file(dtype));
    }
  }

  @Test
  void h5pyReadsChunksOf32Axes() throws IOException {
    int[] shape = new int[32];
    Arrays.fill(shape, 1);
    shape[31] = 5;
    Path file = folder.resolve("many");
    writeChunk(file, ChunkHeader.of(DType.COMPLEX128, shape, new byte[16]), new byte[80]);
    Native.python(
        """
        with h5py.File(sys.argv[1], "r") as f:
            assert f["data"].shape == 31 * (1,) + (5,)
            assert (f["data"][...] == 0).all()
        """,
        file);
    Native.h5dump(file);
  }
}
