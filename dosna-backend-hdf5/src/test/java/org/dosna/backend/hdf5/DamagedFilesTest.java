package org.dosna.backend.hdf5;

import static org.dosna.backend.hdf5.TestFiles.resource;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.dosna.DType;
import org.dosna.DosnaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with a file: an error of ours that names it, and no descriptor left open. */
class DamagedFilesTest {
  @TempDir Path folder;

  private static void readAll(Path file) {
    try (Hdf5Array array = Hdf5Array.open(file, "data")) {
      if (Arrays.stream(array.shape()).allMatch(length -> length < 100)) {
        array.read();
      }
    }
  }

  private void assertRefused(Path file, String reason) {
    var e = assertThrows(DosnaException.class, () -> readAll(file));
    assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
    assertTrue(e.getMessage().contains(reason), e.getMessage());
    e = assertThrows(DosnaException.class, () -> MetadataFile.read(file));
    assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
    assertEquals(0, TestFiles.openDescriptors(file));
  }

  @Test
  void missing() {
    assertRefused(folder.resolve("missing.h5"), "no such file");
  }

  @Test
  void folder() {
    assertRefused(folder, "folder");
  }

  @Test
  void empty() throws IOException {
    assertRefused(Files.createFile(folder.resolve("empty.h5")), "is empty");
  }

  @Test
  void text() throws IOException {
    for (int length : new int[] {1, 7, 8, 9, 511, 512, 515, 600, 5000}) {
      Path file = Files.writeString(folder.resolve("text.h5"), "x".repeat(length));
      assertRefused(file, "cannot be read as an HDF5 file");
    }
  }

  @Test
  void withoutData() throws IOException {
    byte[] bytes = MetadataFile.of(List.of(Hdf5Attribute.of("a", 1L))).toBytes();
    Path file = Files.write(folder.resolve("other.h5"), bytes);
    var e = assertThrows(DosnaException.class, () -> readAll(file));
    assertTrue(e.getMessage().contains("No dataset 'data' in file " + file), e.getMessage());
    assertEquals(0, TestFiles.openDescriptors(file));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "golden/hdf5-pool/pool/f4_3d/chunk_0_0_0.h5",
        "golden/odd/pool/latest/chunk_0_0.h5",
        "golden/odd/pool/gz/chunk_0_0.h5",
        "golden/odd/pool/compact/chunk_0_0.h5",
        "golden/odd/pool/ub/chunk_0_0.h5"
      })
  void truncatedAnywhere(String name) throws IOException {
    byte[] bytes = Files.readAllBytes(resource(name));
    Path file = folder.resolve("chunk.h5");
    for (int length = 0; length < bytes.length; length += length < 300 ? 1 : 97) {
      Files.write(file, Arrays.copyOf(bytes, length));
      assertRefused(file, "");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "golden/hdf5-pool/pool/f4_3d/chunk_0_0_0.h5",
        "golden/hdf5-pool/pool/f4_3d/dataset.h5",
        "golden/odd/pool/latest/chunk_0_0.h5",
        "golden/odd/pool/gz/chunk_0_0.h5",
        "golden/odd/pool/compact/chunk_0_0.h5",
        "golden/odd/pool/cpx/chunk_0_0.h5"
      })
  void anyByteMayBeWrong(String name) throws IOException {
    byte[] original = Files.readAllBytes(resource(name));
    Path file = folder.resolve("damaged.h5");
    Random random = new Random(1);
    for (int n = 0; n < 400; n++) {
      byte[] bytes = original.clone();
      for (int damaged = 0; damaged <= n % 3; damaged++) {
        bytes[random.nextInt(bytes.length)] = (byte) (n % 2 == 0 ? random.nextInt() : 0xff);
      }
      Files.write(file, bytes);
      onlyOurErrors(file, () -> readAll(file));
      onlyOurErrors(file, () -> MetadataFile.read(file).attributes());
    }
    assertEquals(0, TestFiles.openDescriptors(file));
  }

  /** Damage may go unnoticed, as in data; if it is noticed the error is ours. */
  private static void onlyOurErrors(Path file, Runnable reading) {
    try {
      reading.run();
    } catch (DosnaException e) {
      assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
    }
  }

  @Test
  void dataBeyondTheEndOfTheFile() throws IOException {
    // Put the end of the file that the superblock states before that of the data: an old header
    // without checksums is the only kind where such damage can be made by hand.
    Path original = resource("golden/hdf5-pool/pool/f4_3d/chunk_0_0_0.h5");
    byte[] bytes = Files.readAllBytes(original);
    int cut = bytes.length - 1;
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(40, cut);
    Path file = Files.write(folder.resolve("chunk.h5"), Arrays.copyOf(bytes, cut));
    assertRefusedArray(file, "256 bytes of data begin at 1400, the file has 1655");
  }

  private static void assertRefusedArray(Path file, String reason) {
    var e = assertThrows(DosnaException.class, () -> readAll(file));
    assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
    assertTrue(e.getMessage().contains(reason), e.getMessage());
    assertEquals(0, TestFiles.openDescriptors(file));
  }

  @Test
  void channelOfTheCallerStaysHisUntilItIsTakenOver() throws IOException {
    Path text = Files.writeString(folder.resolve("text.h5"), "text");
    try (FileChannel channel = FileChannel.open(text)) {
      assertThrows(DosnaException.class, () -> Hdf5Array.of(channel, text, "data"));
      assertTrue(channel.isOpen());
    }
    ChunkHeader header = ChunkHeader.of(DType.UINT8, new int[] {3}, new byte[1]);
    Path chunk = TestFiles.writeChunk(folder.resolve("c.h5"), header, new byte[] {1, 2, 3});
    try (FileChannel channel = FileChannel.open(chunk)) {
      channel.position(2);
      try (Hdf5Array array = Hdf5Array.of(channel, chunk, "data")) {
        assertEquals(header.length(), array.position().orElseThrow());
        assertEquals(2, channel.position());
      }
      assertEquals(false, channel.isOpen());
    }
  }
}
