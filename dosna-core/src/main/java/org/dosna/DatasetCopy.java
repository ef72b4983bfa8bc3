package org.dosna;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.dosna.indexing.ChunkCut;
import org.dosna.indexing.ChunkPart;
import org.dosna.indexing.Selection;

/** Copies a dataset chunk by chunk. */
final class DatasetCopy {
  private DatasetCopy() {}

  static Dataset copy(Dataset source, Pool pool, String newName, int[] chunkSize) {
    DatasetSpec spec = source.presentSpec();
    return pool.createFilled(
        newName, spec.chunkSize(chunkSize), target -> copy(source, spec, target));
  }

  private static void copy(Dataset source, DatasetSpec spec, Dataset target) {
    try (Stream<long[]> touched = target.agreed("copy", () -> touched(source, spec, target))) {
      target.start(ChunkPlans.copy(source, target, touched));
    }
    Attributes attributes = source.attributes();
    attributes.list().forEach(name -> target.attributes().set(name, attributes.get(name)));
  }

  /**
   * The chunks of one dataset in which something of another one is stored.
   *
   * @param spec what the other one was made of when copying began; it may have grown since
   */
  private static Stream<long[]> touched(Dataset source, DatasetSpec spec, Dataset target) {
    Stream<long[]> chunks = source.existingChunks().filter(spec::hasChunk);
    return Arrays.equals(target.chunkSize(), spec.chunkSize())
        ? chunks
        : overlapping(chunks, spec, target.chunkSize());
  }

  /** The chunks of one dataset that lie over given chunks of another one, each once. */
  private static Stream<long[]> overlapping(
      Stream<long[]> chunks, DatasetSpec source, int[] chunkSize) {
    Set<List<Long>> seen = new HashSet<>();
    return chunks
        .flatMap(index -> overlapping(index, source, chunkSize))
        .filter(index -> seen.add(LongStream.of(index).boxed().toList()));
  }

  private static Stream<long[]> overlapping(long[] index, DatasetSpec source, int[] chunkSize) {
    long[] extent = Arrays.stream(source.extent(index)).asLongStream().toArray();
    Selection chunk = Selection.box(source.grid().origin(index), extent, source.shape());
    ChunkCut cut = new ChunkCut(chunk, source.chunkSize(chunkSize).grid());
    return StreamSupport.stream(cut.spliterator(), false).map(ChunkPart::index);
  }
}
