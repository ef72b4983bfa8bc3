package org.dosna.backend.zarr;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.dosna.NotFoundException;
import org.dosna.spi.MemoryObjectStore;
import org.dosna.spi.NamedLocks;
import org.dosna.spi.ObjectBytes;
import org.dosna.spi.ObjectStore;
import org.dosna.spi.ObjectVersion;

/** A tree of objects in memory. A folder is there as long as there is something in it. */
final class MemoryStore extends MemoryObjectStore implements TreeStore {
  /** What a cluster's name begins with that is in memory. */
  static final String PREFIX = "memory:";

  /** Those of this process, by name. */
  private static final Map<String, MemoryStore> STORES = new ConcurrentHashMap<>();

  private final String name;
  private final NamedLocks<String> locks = new NamedLocks<>();

  MemoryStore(String name) {
    this.name = name;
  }

  /** The one of a name, which lasts as long as the process. */
  static MemoryStore named(String name) {
    return STORES.computeIfAbsent(name, MemoryStore::new);
  }

  @Override
  public String location() {
    return name;
  }

  @Override
  public synchronized List<Child> children(String folder) {
    int start = folder.isEmpty() ? 0 : folder.length() + 1;
    Map<String, Boolean> children =
        below(folder).keySet().stream()
            .map(key -> key.substring(start))
            .collect(
                Collectors.toMap(
                    rest -> rest.split("/", 2)[0],
                    rest -> rest.contains("/"),
                    Boolean::logicalOr,
                    TreeMap::new));
    return children.entrySet().stream()
        .map(child -> new Child(child.getKey(), child.getValue()))
        .toList();
  }

  private boolean isTaken(String path) {
    return !below(path).isEmpty() || getRange(path, 0, 0).isPresent();
  }

  private void requireParent(String folder) {
    String parent = folder.substring(0, Math.max(0, folder.lastIndexOf('/')));
    if (!parent.isEmpty() && below(parent).isEmpty()) {
      throw new NotFoundException("There is no folder '" + parent + "' for '" + folder + "'");
    }
  }

  @Override
  public synchronized boolean createFolder(String folder, Map<String, ByteBuffer> objects) {
    ObjectStore.requireKey(folder);
    requireParent(folder);
    boolean free = !isTaken(folder);
    if (free) {
      objects.forEach((object, bytes) -> put(folder + "/" + object, bytes));
    }
    return free;
  }

  @Override
  public synchronized boolean moveFolder(String from, String to) {
    ObjectStore.requireKey(to);
    Map<String, ObjectBytes> moved = new TreeMap<>(below(from));
    if (moved.isEmpty()) {
      throw new NotFoundException("There is no folder '" + from + "'");
    }
    requireParent(to);
    boolean free = !isTaken(to);
    if (free) {
      below(from).clear();
      moved.forEach((key, object) -> put(to + key.substring(from.length()), object.bytes()));
    }
    return free;
  }

  @Override
  public synchronized boolean deleteFolder(String folder) {
    boolean found = !below(folder).isEmpty();
    below(folder).clear();
    return found;
  }

  @Override
  public Draft draft(String key) {
    return new MemoryDraft(this, key);
  }

  @Override
  public DraftStore inside(String folder, Runnable requireCurrent) {
    return new Inside(requireCurrent);
  }

  /** Looks before each change, while nobody else changes anything. */
  private final class Inside extends FilterStore {
    private final Runnable requireCurrent;

    private Inside(Runnable requireCurrent) {
      super(MemoryStore.this);
      this.requireCurrent = requireCurrent;
    }

    private <T> T changed(Supplier<T> change) {
      synchronized (MemoryStore.this) {
        requireCurrent.run();
        return change.get();
      }
    }

    @Override
    public ObjectVersion put(String key, ByteBuffer bytes) {
      return changed(() -> super.put(key, bytes));
    }

    @Override
    public Optional<ObjectVersion> putIfAbsent(String key, ByteBuffer bytes) {
      return changed(() -> super.putIfAbsent(key, bytes));
    }

    @Override
    public Optional<ObjectVersion> putIfUnchanged(
        String key, ByteBuffer bytes, ObjectVersion version) {
      return changed(() -> super.putIfUnchanged(key, bytes, version));
    }

    @Override
    public Draft draft(String key) {
      return new MemoryDraft(this, key);
    }

    @Override
    public boolean delete(String key) {
      return changed(() -> super.delete(key));
    }
  }

  @Override
  public <T> T exclusive(String key, Supplier<T> action) {
    ReentrantLock lock = locks.take(key);
    try {
      lock.lock();
      try {
        return action.get();
      } finally {
        lock.unlock();
      }
    } finally {
      locks.give(key);
    }
  }

  /** Who dies takes this store with him. */
  @Override
  public List<String> leftOvers(String folder, boolean remove) {
    return List.of();
  }

  @Override
  public void rest() {
    // Nothing is open.
  }
}
