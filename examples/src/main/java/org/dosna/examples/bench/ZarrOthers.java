package org.dosna.examples.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** What {@link ZarrBench} does, done by other programs on the same arrays: those there are. */
final class ZarrOthers {
  /** The programs, and the Python module that each needs. */
  private static final Map<String, String> MODULES =
      Map.of(
          "tensorstore", "tensorstore",
          "tensorstore-cache", "tensorstore",
          "zarrs", "zarrs",
          "zarr-python", "zarr");

  private static final List<String> PROGRAMS =
      List.of("tensorstore", "tensorstore-cache", "zarrs", "zarr-python");

  private final PythonScript script;
  private final Path group;

  /** By program, threads, array and operation. */
  private final Map<List<String>, Double> bestMillis = new HashMap<>();

  /**
   * Nothing measured yet.
   *
   * @param python the program
   * @param folder where the trials keep files
   */
  ZarrOthers(String python, Path folder) throws IOException {
    this.script = new PythonScript(python, folder, "zarr_bench.py");
    this.group = folder.resolve(BenchFolder.clusterName("zarr", 0)).resolve(ZarrBench.POOL);
  }

  private static List<Trial> trials(List<Row> rows) {
    return rows.stream().map(Row::trial).filter(t -> t.type().equals(ZarrBench.class)).toList();
  }

  /** Measures on the arrays that the trials of these rows have left, with as many threads. */
  void run(List<Row> rows) throws IOException, InterruptedException {
    List<String> threads = trials(rows).stream().map(ZarrOthers::threads).distinct().toList();
    for (String program : threads.isEmpty() ? List.<String>of() : PROGRAMS) {
      if (script.hasModule(Objects.requireNonNull(MODULES.get(program)))) {
        for (String count : threads) {
          for (String line : script.run(group.toString(), program, count)) {
            String[] words = line.split(" ", 3);
            bestMillis.merge(
                List.of(program, count, words[0], words[1]), Double.valueOf(words[2]), Math::min);
          }
        }
      }
    }
  }

  private static String threads(Trial trial) {
    return "cpu".equals(trial.params().get("engine"))
        ? "1"
        : Integer.toString(Runtime.getRuntime().availableProcessors());
  }

  /** Prints the best times beside ours. */
  void print(List<Row> rows, Measurements measurements, PrintWriter out) {
    if (bestMillis.isEmpty()) {
      return;
    }
    out.printf("%n%-42s %9s", "best ms", "dosna");
    PROGRAMS.forEach(program -> out.printf(" %17s", program));
    out.println();
    for (Row row : rows) {
      if (row.trial().type().equals(ZarrBench.class)) {
        out.printf(
            Locale.ROOT, "%-42s %9.3f", row.title(), measurements.of(row.trial()).bestMillis());
        times(row.trial()).forEach(millis -> out.printf(" %17s", millis));
        out.println();
      }
    }
    out.flush();
  }

  private static String param(Trial trial, String name) {
    return Objects.requireNonNull(trial.params().get(name), name);
  }

  private List<String> times(Trial trial) {
    String array =
        ZarrBench.array(
            param(trial, "side"),
            param(trial, "chunk"),
            param(trial, "shard"),
            param(trial, "codecs"));
    List<String> times = new ArrayList<>();
    for (String program : PROGRAMS) {
      Double millis = bestMillis.get(List.of(program, threads(trial), array, trial.method()));
      times.add(millis == null ? "" : String.format(Locale.ROOT, "%.3f", millis));
    }
    return times;
  }
}
