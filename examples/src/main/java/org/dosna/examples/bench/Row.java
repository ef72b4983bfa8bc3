package org.dosna.examples.bench;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A line of the table.
 *
 * @param title what is measured
 * @param trial the benchmark
 * @param bytes how much it moves
 * @param limits what it is compared with
 * @param h5py the operation of h5py to be printed beside
 */
record Row(String title, Trial trial, long bytes, List<Limit> limits, Optional<H5py.Key> h5py) {
  /**
   * What a time is compared with: the sum of the times of some trials, scaled.
   *
   * @param name how it is called in the table
   * @param trials what is summed up
   * @param scale by what the sum is multiplied
   */
  record Limit(String name, List<Trial> trials, double scale) {
    Limit(String name, Trial... trials) {
      this(name, List.of(trials), 1);
    }
  }

  private static final int[] CHUNKS = {64, 32};
  private static final int FEW = 10;
  private static final int MANY = 10_000;

  /** All that has to be measured for the row. */
  Set<Trial> trials() {
    Set<Trial> trials = new LinkedHashSet<>(List.of(trial));
    limits.forEach(limit -> trials.addAll(limit.trials()));
    return trials;
  }

  /** The whole table. */
  static List<Row> all(List<String> engines) {
    List<Row> rows = new ArrayList<>();
    for (String engine : engines) {
      for (String backend : List.of("ram", "hdf5")) {
        for (int chunk : CHUNKS) {
          for (Operation operation : Operation.values()) {
            rows.add(dataset(operation, backend, engine, chunk));
          }
        }
      }
      for (String backend : List.of("ram", "hdf5")) {
        rows.add(grid(backend, engine));
      }
    }
    return rows;
  }

  private static Row dataset(Operation operation, String backend, String engine, int chunk) {
    String title = String.join(" ", backend, engine, chunk + "³", operation.method);
    Trial trial = Trial.dataset(operation, backend, engine, chunk);
    boolean files = backend.equals("hdf5");
    List<Limit> limits =
        new ArrayList<>(
            files ? fileLimits(operation, engine, chunk) : memoryLimits(operation, chunk));
    if (operation == Operation.BOX) {
      Trial whole = Trial.dataset(Operation.GET, backend, engine, chunk);
      double share = (double) Workload.BOX_BYTES / Workload.CUBE_BYTES;
      limits.add(new Limit("get, per byte", List.of(whole), share));
    }
    Optional<H5py.Key> h5py =
        files ? Optional.of(new H5py.Key(operation.method, chunk)) : Optional.empty();
    return new Row(title, trial, operation.bytes, limits, h5py);
  }

  private static List<Limit> memoryLimits(Operation operation, int chunk) {
    Limit copy = new Limit("arraycopy", Trial.arrayCopy());
    return switch (operation) {
      case LOAD, FIRST_LOAD, GET ->
          List.of(copy, new Limit("plain loop", Trial.rowCopy(operation, chunk)));
      case PLANE -> List.of(new Limit("plain loop", Trial.rowCopy(operation, chunk)));
      case BOX -> List.of();
    };
  }

  private static List<Limit> fileLimits(Operation operation, String engine, int chunk) {
    Trial ram = Trial.dataset(operation, "ram", engine, chunk);
    return List.of(new Limit("(ram + plain files)", ram, Trial.files(operation, chunk)));
  }

  private static Row grid(String backend, String engine) {
    Limit few = new Limit("10³ chunks", Trial.grid(backend, engine, FEW));
    return new Row(
        backend + " " + engine + " open and get box of 10¹² chunks",
        Trial.grid(backend, engine, MANY),
        Workload.BOX_BYTES,
        List.of(few),
        Optional.empty());
  }
}
