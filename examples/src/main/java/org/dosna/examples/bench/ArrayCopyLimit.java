package org.dosna.examples.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The limit for anything in memory: one copy of 64 MiB into memory that was used before. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ArrayCopyLimit {
  private final float[] from = (float[]) Workload.cube().array();
  private final float[] to = from.clone();

  /** Prepared by JMH. */
  public ArrayCopyLimit() {}

  /**
   * Copies.
   *
   * @return the copy
   */
  @Benchmark
  public float[] copy() {
    System.arraycopy(from, 0, to, 0, from.length);
    return to;
  }
}
