package org.dosna.backend.hdf5;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.Deflater;
import org.dosna.backend.hdf5.format.filter.Fletcher32;

/**
 * What chunks go through before they are stored: shuffle, deflate, Fletcher-32, in this order, as
 * h5py has it. Thread safe.
 *
 * @param shuffle whether the bytes of elements are sorted
 * @param deflate how hard they are compressed, 0 to 9; none if not at all
 * @param fletcher32 whether a checksum follows them
 */
record ChunkEncoder(boolean shuffle, Optional<Integer> deflate, boolean fletcher32) {
  private static final int DEFLATE_ID = 1;
  private static final int SHUFFLE_ID = 2;
  private static final int FLETCHER32_ID = 3;
  private static final int OPTIONAL = 1;
  private static final int LAST_LEVEL = 9;
  private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

  private static final ConcurrentLinkedQueue<Deflater> DEFLATERS = new ConcurrentLinkedQueue<>();

  int count() {
    return (shuffle ? 1 : 0) + (deflate.isPresent() ? 1 : 0) + (fletcher32 ? 1 : 0);
  }

  /** The filter pipeline message, version 2: specification IV.A.2.l. */
  byte[] message(int elementSize) {
    FormatBytes message = new FormatBytes().int8(2).int8(count());
    if (shuffle) {
      message.int16(SHUFFLE_ID).int16(OPTIONAL).int16(1).int32(elementSize);
    }
    deflate.ifPresent(level -> message.int16(DEFLATE_ID).int16(OPTIONAL).int16(1).int32(level));
    if (fletcher32) {
      message.int16(FLETCHER32_ID).int16(0).int16(0);
    }
    return message.toArray();
  }

  /** Encodes a chunk: all bytes of a buffer over an array. */
  ByteBuffer encode(ByteBuffer chunk, int elementSize) {
    ByteBuffer bytes = shuffle && elementSize > 1 ? shuffled(chunk, elementSize) : chunk;
    if (deflate.isPresent()) {
      bytes = deflated(bytes, deflate.get());
    }
    return fletcher32 ? summed(bytes) : bytes;
  }

  private static ByteBuffer shuffled(ByteBuffer chunk, int size) {
    byte[] in = chunk.array();
    int first = chunk.arrayOffset() + chunk.position();
    byte[] out = new byte[chunk.remaining()];
    int count = out.length / size;
    for (int k = 0; k < size; k++) {
      for (int i = 0, at = first + k, to = k * count; i < count; i++, at += size) {
        out[to++] = in[at];
      }
    }
    return ByteBuffer.wrap(out);
  }

  private static ByteBuffer deflated(ByteBuffer bytes, int level) {
    Deflater pooled = DEFLATERS.poll();
    Deflater deflater = pooled == null ? new Deflater() : pooled;
    try {
      deflater.setLevel(level);
      deflater.setInput(bytes.duplicate());
      deflater.finish();
      byte[] out = new byte[bytes.remaining() / 2 + 64];
      int count = 0;
      while (!deflater.finished()) {
        if (count == out.length) {
          out = Arrays.copyOf(out, (int) Math.min(MAX_ARRAY, out.length * 3L / 2));
        }
        count += deflater.deflate(out, count, out.length - count);
      }
      return ByteBuffer.wrap(out, 0, count);
    } finally {
      deflater.reset();
      DEFLATERS.add(deflater);
    }
  }

  private static ByteBuffer summed(ByteBuffer bytes) {
    int size = bytes.remaining();
    ByteBuffer summed = ByteBuffer.allocate(size + Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    summed.put(bytes);
    return summed.putInt(Fletcher32.sum(summed.array(), 0, size)).flip();
  }

  static boolean isLevel(int level) {
    return level >= 0 && level <= LAST_LEVEL;
  }
}
