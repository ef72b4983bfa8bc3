package org.dosna.backend.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** An HDF5 file that is being written from front to back. Thread safe. */
final class ExportFile {
  private static final int ALIGNMENT = 8;

  private final FileChannel channel;
  private final AtomicLong end = new AtomicLong(Superblock.SIZE);

  ExportFile(FileChannel channel) {
    this.channel = channel;
  }

  /** Takes room at the end; gives where it begins, a multiple of 8. */
  long reserve(long size) {
    long rounded = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    return end.getAndAdd(rounded);
  }

  void write(byte[] bytes, long address) throws IOException {
    write(ByteBuffer.wrap(bytes), address);
  }

  private void write(ByteBuffer bytes, long address) throws IOException {
    long at = address;
    while (bytes.hasRemaining()) {
      at += channel.write(bytes, at);
    }
  }

  /** Writes at the end; gives where. */
  long append(ByteBuffer bytes) throws IOException {
    long address = reserve(bytes.remaining());
    write(bytes, address);
    return address;
  }

  /** Writes an object's header with its attributes; gives where. Not with other writers. */
  long append(ObjectHeaderWriter header, List<Hdf5Attribute> attributes) throws IOException {
    GlobalHeapWriter heap = new GlobalHeapWriter(end.get());
    for (Hdf5Attribute attribute : attributes) {
      header.add(ObjectHeaderWriter.ATTRIBUTE, attribute.encode(heap));
    }
    append(ByteBuffer.wrap(heap.toBytes()));
    return append(ByteBuffer.wrap(header.toBytes()));
  }

  /** Writes what makes it a file. */
  void finish(long root) throws IOException {
    write(Superblock.encode(end.get(), root), 0);
    if (channel.size() < end.get()) { // what rounds up the last part
      write(new byte[1], end.get() - 1);
    }
  }
}
