package org.dosna.npy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import org.dosna.ArraySource;
import org.dosna.NDArray;
import org.dosna.copy.BoxCopy;
import org.dosna.copy.StridedBox;
import org.dosna.element.ElementType;

/**
 * Writes an .npy file: the header, then block after block of the source, each a few MiB of
 * consecutive elements.
 */
public final class NpyWriter {
  private static final int BLOCK_BYTES = 4 << 20;

  private final ArraySource source;
  private final FileChannel file;
  private final long[] shape;

  /** Blocks are cut along this axis: of the axes before, they have one position each. */
  private final int cutAxis;

  private final long rowsPerBlock;
  private NDArray block;
  private final ByteBuffer bytes;

  /**
   * A writer of one file.
   *
   * @param source what is written
   * @param file the file, open for writing
   */
  public NpyWriter(ArraySource source, FileChannel file) {
    this.source = source;
    this.file = file;
    this.shape = source.shape();
    long capacity = BLOCK_BYTES / source.dtype().itemSize();
    int axis = shape.length - 1;
    long row = 1;
    while (axis > 0 && shape[axis] <= capacity / row) {
      row *= Math.max(1, shape[axis]);
      axis--;
    }
    this.cutAxis = axis;
    this.rowsPerBlock = capacity / row;
    // The first block is the largest.
    this.block = NDArray.zeros(source.dtype(), blockShape(new long[shape.length]));
    int size = (int) block.size() * source.dtype().itemSize();
    this.bytes = ByteBuffer.allocateDirect(size).order(source.dtype().byteOrder());
  }

  /**
   * Writes the file.
   *
   * @throws IOException if it cannot be written
   */
  public void write() throws IOException {
    writeFully(NpyHeader.write(source.dtype(), shape));
    if (Arrays.stream(shape).noneMatch(length -> length == 0)) {
      writeFrom(0, new long[shape.length]);
    }
  }

  private void writeFrom(int axis, long[] origin) throws IOException {
    if (axis > cutAxis) {
      writeBlock(origin);
      return;
    }
    long step = axis == cutAxis ? rowsPerBlock : 1;
    for (long position = 0; position < shape[axis]; position += step) {
      origin[axis] = position;
      writeFrom(axis + 1, origin);
    }
  }

  private long[] blockShape(long[] origin) {
    long[] blockShape = shape.clone();
    for (int axis = 0; axis <= cutAxis; axis++) {
      long most = axis == cutAxis ? rowsPerBlock : 1;
      blockShape[axis] = Math.min(most, shape[axis] - origin[axis]);
    }
    return blockShape;
  }

  private void writeBlock(long[] origin) throws IOException {
    long[] blockShape = blockShape(origin);
    if (!Arrays.equals(block.shape(), blockShape)) {
      block = NDArray.zeros(source.dtype(), blockShape);
    }
    int size = (int) block.size() * source.dtype().itemSize();
    source.read(origin.clone(), block);
    ElementType type = block.dtype().element();
    StridedBox all = StridedBox.all((int) block.size(), type.slots());
    BoxCopy.toBytes(type, all, block.array(), bytes.clear().limit(size), 0);
    writeFully(bytes);
  }

  private void writeFully(ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      file.write(buffer);
    }
  }
}
