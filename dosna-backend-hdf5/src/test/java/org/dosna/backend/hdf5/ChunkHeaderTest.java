package org.dosna.backend.hdf5;

import static org.dosna.backend.hdf5.TestFiles.elements;
import static org.dosna.backend.hdf5.TestFiles.writeChunk;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.dosna.DType;
import org.dosna.DosnaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChunkHeaderTest {
  private static final int[] SHAPE = {2, 3, 4};

  @TempDir Path folder;

  static List<DType> dtypes() {
    return TestFiles.DTYPES;
  }

  @ParameterizedTest
  @MethodSource("dtypes")
  void whatIsWrittenIsRead(DType dtype) throws IOException {
    byte[] fillValue = Arrays.copyOf(elements(dtype, 2), dtype.itemSize());
    byte[] data = elements(dtype, 24);
    ChunkHeader header = ChunkHeader.of(dtype, SHAPE, fillValue);
    Path file = writeChunk(folder.resolve("chunk.h5"), header, data);
    try (Hdf5Array array = Hdf5Array.open(file, "data")) {
      assertEquals(dtype, array.dtype());
      assertArrayEquals(new long[] {2, 3, 4}, array.shape());
      assertEquals(header.length(), array.position().orElseThrow());
      assertArrayEquals(data, array.read().array());
      assertEquals(dtype.byteOrder(), array.read().order());
    }
  }

  @Test
  void sameArgumentsGiveSameBytes() {
    ChunkHeader header = header("<f4", 1);
    assertEquals(header.bytes(), header("<f4", 1).bytes());
    assertEquals(2 * 3 * 4 * 4, header.dataLength());
    assertEquals(512, header.length());
    assertTrue(header.bytes().isReadOnly());
  }

  @Test
  void matchesItsOwnFilesOnly() {
    ChunkHeader header = header("<f4", 1);
    ByteBuffer start = ByteBuffer.allocate(7 + header.length() + 100);
    start.position(7).put(header.bytes()).position(7);
    assertTrue(header.matches(start));
    assertEquals(7, start.position());
    assertFalse(header("<f4", 2).matches(start));
    assertFalse(header(">f4", 1).matches(start));
    assertFalse(header.matches(start.duplicate().limit(7 + header.length() - 1)));
    assertFalse(ChunkHeader.of(DType.of("<f4"), new int[] {3, 2, 4}, new byte[4]).matches(start));
  }

  private static ChunkHeader header(String dtype, int fillByte) {
    return ChunkHeader.of(DType.of(dtype), SHAPE, new byte[] {0, 0, 0, (byte) fillByte});
  }

  @Test
  void everyRankUpTo32() throws IOException {
    for (int rank = 1; rank <= 32; rank++) {
      int[] shape = new int[rank];
      Arrays.fill(shape, 1);
      shape[0] = 5;
      ChunkHeader header = ChunkHeader.of(DType.COMPLEX128, shape, new byte[16]);
      assertEquals(0, header.length() % 512);
      Path file = writeChunk(folder.resolve(rank + ".h5"), header, new byte[80]);
      try (Hdf5Array array = Hdf5Array.open(file, "data")) {
        assertEquals(rank, array.shape().length);
      }
    }
  }

  @Test
  void sizesBeyondAnIntAreRight() {
    ChunkHeader header = ChunkHeader.of(DType.COMPLEX128, new int[] {1 << 30, 4}, new byte[16]);
    assertEquals(1L << 36, header.dataLength());
    int[] tooLarge = {1 << 30, 1 << 30};
    var e =
        assertThrows(
            DosnaException.class, () -> ChunkHeader.of(DType.FLOAT64, tooLarge, new byte[8]));
    assertTrue(e.getMessage().contains("[1073741824, 1073741824]"), e.getMessage());
  }

  @Test
  void fileWithoutAllItsDataIsTruncated() throws IOException {
    Path file = writeChunk(folder.resolve("chunk.h5"), header("<f4", 1), new byte[95]);
    var e = assertThrows(DosnaException.class, () -> Hdf5Array.open(file, "data"));
    assertTrue(e.getMessage().contains("truncated: it has 607 bytes, its superblock says 608"));
  }
}
