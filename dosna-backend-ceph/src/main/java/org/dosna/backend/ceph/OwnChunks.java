package org.dosna.backend.ceph;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The chunks of a dataset among the objects of its pool. An object is ours if it is named as a
 * chunk is that the dataset has or once had, or is named as a chunk and carries our mark.
 */
final class OwnChunks {
  private OwnChunks() {}

  /**
   * All of them, whatever they contain; to be closed.
   *
   * @param path the dataset's, or another one that it is to get
   * @param strangers gets those that are named as a chunk and are not ours
   * @param setAside gets the names of damaged ones that were set aside
   */
  static Stream<long[]> all(
      DatasetObject dataset, String path, Consumer<long[]> strangers, Consumer<String> setAside) {
    IoContext io = dataset.io();
    Optional<ShapeHistory> history = Optional.of(dataset.history());
    return io.list()
        .names()
        .filter(
            name -> {
              boolean aside = SetAside.isOne(path, name);
              if (aside) {
                setAside.accept(name);
              }
              return !aside;
            })
        .flatMap(name -> ObjectNames.chunkIndex(path, name).stream())
        .filter(
            index -> {
              boolean ours = isOurs(io, path, history, index);
              if (!ours) {
                strangers.accept(index);
              }
              return ours;
            });
  }

  /** The positions that objects are named after; to be closed. */
  private static Stream<long[]> named(IoContext io, String path) {
    return io.list().names().flatMap(name -> ObjectNames.chunkIndex(path, name).stream());
  }

  /**
   * Whether an object that is named as a chunk is ours.
   *
   * @param history what is known of the dataset's shapes; empty if its description is damaged
   */
  static boolean isOurs(
      IoContext io, String dataset, Optional<ShapeHistory> history, long[] index) {
    return history.map(known -> known.hadChunk(index)).orElse(true)
        || io.read(ObjectNames.chunk(dataset, index), 1)
            .filter(object -> object.attributes().containsKey(DatasetAttributes.ID))
            .isPresent();
  }

  /** Those inside the dataset's shape, whatever they contain; to be closed. */
  static Stream<long[]> present(DatasetObject dataset) {
    return named(dataset.io(), dataset.name()).filter(dataset.spec()::hasChunk);
  }
}
