package org.dosna.examples.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** A file that appears when it is complete. */
public final class WholeFile {
  /** Writes a file. */
  @FunctionalInterface
  public interface Content {
    /**
     * Writes it.
     *
     * @param partial a file that is not there yet
     * @throws IOException if it cannot be written
     */
    void writeTo(Path partial) throws IOException;
  }

  private WholeFile() {}

  /**
   * Writes a file beside its place, and then moves it there.
   *
   * @param file the file, which is replaced
   * @param content what is in it
   * @throws IOException if it cannot be written; then all is as before
   */
  public static void write(Path file, Content content) throws IOException {
    Path partial = file.resolveSibling("." + UUID.randomUUID() + ".part");
    try {
      content.writeTo(partial);
      Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(partial);
    }
  }
}
