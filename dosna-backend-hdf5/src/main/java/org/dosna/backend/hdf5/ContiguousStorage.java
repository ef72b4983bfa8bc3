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
    int bufferSize = (int) Math.min((long) BUFFER_SIZE / itemSize * itemSize, size);
    Gathering gathering = new Gathering(ByteBuffer.allocate(bufferSize), sink);
    long[] start = new long[region.length];
    try {
      Box.forEachRun(region, shape, origin, region, start, (a, b, n) -> gathering.readRun(a, n));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    gathering.flush();
  }

  /** Gathers runs, which come in the region's order without gaps, and hands out full buffers. */
  private final class Gathering {
    private final ByteBuffer buffer;
    private final RunSink sink;
    private long index;

    Gathering(ByteBuffer buffer, RunSink sink) {
      this.buffer = buffer;
      this.sink = sink;
    }

    void readRun(long element, long count) {
      for (long done = 0; done < count; ) {
        if (!buffer.hasRemaining()) {
          flush();
        }
        int elements = (int) Math.min(buffer.remaining() / itemSize, count - done);
        buffer.limit(buffer.position() + elements * itemSize);
        try {
          readFully(channel, address + (element + done) * itemSize, buffer);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        buffer.limit(buffer.capacity());
        done += elements;
      }
    }

    void flush() {
      buffer.flip();
      int elements = buffer.remaining() / itemSize;
      if (elements > 0) {
        sink.accept(buffer, index);
      }
      index += elements;
      buffer.clear();
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
