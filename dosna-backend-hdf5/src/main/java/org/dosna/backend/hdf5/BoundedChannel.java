package org.dosna.backend.hdf5;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/**
 * A read-only view of a file for jhdf, with a position of its own.
 *
 * <p>A read is always complete: jhdf fills the rest of a short one with the same bytes again, which
 * makes nonsense out of a truncated file. A read beyond the end is an {@link EOFException}.
 */
final class BoundedChannel implements SeekableByteChannel {
  private final FileChannel file;
  private long position;

  BoundedChannel(FileChannel file) {
    this.file = file;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    int count = target.remaining();
    while (target.hasRemaining()) {
      int more = file.read(target, position);
      if (more < 0) {
        throw new EOFException(
            "the file ends at " + position + ", " + target.remaining() + " bytes are missing");
      }
      position += more;
    }
    return count;
  }

  @Override
  public int write(ByteBuffer source) {
    throw new NonWritableChannelException();
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public BoundedChannel position(long newPosition) {
    position = newPosition;
    return this;
  }

  @Override
  public long size() throws IOException {
    return file.size();
  }

  @Override
  public SeekableByteChannel truncate(long size) {
    throw new NonWritableChannelException();
  }

  @Override
  public boolean isOpen() {
    return file.isOpen();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
