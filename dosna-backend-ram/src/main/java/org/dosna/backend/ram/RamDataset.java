package org.dosna.backend.ram;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.dosna.DataChunk;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.NDArray;
import org.dosna.Pool;
import org.dosna.spi.Transfer;

/** A dataset in memory. */
final class RamDataset extends Dataset {
  private final RamData data;
  private final Supplier<DatasetSpec> spec;

  RamDataset(Pool pool, String name, RamData data) {
    this(pool, name, data, data::spec);
  }

  /** A dataset whose description may be another one than others see: that which it will have. */
  private RamDataset(Pool pool, String name, RamData data, Supplier<DatasetSpec> spec) {
    super(pool, name, spec.get());
    this.data = data;
    this.spec = spec;
  }

  @Override
  public DatasetSpec spec() {
    return spec.get();
  }

  @Override
  protected void doResize(UnaryOperator<long[]> change, Consumer<Dataset> fill) {
    data.resize(change, grown -> fill.accept(new RamDataset(pool(), name(), data, () -> grown)));
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
    data.chunk(index)
        .ifPresentOrElse(chunk -> chunk.read(transfer), () -> transfer.fill(spec().fillElement()));
  }

  @Override
  protected void writeChunk(long[] index, Transfer transfer) {
    Optional<ChunkMemory> existing = data.chunk(index);
    if (existing.isEmpty()) {
      // Filled before others can see it, so that it is written only once.
      NDArray elements = spec().fillChunk();
      transfer.toChunk(elements.array());
      existing = data.addIfAbsent(index, new ChunkMemory(elements));
    }
    existing.ifPresent(chunk -> chunk.write(transfer));
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
