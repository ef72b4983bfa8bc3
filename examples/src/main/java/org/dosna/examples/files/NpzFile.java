package org.dosna.examples.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.dosna.DosnaException;
import org.dosna.NotFoundException;
import org.dosna.Npy;
import org.dosna.NpySource;

/** Files of {@code numpy.savez}: zip archives of .npy files. */
final class NpzFile {
  private static final String ENDING = ".npy";

  private NpzFile() {}

  /** The names of the arrays, without {@code .npy}, as numpy gives them. */
  static List<String> names(Path file) {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return zip.stream()
          .map(ZipEntry::getName)
          .filter(name -> name.endsWith(ENDING) && name.length() > ENDING.length())
          .map(name -> name.substring(0, name.length() - ENDING.length()))
          .toList();
    } catch (IOException | RuntimeException e) {
      throw problem(file.toString(), e);
    }
  }

  /**
   * Opens an array. What is compressed has no positions: so it is unpacked, into a file that is
   * there as long as the array is open.
   */
  static SourceFile open(Path file, String name) {
    try {
      Path unpacked = Files.createTempFile("dosna-", ENDING);
      try {
        unpack(file, name, unpacked);
        NpySource npy = Npy.open(unpacked);
        SourceFile source = SourceFile.of(npy);
        return new SourceFile(
            source.array(),
            source.chunkSize(),
            source.isNumber(),
            () -> {
              npy.close();
              Files.delete(unpacked);
            });
      } catch (IOException | RuntimeException e) {
        Files.delete(unpacked);
        throw e;
      }
    } catch (NotFoundException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw problem(file + ":/" + name, e);
    }
  }

  private static void unpack(Path file, String name, Path to) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      ZipEntry entry = zip.getEntry(name + ENDING);
      if (entry == null) {
        throw new NotFoundException("'" + file + "' has no '" + name + "'; it has " + names(file));
      }
      try (InputStream in = zip.getInputStream(entry)) {
        Files.copy(in, to, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /** What is wrong with a zip archive may be any exception. */
  private static DosnaException problem(String what, Exception e) {
    return new DosnaException("Cannot read '" + what + "' as numpy's .npz: " + e.getMessage(), e);
  }
}
