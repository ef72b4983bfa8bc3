package org.dosna.examples.bench;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/** Runs trials, each in a JVM of its own, and keeps what was measured. */
final class Measurements {
  /**
   * What was measured of a trial. Of several runs the best counts: on a busy machine it is the one
   * that was disturbed least.
   *
   * @param bestMillis the fastest call
   * @param medianMillis the median call, of the run where it is least
   * @param allocatedBytes what a call allocates, in the best iteration: a compiled call, not one
   *     that is still interpreted
   */
  record Measurement(double bestMillis, double medianMillis, double allocatedBytes) {
    Measurement best(Measurement other) {
      return new Measurement(
          Math.min(bestMillis, other.bestMillis),
          Math.min(medianMillis, other.medianMillis),
          Math.min(allocatedBytes, other.allocatedBytes));
    }
  }

  private static final double NANOS_PER_MILLI = 1e6;
  private static final TimeValue ITERATION = TimeValue.milliseconds(500);

  private final Path folder;
  private final int iterations;
  private final Map<Trial, Measurement> results = new HashMap<>();

  /**
   * Nothing measured yet.
   *
   * @param folder where the trials keep files
   * @param iterations how many half seconds each trial warms up, and then is measured twice as long
   */
  Measurements(Path folder, int iterations) {
    this.folder = folder;
    this.iterations = iterations;
  }

  void run(Trial trial) throws RunnerException {
    Collection<RunResult> runs = new Runner(options(trial).build()).run();
    for (RunResult run : runs) {
      Statistics times = run.getPrimaryResult().getStatistics();
      Result<?> allocated =
          Objects.requireNonNull(run.getSecondaryResults().get("gc.alloc.rate.norm"));
      Measurement measured =
          new Measurement(
              times.getMin() / NANOS_PER_MILLI,
              times.getPercentile(50) / NANOS_PER_MILLI,
              allocated.getStatistics().getMin());
      results.merge(trial, measured, Measurement::best);
    }
  }

  private ChainedOptionsBuilder options(Trial trial) {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + trial.type().getName() + "\\." + trial.method() + "$")
            .forks(1)
            .warmupIterations(iterations)
            .warmupTime(ITERATION)
            .measurementIterations(2 * iterations)
            .measurementTime(ITERATION)
            .addProfiler(GCProfiler.class)
            .verbosity(VerboseMode.SILENT)
            .shouldFailOnError(true)
            // A heap that was touched before: else page faults would be measured.
            .jvmArgsAppend(
                "-Xms2g", "-Xmx2g", "-XX:+AlwaysPreTouch", BenchFolder.jvmArgument(folder));
    trial.params().forEach((name, value) -> options.param(name, value));
    return options;
  }

  Measurement of(Trial trial) {
    return Objects.requireNonNull(results.get(trial));
  }

  /** How many times longer than its limit a trial took. */
  double ratio(Trial trial, Row.Limit limit) {
    double sum = limit.trials().stream().mapToDouble(t -> of(t).bestMillis()).sum();
    return of(trial).bestMillis() / (limit.scale() * sum);
  }
}
