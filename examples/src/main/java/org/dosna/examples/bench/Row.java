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

  /** The engine that others are compared with. */
  private static final String ALONE = "cpu";

  /** The methods of {@link WorkBench}. */
  private static final List<String> WORK =
      List.of("gaussian", "sum", "min", "std", "histogram", "argMax");

  /** The methods of {@link ArrayBench}; those before {@code median} have a plain loop beside. */
  private static final List<String> ARRAYS =
      List.of("total", "meanAxis0", "maxAxis0", "flatField", "median", "rechunk", "pyramid");

  /** How HDF5 files of others keep chunks: {@link SourceBench}. */
  private static final List<String> SOURCES = List.of("plain", "gzip");

  /** What is measured of {@link CodecBench}. */
  private static final List<String> CODECS =
      List.of(
          "crc32c",
          "shuffle, zstd:1",
          "shuffle, zstd:1, crc32c",
          "shuffle, zstd:1, fletcher32",
          "shuffle, lz4",
          "shuffle, lz4, crc32c",
          "shuffle, gzip:1",
          "shuffle, gzip:1, crc32c");

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
          rows.add(blocks(backend, engine, chunk));
          for (Derivation derivation : Derivation.values()) {
            rows.add(derive(derivation, backend, engine, chunk));
          }
        }
      }
      SOURCES.forEach(kind -> rows.add(source(kind, engine)));
      rows.addAll(codecs(engine));
      rows.addAll(cache(engine));
      rows.addAll(zarr(engine));
<<<<<<< HEAD
      ARRAYS.forEach(operation -> rows.add(array(operation, engine)));
=======
      rows.addAll(whole(engine));
>>>>>>> 2f5abf7d62ca7c9799f0ecde60e3b22b4f51fef2
      for (String backend : List.of("ram", "hdf5")) {
        rows.add(grid(backend, engine));
        WORK.forEach(work -> rows.add(work(work, backend, engine)));
      }
    }
    return rows;
  }

  private static Row dataset(Operation operation, String backend, String engine, int chunk) {
    String title = String.join(" ", backend, engine, chunk + "³", operation.method);
    Trial trial = Trial.dataset(operation, backend, engine, chunk);
    if (!engine.equals(ALONE)) {
      return beside(title, trial, Trial.dataset(operation, backend, ALONE, chunk), operation.bytes);
    }
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
        files && operation != Operation.FEW
            ? Optional.of(new H5py.Key(operation.method, chunk))
            : Optional.empty();
    return new Row(title, trial, operation.bytes, limits, h5py);
  }

  private static List<Limit> memoryLimits(Operation operation, int chunk) {
    Limit copy = new Limit("arraycopy", Trial.arrayCopy());
    return switch (operation) {
      case LOAD, FIRST_LOAD, GET ->
          List.of(copy, new Limit("plain loop", Trial.rowCopy(operation, chunk)));
      case PLANE -> List.of(new Limit("plain loop", Trial.rowCopy(operation, chunk)));
      case BOX, FEW -> List.of();
    };
  }

  /** A row of an engine that is compared with the one that works alone. */
  private static Row beside(String title, Trial trial, Trial alone, long bytes) {
    return new Row(title, trial, bytes, List.of(new Limit(ALONE, alone)), Optional.empty());
  }

  private static List<Limit> fileLimits(Operation operation, String engine, int chunk) {
    if (operation == Operation.FEW) {
      return List.of();
    }
    Trial ram = Trial.dataset(operation, "ram", engine, chunk);
    return List.of(new Limit("(ram + plain files)", ram, Trial.files(operation, chunk)));
  }

  private static Row blocks(String backend, String engine, int chunk) {
    Limit get = new Limit("get", Trial.dataset(Operation.GET, backend, engine, chunk));
    return derive("blocks", get, backend, engine, chunk);
  }

  private static Row derive(Derivation derivation, String backend, String engine, int chunk) {
    Limit moved =
        new Limit(
            "(get + firstLoad)",
            Trial.dataset(Operation.GET, backend, engine, chunk),
            Trial.dataset(Operation.FIRST_LOAD, backend, engine, chunk));
    return derive(derivation.method, moved, backend, engine, chunk);
  }

  private static Row derive(String method, Limit limit, String backend, String engine, int chunk) {
    String title = String.join(" ", backend, engine, chunk + "³", method);
    Trial trial = Trial.derive(method, backend, engine, chunk);
    if (!engine.equals(ALONE)) {
      return beside(title, trial, Trial.derive(method, backend, ALONE, chunk), Workload.CUBE_BYTES);
    }
    return new Row(title, trial, Workload.CUBE_BYTES, List.of(limit), Optional.empty());
  }

  /** Beside h5py, which reads the same file in one thread, whatever the engine. */
  private static Row source(String kind, String engine) {
    Trial alone = Trial.source(kind, ALONE);
    return new Row(
        "HDF5 file " + kind + " " + engine + " load into ram",
        Trial.source(kind, engine),
        Workload.CUBE_BYTES,
        engine.equals(ALONE) ? List.of() : List.of(new Limit(ALONE, alone)),
        Optional.of(new H5py.Key(kind, 0)));
  }

  /** All codecs on all that is measured with them. */
  private static List<Row> codecs(String engine) {
    List<Row> rows = new ArrayList<>();
    for (String dtype : List.of("int16", "float32")) {
      for (String backend : List.of("ram", "hdf5")) {
        for (int chunk : CHUNKS) {
          for (String codecs : CODECS) {
            for (String method : List.of("load", "get")) {
              rows.add(codecs(method, backend, engine, chunk, codecs, dtype));
            }
          }
        }
      }
    }
    return rows;
  }

  /** Beside the codecs alone and the same without codecs; of threads beside the engine alone. */
  private static Row codecs(
      String method, String backend, String engine, int chunk, String codecs, String dtype) {
    String title =
        "codecs " + String.join(" ", backend, engine, dtype, chunk + "³", codecs, method);
    Trial trial = Trial.codecs(method, backend, engine, chunk, codecs, dtype);
    long bytes = Workload.CUBE_BYTES / (dtype.equals("int16") ? 2 : 1);
    if (!engine.equals(ALONE)) {
      Trial alone = Trial.codecs(method, backend, ALONE, chunk, codecs, dtype);
      return beside(title, trial, alone, bytes);
    }
    Limit sum =
        new Limit(
            "(codecs alone + uncompressed)",
            Trial.codecsAlone(method, chunk, codecs, dtype),
            Trial.codecs(method, backend, engine, chunk, "", dtype));
    return new Row(title, trial, bytes, List.of(sum), Optional.empty());
  }

  /** Beside the same without the cache; calls that wait for nothing beside those that do. */
  private static List<Row> cache(String engine) {
    List<Row> rows = new ArrayList<>();
    long boxes = (long) CacheBench.BOXES * CacheBench.SIDE * CacheBench.SIDE * CacheBench.SIDE * 4;
    for (String codecs : List.of("", "shuffle, zstd:1")) {
      for (String method : List.of("boxes", "planes")) {
        Limit without = new Limit("no cache", Trial.cache(method, engine, codecs, "0", "read"));
        for (String recheck : List.of("read", "open")) {
          rows.add(
              new Row(
                  String.join(" ", "cache recheck=" + recheck, engine, codecs, method),
                  Trial.cache(method, engine, codecs, "512M", recheck),
                  method.equals("boxes") ? boxes : Workload.CUBE_BYTES,
                  List.of(without),
                  Optional.empty()));
        }
      }
      Limit waiting = new Limit("boxes", Trial.cache("boxes", engine, codecs, "0", "read"));
      Trial async = Trial.cache("asyncBoxes", engine, codecs, "0", "read");
      String title = String.join(" ", "async", engine, codecs, "boxes");
      rows.add(new Row(title, async, boxes, List.of(waiting), Optional.empty()));
    }
    return rows;
  }

  /** Beside other programs, which {@link ZarrOthers} has. */
  private static List<Row> zarr(String engine) {
    long boxes =
        4L * ZarrBench.BOXES * ZarrBench.BOX_SIDE * ZarrBench.BOX_SIDE * ZarrBench.BOX_SIDE;
    List<Row> rows = new ArrayList<>();
    for (String codecs : List.of("", "zstd:1")) {
      for (String[] sides : new String[][] {{"64", "0"}, {"32", "0"}, {"32", "256"}}) {
        String shards = sides[1].equals("0") ? "" : " in " + sides[1] + "³";
        String title = String.join(" ", "zarr", engine, codecs, sides[0] + "³" + shards);
        for (Operation operation : Operation.values()) {
          if (operation != Operation.FEW) {
            Trial trial = Trial.zarr(operation.method, engine, sides[0], sides[1], codecs, "0");
            rows.add(alone(title + " " + operation.method, trial, operation.bytes));
          }
        }
        Trial setBox = Trial.zarr("setBox", engine, sides[0], sides[1], codecs, "0");
        rows.add(alone(title + " setBox", setBox, Workload.BOX_BYTES));
        for (String cache : List.of("0", "512M")) {
          String cached = cache.equals("0") ? "" : " cache";
          Trial trial = Trial.zarr("boxes", engine, sides[0], sides[1], codecs, cache);
          rows.add(alone(title + cached + " boxes", trial, boxes));
        }
      }
    }
    return rows;
  }

  /** Whole arrays of two sizes in files: Zarr's first, which others measure, too. */
  private static List<Row> whole(String engine) {
    List<Row> rows = new ArrayList<>();
    for (int side : new int[] {Workload.SIDE, 2 * Workload.SIDE}) {
      for (int chunk : CHUNKS) {
        for (String backend : List.of("zarr", "hdf5")) {
          for (Operation operation : List.of(Operation.FIRST_LOAD, Operation.LOAD, Operation.GET)) {
            rows.add(whole(operation, backend, engine, side, chunk));
          }
        }
      }
    }
    return rows;
  }

  private static Row whole(
      Operation operation, String backend, String engine, int side, int chunk) {
    String size = side + "³ in " + chunk + "³";
    String title = String.join(" ", "whole", backend, engine, size, operation.method);
    Trial trial = Trial.whole(operation.method, backend, engine, side, chunk);
    long bytes = 4L * side * side * side;
    return engine.equals(ALONE)
        ? alone(title, trial, bytes)
        : beside(title, trial, Trial.whole(operation.method, backend, ALONE, side, chunk), bytes);
  }

  private static Row alone(String title, Trial trial, long bytes) {
    return new Row(title, trial, bytes, List.of(), Optional.empty());
  }

  /** Beside a plain loop where it is arithmetic, and beside {@link Dask}. */
  private static Row array(String operation, String engine) {
    String title = String.join(" ", "array", engine, operation);
    Trial trial = Trial.array(operation, engine);
    boolean isFloat = ARRAYS.indexOf(operation) < ARRAYS.indexOf("flatField");
    long bytes = (isFloat ? 4L : 2L) * ArrayBench.SIDE * ArrayBench.SIDE * ArrayBench.SIDE;
    if (!engine.equals(ALONE)) {
      return beside(title, trial, Trial.array(operation, ALONE), bytes);
    }
    boolean hasLoop = ARRAYS.indexOf(operation) < ARRAYS.indexOf("median");
    List<Limit> limits =
        hasLoop ? List.of(new Limit("plain loop", Trial.plainArray(operation))) : List.of();
    return new Row(title, trial, bytes, limits, Optional.empty());
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

  private static Row work(String method, String backend, String engine) {
    String title = String.join(" ", backend, engine, method);
    Trial trial = Trial.work(method, backend, engine);
    if (!engine.equals(ALONE)) {
      return beside(title, trial, Trial.work(method, backend, ALONE), Workload.CUBE_BYTES);
    }
    List<Limit> limits =
        method.equals("sum") ? List.of(new Limit("plain loop", Trial.plainSum())) : List.of();
    return new Row(title, trial, Workload.CUBE_BYTES, limits, Optional.empty());
  }
}
