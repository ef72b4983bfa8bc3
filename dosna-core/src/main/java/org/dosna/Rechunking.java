package org.dosna;

import java.util.Arrays;
import java.util.List;
import org.dosna.indexing.RechunkPass;
import org.dosna.indexing.RechunkPasses;
import org.dosna.text.ByteSize;

/**
 * What a {@link RechunkPlan} does with a dataset, if all of its chunks are stored: those that are
 * not, cost nothing. Immutable.
 */
public final class Rechunking {
  /** The block, chunks as elements, chunks as they are stored. */
  private static final int PARTS_OF_MEMORY = 3;

  /** Arrays in memory have less than 2^31 slots, of which a complex number takes two. */
  private static final long MOST_ELEMENTS = 1 << 30;

  /**
   * A way through all elements: block by block they are read from chunks and written to others.
   *
   * @param readChunk the shape of the chunks that are read
   * @param block the shape of a block
   * @param writtenChunk the shape of the chunks that are written, each once
   * @param chunksRead their number; one that is read for two blocks counts twice
   * @param bytesRead their elements
   * @param chunksWritten their number
   * @param bytesWritten their elements
   * @param memory bytes of a block and of the chunks that are on their way at once
   */
  public record Pass(
      List<Integer> readChunk,
      List<Integer> block,
      List<Integer> writtenChunk,
      long chunksRead,
      long bytesRead,
      long chunksWritten,
      long bytesWritten,
      long memory) {
    /**
     * Refuses null.
     *
     * @param readChunk the shape of the chunks that are read
     * @param block the shape of a block
     * @param writtenChunk the shape of the chunks that are written, each once
     * @param chunksRead their number; one that is read for two blocks counts twice
     * @param bytesRead their elements
     * @param chunksWritten their number
     * @param bytesWritten their elements
     * @param memory bytes of a block and of the chunks that are on their way at once
     */
    public Pass {
      readChunk = List.copyOf(Arguments.require("readChunk", readChunk));
      block = List.copyOf(Arguments.require("block", block));
      writtenChunk = List.copyOf(Arguments.require("writtenChunk", writtenChunk));
    }

    /** Such as {@code reads 64 chunks [64, 1], 4 KiB; writes 64 chunks [1, 64], 4 KiB; ...}. */
    @Override
    public String toString() {
      return "reads %d chunks %s, %s; writes %d chunks %s, %s; blocks %s, memory %s"
          .formatted(
              chunksRead,
              readChunk,
              ByteSize.text(bytesRead),
              chunksWritten,
              writtenChunk,
              ByteSize.text(bytesWritten),
              block,
              ByteSize.text(memory));
    }
  }

  private final DatasetSpec source;
  private final long memory;
  private final List<RechunkPass> passes;

  private Rechunking(DatasetSpec source, long memory, List<RechunkPass> passes) {
    this.source = source;
    this.memory = memory;
    this.passes = passes;
  }

  static Rechunking of(DatasetSpec source, int[] chunkSize, long memory) {
    DatasetSpec target = source.chunkSize(chunkSize);
    long larger = Math.max(source.chunkBytes(), target.chunkBytes());
    if (memory / PARTS_OF_MEMORY < larger) {
      throw new DosnaException(
          "To rechunk "
              + source
              + " to chunks "
              + Arrays.toString(chunkSize)
              + " takes a memory of "
              + larger * PARTS_OF_MEMORY
              + " bytes, three times the larger chunk; "
              + memory
              + " are too few");
    }
    long most = Math.min(MOST_ELEMENTS, memory / PARTS_OF_MEMORY / source.dtype().itemSize());
    List<RechunkPass> passes =
        RechunkPasses.of(source.grid(), target.chunkSize(), source.dtype().itemSize(), most);
    return new Rechunking(source, memory, passes);
  }

  /**
   * The passes.
   *
   * @return first to last; at least one
   */
  public List<Pass> passes() {
    return passes.stream().map(this::described).toList();
  }

  private Pass described(RechunkPass pass) {
    int itemSize = source.dtype().itemSize();
    long readBytes = pass.from().chunkElements() * itemSize;
    long writtenBytes = pass.to().chunkElements() * itemSize;
    long readAtOnce = Math.min(pass.readsOfBlock(), chunksAtOnce(pass.from())) * readBytes;
    long writtenAtOnce = Math.min(pass.writesOfBlock(), chunksAtOnce(pass.to())) * writtenBytes;
    return new Pass(
        list(pass.from().chunkSize()),
        list(pass.blocks().chunkSize()),
        list(pass.to().chunkSize()),
        pass.reads(),
        pass.reads() * readBytes,
        pass.writes(),
        pass.writes() * writtenBytes,
        pass.blockElements() * itemSize + 2 * Math.max(readAtOnce, writtenAtOnce));
  }

  private static List<Integer> list(int[] lengths) {
    return Arrays.stream(lengths).boxed().toList();
  }

  /** How many chunks may be on their way at once. */
  int chunksAtOnce(ChunkGrid chunks) {
    long bytes = chunks.chunkElements() * source.dtype().itemSize();
    return (int) Math.min(Integer.MAX_VALUE, memory / PARTS_OF_MEMORY / bytes);
  }

  List<RechunkPass> ways() {
    return passes;
  }

  /**
   * The most that is in memory at a time, elements and stored chunks.
   *
   * @return bytes, not more than the plan's memory
   */
  public long memory() {
    return passes().stream().mapToLong(Pass::memory).max().orElse(0);
  }

  /** What is done, and below that one line for each pass. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("rechunk of ").append(source);
    text.append(" in ").append(ByteSize.text(memory()));
    text.append(" of ").append(ByteSize.text(memory)).append(" of memory");
    List<Pass> described = passes();
    for (int pass = 0; pass < described.size(); pass++) {
      text.append("\n  pass ").append(pass + 1).append(": ").append(described.get(pass));
    }
    return text.toString();
  }
}
