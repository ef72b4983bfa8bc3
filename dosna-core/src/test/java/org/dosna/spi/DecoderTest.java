package org.dosna.spi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.zip.Deflater;
import net.jpountz.lz4.LZ4BlockOutputStream;
import org.dosna.DosnaException;
import org.junit.jupiter.api.Test;

/** Decoders beside what numcodecs encoded: the arrays that {@link #elements} names. */
class DecoderTest {
  /** A line of the resource: decoder, array, and what was encoded. */
  private record Vector(String decoder, String array, String how, byte[] encoded) {}

  private static List<Vector> vectors() throws IOException {
    List<Vector> vectors = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                DecoderTest.class.getResourceAsStream("/codec/vectors.txt"), UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] parts = line.split(" ");
        byte[] encoded = Base64.getDecoder().decode(parts[parts.length - 1]);
        vectors.add(new Vector(parts[0], parts[1], parts[2], encoded));
      }
    }
    return vectors;
  }

  /** What was encoded: {@code i * 7 / 3 % 1000} in so many bytes, little-endian. */
  private static byte[] elements(String array) {
    int size = array.charAt(4) - '0';
    int count = size == 8 ? 1001 : 3000;
    ByteBuffer bytes = ByteBuffer.allocate(count * size).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      byte[] value =
          ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(i * 7 / 3 % 1000).array();
      bytes.put(value, 0, size);
    }
    return bytes.array();
  }

  private static byte[] decoded(
      BiConsumer<ByteBuffer, ByteBuffer> decoder, byte[] encoded, int room) {
    ByteBuffer to = ByteBuffer.allocate(room + 20).position(10).limit(10 + room);
    ByteBuffer from = ByteBuffer.allocate(encoded.length + 7).position(7).put(encoded).position(7);
    decoder.accept(from, to);
    assertEquals(0, from.remaining());
    return Arrays.copyOfRange(to.array(), 10, to.position());
  }

  @Test
  void whatNumcodecsEncodedIsDecoded() throws IOException {
    for (Vector vector : vectors()) {
      byte[] expected = elements(vector.array);
      Decoder decoder = Decoder.valueOf(vector.decoder.toUpperCase(Locale.ROOT));
      String what = vector.decoder + " " + vector.array + " " + vector.how;
      assertArrayEquals(expected, decoded(decoder::decode, vector.encoded, expected.length), what);
      assertArrayEquals(
          expected, decoded(decoder::decode, vector.encoded, expected.length + 99), what);
    }
  }

  @Test
  void noMoreComesThanThereIsRoomFor() throws IOException {
    for (Vector vector : vectors()) {
      int size = elements(vector.array).length;
      Decoder decoder = Decoder.valueOf(vector.decoder.toUpperCase(Locale.ROOT));
      for (int room : new int[] {size - 1, size / 2, 1, 0}) {
        assertThrows(DosnaException.class, () -> decoded(decoder::decode, vector.encoded, room));
      }
    }
  }

  @Test
  void damageGivesSomethingOrAnError() throws IOException {
    Random random = new Random(20261126);
    int refused = 0;
    for (Vector vector : vectors()) {
      int size = elements(vector.array).length;
      Decoder decoder = Decoder.valueOf(vector.decoder.toUpperCase(Locale.ROOT));
      for (int round = 0; round < 50; round++) {
        byte[] damaged = vector.encoded.clone();
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
        if (round % 5 == 0) {
          damaged = Arrays.copyOf(damaged, random.nextInt(damaged.length));
        }
        try {
          assertTrue(decoded(decoder::decode, damaged, size).length <= size);
        } catch (DosnaException e) {
          refused++;
        }
      }
    }
    assertTrue(refused > 1000, "refused: " + refused);
  }

  @Test
  void bitsAreShuffledBack() {
    for (int size : new int[] {1, 2, 3, 4, 8, 16}) {
      int count = 40;
      byte[] elements = new byte[count * size];
      new Random(size).nextBytes(elements);
      byte[] shuffled = new byte[elements.length];
      for (int bit = 0; bit < 8 * elements.length; bit++) {
        int element = bit / 8 / size;
        int ofElement = bit - element * 8 * size;
        int to = ofElement * count + element;
        shuffled[to / 8] |= (byte) ((elements[bit / 8] >> bit % 8 & 1) << to % 8);
      }
      byte[] back =
          decoded(
              Decoder.bitshuffleBlocks(size, count, Optional.empty())::decode,
              shuffled,
              elements.length);
      assertArrayEquals(elements, back, "elements of " + size + " bytes");
    }
    BiConsumer<ByteBuffer, ByteBuffer> decoder =
        Decoder.bitshuffleBlocks(2, 8, Optional.empty())::decode;
    assertThrows(DosnaException.class, () -> decoded(decoder, new byte[16], 15));
  }

  @Test
  void bytesAreShuffledBack() {
    for (int size : new int[] {1, 2, 3, 4, 8, 16}) {
      byte[] elements = new byte[41 * size + size - 1];
      new Random(size).nextBytes(elements);
      byte[] shuffled = elements.clone();
      for (int i = 0; i < 41 * size; i++) {
        shuffled[i % size * 41 + i / size] = elements[i];
      }
      BiConsumer<ByteBuffer, ByteBuffer> decoder =
          (from, to) -> Decoder.unshuffleBytes(size, from, to);
      assertArrayEquals(elements, decoded(decoder, shuffled, elements.length));
      assertThrows(DosnaException.class, () -> decoded(decoder, shuffled, elements.length - 1));
    }
  }

  @Test
  void aZlibStreamIsWholeWithItsChecksumOnly() {
    byte[] elements = elements("ramp4");
    Deflater deflater = new Deflater();
    deflater.setInput(elements);
    deflater.finish();
    byte[] room = new byte[elements.length];
    int count = deflater.deflate(room);
    deflater.end();
    byte[] stored = Arrays.copyOf(room, count);
    BiConsumer<ByteBuffer, ByteBuffer> decoder = Decoder.ZLIB::decode;
    assertArrayEquals(elements, decoded(decoder, stored, elements.length));
    for (int missing = 1; missing < 8; missing++) {
      byte[] cut = Arrays.copyOf(stored, count - missing);
      assertThrows(DosnaException.class, () -> decoded(decoder, cut, elements.length));
    }
  }

  @Test
  void blocksOfLz4AreChecked() throws IOException {
    byte[] elements = elements("ramp4");
    ByteArrayOutputStream stored = new ByteArrayOutputStream();
    try (LZ4BlockOutputStream blocks = new LZ4BlockOutputStream(stored, 1000)) {
      blocks.write(elements);
    }
    byte[] encoded = stored.toByteArray();
    BiConsumer<ByteBuffer, ByteBuffer> decoder = Decoder.LZ4_STREAM::decode;
    assertArrayEquals(elements, decoded(decoder, encoded, elements.length));
    assertThrows(DosnaException.class, () -> decoded(decoder, encoded, elements.length - 1));
    Random random = new Random(20261126);
    for (int round = 0; round < 200; round++) {
      byte[] damaged = encoded.clone();
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      try {
        assertArrayEquals(elements, decoded(decoder, damaged, elements.length));
      } catch (DosnaException e) {
        assertTrue(e.getMessage().contains("lz4"), e.getMessage());
      }
    }
  }
}
