package org.dosna.objects;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.dosna.spi.ObjectBytes;
import org.dosna.spi.ObjectStore;
import org.dosna.spi.ObjectVersion;

/** Objects in a map, none of which is ever changed, only replaced. */
public class MemoryObjectStore implements ObjectStore {
  private final Map<String, ObjectBytes> objects = new ConcurrentHashMap<>();
  private final AtomicLong versions = new AtomicLong();

  @Override
  public Optional<ObjectBytes> get(String key) {
    return getRange(key, 0, Integer.MAX_VALUE);
  }

  @Override
  public Optional<ObjectBytes> getRange(String key, long offset, int length) {
    ObjectStore.requireKey(key);
    ObjectStore.requireRange(key, offset, length);
    return Optional.ofNullable(objects.get(key)).map(object -> range(object, offset, length));
  }

  private static ObjectBytes range(ObjectBytes object, long offset, int length) {
    int first = (int) Math.min(offset, object.size());
    int count = (int) Math.min(length, object.size() - first);
    return new ObjectBytes(object.bytes().slice(first, count), object.size(), object.version());
  }

  @Override
  public ObjectVersion put(String key, ByteBuffer bytes) {
    ObjectBytes object = object(key, bytes);
    objects.put(key, object);
    return object.version();
  }

  @Override
  public Optional<ObjectVersion> putIfAbsent(String key, ByteBuffer bytes) {
    ObjectBytes object = object(key, bytes);
    return objects.putIfAbsent(key, object) == null
        ? Optional.of(object.version())
        : Optional.empty();
  }

  @Override
  public Optional<ObjectVersion> putIfUnchanged(
      String key, ByteBuffer bytes, ObjectVersion version) {
    ObjectBytes object = object(key, bytes);
    return Optional.ofNullable(objects.get(key))
        .filter(old -> old.version().equals(version) && objects.replace(key, old, object))
        .map(old -> object.version());
  }

  private ObjectBytes object(String key, ByteBuffer bytes) {
    ObjectStore.requireKey(key);
    ByteBuffer copy = ByteBuffer.allocate(bytes.remaining()).put(bytes.duplicate()).flip();
    ObjectVersion version = new ObjectVersion(Long.toString(versions.incrementAndGet()));
    return new ObjectBytes(copy.asReadOnlyBuffer(), copy.remaining(), version);
  }

  @Override
  public boolean delete(String key) {
    ObjectStore.requireKey(key);
    return objects.remove(key) != null;
  }

  @Override
  public Stream<String> list(String folder) {
    ObjectStore.requireFolder(folder);
    return objects.keySet().stream().filter(key -> key.startsWith(folder));
  }
}
