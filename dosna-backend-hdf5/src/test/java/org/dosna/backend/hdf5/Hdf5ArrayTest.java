package org.dosna.backend.hdf5;

import static org.dosna.backend.hdf5.TestFiles.resource;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.IntStream;
import org.dosna.ClosedException;
import org.dosna.Complex;
import org.dosna.DType;
import org.dosna.DosnaException;
import org.dosna.InvalidSliceException;
import org.dosna.NDArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every layout of HDF5; the files come from {@code layouts/make_layouts.py}. */
class Hdf5ArrayTest {
  private static final long[] SHAPE = {7, 10, 6};

  private static Path file(String version) {
    return resource("layouts/chunked-" + version + ".h5");
  }

  /** Reads many regions and compares each element with its position in C order. */
  private static void assertCounts(Path file, String path) {
    try (Hdf5Source source = Hdf5Source.open(file, path)) {
      assertArrayEquals(SHAPE, source.shape());
      DType dtype = source.dtype().nativeOrder();
      Random random = new Random(1);
      for (int n = 0; n < 50; n++) {
        long[] origin = new long[3];
        long[] shape = n == 0 ? SHAPE : new long[3];
        for (int axis = 0; axis < 3 && n > 0; axis++) {
          origin[axis] = random.nextInt((int) SHAPE[axis] + 1);
          shape[axis] = random.nextInt((int) (SHAPE[axis] - origin[axis]) + 1);
        }
        NDArray all = NDArray.arange(DType.INT64, SHAPE);
        NDArray expected = NDArray.zeros(DType.INT64, shape);
        all.read(origin, expected);
        NDArray actual = NDArray.zeros(dtype, shape);
        source.read(origin, actual);
        assertEquals(expected.astype(dtype), actual, path);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "earliest, b1", "earliest, i1", "earliest, u2", "earliest, i4", "earliest, u8", "earliest, f2",
    "earliest, f4", "earliest, f8", "latest, b1", "latest, i1", "latest, u2", "latest, i4",
    "latest, u8", "latest, f2", "latest, f4", "latest, f8"
  })
  void everyDType(String version, String path) {
    assertCounts(file(version), path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "deflate",
        "lzf",
        "fletcher",
        "single",
        "one-axis",
        "two-axes",
        "contiguous",
        "early",
        "compact"
      })
  void everyLayout(String name) {
    assertCounts(file("earliest"), "/entry/deep/" + name);
    assertCounts(file("latest"), "entry/deep/" + name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bitshuffle",
        "bitshuffle-lz4",
        "bitshuffle-zstd",
        "bitshuffle-blocks",
        "lz4",
        "lz4-blocks",
        "zstd",
        "bzip2",
        "blosc-lz4",
        "blosc-blosclz",
        "blosc-zlib",
        "blosc-zstd"
      })
  void filtersOfPlugins(String name) {
    for (int length : new int[] {72, 2055, 2056}) {
      NDArray read = ForeignFiles.read(resource("layouts/plugins.h5"), name + "/" + length);
      assertEquals(NDArray.arange(DType.INT32, length), read);
    }
  }

  @Test
  void filtersWithoutDecoderAreNamed() {
    Path file = resource("layouts/plugins.h5");
    var e = assertThrows(DosnaException.class, () -> Hdf5Source.open(file, "snappy"));
    assertTrue(e.getMessage().contains("snappy in filter 32001 'blosc'"), e.getMessage());
  }

  @Test
  void userBlock() {
    assertCounts(resource("layouts/user-block.h5"), "data");
    assertCounts(resource("layouts/user-block.h5"), "chunked");
  }

  @ParameterizedTest
  @ValueSource(strings = {"soft", "entry/relative", "to-group/deflate", "external"})
  void links(String path) {
    assertCounts(file("earliest"), path);
    assertCounts(file("latest"), path);
  }

  @ParameterizedTest
  @ValueSource(strings = {"earliest", "latest"})
  void complex(String version) {
    for (String path : new String[] {"c8", "c16"}) {
      try (Hdf5Source source = Hdf5Source.open(file(version), path)) {
        NDArray element = NDArray.zeros(source.dtype().nativeOrder(), 1, 1, 1);
        source.read(new long[] {6, 9, 5}, element);
        assertEquals(new Complex(419, -419), element.getObject(0, 0, 0));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"earliest", "latest"})
  void chunksThatTheirFilterCouldNotShrink(String version) {
    assertEquals(
        ForeignFiles.read(file(version), "/entry/deep/noise-plain"),
        ForeignFiles.read(file(version), "/entry/deep/noise"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"earliest", "latest"})
  void missingChunksAreFillValue(String version) {
    try (Hdf5Source source = Hdf5Source.open(file(version), "/entry/deep/sparse")) {
      NDArray expected = NDArray.full(DType.FLOAT32, -2.5, SHAPE);
      expected.set("2:5, 3:9, 1:3", 1);
      NDArray actual = NDArray.zeros(DType.FLOAT32, SHAPE);
      source.read(new long[3], actual);
      assertEquals(expected, actual);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"earliest", "latest"})
  void neverWrittenIsFillValue(String version) {
    for (String path : new String[] {"never", "never-chunked"}) {
      NDArray never = ForeignFiles.read(file(version), "/entry/deep/" + path);
      assertEquals(NDArray.full(DType.INT16, -7, SHAPE), never);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"earliest", "latest"})
  void smallThings(String version) {
    NDArray scalar = ForeignFiles.read(file(version), "/entry/deep/scalar");
    assertEquals(NDArray.full(DType.FLOAT64, 2.5, 1), scalar);
    NDArray empty = ForeignFiles.read(file(version), "/entry/deep/no-elements");
    assertEquals(NDArray.zeros(DType.FLOAT32, 0, 4), empty);
    NDArray colours = ForeignFiles.read(file(version), "/entry/deep/colours");
    assertEquals(NDArray.of(new short[] {0, 2, 1}), colours);
  }

  @ParameterizedTest
  @CsvSource({
    "entry/deep/nope, 'in ''/entry/deep'' there is [colours, compact, '",
    "entry/deep/deflate/x, 'there is nothing'",
    "nope/x, 'in ''/'' there is ['",
    "entry, 'is no dataset but a group; in it there is [deep'",
    "/, 'is no dataset but a group; in it there is ['",
    "committed, 'is no dataset but a committed datatype'",
    "broken, 'No dataset ''/nowhere'''",
    "circle, 'Links lead in a circle'",
    "entry/deep/text, 'its type is a variable-length'",
    "entry/deep/table, 'its type is a compound of 12 bytes'",
    "entry/deep/null, 'null dataspace'"
  })
  void whatCannotBeReadIsNamed(String path, String reason) throws IOException {
    for (String version : new String[] {"earliest", "latest"}) {
      Path file = file(version);
      var e = assertThrows(DosnaException.class, () -> Hdf5Source.open(file, path));
      assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
      assertTrue(e.getMessage().contains(reason), e.getMessage());
      assertEquals(0, TestFiles.openDescriptors(file));
    }
  }

  @Test
  void nothingIsLeftOpenOrMapped() throws IOException {
    for (String version : new String[] {"earliest", "latest"}) {
      Path file = file(version);
      for (String path : new String[] {"soft", "entry/deep/contiguous", "f4"}) {
        assertCounts(file, path);
      }
      assertEquals(0, TestFiles.openDescriptors(file));
      assertEquals(0, TestFiles.maps(file));
    }
  }

  @Test
  void regionsOutsideAreRefused() {
    try (Hdf5Source source = Hdf5Source.open(file("latest"), "f4")) {
      NDArray box = NDArray.zeros(DType.FLOAT32, 2, 2, 2);
      for (long[] origin : new long[][] {{6, 0, 0}, {0, -1, 0}, {0, 0, 5}, {0, 0}}) {
        assertThrows(InvalidSliceException.class, () -> source.read(origin, box));
      }
      NDArray doubles = NDArray.zeros(DType.FLOAT64, 2, 2, 2);
      assertThrows(DosnaException.class, () -> source.read(new long[3], doubles));
    }
  }

  @Test
  void closedIsClosed() {
    Hdf5Source source = Hdf5Source.open(file("latest"), "f4");
    source.close();
    source.close();
    NDArray box = NDArray.zeros(DType.FLOAT32, 1, 1, 1);
    assertThrows(ClosedException.class, () -> source.read(new long[3], box));
  }

  @Test
  void manyThreadsReadAtOnce() {
    try (Hdf5Source source = Hdf5Source.open(file("latest"), "/entry/deep/deflate")) {
      NDArray expected = NDArray.arange(DType.UINT16, SHAPE);
      IntStream.range(0, 500)
          .parallel()
          .forEach(
              n -> {
                NDArray actual = NDArray.zeros(DType.UINT16, SHAPE);
                source.read(new long[3], actual);
                assertEquals(expected, actual);
              });
    }
  }
}
