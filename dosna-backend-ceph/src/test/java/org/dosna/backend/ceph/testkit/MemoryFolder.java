package org.dosna.backend.ceph.testkit;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders for tests that write much and read it soon: no disk has to keep up. */
public final class MemoryFolder {
  private static final File MEMORY = new File("/dev/shm");

  /** Containers have 64 MiB there, unless told otherwise. */
  private static final long ENOUGH_BYTES = 1L << 30;

  private MemoryFolder() {}

  /**
   * A new folder, in memory if the system has a place there with enough room.
   *
   * @param prefix how its name begins
   * @return the folder, which the caller deletes
   * @throws IOException if it cannot be made
   */
  public static Path create(String prefix) throws IOException {
    return MEMORY.canWrite() && MEMORY.getUsableSpace() > ENOUGH_BYTES
        ? Files.createTempDirectory(MEMORY.toPath(), prefix)
        : Files.createTempDirectory(prefix);
  }
}
