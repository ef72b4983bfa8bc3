package org.dosna.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.dosna.Coder;
import org.dosna.DType;

/**
 * Frames of C-Blosc 1, as {@link Blosc} decodes them: {@code blosc:CODEC:LEVEL:SHUFFLE}, where the
 * codec is lz4, zstd, blosclz or zlib, and the shuffle shuffle, bitshuffle or noshuffle. What is
 * left out is lz4, 5 and shuffle. Thread safe.
 */
public final class BloscFrame extends BytesCodec {
  private static final String NAME = "blosc";
  private static final List<String> CODECS = List.of("lz4", "zstd", "blosclz", "zlib");
  private static final List<String> SHUFFLES = List.of("shuffle", "bitshuffle", "noshuffle");
  private static final int USUAL_LEVEL = 5;
  private static final int MOST_LEVEL = 9;

  /** As Blosc does it, at its usual level; in the processor's cache. */
  private static final int BLOCK = 256 << 10;

  private static final int VERSION = 2;
  private static final int OVERHEAD = 16;

  /** For ServiceLoader. */
  public BloscFrame() {
    super(NAME);
  }

  @Override
  public String parameters(String parameters) {
    String codec = CODECS.get(0);
    String shuffle = SHUFFLES.get(0);
    String level = Integer.toString(USUAL_LEVEL);
    for (String word : parameters.isEmpty() ? new String[0] : parameters.split(":", -1)) {
      if (CODECS.contains(word)) {
        codec = word;
      } else if (SHUFFLES.contains(word)) {
        shuffle = word;
      } else if (!word.isEmpty() && word.chars().allMatch(Character::isDigit)) {
        level = Parameters.level(NAME, word, USUAL_LEVEL, 0, MOST_LEVEL);
      } else {
        List<String> words = new ArrayList<>(CODECS);
        words.addAll(SHUFFLES);
        Parameters.word(NAME, word.isEmpty() ? "''" : word, words);
      }
    }
    return codec + ":" + level + ":" + shuffle;
  }

  @Override
  public Coder coder(String parameters, DType dtype, int[] chunkSize) {
    String[] words = parameters.split(":", -1);
    switch (words[0]) {
      case "lz4" -> Lz4.requireLibrary();
      case "zstd" -> Zstd.requireLibrary();
      default -> {}
    }
    return new Frames(
        CODECS.indexOf(words[0]),
        Integer.parseInt(words[1]),
        SHUFFLES.indexOf(words[2]),
        dtype.itemSize());
  }

  /** Frames of one kind: codec and shuffle by their places in the lists. */
  private record Frames(int codec, int level, int shuffle, int elementSize) implements Coder {
    /** What the format calls the codecs of the list. */
    private static final int[] FORMATS = {1, 4, 0, 3};

    @Override
    public long maxEncoded(long size) {
      return size + OVERHEAD;
    }

    @Override
    public void decode(ByteBuffer from, ByteBuffer to) {
      Blosc.decode(from, to);
    }

    @Override
    public void encode(ByteBuffer from, ByteBuffer to) {
      int size = from.remaining();
      int unit = elementSize * 8;
      int blockSize = Math.max(1, size <= BLOCK ? size : Math.max(1, BLOCK / unit) * unit);
      ByteBuffer frame = to.slice(to.position(), size + OVERHEAD).order(ByteOrder.LITTLE_ENDIAN);
      boolean shrinks = level > 0 && size > 0 && encodeBlocks(from, frame, blockSize);
      if (!shrinks) {
        frame.position(OVERHEAD).put(from.duplicate());
      }
      int flags = (FORMATS[codec] << 5) | Blosc.NOT_SPLIT | shuffleFlag();
      frame.put(0, (byte) VERSION).put(1, (byte) 1);
      frame.put(2, (byte) (shrinks ? flags : flags | Blosc.COPIED));
      frame.put(3, (byte) Math.min(elementSize, 255));
      frame.putInt(4, size).putInt(8, blockSize).putInt(12, frame.position());
      from.position(from.limit());
      to.position(to.position() + frame.position());
    }

    private int shuffleFlag() {
      return switch (shuffle) {
        case 0 -> Blosc.SHUFFLED;
        case 1 -> Blosc.BITS_SHUFFLED;
        default -> 0;
      };
    }

    /** False if the frame would not be smaller than its content. */
    private boolean encodeBlocks(ByteBuffer from, ByteBuffer frame, int blockSize) {
      int size = from.remaining();
      int blocks = (size + blockSize - 1) / blockSize;
      if (4L * blocks > size) {
        return false;
      }
      frame.position(OVERHEAD + 4 * blocks);
      byte[] shuffled = new byte[Math.min(blockSize, size)];
      byte[] encoded = new byte[(int) maxBlock(shuffled.length)];
      for (int block = 0; block < blocks; block++) {
        int length = Math.min(blockSize, size - block * blockSize);
        ByteBuffer part = from.slice(from.position() + block * blockSize, length);
        frame.putInt(OVERHEAD + 4 * block, frame.position());
        ByteBuffer bytes = encoded(shuffled(part, shuffled), encoded);
        if (bytes.remaining() + Integer.BYTES > frame.remaining()) {
          return false;
        }
        frame.putInt(bytes.remaining()).put(bytes);
      }
      return frame.position() < size;
    }

    private static long maxBlock(long size) {
      return Math.max(Lz4.maxSize(size), Math.max(Zstd.maxSize(size), Deflate.maxSize(size)));
    }

    private ByteBuffer shuffled(ByteBuffer part, byte[] room) {
      ByteBuffer to = ByteBuffer.wrap(room);
      boolean eights = part.remaining() / elementSize % 8 == 0 && part.remaining() >= elementSize;
      if (shuffle == 0 && elementSize > 1) {
        Shuffle.encode(elementSize, part, to);
      } else if (shuffle == 1 && eights) {
        int end = part.limit();
        Bitshuffle.encode(elementSize, part.limit(end / elementSize * elementSize), to);
        to.put(part.limit(end));
      } else {
        return part;
      }
      return to.flip();
    }

    /** What is stored of a block: as it is, if it does not shrink. */
    private ByteBuffer encoded(ByteBuffer block, byte[] room) {
      ByteBuffer to = ByteBuffer.wrap(room);
      ByteBuffer from = block.duplicate();
      boolean shrinks = true;
      switch (CODECS.get(codec)) {
        case "lz4" -> Lz4.encode(from, to);
        case "zstd" -> Zstd.encode(level == MOST_LEVEL ? 22 : 2 * level - 1, from, to);
        case "zlib" -> Deflate.ZLIB.encode(level, from, to);
        default -> shrinks = BloscLz.encode(from, to);
      }
      return shrinks && to.position() < block.remaining() ? to.flip() : block;
    }
  }
}
