package org.dosna;

import java.util.stream.Stream;

/** Copies a dataset chunk by chunk. */
final class DatasetCopy {
  private DatasetCopy() {}

  static Dataset copy(Dataset source, Pool pool, String newName) {
    Dataset target = pool.createDataset(newName, source.spec());
    try (Stream<long[]> chunks = source.existingChunks()) {
      target.run(ChunkPlans.copy(source, target, chunks));
      Attributes attributes = source.attributes();
      attributes.list().forEach(name -> target.attributes().set(name, attributes.get(name)));
      return target;
    } catch (RuntimeException | Error e) {
      pool.removeAfter(e, newName);
      throw e;
    }
  }
}
