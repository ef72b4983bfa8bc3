package org.dosna.backend.ceph;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
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
import org.dosna.Finding;
import org.dosna.Finding.Kind;
import org.dosna.spi.ChunkStep;
import org.dosna.spi.Refresh;
import org.dosna.spi.Resize;
import org.dosna.spi.Transfer;

/** A dataset in a pool: each chunk is an object. */
final class CephDataset extends Dataset {
  private final CephPool pool;
  private final DatasetObject object;
  private final Supplier<DatasetSpec> spec;
  private final Incarnation incarnation;
  private final ChunkFormat format;

  CephDataset(CephPool pool, DatasetObject object) {
    this(pool, object, object::spec, new Incarnation(object));
  }

  /** A dataset that was created just now. */
  static Dataset empty(CephPool pool, DatasetObject object) {
    CephDataset dataset = new CephDataset(pool, object);
    dataset.incarnation.foundStored(false);
    return dataset;
  }

  /** A dataset whose spec may be another one than others see: that which it will have. */
  private CephDataset(
      CephPool pool, DatasetObject object, Supplier<DatasetSpec> spec, Incarnation incarnation) {
    super(pool, object.name(), spec.get());
    this.pool = pool;
    this.object = object;
    this.spec = spec;
    this.incarnation = incarnation;
    this.format = new ChunkFormat(spec.get(), object.id());
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

  ChunkObject chunkObject(long[] index) {
    return new ChunkObject(io(), objectName(index), index, format, incarnation);
  }

  Incarnation incarnation() {
    return incarnation;
  }

  /** Makes sure that the dataset was not deleted, nor made anew; sees whether it was resized. */
  void requireCurrent() {
    object.beginRefresh().await();
  }

  @Override
  protected void refresh() {
    object.refresh();
  }

  @Override
  protected Refresh beginRefresh() {
    return object.beginRefresh();
  }

  @Override
  protected long shrinks() {
    return object.shrinks();
  }

  @Override
  protected boolean doDelete() {
    return pool.delete(object);
  }

  @Override
  protected void doResize(UnaryOperator<long[]> change, Consumer<Dataset> fill) {
    try (DatasetLock lock = DatasetLock.take(object)) {
      new Resizing(lock)
          .run(
              change,
              grown -> fill.accept(new CephDataset(pool, object, () -> grown, incarnation)));
    }
  }

  /** The shape is kept in extended attributes of the dataset's object. */
  private final class Resizing extends Resize {
    private final DatasetLock lock;

    /** Others' objects that are named as a chunk outside the shape. */
    private final List<long[]> strangers = new ArrayList<>();

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
      // Whoever dies on the way leaves chunks outside of what is shown; new ones carry our mark.
      if (isShrink(before, after) || object.id().length == 0) {
        byte[] largest = DatasetAttributes.largestGrid(object.history().with(after));
        object.change(Optional.of(lock), op -> op.setAttribute(ShapeHistory.LARGEST_GRID, largest));
      }
      // What has a name that is the dataset's from now on must not come to light.
      strangers.stream().filter(after::hasChunk).forEach(index -> io().remove(objectName(index)));
    }

    @Override
    protected void dropOutside(DatasetSpec shown) {
      Incarnation cutting = incarnation.cutting();
      strangers.clear();
      new CephDataset(pool, object, () -> shown, cutting).dropOutside(strangers::add);
    }

    @Override
    protected void show(DatasetSpec after) {
      boolean isShrink = isShrink(object.spec(), after);
      long shrinks = object.shrinks() + (isShrink ? 1 : 0);
      object.change(
          Optional.of(lock),
          op -> {
            DatasetAttributes.shapeAttributes(after).forEach(op::setAttribute);
            op.setAttribute(ShapeHistory.SHRINKS, Long.toString(shrinks).getBytes(UTF_8));
          });
      object.refresh();
    }
  }

  /** Deletes chunks outside the shape, and gives fill value to what of others lies outside. */
  private void dropOutside(Consumer<long[]> strangers) {
    try (Stream<long[]> chunks = OwnChunks.all(object, name(), strangers, aside -> {})) {
      Stream<ChunkStep> steps = chunks.flatMap(index -> OutsideStep.all(spec(), index));
      walk(steps.iterator());
    }
  }

  @Override
  protected Optional<DataChunk> doCreateChunk(long[] index) {
    boolean created = ChunkWrite.create(chunkObject(index));
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
    boolean exists = ChunkLook.at(chunkObject(index)).filter(incarnation::owns).isPresent();
    if (!exists) {
      requireCurrent();
    }
    return exists;
  }

  @Override
  protected boolean doDeleteChunk(long[] index) {
    ChunkTask removal = beginRemove(index);
    finish(index, removal);
    return !removal.foundNone();
  }

  @Override
  protected void readChunk(long[] index, Transfer transfer) {
    ChunkRead read = beginRead(index, transfer);
    finish(index, read);
    ChunkRead.place(List.of(read));
  }

  @Override
  protected void writeChunk(long[] index, Transfer transfer) {
    try (WholeChunks whole = gather(List.of(index), List.of(transfer))) {
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
    return new ChunkRead(chunkObject(index), transfer);
  }

  /** The bytes of those chunks that are written whole. */
  WholeChunks gather(List<long[]> indices, List<Transfer> transfers) {
    return new WholeChunks(io().buffers(), format, indices, transfers);
  }

  ChunkTask beginWrite(long[] index, Transfer transfer, Optional<StoredBytes> whole) {
    return ChunkWrite.begin(chunkObject(index), transfer, whole);
  }

  ChunkTask beginRemove(long[] index) {
    return new ChunkRemoval(chunkObject(index));
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
  protected List<Finding> inspect(boolean repair) {
    List<Finding> found = new ArrayList<>();
    DatasetSpec shown = object.refresh().spec();
    Consumer<String> aside =
        name ->
            found.add(
                new Finding(
                    Kind.SET_ASIDE,
                    "object '" + name + "'",
                    "a chunk that was damaged",
                    "repair leaves it: delete it when it is not needed any more"));
    try (Stream<long[]> chunks = OwnChunks.all(object, name(), stranger -> {}, aside)) {
      chunks
          .filter(index -> !shown.hasChunk(index))
          .forEach(index -> found.add(outside(index, repair)));
    }
    return found;
  }

  private Finding outside(long[] index, boolean repair) {
    if (repair) {
      doDeleteChunk(index);
    }
    return new Finding(
        Kind.OUTSIDE_SHAPE,
        "object '" + objectName(index) + "'",
        "a chunk outside the present shape, left when the dataset was made smaller",
        repair ? "deleted" : "repair deletes it");
  }

  @Override
  protected String setAside(long[] index) {
    String aside = SetAside.name(name(), objectName(index));
    SetAside.move(chunkObject(index), aside);
    return aside;
  }

  @Override
  protected long storedBytes(Stream<long[]> chunks) {
    return chunks
        .flatMap(index -> ChunkLook.at(chunkObject(index)).stream())
        .mapToLong(ChunkLook.Found::size)
        .sum();
  }

  @Override
  protected List<Optional<Object>> chunkStamps(List<long[]> indices) {
    return ChunkStamps.of(indices.stream().map(this::chunkObject).toList(), object.id());
  }

  @Override
  protected Stream<long[]> existingChunks() {
    object.refresh();
    return OwnChunks.present(object);
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
