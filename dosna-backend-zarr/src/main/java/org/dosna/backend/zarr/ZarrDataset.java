package org.dosna.backend.zarr;

import java.util.ArrayList;
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
import org.dosna.DosnaException;
import org.dosna.Finding;
import org.dosna.Pool;
import org.dosna.spi.ChunkForm;
import org.dosna.spi.ChunkStep;
import org.dosna.spi.ObjectBytes;
import org.dosna.spi.ObjectChunks;
import org.dosna.spi.ObjectStore;
import org.dosna.spi.Resize;
import org.dosna.spi.Transfer;

/** A dataset that is a Zarr array. */
final class ZarrDataset extends Dataset {
  private final ArrayObject array;
  private final TreeStore store;
  private final Optional<ShardStore> shards;
  private final ObjectStore inside;
  private final ChunkForm form;
  private final ObjectChunks chunks;
  private final Supplier<DatasetSpec> spec;

  ZarrDataset(Pool pool, String name, TreeStore store, ArrayObject array) {
    this(pool, name, store, array, array::spec);
  }

  /** A dataset whose spec may be another one than others see: that which it will have. */
  private ZarrDataset(
      Pool pool, String name, TreeStore store, ArrayObject array, Supplier<DatasetSpec> spec) {
    super(pool, name, spec.get());
    this.array = array;
    this.store = store;
    this.shards = array.shards();
    this.inside = shards.<ObjectStore>map(sharded -> sharded).orElseGet(array::objects);
    this.form = new ChunkForm(array.spec(), array.metadata().coders(), new byte[0]);
    this.spec = spec;
    this.chunks =
        new ObjectChunks(
            inside, array.chunkKeys(), array::presentKept, form, array::requireCurrent);
  }

  @Override
  public DatasetSpec spec() {
    return spec.get();
  }

  @Override
  protected void refresh() {
    array.refresh();
  }

  @Override
  protected long shrinks() {
    return array.shrinks();
  }

  @Override
  protected void doResize(UnaryOperator<long[]> change, Consumer<Dataset> fill) {
    if (array.metadata().names().isScalar()) {
      throw new DosnaException("Dataset '" + name() + "' is one element, without axes in Zarr");
    }
    array.exclusive(
        () ->
            new Resizing()
                .run(
                    change,
                    grown ->
                        fill.accept(new ZarrDataset(pool(), name(), store, array, () -> grown))));
  }

  /** The shape is in {@code zarr.json}, that in which is written meanwhile in the marker. */
  private final class Resizing extends Resize {
    private boolean shrinks;

    @Override
    protected DatasetSpec present() {
      array.endWriting();
      array.refresh();
      return array.spec();
    }

    @Override
    protected void begin(DatasetSpec before, DatasetSpec after) {
      shrinks = isShrink(before, after);
      array.setWriting(Optional.of(before.covering(after).shape()));
    }

    @Override
    protected void dropOutside(DatasetSpec shown) {
      ObjectStore objects = array.objects();
      try (Stream<String> keys = objects.list(array.keys().folder())) {
        keys.filter(key -> isOutside(key, shown)).forEach(objects::delete);
      }
      try (Stream<String> keys = inside.list(array.keys().folder())) {
        keys.flatMap(key -> array.chunkKeys().index(key).stream())
            .filter(index -> index.length == ndim())
            .forEach(index -> drop(shown, index));
      }
    }

    private void drop(DatasetSpec shown, long[] index) {
      if (shown.hasChunk(index)) {
        chunks.fillOutside(index, shown);
      } else {
        chunks.delete(index);
      }
    }

    @Override
    protected void show(DatasetSpec after) {
      array.show(after.shape(), shrinks);
    }

    @Override
    protected void abandon(DatasetSpec before) {
      array.setWriting(Optional.empty());
    }
  }

  private boolean isOutside(String key, DatasetSpec shown) {
    return array
        .keys()
        .index(key)
        .filter(index -> index.length == ndim() && array.isOutside(index, shown))
        .isPresent();
  }

  @Override
  protected boolean doDelete() {
    return array.delete();
  }

  @Override
  protected Optional<DataChunk> doCreateChunk(long[] index) {
    return chunks.create(index) ? Optional.of(chunkAt(index)) : Optional.empty();
  }

  @Override
  protected Optional<DataChunk> doGetChunk(long[] index) {
    return chunks.has(index) ? Optional.of(chunkAt(index)) : Optional.empty();
  }

  @Override
  protected boolean doHasChunk(long[] index) {
    return chunks.has(index);
  }

  @Override
  protected boolean doDeleteChunk(long[] index) {
    return chunks.delete(index);
  }

  @Override
  protected void readChunk(long[] index, Transfer transfer) {
    chunks.read(index, transfer);
  }

  @Override
  protected void writeChunk(long[] index, Transfer transfer) {
    chunks.write(index, transfer);
  }

  /** Steps on chunks of one shard are one write of it. */
  @Override
  protected void walk(Iterator<ChunkStep> lane) {
    if (shards.isEmpty()) {
      super.walk(lane);
      return;
    }
    try (ShardWalk walk = new ShardWalk(array, shards.get(), chunks, form, this::failed)) {
      walk.walk(lane);
    }
  }

  @Override
  protected Stream<long[]> existingChunks() {
    array.requireCurrent();
    return chunks.indices().filter(spec()::hasChunk);
  }

  @Override
  protected long storedBytes(Stream<long[]> stored) {
    return stored
        .flatMap(index -> inside.getRange(array.chunkKeys().key(index), 0, 0).stream())
        .mapToLong(ObjectBytes::size)
        .sum();
  }

  @Override
  protected String setAside(long[] index) {
    String key = array.chunkKeys().key(index);
    String aside = SetAside.of(array, index);
    inside.get(key).ifPresent(damaged -> array.objects().put(aside, damaged.bytes()));
    inside.delete(key);
    return aside;
  }

  @Override
  protected List<Finding> inspect(boolean repair) {
    array.requireCurrent();
    DatasetSpec kept = array.presentKept();
    List<Finding> found = new ArrayList<>(LeftOver.in(store, array.folder(), repair));
    try (Stream<String> keys = store.list(array.folder() + "/")) {
      keys.forEach(
          key -> {
            if (SetAside.isOne(key)) {
              found.add(
                  new Finding(
                      Finding.Kind.SET_ASIDE,
                      key,
                      "a chunk that was damaged",
                      "repair leaves it: delete it when it is not needed any more"));
            } else if (!array.isOwn(key)) {
              found.add(
                  new Finding(
                      Finding.Kind.FOREIGN, key, "DosNa did not make it", "repair leaves it"));
            } else if (isOutside(key, kept)) {
              if (repair) {
                array.objects().delete(key);
              }
              found.add(
                  new Finding(
                      Finding.Kind.OUTSIDE_SHAPE,
                      key,
                      "a chunk outside the present shape",
                      repair ? "deleted" : "repair deletes it"));
            }
          });
    }
    return found;
  }

  @Override
  protected Map<String, Object> doGetAttributes() {
    array.requireCurrent();
    return array.node().attributes();
  }

  @Override
  protected void doSetAttribute(String attribute, Optional<Object> value) {
    array.node().setAttribute(attribute, value, array::requireCurrent);
  }
}
