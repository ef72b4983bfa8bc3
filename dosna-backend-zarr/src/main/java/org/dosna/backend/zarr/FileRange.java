package org.dosna.backend.zarr;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import org.dosna.spi.AlignedBuffers;

/** Reads ranges of files, all of one version. */
final class FileRange {
  private static final Set<StandardOpenOption> READ = Set.of(StandardOpenOption.READ);

  /** What is larger goes into an array, in pieces of this size. */
  private static final int MOST_DIRECT = 64 << 20;

  private FileRange() {}

  /**
   * Reads a range. It is read to its end also if the thread is interrupted, which it stays.
   *
   * @return the bytes up to the end of the file, to be given back to {@link AlignedBuffers}; empty
   *     if the file is another version by now
   */
  static Optional<ByteBuffer> read(Path file, FileVersion version, long offset, int length)
      throws IOException {
    int count = (int) Math.max(0, Math.min(length, version.size() - offset));
    ByteBuffer room = room(offset, count);
    boolean filled = false;
    try {
      filled = count == 0 || fill(room, file, version, offset);
      return filled ? Optional.of(room) : Optional.empty();
    } finally {
      if (!filled) {
        AlignedBuffers.give(room);
      }
    }
  }

  /** Aligned in memory as in the file: else the kernel's copying takes longer. */
  private static ByteBuffer room(long offset, int count) {
    if (count > MOST_DIRECT) {
      return ByteBuffer.allocate(count);
    }
    int start = (int) (offset % AlignedBuffers.ALIGNMENT);
    return AlignedBuffers.take(start + count).position(start);
  }

  /** An interrupt closes the channel, which is nobody else's: it is opened again. */
  private static boolean fill(ByteBuffer room, Path file, FileVersion version, long offset)
      throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      while (true) {
        try (FileChannel channel = FileChannel.open(file, READ)) {
          return FileVersion.find(file).equals(Optional.of(version)) && fill(room, channel, offset);
        } catch (ClosedByInterruptException e) {
          interrupted |= Thread.interrupted();
        } catch (NoSuchFileException e) {
          return false;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static boolean fill(ByteBuffer room, FileChannel channel, long offset)
      throws IOException {
    int start = room.position();
    for (int done = 0; done < room.remaining(); ) {
      int count = Math.min(MOST_DIRECT, room.remaining() - done);
      int read = channel.read(room.slice(start + done, count), offset + done);
      if (read < 0) {
        return false; // shortened by another program
      }
      done += read;
    }
    return true;
  }
}
