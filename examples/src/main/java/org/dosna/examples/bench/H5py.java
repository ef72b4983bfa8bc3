package org.dosna.examples.bench;

import java.io.IOException;
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

  private final Path folder;
  private final PythonScript script;
  private final Map<Key, Double> bestMillis = new HashMap<>();

  /**
   * Nothing measured yet.
   *
   * @param python the program
   * @param folder where the trials keep files
   */
  H5py(String python, Path folder) throws IOException {
    this.folder = folder;
    this.script = new PythonScript(python, folder, SCRIPT);
  }

  /** Measures on the files that the trials of these rows have left; without h5py nothing. */
  void run(List<Row> rows) throws IOException, InterruptedException {
    int[] chunks = rows.stream().flatMap(row -> row.h5py().stream()).mapToInt(Key::chunk).toArray();
    if (chunks.length > 0 && script.hasModule("h5py")) {
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

  private void run(Path dataset, int chunk) throws IOException, InterruptedException {
    for (String line : script.run(dataset.toString())) {
      String[] words = line.split(" ", 2);
      bestMillis.merge(new Key(words[0], chunk), Double.valueOf(words[1]), Math::min);
    }
  }

  Optional<Double> bestMillis(Key key) {
    return Optional.ofNullable(bestMillis.get(key));
  }
}
