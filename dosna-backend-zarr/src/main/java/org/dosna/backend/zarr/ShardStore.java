package org.dosna.backend.zarr;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dosna.spi.ObjectBytes;
import org.dosna.spi.ObjectChangedException;
import org.dosna.spi.ObjectStore;
import org.dosna.spi.ObjectVersion;

/**
 * The chunks in shards as if each were an object: its version is the shard's. A write is a {@link
 * ShardChange} of the whole shard. Thread safe.
 */
final class ShardStore implements ObjectStore {
  private static final int KEPT = 256;

  private final DraftStore in;
  private final Shards shards;
  private final Predicate<String> isShard;

  /** Indexes that were read last, by the shards' keys. */
  private final Map<String, ShardIndex> known =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, ShardIndex> eldest) {
              return size() > KEPT;
            }
          });

  /**
   * Chunks in the shards of a store.
   *
   * @param in where the shards are
   * @param shards what they are like
   * @param isShard whether an object is one, by its key
   */
  ShardStore(DraftStore in, Shards shards, Predicate<String> isShard) {
    this.in = in;
    this.shards = shards;
    this.isShard = isShard;
  }

  /** Does something with the index of a shard, again if others change the shard meanwhile. */
  private <T> Optional<T> withIndex(String shard, Function<ShardIndex, Optional<T>> action) {
    while (true) {
      try {
        Optional<ShardIndex> index = Optional.ofNullable(known.get(shard)).or(() -> read(shard));
        return index.flatMap(action);
      } catch (ObjectChangedException e) {
        known.remove(shard);
      }
    }
  }

  private Optional<ShardIndex> read(String shard) {
    Optional<ObjectBytes> first = in.getRange(shard, 0, shards.atEnd() ? 0 : shards.indexSize());
    if (first.isEmpty()) {
      return Optional.empty();
    }
    long size = first.get().size();
    ObjectVersion version = first.get().version();
    long start = Math.max(0, shards.indexStart(size));
    Optional<ObjectBytes> stored =
        shards.atEnd() ? in.getRange(shard, start, shards.indexSize(), version) : first;
    return stored.map(
        bytes -> {
          ShardIndex index = new ShardIndex(version, shards.index(shard, size, bytes.bytes()));
          known.put(shard, index);
          return index;
        });
  }

  @Override
  public Optional<ObjectBytes> get(String key) {
    return getRange(key, 0, Integer.MAX_VALUE);
  }

  @Override
  public Optional<ObjectBytes> getRange(String key, long offset, int length) {
    return lend(key, offset, length, ObjectBytes::copy);
  }

  @Override
  public <T> Optional<T> lend(String key, long offset, int length, Function<ObjectBytes, T> use) {
    String shard = Shards.shardOfKey(key);
    int slot = Shards.slotOfKey(key);
    return withIndex(shard, index -> lend(shard, index, slot, offset, length, use));
  }

  private <T> Optional<T> lend(
      String shard,
      ShardIndex index,
      int slot,
      long offset,
      int length,
      Function<ObjectBytes, T> use) {
    boolean has = index.has(slot);
    int size = has ? index.length(slot) : 0;
    int first = (int) Math.min(offset, size);
    int count = Math.min(length, size - first);
    // Also of a chunk that is missing, as the index may be an old one.
    Optional<Optional<T>> found =
        in.lend(
            shard,
            has ? index.offset(slot) + first : 0,
            count,
            bytes -> {
              if (!bytes.version().equals(index.version())) {
                throw new ObjectChangedException(shard, index.version());
              }
              return has
                  ? Optional.of(use.apply(new ObjectBytes(bytes.bytes(), size, bytes.version())))
                  : Optional.empty();
            });
    if (found.isEmpty()) {
      known.remove(shard);
    }
    return found.orElse(Optional.empty());
  }

  @Override
  public ObjectVersion put(String key, ByteBuffer bytes) {
    return change(key, change -> Optional.of(change.put(key, bytes))).orElseThrow();
  }

  @Override
  public Optional<ObjectVersion> putIfAbsent(String key, ByteBuffer bytes) {
    return change(key, change -> change.putIfAbsent(key, bytes));
  }

  @Override
  public Optional<ObjectVersion> putIfUnchanged(
      String key, ByteBuffer bytes, ObjectVersion version) {
    return change(key, change -> change.putIfUnchanged(key, bytes, version));
  }

  @Override
  public boolean delete(String key) {
    return change(key, change -> Optional.of(key).filter(change::delete)).isPresent();
  }

  /** Changes the shard that a chunk is in, if the action does; empty if not. */
  private Optional<ObjectVersion> change(String key, Function<ShardChange, Optional<?>> action) {
    try (ShardChange change = change(Shards.shardOfKey(key))) {
      return change.publish(() -> action.apply(change).isPresent());
    }
  }

  /** Begins to change several chunks of a shard at once. */
  ShardChange change(String shard) {
    return new ShardChange(this, in, shards, shard);
  }

  /**
   * The index of a version of a shard.
   *
   * @throws ObjectChangedException if it is another one by now
   */
  ShardIndex index(String shard, ObjectVersion version) {
    Optional<ShardIndex> index =
        Optional.ofNullable(known.get(shard))
            .filter(found -> found.version().equals(version))
            .or(() -> read(shard));
    return index
        .filter(found -> found.version().equals(version))
        .orElseThrow(() -> new ObjectChangedException(shard, version));
  }

  /** Forgets what a shard's index was. */
  void forget(String shard) {
    known.remove(shard);
  }

  @Override
  public Stream<String> list(String folder) {
    return in.list(folder).filter(isShard).flatMap(this::chunksOf);
  }

  private Stream<String> chunksOf(String shard) {
    return withIndex(
            shard,
            index ->
                in.getRange(shard, 0, 0, index.version()) // so that it is no old one
                    .map(
                        present ->
                            IntStream.range(0, shards.count())
                                .filter(index::has)
                                .mapToObj(slot -> Shards.keyOfSlot(shard, slot))
                                .toList()))
        .stream()
        .flatMap(List::stream);
  }
}
