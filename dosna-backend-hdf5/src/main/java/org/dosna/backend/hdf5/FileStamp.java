package org.dosna.backend.hdf5;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.dosna.backend.hdf5.format.RegularFile;
import org.dosna.spi.FilePaths;

/**
 * What tells a version of a file from all others, without reading it. A file that has changed
 * within the tick of the file system's clock has none: it could change again and keep its times.
 *
 * @param size in bytes
 * @param modified when it was last written
 * @param key device and inode; empty where there is no such thing
 */
record FileStamp(long size, FileTime modified, Optional<Object> key) {
  private static final Duration TICK = Duration.ofMillis(50);

  /** Of file systems that count seconds, of which FAT counts even ones only. */
  private static final Duration COARSE_TICK = Duration.ofSeconds(3);

  /** The stamp of a file; empty if there is none, or it cannot be trusted. */
  static Optional<FileStamp> of(Path file) {
    Instant now = Instant.now();
    try {
      return RegularFile.find(file).filter(found -> isOld(found, now)).map(FileStamp::of);
    } catch (IOException e) {
      throw FilePaths.failed("look at", file, e);
    }
  }

  private static FileStamp of(BasicFileAttributes found) {
    return new FileStamp(
        found.size(), found.lastModifiedTime(), Optional.ofNullable(found.fileKey()));
  }

  private static boolean isOld(BasicFileAttributes found, Instant now) {
    Instant modified = found.lastModifiedTime().toInstant();
    boolean coarse = modified.equals(modified.truncatedTo(ChronoUnit.SECONDS));
    return modified.plus(coarse ? COARSE_TICK : TICK).isBefore(now);
  }
}
