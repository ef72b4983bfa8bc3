package org.dosna.plan;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.dosna.ChunkGrid;
import org.dosna.indexing.ChunkCut;
import org.dosna.indexing.ChunkPart;
import org.dosna.indexing.Slicing;

/** Which chunks of a copy there are to be written. */
public final class CopiedChunks {
  private CopiedChunks() {}

  /**
   * The chunks of a copy in which something of the source is stored.
   *
   * @param source what is copied
   * @param chunkSize the shape of the copy's chunks
   * @return positions in the copy's chunk grid, each once; to be closed
   */
  public static Stream<long[]> touched(Window source, int[] chunkSize) {
    ChunkGrid grid = source.dataset().spec().grid();
    ChunkGrid copy = ChunkGrid.of(source.shape(), chunkSize);
    if (!(source.selection() instanceof Slicing selection)) {
      return copy.positions(); // elements of one chunk may be anywhere in it
    }
    ChunkCut cut = new ChunkCut(selection, grid);
    Stream<ChunkPart> parts =
        source.dataset().storedChunks().flatMap(index -> cut.partIn(index).stream());
    if (selection.isFromOrigin() && Arrays.equals(chunkSize, grid.chunkSize())) {
      return parts.map(ChunkPart::index);
    }
    Set<List<Long>> seen = new HashSet<>();
    return parts
        .flatMap(part -> overlapping(part, selection, copy))
        .filter(index -> seen.add(LongStream.of(index).boxed().toList()));
  }

  /** The chunks of a copy that lie over a part of what is copied. */
  private static Stream<long[]> overlapping(ChunkPart part, Slicing selection, ChunkGrid copy) {
    long[] origin = selection.onResultAxes(part.position(), 0);
    long[] lengths = selection.onResultAxes(part.shape(), 1);
    ChunkCut cut = new ChunkCut(Slicing.box(origin, lengths, copy.shape()), copy);
    return StreamSupport.stream(cut.spliterator(), false).map(ChunkPart::index);
  }
}
