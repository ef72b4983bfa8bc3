package org.dosna.examples.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The limit for a sum: a plain loop over one big array. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SumLimit {
  private final float[] cube = (float[]) Workload.cube().array();

  /** Prepared by JMH. */
  public SumLimit() {}

  /**
   * Adds up all elements.
   *
   * @return the sum
   */
  @Benchmark
  public double sum() {
    double sum = 0;
    for (float element : cube) {
      sum += element;
    }
    return sum;
  }
}
