package org.dosna.examples.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What plain loops need for the same, written for cubes of float32 and nothing else. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RowCopyLimit {
  private static final int SIDE = Workload.SIDE;

  /** Side of a cubic chunk. */
  @Param({"64", "32"})
  public int chunk;

  private final float[] cube = (float[]) Workload.cube().array();
  private final float[] plane = new float[SIDE * SIDE];
  private float[][] chunks;
  private int grid;

  /** Prepared by JMH. */
  public RowCopyLimit() {}

  /** Makes the chunks. */
  @Setup
  public void allocate() {
    grid = SIDE / chunk;
    chunks = new float[grid * grid * grid][chunk * chunk * chunk];
    load();
  }

  /**
   * Copies the cube to the chunks, row by row.
   *
   * @return the chunks
   */
  @Benchmark
  public float[][] load() {
    for (int n = 0; n < chunks.length; n++) {
      int origin = origin(n);
      for (int row = 0; row < chunk * chunk; row++) {
        System.arraycopy(cube, origin + offset(row), chunks[n], row * chunk, chunk);
      }
    }
    return chunks;
  }

  /**
   * Copies the chunks to the cube, row by row.
   *
   * @return the cube
   */
  @Benchmark
  public float[] get() {
    for (int n = 0; n < chunks.length; n++) {
      int origin = origin(n);
      for (int row = 0; row < chunk * chunk; row++) {
        System.arraycopy(chunks[n], row * chunk, cube, origin + offset(row), chunk);
      }
    }
    return cube;
  }

  /**
   * Copies a plane across the last axis, element by element.
   *
   * @return the plane
   */
  @Benchmark
  public float[] plane() {
    for (int x = 0; x < grid; x++) {
      for (int y = 0; y < grid; y++) {
        float[] from = chunks[(x * grid + y) * grid + Workload.PLANE / chunk];
        for (int i = 0; i < chunk; i++) {
          int to = (x * chunk + i) * SIDE + y * chunk;
          for (int j = 0; j < chunk; j++) {
            plane[to + j] = from[(i * chunk + j) * chunk + Workload.PLANE % chunk];
          }
        }
      }
    }
    return plane;
  }

  /** Where chunk n begins in the cube. */
  private int origin(int n) {
    int x = n / (grid * grid);
    int y = n / grid % grid;
    int z = n % grid;
    return ((x * SIDE + y) * SIDE + z) * chunk;
  }

  /** Where a row of a chunk begins in the cube, from the chunk's origin. */
  private int offset(int row) {
    return (row / chunk * SIDE + row % chunk) * SIDE;
  }
}
