package org.dosna.examples.bench;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.dosna.DType;
import org.dosna.NDArray;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The limits for what {@link ArrayBench} computes: plain loops over one array of 512³. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ArrayLimit {
  private static final int FRAME = ArrayBench.SIDE * ArrayBench.SIDE;

  /** Prepared by JMH. */
  public ArrayLimit() {}

  /** 512³ float32. */
  @State(Scope.Benchmark)
  public static class Floats {
    private final float[] elements =
        (float[])
            NDArray.random(DType.FLOAT32, 1, ArrayBench.SIDE, ArrayBench.SIDE, ArrayBench.SIDE)
                .array();

    /** Prepared by JMH. */
    public Floats() {}
  }

  /** 512³ uint16, and the frames of a correction. */
  @State(Scope.Benchmark)
  public static class Counts {
    private final short[] dark = new short[FRAME];
    private final short[] flat = (short[]) NDArray.random(DType.UINT16, 1, FRAME).array();
    private final short[] elements =
        (short[])
            NDArray.random(DType.UINT16, 2, ArrayBench.SIDE, ArrayBench.SIDE, ArrayBench.SIDE)
                .array();

    /** Prepared by JMH. */
    public Counts() {
      Arrays.fill(dark, (short) 100);
    }
  }

  /**
   * Adds up all elements, as the sum of a dataset does: eight at a time.
   *
   * @param data the elements
   * @return the sum
   */
  @Benchmark
  public double total(Floats data) {
    float[] elements = data.elements;
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    double s4 = 0;
    double s5 = 0;
    double s6 = 0;
    double s7 = 0;
    for (int i = 0; i < elements.length; i += 8) {
      s0 += elements[i];
      s1 += elements[i + 1];
      s2 += elements[i + 2];
      s3 += elements[i + 3];
      s4 += elements[i + 4];
      s5 += elements[i + 5];
      s6 += elements[i + 6];
      s7 += elements[i + 7];
    }
    return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
  }

  /**
   * Averages along the first axis.
   *
   * @param data the elements
   * @return the means
   */
  @Benchmark
  public float[] meanAxis0(Floats data) {
    double[] sums = new double[FRAME];
    for (int z = 0; z < ArrayBench.SIDE; z++) {
      add(data.elements, z * FRAME, sums);
    }
    float[] means = new float[FRAME];
    for (int i = 0; i < FRAME; i++) {
      means[i] = (float) (sums[i] / ArrayBench.SIDE);
    }
    return means;
  }

  private static void add(float[] elements, int from, double[] sums) {
    for (int i = 0; i < FRAME; i++) {
      sums[i] += elements[from + i];
    }
  }

  /**
   * The largest along the first axis.
   *
   * @param data the elements
   * @return the projection
   */
  @Benchmark
  public float[] maxAxis0(Floats data) {
    float[] largest = Arrays.copyOf(data.elements, FRAME);
    for (int z = 1; z < ArrayBench.SIDE; z++) {
      larger(data.elements, z * FRAME, largest);
    }
    return largest;
  }

  private static void larger(float[] elements, int from, float[] largest) {
    for (int i = 0; i < FRAME; i++) {
      largest[i] = Math.max(largest[i], elements[from + i]);
    }
  }

  /**
   * Corrects frames.
   *
   * @param data the frames
   * @return the corrected ones
   */
  @Benchmark
  public float[] flatField(Counts data) {
    float[] corrected = new float[data.elements.length];
    for (int z = 0; z < ArrayBench.SIDE; z++) {
      correct(data, z * FRAME, corrected);
    }
    return corrected;
  }

  private static void correct(Counts data, int from, float[] corrected) {
    for (int i = 0; i < FRAME; i++) {
      double above = (data.elements[from + i] - data.dark[i]) & 0xffff;
      double gain = (data.flat[i] - data.dark[i]) & 0xffff;
      corrected[from + i] = (float) (above / gain);
    }
  }
}
