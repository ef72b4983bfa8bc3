package org.dosna.examples.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** The folder that one run of the benchmarks works in, told to the JVMs that measure. */
final class BenchFolder {
  private static final String PROPERTY = "dosna.bench.folder";

  private BenchFolder() {}

  static String jvmArgument(Path folder) {
    return "-D" + PROPERTY + "=" + folder;
  }

  /** The cluster for datasets of one chunk size. */
  static Path cluster(String backend, int chunk) {
    return Path.of(System.getProperty(PROPERTY)).resolve(clusterName(backend, chunk));
  }

  static String clusterName(String backend, int chunk) {
    return backend + "-" + chunk;
  }

  static void delete(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
