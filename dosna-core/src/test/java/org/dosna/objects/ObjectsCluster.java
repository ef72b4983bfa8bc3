package org.dosna.objects;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dosna.Cluster;
import org.dosna.OpenMode;
import org.dosna.Pool;
import org.dosna.spi.ObjectStore;

/** Pools as empty objects: {@code pools/NAME}. */
public final class ObjectsCluster extends Cluster {
  private static final String POOLS = "pools/";

  private final ObjectStore store;

  public ObjectsCluster(ObjectStore store) {
    super("objects", "memory");
    this.store = store;
  }

  @Override
  protected void doConnect() {}

  @Override
  protected Optional<Pool> doCreatePool(String pool) {
    return store
        .putIfAbsent(POOLS + pool, ByteBuffer.allocate(0))
        .map(created -> new ObjectsPool(this, store, pool, OpenMode.READ_WRITE));
  }

  @Override
  protected Optional<Pool> doGetPool(String pool, OpenMode mode) {
    return doHasPool(pool)
        ? Optional.of(new ObjectsPool(this, store, pool, mode))
        : Optional.empty();
  }

  @Override
  protected boolean doHasPool(String pool) {
    return store.getRange(POOLS + pool, 0, 0).isPresent();
  }

  @Override
  protected boolean doDeletePool(String pool) {
    ObjectsPool content = new ObjectsPool(this, store, pool, OpenMode.READ_WRITE);
    boolean deleted = store.delete(POOLS + pool);
    if (deleted) {
      content.doListDatasets().forEach(content::doDeleteDataset);
    }
    return deleted;
  }

  @Override
  protected List<String> doListPools() {
    return names(store, POOLS);
  }

  /** What follows a folder's name in the keys of its objects. */
  static List<String> names(ObjectStore store, String folder) {
    try (Stream<String> keys = store.list(folder)) {
      return keys.map(key -> key.substring(folder.length())).toList();
    }
  }
}
