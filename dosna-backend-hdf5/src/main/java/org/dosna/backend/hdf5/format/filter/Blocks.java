package org.dosna.backend.hdf5.format.filter;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.dosna.backend.hdf5.format.FormatException;
import org.dosna.backend.hdf5.format.object.FilterSpec;
import org.dosna.spi.Decoder;

/**
 * Filters 32004 (LZ4) and 32008 (bitshuffle): blocks that are compressed each by itself. Before
 * them there are the size of all, in 8 bytes, and that of a block, in 4; before each block there is
 * its stored size. These are big-endian.
 *
 * @param decoder what blocks are compressed by; if by nothing, there are no sizes either
 * @param elementSize bytes of an element whose bits are shuffled; 0 if they are not
 * @param blockElements elements of a block, where no sizes are stored
 */
record Blocks(Optional<Decoder> decoder, int elementSize, int blockElements) implements Filter {
  private static final int MAX_RATIO = 1 << 15;
  private static final int MAX_ELEMENT = 1 << 16;

  /** Bits are shuffled of so many elements at once. */
  private static final int TOGETHER = 8;

  private static final int USUAL_BLOCK = 8192;
  private static final int LEAST_ELEMENTS = 128;

  static Blocks lz4() {
    return new Blocks(Optional.of(Decoder.LZ4), 0, 0);
  }

  static Blocks bitshuffle(FilterSpec spec) {
    int[] values = spec.values();
    int size = values.length > 2 ? values[2] : 0;
    int block = values.length > 3 ? values[3] : 0;
    int compression = values.length > 4 ? values[4] : 0;
    boolean known = size > 0 && size <= MAX_ELEMENT && block >= 0 && block % TOGETHER == 0;
    if (!known || (compression != 0 && compression != 2 && compression != 3)) {
      throw new FormatException("the parameters of its bitshuffle filter are not known");
    }
    int usual = Math.max(LEAST_ELEMENTS, USUAL_BLOCK / size / TOGETHER * TOGETHER);
    Optional<Decoder> decoder =
        compression == 0
            ? Optional.empty()
            : Optional.of(compression == 2 ? Decoder.LZ4 : Decoder.ZSTD);
    return new Blocks(decoder, size, block == 0 ? usual : block);
  }

  @Override
  public ByteBuffer decode(ByteBuffer stored, int most) {
    ByteBuffer from = stored.duplicate().order(ByteOrder.BIG_ENDIAN);
    ByteBuffer to = ByteBuffer.wrap(Filter.room(stored, most, MAX_RATIO));
    long size = from.remaining();
    long block = (long) blockElements * elementSize;
    if (decoder.isPresent()) {
      if (from.remaining() < Long.BYTES + Integer.BYTES) {
        throw Filter.damaged("a compression by blocks");
      }
      size = from.getLong();
      block = from.getInt();
    }
    boolean fits = size >= 0 && size <= Math.min(most, to.remaining()) && block > 0;
    if (!fits || (elementSize > 0 && block % ((long) elementSize * TOGETHER) != 0)) {
      throw Filter.damaged("a compression by blocks");
    }
    to.limit((int) size);
    decode(from, to, (int) Math.min(block, Math.max(size, 1)));
    return to.flip();
  }

  private void decode(ByteBuffer from, ByteBuffer to, int block) {
    // Elements that are no eight stay as they are, behind all blocks.
    int unit = elementSize == 0 ? 1 : elementSize * TOGETHER;
    int whole = to.remaining() / unit * unit;
    byte[] shuffled = elementSize == 0 ? new byte[0] : Scratch.take(Math.min(block, whole));
    while (to.position() < whole) {
      int length = Math.min(block, whole - to.position());
      ByteBuffer target = elementSize == 0 ? to : ByteBuffer.wrap(shuffled);
      decodeBlock(from, target, length);
      if (elementSize > 0) {
        Decoder.unshuffleBits(elementSize, target.flip(), to);
      }
    }
    if (from.remaining() < to.remaining()) {
      throw Filter.damaged("a compression by blocks");
    }
    to.put(from.slice(from.position(), to.remaining()));
    if (elementSize > 0) {
      Scratch.give(ByteBuffer.wrap(shuffled));
    }
  }

  /** Appends what comes of a block to a buffer. */
  private void decodeBlock(ByteBuffer from, ByteBuffer target, int length) {
    int stored = length;
    if (decoder.isPresent()) {
      stored = from.remaining() < Integer.BYTES ? -1 : from.getInt();
    }
    if (stored < 0 || stored > from.remaining()) {
      throw Filter.damaged("a compression by blocks");
    }
    ByteBuffer part = from.slice(from.position(), stored);
    from.position(from.position() + stored);
    // LZ4's filter stores what does not shrink as it is; bitshuffle's always compresses.
    if (decoder.isEmpty() || (elementSize == 0 && stored == length)) {
      target.put(part);
      return;
    }
    ByteBuffer room = target.slice(target.position(), length);
    decoder.get().decode(part, room);
    if (room.hasRemaining()) {
      throw Filter.damaged("a compression by blocks");
    }
    target.position(target.position() + length);
  }
}
