package org.dosna.examples.files;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.dosna.ArraySource;
import org.dosna.DType;
import org.dosna.DosnaException;
import org.dosna.NDArray;
import org.dosna.Slice;
import org.dosna.spi.Transfer;

/** A file of nothing but elements in C order, whose dtype and shape others know. */
public final class RawFile implements ArraySource, Closeable {
  private final Path file;
  private final FileChannel channel;
  private final long offset;
  private final DType dtype;
  private final long[] shape;

  private RawFile(Path file, FileChannel channel, long offset, DType dtype, long... shape) {
    this.file = file;
    this.channel = channel;
    this.offset = offset;
    this.dtype = dtype;
    this.shape = shape.clone();
  }

  /**
   * Opens a file.
   *
   * @param file the file
   * @param offset the bytes before the first element, such as a header
   * @param dtype of its elements, with their byte order
   * @param shape the length of each axis
   * @return the array, to be closed
   * @throws IOException if it cannot be opened
   * @throws DosnaException if it has not as many bytes as such an array
   */
  public static RawFile open(Path file, long offset, DType dtype, long... shape)
      throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    long expected = bytes(dtype, shape);
    if (channel.size() - offset != expected) {
      long size = channel.size();
      channel.close();
      throw new DosnaException(
          "The file '"
              + file
              + "' has "
              + size
              + " bytes"
              + (offset == 0 ? "; " : ", of which " + offset + " are skipped; ")
              + dtype
              + " of shape "
              + Arrays.toString(shape)
              + " has "
              + expected);
    }
    return new RawFile(file, channel, offset, dtype, shape);
  }

  private static long bytes(DType dtype, long... shape) {
    try {
      return Arrays.stream(shape).reduce(dtype.itemSize(), Math::multiplyExact);
    } catch (ArithmeticException e) {
      throw new DosnaException(
          "No file has as many bytes as " + dtype + " of shape " + Arrays.toString(shape), e);
    }
  }

  /** An array somewhere in a file that is open; closed with it. */
  static RawFile in(Path file, FileChannel channel, long offset, DType dtype, long... shape) {
    return new RawFile(file, channel, offset, dtype, shape);
  }

  /**
   * Writes a file; it appears when it is complete.
   *
   * @param file the file, which is replaced
   * @param header what comes before the elements
   * @param source what is written, in the byte order of its dtype
   * @throws IOException if it cannot be written
   */
  public static void write(Path file, byte[] header, ArraySource source) throws IOException {
    WholeFile.write(
        file,
        partial -> {
          try (FileChannel out =
              FileChannel.open(partial, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            writeAll(out, ByteBuffer.wrap(header));
            Slabs.read(source, part -> append(out, part, source.dtype()));
          }
        });
  }

  private static void append(FileChannel out, NDArray part, DType dtype) {
    int size = (int) part.size();
    ByteBuffer bytes = ByteBuffer.allocate(size * dtype.itemSize()).order(dtype.byteOrder());
    Transfer.whole(part.reshape(size)).toChunk(bytes, 0);
    try {
      writeAll(out, bytes.clear());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void writeAll(FileChannel out, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }

  @Override
  public DType dtype() {
    return dtype;
  }

  @Override
  public long[] shape() {
    return shape.clone();
  }

  /** Row by row. */
  @Override
  public void read(long[] origin, NDArray into) {
    long[] box = into.shape();
    if (into.size() == 0) {
      return;
    }
    int last = box.length - 1;
    long[] index = new long[box.length];
    do {
      Slice[] row = new Slice[box.length];
      long element = 0;
      for (int axis = 0; axis <= last; axis++) {
        row[axis] = axis == last ? Slice.all() : Slice.at(index[axis]);
        element = element * shape[axis] + origin[axis] + index[axis];
      }
      into.set(row, row(element, (int) box[last]));
    } while (next(index, box));
  }

  /** The next row's index, in C order. */
  private static boolean next(long[] index, long[] box) {
    for (int axis = box.length - 2; axis >= 0; axis--) {
      if (++index[axis] < box[axis]) {
        return true;
      }
      index[axis] = 0;
    }
    return false;
  }

  private NDArray row(long element, int length) {
    ByteBuffer bytes = ByteBuffer.allocate(length * dtype.itemSize()).order(dtype.byteOrder());
    try {
      long start = offset + element * dtype.itemSize();
      while (bytes.hasRemaining()) {
        if (channel.read(bytes, start + bytes.position()) < 0) {
          throw new DosnaException("The file '" + file + "' was cut off while it was read");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    NDArray row = NDArray.zeros(dtype.nativeOrder(), length);
    Transfer.whole(row).fromChunk(bytes.flip(), 0);
    return row;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
