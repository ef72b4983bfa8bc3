package org.dosna.backend.zarr;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.dosna.spi.ObjectVersion;

/**
 * Which state of a file it is: files are replaced, never changed, so that it is told by the inode
 * and the time of its making.
 *
 * @param size of the file in bytes
 * @param stamp inode, time and size
 */
record FileVersion(long size, ObjectVersion stamp) {
  private static final AtomicLong LAST = new AtomicLong();

  /** That of a file, if there is one. */
  static Optional<FileVersion> find(Path file) throws IOException {
    try {
      BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
      if (found.isDirectory()) {
        return Optional.empty();
      }
      if (found.isOther()) {
        throw new IOException("it is no file");
      }
      String stamp =
          found.fileKey()
              + " "
              + found.lastModifiedTime().to(TimeUnit.MICROSECONDS)
              + " "
              + found.size();
      return Optional.of(new FileVersion(found.size(), new ObjectVersion(stamp)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (FileSystemException e) {
      if (isBelowAFile(file)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static boolean isBelowAFile(Path file) {
    for (Path above = file.getParent(); above != null; above = above.getParent()) {
      if (Files.exists(above)) {
        return !Files.isDirectory(above);
      }
    }
    return false;
  }

  /**
   * Gives a new file a time that no other has: inodes are used again, and the clock of the file
   * system ticks slowly.
   */
  static FileVersion mark(Path file) throws IOException {
    long now = TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis());
    long unique = LAST.updateAndGet(last -> Math.max(last + 1, now));
    FileTime time = FileTime.from(unique, TimeUnit.MICROSECONDS);
    // With both times given, nobody has to look for the one that is to stay.
    Files.getFileAttributeView(file, BasicFileAttributeView.class).setTimes(time, time, null);
    return find(file).orElseThrow(() -> new NoSuchFileException(file.toString()));
  }
}
