package org.dosna.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.dosna.DosnaException;

/**
 * Frames of C-Blosc 1, as its README_CHUNK_FORMAT describes them: blocks that are compressed by one
 * of several codecs, perhaps shuffled before. Thread safe.
 */
public final class Blosc {
  private static final String NAME = "blosc";
  private static final int HEADER = 16;
  private static final int VERSION = 2;

  static final int SHUFFLED = 0x01;
  static final int COPIED = 0x02;
  static final int BITS_SHUFFLED = 0x04;
  static final int NOT_SPLIT = 0x10;

  /** A block of few elements, or of large ones, is not split by the bytes of an element. */
  private static final int MAX_SPLITS = 16;

  private static final int MIN_SPLIT = 128;

  private final ByteBuffer frame;
  private final int flags;
  private final int elementSize;
  private final int size;
  private final int blockSize;

  private Blosc(ByteBuffer frame) {
    this.frame = frame.slice().order(ByteOrder.LITTLE_ENDIAN);
    if (this.frame.remaining() < HEADER) {
      throw Libraries.damaged(NAME, "they are shorter than a header");
    }
    int version = this.frame.get(0);
    if (version < 1 || version > VERSION) {
      throw Libraries.damaged(NAME, "their format is version " + version + ", not 1 or 2");
    }
    this.flags = this.frame.get(2);
    this.elementSize = Math.max(1, this.frame.get(3) & 0xff);
    this.size = this.frame.getInt(4);
    this.blockSize = this.frame.getInt(8);
    if (size < 0 || (blockSize < 1 && size > 0)) {
      throw Libraries.damaged(NAME, "they say that there are " + size + " bytes");
    }
  }

  /**
   * Decodes a frame.
   *
   * @param from the frame, in a buffer over an array
   * @param to where the bytes go, a buffer over an array
   * @throws DosnaException if it is damaged, there is no room for what comes of it, or a library
   *     for what is in it is missing
   */
  public static void decode(ByteBuffer from, ByteBuffer to) {
    Blosc blosc = new Blosc(from);
    if (blosc.size > to.remaining()) {
      throw Libraries.tooLong(NAME, to.remaining());
    }
    try {
      blosc.decode(to);
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw Libraries.damaged(NAME, "they end too early");
    }
    from.position(from.limit());
  }

  private void decode(ByteBuffer to) {
    if ((flags & COPIED) != 0) {
      to.put(frame.slice(HEADER, size));
      return;
    }
    byte[] shuffled = new byte[Math.min(blockSize, size)];
    for (int block = 0, done = 0; done < size; block++, done += blockSize) {
      int length = Math.min(blockSize, size - done);
      decodeBlock(frame.getInt(HEADER + 4 * block), ByteBuffer.wrap(shuffled, 0, length), to);
    }
  }

  private void decodeBlock(int start, ByteBuffer room, ByteBuffer to) {
    int length = room.remaining();
    boolean inOrder = !isShuffled(length);
    ByteBuffer target = inOrder ? to : room;
    int splits = splits(length);
    int at = start;
    for (int split = 0; split < splits; split++) {
      int stored = frame.getInt(at);
      ByteBuffer part = frame.slice(at + 4, stored);
      int partLength = length / splits;
      if (stored == partLength) {
        target.put(part);
      } else {
        ByteBuffer partRoom = target.slice(target.position(), partLength);
        decodePart(part, partRoom);
        if (partRoom.hasRemaining()) {
          throw Libraries.damaged(NAME, "a block is too short");
        }
        target.position(target.position() + partLength);
      }
      at += 4 + stored;
    }
    if (!inOrder) {
      unshuffle(room.flip(), to);
    }
  }

  private boolean isShuffled(int length) {
    boolean bytes = (flags & SHUFFLED) != 0 && elementSize > 1;
    // Blosc 1 leaves a block alone if its elements do not come in eights.
    boolean bits = (flags & BITS_SHUFFLED) != 0 && length / elementSize % 8 == 0;
    return bytes || (bits && length >= elementSize);
  }

  private void unshuffle(ByteBuffer room, ByteBuffer to) {
    if ((flags & SHUFFLED) != 0) {
      Shuffle.decode(elementSize, room, to);
      return;
    }
    int end = room.limit();
    Bitshuffle.decode(elementSize, room.limit(end / elementSize * elementSize), to);
    to.put(room.limit(end));
  }

  private int splits(int length) {
    boolean split =
        (flags & NOT_SPLIT) == 0
            && elementSize <= MAX_SPLITS
            && blockSize / elementSize >= MIN_SPLIT
            && length == blockSize;
    return split ? elementSize : 1;
  }

  private void decodePart(ByteBuffer from, ByteBuffer to) {
    switch ((flags & 0xe0) >> 5) {
      case 0 -> BloscLz.decode(from, to);
      case 1 -> {
        Lz4.requireLibrary();
        Lz4.decode(from, to);
      }
      case 3 -> Zlib.decode(from, to);
      case 4 -> {
        Zstd.requireLibrary();
        Zstd.decode(from, to);
      }
      default ->
          throw new DosnaException(
              "There is no decoder of snappy, which this blosc frame is compressed with; there are"
                  + " blosclz, lz4, zlib and zstd");
    }
  }
}
