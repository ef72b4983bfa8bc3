package org.dosna.backend.ram;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
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
import org.dosna.spi.ChunkForm;
import org.dosna.spi.ChunkTransfer;
import org.dosna.spi.Transfer;

/** A dataset in memory. */
final class RamDataset extends Dataset {
  /** Enough for a row of chunks; more would not be faster. */
  private static final int MAX_TOGETHER = 8;

  private static final Comparator<ChunkTransfer> BY_POSITION =
      Comparator.comparing(ChunkTransfer::index, Arrays::compare);

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
  protected long shrinks() {
    return data.shrinks();
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
    boolean taken = data.addIfAbsent(index, data.newChunk(index)).isPresent();
    return taken ? Optional.empty() : Optional.of(chunkAt(index));
  }

  @Override
  protected Optional<DataChunk> doGetChunk(long[] index) {
    return data.chunk(index).map(chunk -> chunkAt(index));
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
    Optional<RamChunk> chunk = data.chunk(index);
    if (chunk.isPresent()) {
      chunk.get().read(transfer);
    } else {
      transfer.fill(spec().fillElement());
    }
  }

  @Override
  protected void writeChunk(long[] index, Transfer transfer) {
    Optional<RamChunk> stored = data.chunk(index);
    // A new chunk is written before others can see it, so that it is written only once.
    RamChunk chunk = stored.orElseGet(() -> newChunk(index, transfer));
    if (stored.isPresent()) {
      chunk.write(transfer);
    } else {
      data.addIfAbsent(index, chunk).ifPresent(others -> others.write(transfer));
    }
  }

  private RamChunk newChunk(long[] index, Transfer transfer) {
    if (data.form().isPresent() && isWhole(transfer)) {
      ChunkForm form = data.form().get();
      return new EncodedChunk(name(), index, form, form.elements(transfer));
    }
    RamChunk chunk = data.newChunk(index);
    chunk.write(transfer);
    return chunk;
  }

  private boolean isWhole(Transfer transfer) {
    return transfer.isWhole(spec().grid().chunkElements());
  }

  @Override
  protected int together() {
    return data.form().map(ChunkForm::together).orElse(MAX_TOGETHER);
  }

  @Override
  protected void readTogether(List<ChunkTransfer> reads) {
    List<ChunkMemory> plain = new ArrayList<>(reads.size());
    List<EncodedChunk> encoded = new ArrayList<>(reads.size());
    List<Transfer> stored = new ArrayList<>(reads.size());
    for (ChunkTransfer read : ascending(reads)) {
      Optional<RamChunk> chunk = data.chunk(read.index());
      if (chunk.isPresent()) {
        if (chunk.get() instanceof ChunkMemory elements) {
          plain.add(elements);
        } else {
          encoded.add((EncodedChunk) chunk.get());
        }
        stored.add(read.transfer());
      } else {
        read.transfer().fill(spec().fillElement());
      }
    }
    if (data.form().isEmpty()) {
      ChunkMemory.read(plain, stored);
    } else {
      EncodedChunk.read(encoded, stored);
    }
  }

  @Override
  protected void writeTogether(List<ChunkTransfer> writes) {
    if (data.form().isEmpty()) {
      writePlain(writes);
    } else {
      writeEncoded(writes, data.form().get());
    }
  }

  private void writePlain(List<ChunkTransfer> writes) {
    List<ChunkMemory> chunks = new ArrayList<>(writes.size());
    List<Transfer> transfers = new ArrayList<>(writes.size());
    List<ChunkTransfer> ascending = ascending(writes);
    boolean[] isNew = new boolean[writes.size()];
    for (int i = 0; i < isNew.length; i++) {
      long[] index = ascending.get(i).index();
      Optional<RamChunk> stored = data.chunk(index);
      isNew[i] = stored.isEmpty();
      chunks.add((ChunkMemory) stored.orElseGet(() -> data.newChunk(index)));
      transfers.add(ascending.get(i).transfer());
    }
    ChunkMemory.write(chunks, transfers);
    for (int i = 0; i < isNew.length; i++) {
      if (isNew[i]) {
        Transfer transfer = transfers.get(i);
        data.addIfAbsent(ascending.get(i).index(), chunks.get(i))
            .ifPresent(others -> others.write(transfer));
      }
    }
  }

  /** Whole chunks are copied together and encoded one by one; parts go their own ways. */
  private void writeEncoded(List<ChunkTransfer> writes, ChunkForm form) {
    List<ChunkTransfer> wholes = writes.stream().filter(w -> isWhole(w.transfer())).toList();
    super.writeTogether(writes.stream().filter(w -> !isWhole(w.transfer())).toList());
    List<ByteBuffer> elements =
        form.elements(wholes.stream().map(ChunkTransfer::transfer).toList());
    for (int i = 0; i < wholes.size(); i++) {
      long[] index = wholes.get(i).index();
      EncodedChunk chunk = new EncodedChunk(name(), index, form, elements.get(i));
      data.addIfAbsent(index, chunk).ifPresent(others -> ((EncodedChunk) others).replace(chunk));
    }
  }

  /** In the order of the chunks' positions, so that no two callers wait for each other. */
  private static List<ChunkTransfer> ascending(List<ChunkTransfer> transfers) {
    transfers.sort(BY_POSITION);
    return transfers;
  }

  @Override
  protected long storedBytes(Stream<long[]> chunks) {
    return chunks
        .flatMap(index -> data.chunk(index).stream())
        .mapToLong(RamChunk::storedBytes)
        .sum();
  }

  /** What is in memory is not lost: the chunks that are stored are those that are recorded. */
  @Override
  protected Stream<long[]> recordedChunks() {
    return spec().recordsWrites() ? existingChunks() : Stream.empty();
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
