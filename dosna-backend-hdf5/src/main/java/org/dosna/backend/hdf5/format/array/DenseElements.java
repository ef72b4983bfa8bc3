package org.dosna.backend.hdf5.format.array;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.dosna.backend.hdf5.format.object.Conversion;
import org.dosna.backend.hdf5.format.object.StoredType;

/**
 * Elements that follow each other in C order: a contiguous dataset, or a chunk without filters.
 * Just what is asked for is read, by way of a buffer.
 */
final class DenseElements implements Elements {
  private static final int BUFFER_BYTES = 1 << 20;

  /** Rows that lie no further apart are read in one go: skipping bytes is cheaper than a call. */
  private static final int MAX_GAP_BYTES = 1 << 13;

  /** The kernel copies fastest where a page of the file comes to a page of memory. */
  private static final int PAGE = 4096;

  private static final ConcurrentLinkedQueue<ByteBuffer> BUFFERS = new ConcurrentLinkedQueue<>();

  private final ByteSource source;
  private final long address;
  private final long[] strides;
  private final StoredType type;

  /**
   * Elements.
   *
   * @param source where they are
   * @param address position of the first one
   * @param shape their shape
   * @param type what they are
   */
  DenseElements(ByteSource source, long address, long[] shape, StoredType type) {
    this.source = source;
    this.address = address;
    this.type = type;
    this.strides = Place.strides(shape);
  }

  @Override
  public void read(long[] origin, long[] box, Place place) {
    ByteBuffer pooled = BUFFERS.poll();
    ByteBuffer buffer =
        pooled != null
            ? pooled
            : ByteBuffer.allocateDirect(BUFFER_BYTES + 3 * PAGE).alignedSlice(PAGE);
    try {
      long first = 0;
      for (int axis = 0; axis < box.length; axis++) {
        first += origin[axis] * strides[axis];
      }
      new BoxRead(box, place, buffer).read(0, first, place.start());
    } finally {
      BUFFERS.add(buffer);
    }
  }

  /** Reads one box, piece by piece. */
  private final class BoxRead {
    private final long[] box;
    private final Place place;
    private final ByteBuffer buffer;
    private final long capacity = Math.max(1, BUFFER_BYTES / type.size());
    private final long maxGap = MAX_GAP_BYTES / type.size();

    BoxRead(long[] box, Place place, ByteBuffer buffer) {
      this.box = box;
      this.place = place;
      this.buffer = buffer;
    }

    /** Reads what the axes from a given one on span, in as few reads as fit the buffer. */
    void read(int axis, long from, long to) {
      if (axis == box.length) {
        readPiece(axis, 1, from, to);
        return;
      }
      long atOnce = positionsAtOnce(axis);
      for (long n = 0; n < box[axis]; n += atOnce) {
        long next = from + n * strides[axis];
        long nextTo = to + n * place.strides()[axis];
        if (atOnce == 1 && axis + 1 < box.length) {
          read(axis + 1, next, nextTo);
        } else {
          readPiece(axis, (int) Math.min(atOnce, box[axis] - n), next, nextTo);
        }
      }
    }

    /** How many neighbours on an axis one read can span. */
    private long positionsAtOnce(int axis) {
      long span = span(axis + 1);
      boolean sparse = strides[axis] - span > maxGap;
      if (sparse || span > capacity) {
        return 1;
      }
      return Math.min(box[axis], 1 + (capacity - span) / strides[axis]);
    }

    /** From the first to the last element of what the axes from a given one on span. */
    private long span(int fromAxis) {
      long span = 1;
      for (int axis = fromAxis; axis < box.length; axis++) {
        span += (box[axis] - 1) * strides[axis];
      }
      return span;
    }

    private void readPiece(int axis, int count, long from, long to) {
      int axes = box.length - axis;
      int[] shape = new int[axes];
      int[] piece = new int[axes];
      long[] placeStrides = new long[axes];
      for (int k = 0; k < axes; k++) {
        piece[k] = k == 0 ? count : (int) box[axis + k];
        // The length of the first axis does not matter.
        shape[k] = k == 0 ? count : (int) (strides[axis + k - 1] / strides[axis + k]);
        placeStrides[k] = place.strides()[axis + k];
      }
      long elements = span(axis + 1) + (axes == 0 ? 0 : (count - 1) * strides[axis]);
      ByteBuffer bytes = read(from, (int) elements);
      new Place(place.array(), to, placeStrides).copy(bytes, shape, new int[axes], piece);
    }

    private ByteBuffer read(long first, int elements) {
      long position = address + first * type.size();
      int skew = (int) (position % PAGE);
      buffer.clear().position(skew).limit(skew + elements * type.size());
      source.read(buffer, position);
      buffer.position(skew);
      return converted(buffer, elements, type);
    }
  }

  /** Elements of the dtype, out of stored ones. */
  static ByteBuffer converted(ByteBuffer stored, int elements, StoredType type) {
    ByteBuffer bytes = stored;
    if (type.conversion().isPresent()) {
      Conversion conversion = type.conversion().get();
      bytes = ByteBuffer.allocate(elements * type.dtype().itemSize());
      conversion.convert(stored, bytes);
      bytes.flip();
    }
    return bytes.order(type.dtype().byteOrder());
  }
}
