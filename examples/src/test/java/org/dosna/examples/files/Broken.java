package org.dosna.examples.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/** Files that something happened to. */
final class Broken {
  private Broken() {}

  /** Writes bytes of which some are others, or some are missing. */
  static void write(Path file, byte[] whole, Random random) throws IOException {
    byte[] bytes = whole.clone();
    if (random.nextInt(4) == 0) {
      bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
    }
    // Most of what matters stands at the beginning, or at the end.
    for (int i = random.nextInt(4); i >= 0 && bytes.length > 0; i--) {
      int near = random.nextInt(Math.min(bytes.length, 200));
      int place =
          switch (random.nextInt(3)) {
            case 0 -> near;
            case 1 -> bytes.length - 1 - near;
            default -> random.nextInt(bytes.length);
          };
      bytes[place] =
          random.nextBoolean()
              ? (byte) random.nextInt()
              : (byte) (bytes[place] ^ 1 << random.nextInt(8));
    }
    Files.write(file, bytes);
  }
}
