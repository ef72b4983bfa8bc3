package org.dosna.examples.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** The table names benchmarks that exist. */
class RowTest {
  @Test
  void everyTrialIsABenchmark() {
    List<Trial> trials = new ArrayList<>();
    Row.all(List.of("cpu")).forEach(row -> trials.addAll(row.trials()));
    AllocBench.lines(List.of("ram"), List.of("cpu")).forEach(line -> trials.addAll(line.trials()));
    for (Trial trial : trials) {
      List<Method> methods =
          Arrays.stream(trial.type().getMethods())
              .filter(method -> method.getName().equals(trial.method()))
              .filter(method -> method.isAnnotationPresent(Benchmark.class))
              .toList();
      assertEquals(1, methods.size(), trial.toString());
      for (String param : trial.params().keySet()) {
        assertTrue(isParam(methods.get(0), param), trial.toString());
      }
    }
  }

  /** Of the benchmark, or of a state that its method takes. */
  private static boolean isParam(Method method, String name) {
    return Stream.concat(
            Stream.of(method.getDeclaringClass()), Arrays.stream(method.getParameterTypes()))
        .flatMap(type -> Arrays.stream(type.getFields()))
        .anyMatch(f -> f.getName().equals(name) && f.isAnnotationPresent(Param.class));
  }

  @Test
  void everyRowHasItsOwnTitleAndItsLimits() {
    List<Row> rows = Row.all(List.of("cpu", "threads"));
    Set<String> titles = rows.stream().map(Row::title).collect(Collectors.toSet());
    assertEquals(rows.size(), titles.size());
    // What has no limit of its own is there for others, or for other programs, to be compared with.
    for (Row row : rows) {
      boolean onlyCompared =
          row.title()
              .matches(
                  ".* cpu (.*few|gaussian|min|std|histogram|argMax)|(HDF5 file|whole) .* cpu .*"
                      + "|zarr .*|array cpu (median|rechunk|pyramid)");
      assertEquals(onlyCompared, row.limits().isEmpty(), row.title());
    }
  }
}
