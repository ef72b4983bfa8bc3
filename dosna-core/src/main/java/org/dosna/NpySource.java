package org.dosna;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.dosna.copy.BoxCopy;
import org.dosna.copy.StridedBox;
import org.dosna.element.ElementType;
import org.dosna.element.Shapes;
import org.dosna.indexing.Slicing;
import org.dosna.npy.NpyHeader;
import org.dosna.npy.PositionalFile;

/**
 * An open .npy file of which boxes can be read: an {@link ArraySource} that may be larger than
 * memory. {@link Npy#open} makes one.
 *
 * <p>May be used by several threads at once; each holds a buffer of 1 MiB while it reads. Reading
 * completes even in an interrupted thread, which stays interrupted.
 */
public final class NpySource implements ArraySource, Closeable {
  private static final int BUFFER_BYTES = 1 << 20;

  /** Rows that lie no further apart are read in one go: skipping bytes is cheaper than a call. */
  private static final int MAX_GAP_BYTES = 1 << 15;

  private final PositionalFile file;
  private final NpyHeader header;

  /** As the file has them, slowest axis first. */
  private final long[] fileStrides;

  private final ConcurrentLinkedQueue<ByteBuffer> buffers = new ConcurrentLinkedQueue<>();

  NpySource(PositionalFile file, NpyHeader header) {
    this.file = file;
    this.header = header;
    this.fileStrides = Shapes.strides(slowestFirst(header.shape()));
  }

  /** Fortran order is C order with the axes reversed. */
  private long[] slowestFirst(long[] perAxis) {
    long[] ordered = perAxis.clone();
    for (int axis = 0; header.fortranOrder() && axis < ordered.length; axis++) {
      ordered[axis] = perAxis[ordered.length - 1 - axis];
    }
    return ordered;
  }

  /**
   * The file.
   *
   * @return its path, as given
   */
  public Path path() {
    return file.path();
  }

  @Override
  public DType dtype() {
    return header.dtype();
  }

  @Override
  public long[] shape() {
    return header.shape().clone();
  }

  /**
   * {@inheritDoc}
   *
   * @throws ClosedException if this was closed
   */
  @Override
  public void read(long[] origin, NDArray into) {
    file.requireOpen();
    ArraySource.requireDType(this, into);
    Slicing box = Slicing.box(origin, into.shape(), header.shape());
    ByteBuffer pooled = buffers.poll();
    ByteBuffer buffer = pooled != null ? pooled : ByteBuffer.allocateDirect(BUFFER_BYTES);
    try {
      if (!box.isEmpty()) {
        new BoxReader(into, buffer.order(header.dtype().byteOrder())).read(slowestFirst(origin));
      }
    } catch (IOException e) {
      throw new DosnaException(
          "Cannot read the box of shape "
              + Arrays.toString(into.shape())
              + " at "
              + Arrays.toString(origin)
              + " of '"
              + file.path()
              + "': "
              + e.getMessage(),
          e);
    } finally {
      buffers.add(buffer);
    }
  }

  /** Closes the file. A second call does nothing. */
  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new DosnaException("Cannot close '" + file.path() + "': " + e.getMessage(), e);
    }
  }

  /** Names the file, its dtype and its shape. */
  @Override
  public String toString() {
    return "Npy '" + file.path() + "' " + header.dtype() + " " + Arrays.toString(header.shape());
  }

  /** Reads one box, piece by piece; all axes are in the file's order. */
  private final class BoxReader {
    private final NDArray into;
    private final ByteBuffer buffer;
    private final int capacity;
    private final long maxGap;
    private final long[] box;
    private final long[] arrayStrides;

    BoxReader(NDArray into, ByteBuffer buffer) {
      this.into = into;
      this.buffer = buffer;
      this.capacity = BUFFER_BYTES / header.dtype().itemSize();
      this.maxGap = MAX_GAP_BYTES / header.dtype().itemSize();
      this.box = slowestFirst(into.shape());
      this.arrayStrides = slowestFirst(Shapes.strides(into.shape()));
    }

    void read(long[] origin) throws IOException {
      long first = 0;
      for (int axis = 0; axis < box.length; axis++) {
        first += origin[axis] * fileStrides[axis];
      }
      read(0, first, 0);
    }

    /** Reads what the axes from a given one on span, in as few reads as fit the buffer. */
    private void read(int axis, long fileStart, long arrayStart) throws IOException {
      if (axis == box.length) {
        readPiece(axis, 0, fileStart, arrayStart);
        return;
      }
      int atOnce = positionsAtOnce(axis);
      for (long n = 0; n < box[axis]; n += atOnce) {
        long fileNext = fileStart + n * fileStrides[axis];
        long arrayNext = arrayStart + n * arrayStrides[axis];
        if (atOnce == 1) {
          read(axis + 1, fileNext, arrayNext);
        } else {
          readPiece(axis, (int) Math.min(atOnce, box[axis] - n), fileNext, arrayNext);
        }
      }
    }

    /** How many neighbours on an axis one read can span. */
    private int positionsAtOnce(int axis) {
      long span = span(axis + 1);
      boolean sparse = fileStrides[axis] - span > maxGap;
      if (sparse || span > capacity) {
        return 1;
      }
      return (int) Math.min(box[axis], 1 + (capacity - span) / fileStrides[axis]);
    }

    /** From the first to the last element of what the axes from a given one on span. */
    private long span(int fromAxis) {
      long span = 1;
      for (int axis = fromAxis; axis < box.length; axis++) {
        span += (box[axis] - 1) * fileStrides[axis];
      }
      return span;
    }

    private void readPiece(int axis, int count, long fileStart, long arrayStart)
        throws IOException {
      int axes = box.length - axis;
      ElementType type = into.dtype().element();
      StridedBox piece = new StridedBox(axes, type.slots(), arrayStart);
      for (int k = box.length - 1; k >= axis; k--) {
        int length = k == axis ? count : (int) box[k];
        piece.addOuter(length, 0, (int) fileStrides[k], arrayStrides[k]);
      }
      long span = span(axis + 1) + (axes == 0 ? 0 : (count - 1) * fileStrides[axis]);
      int itemSize = header.dtype().itemSize();
      buffer.clear().limit((int) span * itemSize);
      file.read(buffer, header.dataStart() + fileStart * itemSize);
      BoxCopy.fromBytes(type, piece, buffer.flip(), 0, into.array());
    }
  }
}
