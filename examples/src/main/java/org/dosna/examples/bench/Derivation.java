package org.dosna.examples.bench;

import java.util.function.BiFunction;
import org.dosna.ChunkFunction;
import org.dosna.Dataset;
import org.dosna.Halo;

/** The ways to make a dataset of all of another one, with the same elements. */
enum Derivation {
  COPY("copy", Dataset::copy),
  /** {@code createDataset} with a dataset as the source. */
  LOAD_FROM(
      "loadFrom", (source, name) -> source.pool().createDataset(name, source, source.chunkSize())),
  MAP("map", (source, name) -> source.map(identity(), name)),
  MAP_HALO_1("mapHalo1", (source, name) -> source.map(identity(), halo(1), name)),
  /** The halo of a filter of 11 taps. */
  MAP_HALO_5("mapHalo5", (source, name) -> source.map(identity(), halo(5), name));

  /** The name of the method that does it in {@link DeriveBench}, and in tables. */
  final String method;

  private final BiFunction<Dataset, String, Dataset> way;

  Derivation(String method, BiFunction<Dataset, String, Dataset> way) {
    this.method = method;
    this.way = way;
  }

  /** Makes the dataset, in the source's pool. */
  Dataset of(Dataset source, String name) {
    return way.apply(source, name);
  }

  private static ChunkFunction identity() {
    return (block, where) -> block;
  }

  private static Halo halo(int width) {
    return Halo.of(width, width, width);
  }
}
