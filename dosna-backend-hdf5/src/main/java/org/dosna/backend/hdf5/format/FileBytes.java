package org.dosna.backend.hdf5.format;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * The bytes of a file, read at positions by any number of threads. Reading completes even in an
 * interrupted thread, which stays interrupted: Java closes the channel then, and it is opened anew.
 */
public final class FileBytes implements Closeable {
  private final Path path;
  private final long size;
  private FileChannel channel;
  private boolean closed;

  /** What it was when it was opened: another one may take its name. */
  private final Optional<BasicFileAttributes> attributes;

  private FileBytes(
      Path path, FileChannel channel, long size, Optional<BasicFileAttributes> attributes) {
    this.path = path;
    this.channel = channel;
    this.size = size;
    this.attributes = attributes;
  }

  /**
   * Opens a file.
   *
   * @param path where it is
   * @return its bytes
   * @throws IOException if it cannot be opened, or is no regular file
   */
  public static FileBytes open(Path path) throws IOException {
    while (true) {
      Optional<BasicFileAttributes> found = RegularFile.find(path);
      FileChannel channel = RegularFile.open(path);
      // Its size is not asked of the channel, which an interrupt would close.
      FileBytes bytes =
          new FileBytes(path, channel, found.map(BasicFileAttributes::size).orElse(0L), found);
      if (bytes.isUnchanged()) {
        return bytes;
      }
      channel.close(); // another file took the name just then
    }
  }

  /**
   * A file that is open already.
   *
   * @param path its name
   * @param channel the file; its position does not change
   * @return its bytes
   * @throws IOException if its size cannot be told
   */
  public static FileBytes of(Path path, FileChannel channel) throws IOException {
    return new FileBytes(path, channel, channel.size(), RegularFile.find(path));
  }

  /**
   * The file's name.
   *
   * @return as it was given
   */
  public Path path() {
    return path;
  }

  /**
   * The size when it was opened.
   *
   * @return bytes
   */
  public long size() {
    return size;
  }

  /**
   * Checks that some bytes lie inside the file.
   *
   * @param position the first
   * @param count how many
   * @throws FormatException if they do not
   */
  public void requireInside(long position, long count) {
    if (position < 0 || count < 0 || position > size - count) {
      throw new FormatException(
          String.format(
              "the file is truncated or damaged: %d bytes of data begin at %d, the file has %d",
              count, position, size));
    }
  }

  /**
   * Reads into a new buffer.
   *
   * @param position the first byte
   * @param count how many
   * @return the bytes, to be read as little-endian numbers
   * @throws FormatException if they are not all there
   */
  public ByteBuffer read(long position, long count) {
    requireInside(position, count);
    if (count > Integer.MAX_VALUE - 8) {
      throw new FormatException(count + " bytes at " + position + " are more than a buffer holds");
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) count);
    read(bytes, position);
    return bytes.flip().order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Fills a buffer up to its limit.
   *
   * @param into the buffer
   * @param position the file's first byte
   * @throws FormatException if the bytes are not all there or cannot be read
   */
  public void read(ByteBuffer into, long position) {
    boolean interrupted = false;
    try {
      long next = position;
      while (into.hasRemaining()) {
        FileChannel open = channel();
        try {
          int count = open.read(into, next);
          if (count < 0) {
            throw new FormatException(
                "the file ends at " + next + ", " + into.remaining() + " bytes are missing");
          }
          next += count;
        } catch (ClosedByInterruptException e) {
          interrupted |= Thread.interrupted();
          reopen(open);
        } catch (ClosedChannelException e) {
          reopen(open);
        }
      }
    } catch (IOException e) {
      throw new FormatException("reading failed: " + e.getMessage(), e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private synchronized FileChannel channel() throws IOException {
    if (closed) {
      throw new IOException("the file was closed meanwhile");
    }
    return channel;
  }

  // The very channel that broke is meant: another thread may have opened a new one.
  @SuppressWarnings("ReferenceEquality")
  private synchronized void reopen(FileChannel broken) throws IOException {
    if (channel() == broken) {
      channel = RegularFile.open(path);
    }
    if (!isUnchanged()) {
      throw new IOException("the file was changed while it was read; open it again");
    }
  }

  private boolean isUnchanged() throws IOException {
    Optional<BasicFileAttributes> now = RegularFile.find(path);
    return now.map(BasicFileAttributes::fileKey)
            .equals(attributes.map(BasicFileAttributes::fileKey))
        && now.map(BasicFileAttributes::lastModifiedTime)
            .equals(attributes.map(BasicFileAttributes::lastModifiedTime))
        && now.map(BasicFileAttributes::size).equals(Optional.of(size));
  }

  /**
   * Gives the descriptor back until the next read, so that very many files can be open.
   *
   * @throws IOException if that fails
   */
  synchronized void rest() throws IOException {
    channel.close();
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    channel.close();
  }
}
