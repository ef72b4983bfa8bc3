package org.dosna.examples.bench;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * One benchmark with all its parameters.
 *
 * @param type the class of the benchmark
 * @param method its method
 * @param params its parameters by name
 */
record Trial(Class<?> type, String method, Map<String, String> params) {
  static Trial dataset(Operation operation, String backend, String engine, int chunk) {
    return new Trial(
        DatasetBench.class,
        operation.method,
        Map.of("backend", backend, "engine", engine, "chunk", Integer.toString(chunk)));
  }

  static Trial grid(String backend, String engine, int gridSide) {
    return new Trial(
        GridBench.class,
        "openAndGet",
        Map.of("backend", backend, "engine", engine, "gridSide", Integer.toString(gridSide)));
  }

  static Trial derive(String method, String backend, String engine, int chunk) {
    return new Trial(
        DeriveBench.class,
        method,
        Map.of("backend", backend, "engine", engine, "chunk", Integer.toString(chunk)));
  }

  static Trial source(String kind, String engine) {
    return new Trial(SourceBench.class, "load", Map.of("kind", kind, "engine", engine));
  }

  static Trial codecs(
      String method, String backend, String engine, int chunk, String codecs, String dtype) {
    return new Trial(
        CodecBench.class,
        method,
        Map.of(
            "backend", backend,
            "engine", engine,
            "chunk", Integer.toString(chunk),
            "codecs", codecs,
            "dtype", dtype));
  }

  static Trial codecsAlone(String method, int chunk, String codecs, String dtype) {
    return new Trial(
        CodecLimit.class,
        method,
        Map.of("chunk", Integer.toString(chunk), "codecs", codecs, "dtype", dtype));
  }

  static Trial cache(String method, String engine, String codecs, String cache, String recheck) {
    return new Trial(
        CacheBench.class,
        method,
        Map.of(
            "backend", "hdf5",
            "engine", engine,
            "codecs", codecs,
            "cache", cache,
            "recheck", recheck));
  }

  static Trial zarr(
      String method, String engine, String chunk, String shard, String codecs, String cache) {
    return new Trial(
        ZarrBench.class,
        method,
        Map.of(
            "backend",
            "zarr",
            "engine",
            engine,
            "side",
            Integer.toString(Workload.SIDE),
            "chunk",
            chunk,
            "shard",
            shard,
            "codecs",
            codecs,
            "cache",
            cache));
  }

  /** A whole array, without codecs, in a file per chunk. */
  static Trial whole(String method, String backend, String engine, int side, int chunk) {
    Map<String, String> params =
        new HashMap<>(zarr(method, engine, Integer.toString(chunk), "0", "", "0").params());
    params.put("backend", backend);
    params.put("side", Integer.toString(side));
    return new Trial(ZarrBench.class, method, params);
  }

  static Trial call(String method, String backend, String engine, int chunks) {
    return new Trial(
        CallBench.class,
        method,
        Map.of("backend", backend, "engine", engine, "chunks", Integer.toString(chunks)));
  }

  static Trial work(String method, String backend, String engine) {
    return new Trial(WorkBench.class, method, Map.of("backend", backend, "engine", engine));
  }

  static Trial array(String operation, String engine) {
    return new Trial(ArrayBench.class, operation, Map.of("engine", engine));
  }

  static Trial plainArray(String operation) {
    return new Trial(ArrayLimit.class, operation, Map.of());
  }

  static Trial plainSum() {
    return new Trial(SumLimit.class, "sum", Map.of());
  }

  static Trial arrayCopy() {
    return new Trial(ArrayCopyLimit.class, "copy", Map.of());
  }

  static Trial rowCopy(Operation operation, int chunk) {
    return limit(RowCopyLimit.class, operation, chunk);
  }

  static Trial files(Operation operation, int chunk) {
    return limit(FileLimit.class, operation, chunk);
  }

  /** For a limit it makes no difference whether chunks exist. */
  private static Trial limit(Class<?> type, Operation operation, int chunk) {
    Operation plain = operation == Operation.FIRST_LOAD ? Operation.LOAD : operation;
    return new Trial(type, plain.method, Map.of("chunk", Integer.toString(chunk)));
  }

  /** For instance {@code FileLimit.load {chunk=64}}. */
  @Override
  public String toString() {
    return type.getSimpleName() + "." + method + " " + new TreeMap<>(params);
  }
}
