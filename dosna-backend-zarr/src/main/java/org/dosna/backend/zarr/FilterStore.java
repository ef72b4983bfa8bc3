package org.dosna.backend.zarr;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.dosna.spi.ObjectBytes;
import org.dosna.spi.ObjectVersion;

/**
 * An object store that hands everything on to another one: what those extend that change a part.
 */
abstract class FilterStore implements DraftStore {
  private final DraftStore in;

  FilterStore(DraftStore in) {
    this.in = in;
  }

  @Override
  public Optional<ObjectBytes> get(String key) {
    return in.get(key);
  }

  @Override
  public Optional<ObjectBytes> getRange(String key, long offset, int length) {
    return in.getRange(key, offset, length);
  }

  @Override
  public <T> Optional<T> lend(String key, long offset, int length, Function<ObjectBytes, T> use) {
    return in.lend(key, offset, length, use);
  }

  @Override
  public ObjectVersion put(String key, ByteBuffer bytes) {
    return in.put(key, bytes);
  }

  @Override
  public Optional<ObjectVersion> putIfAbsent(String key, ByteBuffer bytes) {
    return in.putIfAbsent(key, bytes);
  }

  @Override
  public Optional<ObjectVersion> putIfUnchanged(
      String key, ByteBuffer bytes, ObjectVersion version) {
    return in.putIfUnchanged(key, bytes, version);
  }

  @Override
  public Draft draft(String key) {
    return in.draft(key);
  }

  @Override
  public <T> T exclusive(String key, Supplier<T> action) {
    return in.exclusive(key, action);
  }

  @Override
  public boolean delete(String key) {
    return in.delete(key);
  }

  @Override
  public Stream<String> list(String folder) {
    return in.list(folder);
  }
}
