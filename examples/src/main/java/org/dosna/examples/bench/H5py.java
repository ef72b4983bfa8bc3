package org.dosna.examples.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The same operations done by h5py on the same files, where a Python that has it is there. */
final class H5py {
  /**
   * What was measured.
   *
   * @param operation the operation's name
   * @param chunk side of a cubic chunk of a dataset; 0 for a file of {@link SourceBench}
   */
  record Key(String operation, int chunk) {}

  private static final String SCRIPT = "h5py_bench.py";

  private final String python;
  private final Path folder;
  private final Path script;
  private final Map<Key, Double> bestMillis = new HashMap<>();

  /**
   * Nothing measured yet.
   *
   * @param python the program
   * @param folder where the trials keep files
   */
  H5py(String python, Path folder) throws IOException {
    this.python = python;
    this.folder = folder;
    this.script = folder.resolve(SCRIPT);
    try (InputStream source = H5py.class.getResourceAsStream(SCRIPT)) {
      Files.copy(source, script);
    }
  }

  /** Measures on the files that the trials of these rows have left; without h5py nothing. */
  void run(List<Row> rows) throws IOException, InterruptedException {
    int[] chunks = rows.stream().flatMap(row -> row.h5py().stream()).mapToInt(Key::chunk).toArray();
    if (chunks.length > 0 && isThere()) {
      for (int chunk : IntStream.of(chunks).distinct().toArray()) {
        if (chunk == 0) {
          run(folder.resolve(BenchFolder.clusterName("source", SourceBench.CHUNK)), chunk);
        } else {
          Path cluster = folder.resolve(BenchFolder.clusterName("hdf5", chunk));
          run(cluster.resolve(DatasetBench.POOL).resolve(DatasetBench.DATASET), chunk);
        }
      }
    }
  }

  private boolean isThere() throws InterruptedException {
    try {
      return start(python, "-c", "import h5py").waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private void run(Path dataset, int chunk) throws IOException, InterruptedException {
    Process process = start(python, script.toString(), dataset.toString());
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("h5py failed: " + output);
    }
    for (String line : output.lines().toList()) {
      String[] words = line.split(" ", 2);
      bestMillis.merge(new Key(words[0], chunk), Double.valueOf(words[1]), Math::min);
    }
  }

  Optional<Double> bestMillis(Key key) {
    return Optional.ofNullable(bestMillis.get(key));
  }

  private static Process start(String... command) throws IOException {
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }
}
