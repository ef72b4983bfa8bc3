package org.dosna.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.dosna.Codecs;
import org.dosna.Coder;
import org.dosna.DType;
import org.dosna.DosnaException;
import org.junit.jupiter.api.Test;

/** LZF both ways; that it is LibLZF's is tried beside what h5py wrote, and by h5py. */
class LzfTest {
  private static final int ROUNDS = 2000;

  private final Coder lzf = Codecs.parse("lzf").coders(DType.INT8, 1).get(0);

  /** Runs, noise, and what came before, up to beyond the reach of a match. */
  private static byte[] bytes(Random random) {
    byte[] bytes = new byte[random.nextInt(random.nextBoolean() ? 40 : 30_000)];
    for (int at = 0; at < bytes.length; ) {
      int count = Math.min(bytes.length - at, 1 + random.nextInt(random.nextBoolean() ? 8 : 600));
      int kind = random.nextInt(3);
      if (kind == 0) {
        Arrays.fill(bytes, at, at + count, (byte) random.nextInt());
      }
      int back = at == 0 ? 0 : 1 + random.nextInt(Math.min(at, 8200));
      for (int i = at; kind > 0 && i < at + count; i++) {
        bytes[i] = kind == 1 || back == 0 ? (byte) random.nextInt() : bytes[i - back];
      }
      at += count;
    }
    return bytes;
  }

  private byte[] encoded(byte[] bytes) {
    int most = (int) lzf.maxEncoded(bytes.length);
    ByteBuffer to = ByteBuffer.allocate(most + 20).position(10).limit(10 + most);
    ByteBuffer from = ByteBuffer.allocate(bytes.length + 7).position(7).put(bytes).position(7);
    lzf.encode(from, to);
    assertEquals(0, from.remaining());
    return Arrays.copyOfRange(to.array(), 10, to.position());
  }

  private byte[] decoded(byte[] encoded, int room) {
    ByteBuffer to = ByteBuffer.allocate(room + 20).position(10).limit(10 + room);
    lzf.decode(ByteBuffer.wrap(encoded), to);
    return Arrays.copyOfRange(to.array(), 10, to.position());
  }

  @Test
  void everyByteComesBackAndNoMoreThanThereIsRoomFor() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] bytes = bytes(random);
      byte[] encoded = encoded(bytes);
      assertArrayEquals(bytes, decoded(encoded, bytes.length), () -> "seed " + seed);
      if (bytes.length > 0) {
        assertNotEquals(bytes.length, encoded.length, () -> "seed " + seed);
        int room = random.nextInt(bytes.length);
        assertThrows(DosnaException.class, () -> decoded(encoded, room), () -> "seed " + seed);
      }
    }
  }

  @Test
  void damageGivesSomethingOrAnError() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] bytes = bytes(random);
      byte[] damaged = encoded(bytes);
      for (int i = 0; damaged.length > 0 && i < 3; i++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      try {
        byte[] cut = Arrays.copyOf(damaged, random.nextInt(damaged.length + 1));
        assertTrue(decoded(cut, bytes.length).length <= bytes.length, () -> "seed " + seed);
      } catch (DosnaException e) {
        refused++;
      }
    }
    assertTrue(refused > 0, () -> "seed " + seed);
  }

  @Test
  void oneByteManyTimesShrinksAndNoiseHardlyGrows() {
    assertTrue(encoded(new byte[1 << 20]).length < (1 << 20) / 80);
    byte[] noise = new byte[1 << 16];
    new Random(1).nextBytes(noise);
    assertTrue(encoded(noise).length <= noise.length * 33 / 32);
  }
}
