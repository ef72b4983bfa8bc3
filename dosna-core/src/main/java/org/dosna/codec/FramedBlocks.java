package org.dosna.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.dosna.Coder;
import org.dosna.DosnaException;

/**
 * Blocks that are compressed each by itself, as HDF5's filters 32004 (LZ4) and 32008 (bitshuffle)
 * have them. Before them there are the size of all, in 8 bytes, and that of a block, in 4; before
 * each block there is its stored size; these are big-endian. Where nothing is compressed there are
 * no sizes. Thread safe.
 *
 * @param compression what blocks are compressed by
 * @param elementSize bytes of an element whose bits are shuffled; 0 if they are not
 * @param blockElements elements of a block, where bits are shuffled
 */
public record FramedBlocks(Compression compression, int elementSize, int blockElements)
    implements Coder {
  /** What a block is compressed by. */
  public enum Compression {
    /** Nothing. */
    NONE,
    /** A block of LZ4. */
    LZ4,
    /** A frame of Zstandard. */
    ZSTD
  }

  private static final String NAME = "a compression by blocks";

  /** Bits are shuffled of so many elements at once. */
  private static final int TOGETHER = 8;

  /** LZ4's blocks cannot be larger. */
  private static final int MOST_BYTES = 1 << 30;

  private static final int USUAL_ZSTD_LEVEL = 3;
  private static final int USUAL_BLOCK = 8192;
  private static final int LEAST_ELEMENTS = 128;

  /**
   * Filter 32004.
   *
   * @return what LZ4's filter does
   */
  public static FramedBlocks lz4() {
    return new FramedBlocks(Compression.LZ4, 0, 0);
  }

  /**
   * How many elements a block has if nobody says: by bitshuffle's README.
   *
   * @param elementSize bytes of an element
   * @return a multiple of 8
   */
  public static int usualBlock(int elementSize) {
    return Math.max(LEAST_ELEMENTS, USUAL_BLOCK / elementSize / TOGETHER * TOGETHER);
  }

  /**
   * Makes sure that the library for the blocks is there.
   *
   * @throws DosnaException if not; the message names its artifact
   */
  public void requireLibrary() {
    switch (compression) {
      case LZ4 -> Lz4.requireLibrary();
      case ZSTD -> Zstd.requireLibrary();
      case NONE -> {}
    }
  }

  private boolean isShuffled() {
    return elementSize > 0;
  }

  /** Elements that are no eight stay as they are, behind all blocks. */
  private int unit() {
    return isShuffled() ? elementSize * TOGETHER : 1;
  }

  @Override
  public long maxEncoded(long size) {
    if (compression == Compression.NONE) {
      return size;
    }
    long block = isShuffled() ? (long) blockElements * elementSize : MOST_BYTES;
    long blocks = size / block + 2;
    return Math.max(Lz4.maxSize(size), Zstd.maxSize(size)) + 12 + blocks * (4 + 80);
  }

  @Override
  public void encode(ByteBuffer from, ByteBuffer to) {
    ByteBuffer out = to.order(ByteOrder.BIG_ENDIAN);
    int size = from.remaining();
    int most = isShuffled() ? blockElements * elementSize : MOST_BYTES;
    int block = isShuffled() ? most : Math.max(1, Math.min(most, size));
    if (compression != Compression.NONE) {
      out.putLong(size).putInt(block);
    }
    byte[] shuffled = new byte[isShuffled() ? Math.min(block, size) : 0];
    for (int left = size / unit() * unit(); left > 0; ) {
      int length = Math.min(block, left);
      ByteBuffer part = from.slice(from.position(), length);
      from.position(from.position() + length);
      left -= length;
      if (isShuffled()) {
        ByteBuffer bits = ByteBuffer.wrap(shuffled);
        Bitshuffle.encode(elementSize, part, bits);
        part = bits.flip();
      }
      encodeBlock(part, out);
    }
    out.put(from);
  }

  private void encodeBlock(ByteBuffer part, ByteBuffer out) {
    if (compression == Compression.NONE) {
      out.put(part);
      return;
    }
    ByteBuffer bytes = part.duplicate();
    ByteBuffer room = out.slice(out.position() + Integer.BYTES, out.remaining() - Integer.BYTES);
    if (compression == Compression.LZ4) {
      Lz4.encode(part, room);
    } else {
      Zstd.encode(USUAL_ZSTD_LEVEL, part, room);
    }
    // LZ4's filter stores what does not shrink as it is; bitshuffle's always compresses.
    boolean shrinks = isShuffled() || room.position() < bytes.remaining();
    if (shrinks) {
      out.putInt(room.position()).position(out.position() + room.position());
    } else {
      out.putInt(bytes.remaining()).put(bytes);
    }
  }

  @Override
  public void decode(ByteBuffer stored, ByteBuffer to) {
    ByteBuffer from = stored.order(ByteOrder.BIG_ENDIAN);
    long size = from.remaining();
    long block = (long) blockElements * elementSize;
    if (compression != Compression.NONE) {
      if (from.remaining() < Long.BYTES + Integer.BYTES) {
        throw Libraries.damaged(NAME, "they are shorter than a header");
      }
      size = from.getLong();
      block = from.getInt();
    }
    if (size > to.remaining()) {
      throw Libraries.tooLong(NAME, to.remaining());
    }
    if (size < 0 || block <= 0 || (isShuffled() && block % unit() != 0)) {
      throw Libraries.damaged(NAME, "their sizes cannot be");
    }
    ByteBuffer room = to.slice(to.position(), (int) size);
    decode(from, room, (int) Math.min(block, Math.max(size, 1)));
    to.position(to.position() + (int) size);
  }

  private void decode(ByteBuffer from, ByteBuffer to, int block) {
    int whole = to.remaining() / unit() * unit();
    byte[] shuffled = new byte[isShuffled() ? Math.min(block, whole) : 0];
    while (to.position() < whole) {
      int length = Math.min(block, whole - to.position());
      ByteBuffer target = isShuffled() ? ByteBuffer.wrap(shuffled) : to;
      decodeBlock(from, target, length);
      if (isShuffled()) {
        Bitshuffle.decode(elementSize, target.flip(), to);
      }
    }
    if (from.remaining() < to.remaining()) {
      throw Libraries.damaged(NAME, "they end too early");
    }
    to.put(from.slice(from.position(), to.remaining()));
  }

  /** Appends what comes of a block to a buffer. */
  private void decodeBlock(ByteBuffer from, ByteBuffer target, int length) {
    int stored = length;
    if (compression != Compression.NONE) {
      stored = from.remaining() < Integer.BYTES ? -1 : from.getInt();
    }
    if (stored < 0 || stored > from.remaining()) {
      throw Libraries.damaged(NAME, "they end too early");
    }
    ByteBuffer part = from.slice(from.position(), stored);
    from.position(from.position() + stored);
    if (compression == Compression.NONE || (!isShuffled() && stored == length)) {
      target.put(part);
      return;
    }
    ByteBuffer room = target.slice(target.position(), length);
    if (compression == Compression.LZ4) {
      Lz4.decode(part, room);
    } else {
      Zstd.decode(part, room);
    }
    if (room.hasRemaining()) {
      throw Libraries.damaged(NAME, "a block is too short");
    }
    target.position(target.position() + length);
  }
}
