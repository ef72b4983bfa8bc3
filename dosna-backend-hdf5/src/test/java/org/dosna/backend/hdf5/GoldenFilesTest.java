package org.dosna.backend.hdf5;

import static org.dosna.backend.hdf5.TestFiles.list;
import static org.dosna.backend.hdf5.TestFiles.resource;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.dosna.DType;
import org.dosna.DosnaException;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Files written by DosNa for Python are read to the last bit. */
class GoldenFilesTest {
  @TestFactory
  Stream<DynamicTest> datasetsReadAsExpected() {
    return Stream.of("hdf5-pool", "hdf5-connection", "odd")
        .flatMap(store -> list(resource("golden/" + store + "/expected")).stream())
        .map(npy -> dynamicTest(npy.toString(), () -> readsAs(npy)));
  }

  private static void readsAs(Path npy) throws IOException {
    TestFiles.Npy expected = TestFiles.Npy.read(npy);
    String name = npy.getFileName().toString().replace(".npy", "");
    Path folder = npy.getParent().resolveSibling("pool").resolve(name);
    MetadataFile metadata = MetadataFile.read(folder.resolve("dataset.h5"));
    long[] shape = (long[]) metadata.find("shape").orElseThrow().value();
    long[] chunkSize = (long[]) metadata.find("chunk_size").orElseThrow().value();
    DType dtype = DType.of((String) metadata.find("dtype").orElseThrow().value());
    Hdf5Attribute fillValue = metadata.find("fillvalue").orElseThrow();

    assertArrayEquals(expected.shape(), shape);
    assertEquals(expected.dtype(), dtype);
    assertEquals(0, fillValue.shape().length);
    assertEquals(dtype.nativeOrder(), fillValue.dtype().orElseThrow().nativeOrder());

    ByteBuffer read = filled(fillValue, dtype, expected.data().length);
    for (Path file : list(folder)) {
      if (file.getFileName().toString().startsWith("chunk_")) {
        readChunk(file, dtype, shape, chunkSize, read);
      }
    }
    assertArrayEquals(expected.data(), read.array());
  }

  private static ByteBuffer filled(Hdf5Attribute fillValue, DType dtype, int size) {
    byte[] element = fillValue.data().clone();
    if (fillValue.dtype().orElseThrow() != dtype) {
      for (int i = 0; i < element.length; i++) {
        element[i] = fillValue.data()[element.length - 1 - i];
      }
    }
    ByteBuffer filled = ByteBuffer.allocate(size);
    while (filled.hasRemaining()) {
      filled.put(element);
    }
    return filled;
  }

  private static void readChunk(
      Path file, DType dtype, long[] shape, long[] chunkSize, ByteBuffer into) {
    String[] index = file.getFileName().toString().replace(".h5", "").split("_");
    int rank = shape.length;
    try (Hdf5Array array = Hdf5Array.open(file, "data")) {
      assertEquals(dtype, array.dtype());
      assertArrayEquals(chunkSize, array.shape());
      ByteBuffer elements = array.read();
      int itemSize = dtype.itemSize();
      for (int element = 0; element * itemSize < elements.capacity(); element++) {
        long place = 0;
        long rest = element;
        boolean inside = true;
        long stride = 1;
        for (int axis = rank - 1; axis >= 0; axis--) {
          long at = Long.parseLong(index[axis + 1]) * chunkSize[axis] + rest % chunkSize[axis];
          inside &= at < shape[axis];
          place += at * stride;
          stride *= shape[axis];
          rest /= chunkSize[axis];
        }
        if (inside) {
          into.put((int) place * itemSize, elements, element * itemSize, itemSize);
        }
      }
    }
  }

  @Test
  void dataAddressIsAnOffsetInTheFileAlsoBehindUserBlock() throws IOException {
    Path chunk = resource("golden/odd/pool/ub/chunk_1_0.h5");
    try (Hdf5Array array = Hdf5Array.open(chunk, "data")) {
      byte[] bytes = Files.readAllBytes(chunk);
      int address = array.position().orElseThrow().intValue();
      byte[] there = Arrays.copyOfRange(bytes, address, address + 3 * 6 * 4);
      assertArrayEquals(array.read().array(), there);
    }
  }

  @Test
  void gridOfBothGenerationsIsRead() {
    long[] grid = {3, 3, 2};
    Path first = resource("golden/hdf5-pool/pool/f4_3d/dataset.h5");
    Path second = resource("golden/hdf5-connection/pool/f4_3d/dataset.h5");
    assertArrayEquals(grid, (long[]) MetadataFile.read(first).find("chunks").get().value());
    assertArrayEquals(grid, (long[]) MetadataFile.read(second).find("chunk_grid").get().value());
  }

  @Test
  void rewritingKeepsEveryAttribute() throws IOException {
    for (Path folder : list(resource("golden/hdf5-connection/pool"))) {
      if (Files.isDirectory(folder)) {
        MetadataFile original = MetadataFile.read(folder.resolve("dataset.h5"));
        Path copy = Files.createTempFile("dataset", ".h5");
        Files.write(copy, original.toBytes());
        MetadataFile again = MetadataFile.read(copy);
        Files.delete(copy);
        assertEquals(original.attributes().size(), again.attributes().size());
        for (int i = 0; i < again.attributes().size(); i++) {
          assertSame(original.attributes().get(i), again.attributes().get(i));
        }
      }
    }
  }

  private static void assertSame(Hdf5Attribute expected, Hdf5Attribute actual) {
    assertEquals(expected.name(), actual.name());
    assertArrayEquals(expected.datatype(), actual.datatype());
    assertArrayEquals(expected.dataspace(), actual.dataspace());
    if (expected.heapObjects().isEmpty()) {
      assertArrayEquals(expected.data(), actual.data());
    }
    assertArrayEquals(
        expected.heapObjects().toArray(), actual.heapObjects().toArray(), expected.name());
  }

  @Test
  void badFilesAreNamed() {
    Path truncated = resource("golden/odd/pool/bad_truncated/chunk_1_1.h5");
    Path noHdf5 = resource("golden/odd/pool/bad_meta/dataset.h5");
    var e = assertThrows(DosnaException.class, () -> Hdf5Array.open(truncated, "data"));
    assertTrue(e.getMessage().contains(truncated.toString()), e.getMessage());
    assertTrue(e.getMessage().contains("truncated: it has 2136 bytes"), e.getMessage());
    e = assertThrows(DosnaException.class, () -> MetadataFile.read(noHdf5));
    assertTrue(e.getMessage().contains(noHdf5.toString()), e.getMessage());
  }

  @Test
  void shapeThatContradictsMetadataIsSeen() {
    Path chunk = resource("golden/odd/pool/bad_shape/chunk_0_0.h5");
    try (Hdf5Array array = Hdf5Array.open(chunk, "data")) {
      assertArrayEquals(LongStream.of(3, 4).toArray(), array.shape());
    }
  }
}
