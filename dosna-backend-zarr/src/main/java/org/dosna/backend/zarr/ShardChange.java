package org.dosna.backend.zarr;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dosna.spi.ObjectBytes;
import org.dosna.spi.ObjectChangedException;
import org.dosna.spi.ObjectStore;
import org.dosna.spi.ObjectVersion;

/**
 * A shard that is written anew: chunks are appended to a draft as they come, so that they need not
 * be in memory together; at the end those that stay are copied from the shard that there is, and
 * the index follows. Who publishes holds a lock of the shard, so that among those who do nobody has
 * to begin again; of others who replace the shard meanwhile nothing is lost, either.
 *
 * <p>It has the chunks as an object store has them: they are written at any time, and read, as they
 * were before, in {@link #publish} only. Used by one thread at a time.
 */
final class ShardChange implements ObjectStore, AutoCloseable {
  /** That of what is written until it is published. */
  private static final ObjectVersion UNPUBLISHED = new ObjectVersion("unpublished");

  /** So much is copied at once of chunks that stay. */
  private static final int MAX_COPY = 1 << 20;

  private final ShardStore store;
  private final DraftStore in;
  private final Shards shards;
  private final String shard;
  private final Draft draft;

  /** As in {@link ShardIndex}. */
  private long[] entries;

  /** The slots of which the old shard says nothing any more. */
  private BitSet changed = new BitSet();

  private Optional<ObjectVersion> version = Optional.empty();
  private Optional<ShardIndex> old = Optional.empty();

  ShardChange(ShardStore store, DraftStore in, Shards shards, String shard) {
    this.store = store;
    this.in = in;
    this.shards = shards;
    this.shard = shard;
    this.draft = in.draft(shard);
    this.entries = new long[2 * shards.count()];
    Arrays.fill(entries, Shards.MISSING);
  }

  @Override
  public ObjectVersion put(String key, ByteBuffer bytes) {
    int slot = Shards.slotOfKey(key);
    changed.set(slot);
    set(slot, begin(), bytes.remaining());
    draft.append(bytes);
    return UNPUBLISHED;
  }

  @Override
  public Optional<ObjectVersion> putIfAbsent(String key, ByteBuffer bytes) {
    return has(Shards.slotOfKey(key)) ? Optional.empty() : Optional.of(put(key, bytes));
  }

  @Override
  public Optional<ObjectVersion> putIfUnchanged(
      String key, ByteBuffer bytes, ObjectVersion expected) {
    return version.filter(expected::equals).map(present -> put(key, bytes));
  }

  private void set(int slot, long offset, long length) {
    entries[2 * slot] = offset;
    entries[2 * slot + 1] = length;
  }

  /** Where the next chunk begins; behind room for an index that is known at the end only. */
  private long begin() {
    if (draft.size() == 0 && !shards.atEnd()) {
      draft.append(ByteBuffer.allocate(shards.indexSize()));
    }
    return draft.size();
  }

  /** Leaves out the chunk of a slot, whether there is one or not. */
  void leaveOut(int slot) {
    changed.set(slot);
    set(slot, Shards.MISSING, Shards.MISSING);
  }

  @Override
  public boolean delete(String key) {
    int slot = Shards.slotOfKey(key);
    boolean isThere = has(slot);
    leaveOut(slot);
    return isThere;
  }

  private boolean has(int slot) {
    return index().filter(index -> index.has(slot)).isPresent();
  }

  @Override
  public Optional<ObjectBytes> get(String key) {
    return getRange(key, 0, Integer.MAX_VALUE);
  }

  @Override
  public Optional<ObjectBytes> getRange(String key, long offset, int length) {
    int slot = Shards.slotOfKey(key);
    return index()
        .filter(index -> index.has(slot))
        .map(index -> range(index, slot, offset, length));
  }

  private ObjectBytes range(ShardIndex index, int slot, long offset, int length) {
    int size = index.length(slot);
    int first = (int) Math.min(offset, size);
    ByteBuffer bytes = read(index, index.offset(slot) + first, Math.min(length, size - first));
    return new ObjectBytes(bytes, size, index.version());
  }

  @Override
  public Stream<String> list(String folder) {
    return IntStream.range(0, shards.count())
        .filter(this::has)
        .mapToObj(slot -> Shards.keyOfSlot(shard, slot))
        .filter(key -> key.startsWith(folder));
  }

  /** Read when it is asked for: a damaged shard of which nothing stays is just replaced. */
  private Optional<ShardIndex> index() {
    if (old.isEmpty()) {
      old = version.map(present -> store.index(shard, present));
    }
    return old;
  }

  private ByteBuffer read(ShardIndex index, long offset, int length) {
    return in.getRange(shard, offset, length, index.version())
        .orElseThrow(() -> new ObjectChangedException(shard, index.version()))
        .bytes();
  }

  /**
   * Replaces the shard by the changed one. Atomic.
   *
   * @param last the last changes, by the shard that there is; returns whether anything is changed.
   *     Called again if others replace the shard meanwhile
   * @return the new version; empty if nothing was changed
   */
  Optional<ObjectVersion> publish(BooleanSupplier last) {
    return in.exclusive(shard, () -> publishAlone(last));
  }

  private Optional<ObjectVersion> publishAlone(BooleanSupplier last) {
    long size = draft.size();
    long[] entriesBefore = entries.clone();
    BitSet changedBefore = (BitSet) changed.clone();
    while (true) {
      version = in.getRange(shard, 0, 0).map(ObjectBytes::version);
      old = Optional.empty();
      try {
        if (!last.getAsBoolean()) {
          return Optional.empty();
        }
        keepOthers();
        writeIndex();
        Optional<ObjectVersion> published = draft.publish(version);
        store.forget(shard);
        if (published.isPresent()) {
          return published;
        }
      } catch (ObjectChangedException e) {
        store.forget(shard);
      }
      draft.truncate(size);
      entries = entriesBefore.clone();
      changed = (BitSet) changedBefore.clone();
    }
  }

  /** Copies the chunks that stay, those that lie side by side at once. */
  private void keepOthers() {
    if (changed.cardinality() == shards.count() || index().isEmpty()) {
      return;
    }
    ShardIndex index = index().get();
    int[] kept =
        IntStream.range(0, shards.count())
            .filter(slot -> !changed.get(slot) && index.has(slot))
            .boxed()
            .sorted(Comparator.comparing(index::offset))
            .mapToInt(slot -> slot)
            .toArray();
    for (int first = 0, end; first < kept.length; first = end) {
      long begin = index.offset(kept[first]);
      int length = index.length(kept[first]);
      end = first + 1;
      while (end < kept.length
          && index.offset(kept[end]) == begin + length
          && length + (long) index.length(kept[end]) <= MAX_COPY) {
        length += index.length(kept[end++]);
      }
      copy(index, kept, first, end, read(index, begin, length));
    }
  }

  private void copy(ShardIndex index, int[] slots, int first, int end, ByteBuffer bytes) {
    long moved = begin() - index.offset(slots[first]);
    for (int n = first; n < end; n++) {
      set(slots[n], index.offset(slots[n]) + moved, index.length(slots[n]));
    }
    draft.append(bytes);
  }

  private void writeIndex() {
    ByteBuffer index = shards.stored(entries);
    if (shards.atEnd()) {
      draft.append(index);
    } else {
      begin();
      draft.write(0, index);
    }
  }

  @Override
  public void close() {
    draft.close();
  }
}
