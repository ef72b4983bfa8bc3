package org.dosna.npy;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import org.dosna.ClosedException;

/**
 * A file that several threads read at positions of their own choice.
 *
 * <p>Java closes a file channel for all of its threads when one of them is interrupted while it
 * reads. Here the file is opened again and every read completes; the interrupted thread keeps its
 * interrupt status. A file that was changed or replaced in the meantime is an error.
 */
public final class PositionalFile implements Closeable {
  private final Path path;
  private final BasicFileAttributes attributes;
  private FileChannel channel;
  private boolean closed;

  /**
   * Opens a file.
   *
   * @param path where it is
   * @throws IOException if it cannot be opened, or is no regular file: opening a pipe might wait
   *     for ever
   */
  public PositionalFile(Path path) throws IOException {
    this.path = path;
    this.attributes = Files.readAttributes(path, BasicFileAttributes.class);
    if (!attributes.isRegularFile()) {
      throw new IOException(attributes.isDirectory() ? "it is a folder" : "it is no regular file");
    }
    this.channel = FileChannel.open(path, StandardOpenOption.READ);
  }

  /**
   * Where the file is.
   *
   * @return its path, as given
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
    return attributes.size();
  }

  /**
   * Checks that it is open.
   *
   * @throws ClosedException if it was closed
   */
  public synchronized void requireOpen() {
    if (closed) {
      throw new ClosedException("'" + path + "' was closed; open it again");
    }
  }

  /**
   * Reads some bytes into a new buffer.
   *
   * @param position the first byte
   * @param count how many
   * @return the bytes
   * @throws IOException if they cannot be read, or are not all there
   */
  public ByteBuffer read(long position, int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count);
    read(bytes, position);
    return bytes.flip();
  }

  /**
   * Fills the rest of a buffer.
   *
   * @param into the buffer
   * @param position the first byte
   * @throws IOException if the bytes cannot be read, or are not all there
   */
  public void read(ByteBuffer into, long position) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      long next = position;
      Optional<FileChannel> broken = Optional.empty();
      while (into.hasRemaining()) {
        FileChannel open = channel(broken);
        try {
          int count = open.read(into, next);
          if (count < 0) {
            throw new EOFException("the file ends at byte " + next);
          }
          next += count;
        } catch (ClosedChannelException e) {
          interrupted |= Thread.interrupted();
          broken = Optional.of(open);
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** The channel; a new one if the last one has broken. */
  private synchronized FileChannel channel(Optional<FileChannel> broken) throws IOException {
    requireOpen();
    if (broken.isPresent() && broken.get() == channel) {
      if (!isUnchanged(Files.readAttributes(path, BasicFileAttributes.class))) {
        throw new IOException("the file was changed while it was being read; open it again");
      }
      channel = FileChannel.open(path, StandardOpenOption.READ);
    }
    return channel;
  }

  private boolean isUnchanged(BasicFileAttributes now) {
    return Objects.equals(attributes.fileKey(), now.fileKey())
        && attributes.lastModifiedTime().equals(now.lastModifiedTime())
        && attributes.size() == now.size();
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    channel.close();
  }
}
