package org.dosna.examples.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What {@link ArrayBench} does, done by dask and numpy, where a Python that has them is there. */
final class Dask {
  /** The best times, for programs in the order of the table. */
  private record Times(double dask, double numpy) {}

  private final PythonScript script;

  /** By threads and operation. */
  private final Map<List<String>, Times> bestMillis = new HashMap<>();

  /**
   * Nothing measured yet.
   *
   * @param python the program
   * @param folder where the script is put
   */
  Dask(String python, Path folder) throws IOException {
    this.script = new PythonScript(python, folder, "dask_bench.py");
  }

  private static List<Trial> trials(List<Row> rows) {
    return rows.stream().map(Row::trial).filter(t -> t.type().equals(ArrayBench.class)).toList();
  }

  private static String threads(Trial trial) {
    boolean isAlone = "cpu".equals(trial.params().get("engine"));
    return isAlone ? "1" : Integer.toString(Runtime.getRuntime().availableProcessors());
  }

  /** Measures what the trials of these rows do, with as many threads. */
  void run(List<Row> rows) throws IOException, InterruptedException {
    List<Trial> trials = trials(rows);
    if (trials.isEmpty() || !script.hasModule("dask.array, scipy.ndimage")) {
      return;
    }
    for (Trial trial : trials) {
      for (String line : script.run(threads(trial), trial.method())) {
        String[] words = line.split(" ", 2);
        Times times = new Times(Double.parseDouble(words[0]), Double.parseDouble(words[1]));
        bestMillis.merge(
            List.of(threads(trial), trial.method()),
            times,
            (a, b) -> new Times(Math.min(a.dask, b.dask), Math.min(a.numpy, b.numpy)));
      }
    }
  }

  /** Prints the best times beside ours. */
  void print(List<Row> rows, Measurements measurements, PrintWriter out) {
    if (bestMillis.isEmpty()) {
      return;
    }
    out.printf("%n%-42s %9s %9s %9s%n", "best ms", "dosna", "dask", "numpy");
    for (Row row : rows) {
      Optional<Times> times =
          Optional.of(row.trial())
              .filter(trial -> trial.type().equals(ArrayBench.class))
              .map(trial -> bestMillis.get(List.of(threads(trial), trial.method())));
      times.ifPresent(
          best ->
              out.printf(
                  Locale.ROOT,
                  "%-42s %9.1f %9.1f %9.1f%n",
                  row.title(),
                  measurements.of(row.trial()).bestMillis(),
                  best.dask,
                  best.numpy));
    }
    out.flush();
  }
}
