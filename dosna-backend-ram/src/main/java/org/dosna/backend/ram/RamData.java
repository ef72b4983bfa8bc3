package org.dosna.backend.ram;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.dosna.DatasetSpec;
import org.dosna.NotFoundException;

/** What is kept of a dataset: its description, chunks and attributes. Shared by all who open it. */
final class RamData {
  /** A chunk's position as a map's key. */
  private record Key(long[] index) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Key that && Arrays.equals(index, that.index);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(index);
    }
  }

  private final DatasetSpec spec;
  private final Map<Key, ChunkMemory> chunks = new ConcurrentHashMap<>();
  private final Map<String, Object> attributes = new ConcurrentHashMap<>();
  private volatile boolean deleted;

  RamData(DatasetSpec spec) {
    this.spec = spec;
  }

  DatasetSpec spec() {
    return spec;
  }

  Map<String, Object> attributes() {
    requireNotDeleted();
    return attributes;
  }

  Optional<ChunkMemory> chunk(long[] index) {
    requireNotDeleted();
    return Optional.ofNullable(chunks.get(new Key(index)));
  }

  /** Adds a chunk, unless there is one, which is returned then. */
  Optional<ChunkMemory> addIfAbsent(long[] index, ChunkMemory chunk) {
    requireNotDeleted();
    return Optional.ofNullable(chunks.putIfAbsent(new Key(index.clone()), chunk));
  }

  boolean removeChunk(long[] index) {
    requireNotDeleted();
    return chunks.remove(new Key(index)) != null;
  }

  Stream<long[]> indices() {
    requireNotDeleted();
    return chunks.keySet().stream().map(key -> key.index().clone());
  }

  void delete() {
    deleted = true;
    chunks.clear();
  }

  private void requireNotDeleted() {
    if (deleted) {
      throw new NotFoundException("the dataset was deleted; open it again if it was made anew");
    }
  }
}
