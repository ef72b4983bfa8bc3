package org.dosna.backend.zarr;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dosna.spi.ObjectBytes;
import org.dosna.spi.ObjectChangedException;
import org.dosna.spi.ObjectStore;
import org.dosna.spi.ObjectVersion;

/**
 * The chunks in shards as if each were an object: its version is the shard's. A write changes the
 * whole shard, and begins anew if others change it meanwhile. Thread safe.
 */
final class ShardStore implements ObjectStore {
  private static final int KEPT = 256;

  /** An index, and of what version of the shard. */
  private record Index(ObjectVersion version, long size, long[] entries) {
    boolean has(int slot) {
      return entries[2 * slot] != Shards.MISSING;
    }

    long offset(int slot) {
      return entries[2 * slot];
    }

    int length(int slot) {
      return (int) entries[2 * slot + 1];
    }
  }

  private final ObjectStore in;
  private final Shards shards;
  private final Predicate<String> isShard;

  /** Indexes that were read last, by the shards' keys. */
  private final Map<String, Index> known =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Index> eldest) {
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
  ShardStore(ObjectStore in, Shards shards, Predicate<String> isShard) {
    this.in = in;
    this.shards = shards;
    this.isShard = isShard;
  }

  /** Does something with the index of a shard, again if others change the shard meanwhile. */
  private <T> Optional<T> withIndex(String shard, Function<Index, Optional<T>> action) {
    while (true) {
      try {
        Optional<Index> index = Optional.ofNullable(known.get(shard)).or(() -> read(shard));
        return index.flatMap(action);
      } catch (ObjectChangedException e) {
        known.remove(shard);
      }
    }
  }

  private Optional<Index> read(String shard) {
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
          Index index = new Index(version, size, shards.index(shard, size, bytes.bytes()));
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
      String shard, Index index, int slot, long offset, int length, Function<ObjectBytes, T> use) {
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
    return change(
            Shards.shardOfKey(key), Map.of(Shards.slotOfKey(key), Optional.of(bytes)), old -> true)
        .orElseThrow();
  }

  @Override
  public Optional<ObjectVersion> putIfAbsent(String key, ByteBuffer bytes) {
    int slot = Shards.slotOfKey(key);
    return change(
        Shards.shardOfKey(key),
        Map.of(slot, Optional.of(bytes)),
        old -> old.filter(index -> index.has(slot)).isEmpty());
  }

  @Override
  public Optional<ObjectVersion> putIfUnchanged(
      String key, ByteBuffer bytes, ObjectVersion version) {
    return change(
        Shards.shardOfKey(key),
        Map.of(Shards.slotOfKey(key), Optional.of(bytes)),
        old -> old.filter(index -> index.version().equals(version)).isPresent());
  }

  @Override
  public boolean delete(String key) {
    int slot = Shards.slotOfKey(key);
    return change(
            Shards.shardOfKey(key),
            Map.of(slot, Optional.empty()),
            old -> old.filter(index -> index.has(slot)).isPresent())
        .isPresent();
  }

  /**
   * Writes several chunks of a shard at once.
   *
   * @param chunks by their slots
   * @param mayBe asked after the shard was looked at: whether they are still to be written so
   * @return whether they were
   */
  boolean putAll(String shard, Map<Integer, Optional<ByteBuffer>> chunks, BooleanSupplier mayBe) {
    if (chunks.size() < shards.count()) {
      return change(shard, chunks, old -> mayBe.getAsBoolean()).isPresent();
    }
    ByteBuffer whole = shards.shard(changed(chunks, Optional.empty()));
    while (true) {
      Optional<ObjectBytes> old = in.getRange(shard, 0, 0);
      if (!mayBe.getAsBoolean()) {
        return false;
      }
      if (replace(shard, old, whole).isPresent()) {
        return true;
      }
    }
  }

  /** Changes a shard if it is to be done, by its index, if it has one; empty if not. */
  private Optional<ObjectVersion> change(
      String shard,
      Map<Integer, Optional<ByteBuffer>> chunks,
      Predicate<Optional<Index>> condition) {
    while (true) {
      Optional<ObjectBytes> old = in.get(shard);
      Optional<Opened> opened = old.map(stored -> new Opened(stored.bytes(), index(shard, stored)));
      if (!condition.test(opened.map(Opened::index))) {
        return Optional.empty();
      }
      ByteBuffer changed = shards.shard(changed(chunks, opened));
      Optional<ObjectVersion> written = replace(shard, old, changed);
      if (written.isPresent()) {
        return written;
      }
    }
  }

  private Optional<ObjectVersion> replace(
      String shard, Optional<ObjectBytes> old, ByteBuffer changed) {
    Optional<ObjectVersion> written =
        old.isPresent()
            ? in.putIfUnchanged(shard, changed, old.get().version())
            : in.putIfAbsent(shard, changed);
    known.remove(shard);
    return written;
  }

  private Index index(String shard, ObjectBytes stored) {
    ByteBuffer bytes = stored.bytes();
    int start = (int) Math.max(0, shards.indexStart(stored.size()));
    int length = Math.min(shards.indexSize(), (int) stored.size() - start);
    return new Index(
        stored.version(),
        stored.size(),
        shards.index(shard, stored.size(), bytes.slice(bytes.position() + start, length)));
  }

  /** A shard that was read. */
  private record Opened(ByteBuffer bytes, Index index) {
    Optional<ByteBuffer> chunk(int slot) {
      int start = bytes.position() + (int) index.offset(slot);
      return index.has(slot)
          ? Optional.of(bytes.slice(start, index.length(slot)))
          : Optional.empty();
    }
  }

  private List<Optional<ByteBuffer>> changed(
      Map<Integer, Optional<ByteBuffer>> chunks, Optional<Opened> old) {
    return IntStream.range(0, shards.count())
        .mapToObj(
            slot ->
                chunks.containsKey(slot)
                    ? chunks.get(slot)
                    : old.flatMap(shard -> shard.chunk(slot)))
        .toList();
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
