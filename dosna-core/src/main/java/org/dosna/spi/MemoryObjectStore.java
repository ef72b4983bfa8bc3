package org.dosna.spi;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.dosna.Arguments;

/** Objects in memory, none of which is ever changed, only replaced. Thread safe. */
public class MemoryObjectStore implements ObjectStore {
  /** What comes behind all keys that begin with a folder's name and {@code /}. */
  private static final char BEHIND = '/' + 1;

  private final NavigableMap<String, ObjectBytes> objects = new TreeMap<>();
  private long versions;

  /** Without objects, at first. */
  public MemoryObjectStore() {}

  /**
   * The objects in a folder: for those that do several things at once, which they do while they
   * hold this object's monitor.
   *
   * @param folder the folder, without a {@code /} behind it; empty for all
   * @return a view of the objects by their keys
   */
  protected final NavigableMap<String, ObjectBytes> below(String folder) {
    Arguments.require("folder", folder);
    return folder.isEmpty() ? objects : objects.subMap(folder + "/", true, folder + BEHIND, false);
  }

  @Override
  public Optional<ObjectBytes> get(String key) {
    return getRange(key, 0, Integer.MAX_VALUE);
  }

  @Override
  public synchronized Optional<ObjectBytes> getRange(String key, long offset, int length) {
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
  public synchronized ObjectVersion put(String key, ByteBuffer bytes) {
    ObjectStore.requireKey(key);
    Arguments.require("bytes", bytes);
    return keep(key, bytes);
  }

  /** Not by {@link #put}, which who extends this may do in another way. */
  private ObjectVersion keep(String key, ByteBuffer bytes) {
    ByteBuffer copy = ByteBuffer.allocate(bytes.remaining()).put(bytes.duplicate()).flip();
    versions++;
    ObjectVersion version = new ObjectVersion(Long.toString(versions));
    objects.put(key, new ObjectBytes(copy.asReadOnlyBuffer(), copy.remaining(), version));
    return version;
  }

  @Override
  public synchronized Optional<ObjectVersion> putIfAbsent(String key, ByteBuffer bytes) {
    ObjectStore.requireKey(key);
    Arguments.require("bytes", bytes);
    return objects.containsKey(key) ? Optional.empty() : Optional.of(keep(key, bytes));
  }

  @Override
  public synchronized Optional<ObjectVersion> putIfUnchanged(
      String key, ByteBuffer bytes, ObjectVersion version) {
    ObjectStore.requireKey(key);
    Arguments.require("bytes", bytes);
    Arguments.require("version", version);
    return Optional.ofNullable(objects.get(key))
        .filter(old -> old.version().equals(version))
        .map(old -> keep(key, bytes));
  }

  @Override
  public synchronized boolean delete(String key) {
    ObjectStore.requireKey(key);
    return objects.remove(key) != null;
  }

  @Override
  public synchronized Stream<String> list(String folder) {
    ObjectStore.requireFolder(folder);
    String name = folder.isEmpty() ? "" : folder.substring(0, folder.length() - 1);
    return List.copyOf(below(name).keySet()).stream();
  }
}
