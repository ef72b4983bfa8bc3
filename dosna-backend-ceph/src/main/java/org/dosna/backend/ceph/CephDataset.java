package org.dosna.backend.ceph;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.dosna.ChunkException;
import org.dosna.DataChunk;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.spi.ChunkStep;
import org.dosna.spi.Resize;
import org.dosna.spi.Transfer;

/** A dataset in a pool: each chunk is an object. */
final class CephDataset extends Dataset {
  private final CephPool pool;
  private final DatasetObject object;
  private final Supplier<DatasetSpec> spec;
  private final ChunkFormat format;

  CephDataset(CephPool pool, DatasetObject object) {
    this(pool, object, object::spec);
  }

  /** A dataset whose spec may be another one than others see: that which it will have. */
  private CephDataset(CephPool pool, DatasetObject object, Supplier<DatasetSpec> spec) {
    super(pool, object.name(), spec.get());
    this.pool = pool;
    this.object = object;
    this.spec = spec;
    this.format = new ChunkFormat(spec.get());
  }

  @Override
  public DatasetSpec spec() {
    return spec.get();
  }

  IoContext io() {
    return pool.io();
  }

  String objectName(long[] index) {
    return ObjectNames.chunk(name(), index);
  }

  /** Makes sure that the dataset was not deleted, nor made anew. */
  void requireCurrent() {
    object.refresh();
  }

  @Override
  protected void refresh() {
    object.refresh();
  }

  @Override
  protected boolean doDelete() {
    return pool.delete(object);
  }

  @Override
  protected void doResize(UnaryOperator<long[]> change, Consumer<Dataset> fill) {
    try (DatasetLock lock = DatasetLock.take(object)) {
      new Resizing(lock)
          .run(change, grown -> fill.accept(new CephDataset(pool, object, () -> grown)));
    }
  }

  /** The shape is kept in extended attributes of the dataset's object. */
  private final class Resizing extends Resize {
    private final DatasetLock lock;

    Resizing(DatasetLock lock) {
      this.lock = lock;
    }

    @Override
    protected DatasetSpec present() {
      return object.refresh().spec();
    }

    @Override
    protected void begin(DatasetSpec before, DatasetSpec after) {
      pool.requireFits(name(), after);
    }

    @Override
    protected void dropOutside(DatasetSpec shown) {
      CephDataset.this.dropOutside(shown);
    }

    @Override
    protected void show(DatasetSpec after) {
      object.change(
          Optional.of(lock),
          op -> DatasetAttributes.shapeAttributes(after).forEach(op::setAttribute));
      object.refresh();
    }
  }

  /** Deletes chunks outside a shape, and gives fill value to what of others lies outside. */
  private void dropOutside(DatasetSpec shown) {
    try (Stream<long[]> chunks = storedChunks()) {
      Stream<ChunkStep> steps = chunks.flatMap(index -> OutsideStep.all(shown, index));
      walk(steps.iterator());
    }
  }

  @Override
  protected Optional<DataChunk> doCreateChunk(long[] index) {
    boolean created = ChunkWrite.create(io(), objectName(index), format);
    if (created) {
      LostChunks check = new LostChunks(this);
      check.addCreated(index);
      check.check();
    }
    return created ? Optional.of(chunkAt(index)) : Optional.empty();
  }

  @Override
  protected Optional<DataChunk> doGetChunk(long[] index) {
    return doHasChunk(index) ? Optional.of(chunkAt(index)) : Optional.empty();
  }

  @Override
  protected boolean doHasChunk(long[] index) {
    boolean exists = io().exists(objectName(index));
    if (!exists) {
      requireCurrent();
    }
    return exists;
  }

  @Override
  protected boolean doDeleteChunk(long[] index) {
    boolean deleted = io().remove(objectName(index));
    if (!deleted) {
      requireCurrent();
    }
    return deleted;
  }

  @Override
  protected void readChunk(long[] index, Transfer transfer) {
    ChunkRead read = beginRead(index, transfer);
    finish(index, read);
    ChunkRead.place(List.of(read));
  }

  @Override
  protected void writeChunk(long[] index, Transfer transfer) {
    try (WholeChunks whole = gather(List.of(transfer))) {
      finish(index, beginWrite(index, transfer, whole.bytes(0)));
    }
  }

  private void finish(long[] index, ChunkTask task) {
    boolean done = false;
    while (!done) {
      done = task.advance();
    }
    LostChunks check = new LostChunks(this);
    check.add(index, task);
    check.check();
  }

  /** The size of a chunk, in bytes. */
  int chunkBytes() {
    return format.byteCount();
  }

  ChunkRead beginRead(long[] index, Transfer transfer) {
    return new ChunkRead(io(), objectName(index), format, transfer);
  }

  /** The bytes of those chunks that are written whole. */
  WholeChunks gather(List<Transfer> transfers) {
    return new WholeChunks(io().buffers(), format, transfers);
  }

  ChunkTask beginWrite(long[] index, Transfer transfer, Optional<NativeBuffer> whole) {
    return ChunkWrite.begin(io(), objectName(index), format, transfer, whole);
  }

  ChunkTask beginRemove(long[] index) {
    return new ChunkRemoval(io(), objectName(index));
  }

  @Override
  protected int inflight() {
    return io().options().inflight();
  }

  @Override
  protected void walk(Iterator<ChunkStep> lane) {
    new Pipeline(this, io().options().inflight()).walk(lane);
  }

  /** The exception with which a walk ends. */
  ChunkException failure(ChunkStep step, Exception cause) {
    return failed(step, cause);
  }

  @Override
  protected Stream<long[]> existingChunks() {
    object.refresh();
    DatasetSpec shown = spec();
    return storedChunks().filter(shown::hasChunk);
  }

  /** All chunks, also those outside the shape. */
  private Stream<long[]> storedChunks() {
    return io().list().names().flatMap(name -> ObjectNames.chunkIndex(name(), name).stream());
  }

  @Override
  protected Map<String, Object> doGetAttributes() {
    return UserAttributes.of(object.refresh().stored());
  }

  @Override
  protected void doSetAttribute(String attribute, Optional<Object> value) {
    object.change(Optional.empty(), op -> UserAttributes.change(op, attribute, value));
  }
}
