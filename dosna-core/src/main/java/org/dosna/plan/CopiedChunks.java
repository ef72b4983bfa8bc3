package org.dosna.plan;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.dosna.DatasetSpec;
import org.dosna.indexing.ChunkCut;
import org.dosna.indexing.ChunkPart;
import org.dosna.indexing.Slicing;
import org.dosna.spi.ChunkedArray;

/** Which chunks of a copy there are to be written. */
public final class CopiedChunks {
  private CopiedChunks() {}

  /**
   * The chunks of a copy in which something of the source is stored.
   *
   * @param source what is copied
   * @param spec what the source was made of when copying began; it may have grown since
   * @param chunkSize the shape of the copy's chunks
   * @return positions in the copy's chunk grid, each once; to be closed
   */
  public static Stream<long[]> touched(ChunkedArray source, DatasetSpec spec, int[] chunkSize) {
    Stream<long[]> chunks = source.storedChunks().filter(spec::hasChunk);
    return Arrays.equals(chunkSize, spec.chunkSize())
        ? chunks
        : overlapping(chunks, spec, chunkSize);
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
    Slicing chunk = Slicing.box(source.grid().origin(index), extent, source.shape());
    ChunkCut cut = new ChunkCut(chunk, source.chunkSize(chunkSize).grid());
    return StreamSupport.stream(cut.spliterator(), false).map(ChunkPart::index);
  }
}
