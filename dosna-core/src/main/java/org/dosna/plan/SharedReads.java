package org.dosna.plan;

import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dosna.DatasetSpec;
import org.dosna.NDArray;
import org.dosna.spi.ChunkStep;
import org.dosna.spi.Transfer;

/**
 * Steps that read parts of chunks, of which several may be of one chunk: that one is read once,
 * whole, and parted in memory. Neighbouring blocks with a halo need each chunk up to 27 times.
 */
final class SharedReads {
  private SharedReads() {}

  /** The same reads with one step per chunk, in the order in which chunks occur first. */
  static Iterator<ChunkStep> of(Iterator<ChunkStep> reads, DatasetSpec spec) {
    Map<LongBuffer, List<ChunkStep>> byChunk = new LinkedHashMap<>();
    while (reads.hasNext()) {
      ChunkStep read = reads.next();
      byChunk.computeIfAbsent(LongBuffer.wrap(read.index()), i -> new ArrayList<>()).add(read);
    }
    return byChunk.values().stream()
        .map(parts -> parts.size() == 1 ? parts.get(0) : new Parted(parts, spec.fillChunk()))
        .iterator();
  }

  /**
   * Reads a chunk and copies its parts to their places.
   *
   * @param parts steps that read, of one chunk
   * @param chunk gets all of its elements
   */
  private record Parted(List<ChunkStep> parts, NDArray chunk) implements ChunkStep {
    @Override
    public String operation() {
      return parts.get(0).operation();
    }

    @Override
    public long[] index() {
      return parts.get(0).index();
    }

    @Override
    public boolean callsUser() {
      return false;
    }

    @Override
    public Optional<Transfer> input() {
      return Optional.of(Transfer.whole(chunk));
    }

    @Override
    public Optional<Transfer> work() {
      for (ChunkStep part : parts) {
        part.input().ifPresent(transfer -> transfer.fromChunk(chunk.array()));
      }
      return Optional.empty();
    }
  }
}
