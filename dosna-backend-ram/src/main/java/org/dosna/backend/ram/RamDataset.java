package org.dosna.backend.ram;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.dosna.DataChunk;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.spi.Batches;
import org.dosna.spi.ChunkStep;
import org.dosna.spi.Transfer;

/** A dataset in memory. */
final class RamDataset extends Dataset {
  /** Enough for a row of chunks; more would not be faster. */
  private static final int MAX_TOGETHER = 8;

  private final RamPool pool;
  private final RamData data;
  private final Supplier<DatasetSpec> spec;

  RamDataset(RamPool pool, String name, RamData data) {
    this(pool, name, data, data::spec);
  }

  /** A dataset whose description may be another one than others see: that which it will have. */
  private RamDataset(RamPool pool, String name, RamData data, Supplier<DatasetSpec> spec) {
    super(pool, name, spec.get());
    this.pool = pool;
    this.data = data;
    this.spec = spec;
  }

  @Override
  public DatasetSpec spec() {
    return spec.get();
  }

  @Override
  protected void doResize(UnaryOperator<long[]> change, Consumer<Dataset> fill) {
    data.resize(change, grown -> fill.accept(new RamDataset(pool, name(), data, () -> grown)));
  }

  @Override
  protected boolean doDelete() {
    return pool.delete(data);
  }

  @Override
  protected Optional<DataChunk> doCreateChunk(long[] index) {
    boolean taken = data.addIfAbsent(index, new ChunkMemory(spec().fillChunk())).isPresent();
    return taken ? Optional.empty() : Optional.of(new RamChunk(this, index));
  }

  @Override
  protected Optional<DataChunk> doGetChunk(long[] index) {
    return data.chunk(index).map(chunk -> new RamChunk(this, index));
  }

  @Override
  protected boolean doHasChunk(long[] index) {
    return data.chunk(index).isPresent();
  }

  @Override
  protected boolean doDeleteChunk(long[] index) {
    return data.removeChunk(index);
  }

  @Override
  protected void readChunk(long[] index, Transfer transfer) {
    readChunks(List.of(index), List.of(transfer));
  }

  @Override
  protected void writeChunk(long[] index, Transfer transfer) {
    writeChunks(List.of(index), List.of(transfer));
  }

  /** Plain copies go together: chunks side by side are copied faster than one after the other. */
  @Override
  protected void walk(Iterator<ChunkStep> lane) {
    Batches batches = new Batches(lane, MAX_TOGETHER);
    while (batches.hasNext()) {
      List<ChunkStep> batch = batches.next();
      if (batch.get(0).isCopy()) {
        copyTogether(batch);
      } else {
        super.walk(batch.iterator());
      }
    }
  }

  private void copyTogether(List<ChunkStep> steps) {
    steps.sort(Comparator.comparing(ChunkStep::index, Arrays::compare));
    List<long[]> indices = steps.stream().map(ChunkStep::index).toList();
    List<Transfer> reads = new ArrayList<>();
    List<Transfer> writes = new ArrayList<>();
    ChunkStep present = steps.get(0);
    try {
      for (ChunkStep step : steps) {
        present = step;
        step.input().ifPresent(reads::add);
        step.work().ifPresent(writes::add);
      }
      // The steps of a plan all read, or they all write.
      readChunks(reads.isEmpty() ? List.of() : indices, reads);
      writeChunks(writes.isEmpty() ? List.of() : indices, writes);
      for (ChunkStep step : steps) {
        present = step;
        step.done();
      }
    } catch (Exception e) {
      throw failed(present, e);
    }
  }

  /** Reads from chunks in ascending order. */
  private void readChunks(List<long[]> indices, List<Transfer> transfers) {
    List<ChunkMemory> chunks = new ArrayList<>();
    List<Transfer> stored = new ArrayList<>();
    for (int i = 0; i < indices.size(); i++) {
      Transfer transfer = transfers.get(i);
      Optional<ChunkMemory> chunk = data.chunk(indices.get(i));
      chunk.ifPresentOrElse(chunks::add, () -> transfer.fill(spec().fillElement()));
      chunk.ifPresent(c -> stored.add(transfer));
    }
    ChunkMemory.read(chunks, stored);
  }

  /** Writes to chunks in ascending order. */
  private void writeChunks(List<long[]> indices, List<Transfer> transfers) {
    List<ChunkMemory> chunks = new ArrayList<>();
    List<Integer> missing = new ArrayList<>();
    for (int i = 0; i < indices.size(); i++) {
      Optional<ChunkMemory> stored = data.chunk(indices.get(i));
      chunks.add(stored.orElseGet(() -> new ChunkMemory(spec().fillChunk())));
      if (stored.isEmpty()) {
        missing.add(i);
      }
    }
    // New chunks are written before others can see them, so that they are written only once.
    ChunkMemory.write(chunks, transfers);
    for (int i : missing) {
      data.addIfAbsent(indices.get(i), chunks.get(i))
          .ifPresent(others -> ChunkMemory.write(List.of(others), List.of(transfers.get(i))));
    }
  }

  @Override
  protected Stream<long[]> existingChunks() {
    return data.indices();
  }

  @Override
  protected Map<String, Object> doGetAttributes() {
    return Map.copyOf(data.attributes());
  }

  @Override
  protected void doSetAttribute(String attribute, Optional<Object> value) {
    value.ifPresentOrElse(
        v -> data.attributes().put(attribute, v), () -> data.attributes().remove(attribute));
  }
}
