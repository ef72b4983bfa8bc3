package org.dosna.backend.hdf5;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Contiguous layout: all elements in one piece of the file, in C order. Reads just what is asked.
 */
final class ContiguousStorage implements Storage {
  private static final int BUFFER_SIZE = 1 << 18;

  private final FileChannel channel;
  private final long address;
  private final long[] shape;
  private final int itemSize;

  /** Makes the storage of an array whose data begin at an absolute offset in the file. */
  ContiguousStorage(FileChannel channel, long address, long[] shape, int itemSize) {
    this.channel = channel;
    this.address = address;
    this.shape = shape;
    this.itemSize = itemSize;
  }

  @Override
  public void read(long[] origin, long[] region, RunSink sink) throws IOException {
    long size = Box.byteCount(region, itemSize);
    int bufferSize = (int) Math.min(BUFFER_SIZE / itemSize * itemSize, size);
    ByteBuffer buffer = ByteBuffer.allocate(bufferSize);
    long[] start = new long[region.length];
    try {
      Box.forEachRun(
          region, shape, origin, region, start, (a, b, n) -> readRun(a, b, n, buffer, sink));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void readRun(long element, long index, long count, ByteBuffer buffer, RunSink sink) {
    int most = buffer.capacity() / itemSize;
    for (long done = 0; done < count; done += most) {
      int elements = (int) Math.min(most, count - done);
      buffer.clear().limit(elements * itemSize);
      try {
        readFully(channel, address + (element + done) * itemSize, buffer);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      sink.accept(buffer.flip(), index + done);
    }
  }

  /** Fills a buffer up to its limit from an offset of the file. */
  static void readFully(FileChannel channel, long offset, ByteBuffer buffer) throws IOException {
    long at = offset;
    while (buffer.hasRemaining()) {
      int count = channel.read(buffer, at);
      if (count < 0) {
        throw new EOFException(
            "the file ends at " + at + ", " + buffer.remaining() + " bytes are missing");
      }
      at += count;
    }
  }
}
