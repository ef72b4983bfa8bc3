package org.dosna.backend.hdf5.format.object;

import java.util.Arrays;
import org.dosna.backend.hdf5.format.Cursor;
import org.dosna.backend.hdf5.format.FormatException;

/** Where the elements of a dataset are (specification IV.A.2.i). */
public sealed interface Layout {
  /**
   * In the object header.
   *
   * @param data all elements
   */
  record Compact(byte[] data) implements Layout {}

  /**
   * In one piece.
   *
   * @param address where, if anywhere
   */
  record Contiguous(long address) implements Layout {}

  /**
   * In chunks.
   *
   * @param chunk shape of a chunk
   * @param elementSize bytes of an element
   * @param index how chunks are found, as version 4 numbers it; {@link #BTREE1} for what was before
   * @param rawEdges whether chunks that cross the shape are stored without filters
   * @param single stored size of the only chunk, or 0 if that is not stated
   * @param mask filters that the only chunk did not go through
   * @param address where the index is, if anywhere
   */
  record Chunked(
      long[] chunk,
      int elementSize,
      int index,
      boolean rawEdges,
      long single,
      int mask,
      long address)
      implements Layout {
    /** Found by a B-tree of version 1. */
    public static final int BTREE1 = 0;

    /** There is one chunk. */
    public static final int SINGLE = 1;

    /** All chunks follow each other. */
    public static final int IMPLICIT = 2;

    /** Found by a fixed array. */
    public static final int FIXED_ARRAY = 3;

    /** Found by an extensible array. */
    public static final int EXTENSIBLE_ARRAY = 4;

    /** Found by a B-tree of version 2. */
    public static final int BTREE2 = 5;

    /**
     * The size of a chunk.
     *
     * @return bytes
     */
    public long chunkBytes() {
      long bytes = elementSize;
      for (long length : chunk) {
        bytes *= length;
      }
      return bytes;
    }
  }

  /**
   * In other datasets.
   *
   * @param heap where the global heap with the mapping is, if anywhere
   * @param object index of the mapping in it
   */
  record Virtual(long heap, long object) implements Layout {}

  /** Parses the message. */
  static Layout parse(Cursor message, int rank) {
    int version = message.version("its layout", 1, 5);
    return version < 3 ? parseOld(message, rank) : parse(message, version, rank);
  }

  private static Layout parseOld(Cursor message, int rank) {
    int axes = message.int8();
    int type = message.int8();
    message.skip(5);
    if (type == 0) {
      message.skip(4L * axes);
      return new Compact(message.bytes(message.int32()));
    }
    long address = message.address();
    if (type == 1) {
      return new Contiguous(address);
    }
    return chunked(message, axes - 1, 4, rank, address);
  }

  private static Layout parse(Cursor message, int version, int rank) {
    int type = message.int8();
    return switch (type) {
      case 0 -> new Compact(message.bytes(message.int16()));
      case 1 -> new Contiguous(message.address());
      case 2 -> {
        if (version > 3) {
          yield indexed(message, rank);
        }
        int axes = message.int8();
        long address = message.address();
        yield chunked(message, axes - 1, 4, rank, address);
      }
      case 3 -> new Virtual(message.address(), message.int32());
      default -> throw new FormatException("its layout is of class " + type);
    };
  }

  private static Chunked chunked(Cursor message, int axes, int width, int rank, long address) {
    long[] chunk = shape(message, axes, width, rank);
    return checked(new Chunked(chunk, message.count(width), Chunked.BTREE1, false, 0, 0, address));
  }

  private static Layout indexed(Cursor message, int rank) {
    int flags = message.int8();
    int axes = message.int8() - 1;
    int width = message.int8();
    if (width < 1 || width > Long.BYTES) {
      throw new FormatException(
          "the file is damaged: its chunks' lengths have " + width + " bytes");
    }
    long[] chunk = shape(message, axes, width, rank);
    int elementSize = message.count(width);
    int index = message.int8();
    long single = 0;
    int mask = 0;
    switch (index) {
      case Chunked.SINGLE -> {
        if ((flags & 2) != 0) {
          single = message.lengthBits();
          mask = (int) message.int32();
        }
      }
      case Chunked.IMPLICIT -> {}
      case Chunked.FIXED_ARRAY -> message.skip(1);
      case Chunked.EXTENSIBLE_ARRAY -> message.skip(5);
      case Chunked.BTREE2 -> message.skip(6);
      default -> throw new FormatException("its chunks have an index of type " + index);
    }
    boolean rawEdges = (flags & 1) != 0;
    return checked(
        new Chunked(chunk, elementSize, index, rawEdges, single, mask, message.address()));
  }

  private static long[] shape(Cursor message, int axes, int width, int rank) {
    if (axes != rank) {
      throw new FormatException(
          "the file is damaged: its chunks have " + axes + " axes, the dataset " + rank);
    }
    long[] shape = new long[rank];
    for (int axis = 0; axis < rank; axis++) {
      shape[axis] = message.number(width);
    }
    return shape;
  }

  private static Chunked checked(Chunked layout) {
    try {
      long bytes = layout.elementSize;
      for (long length : layout.chunk) {
        bytes = Math.multiplyExact(bytes, length);
      }
      if (bytes > 0) {
        return layout;
      }
    } catch (ArithmeticException e) {
      // said below
    }
    throw new FormatException(
        "the file is damaged: its chunks have the shape " + Arrays.toString(layout.chunk));
  }
}
