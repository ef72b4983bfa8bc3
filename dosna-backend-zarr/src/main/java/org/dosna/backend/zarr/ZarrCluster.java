package org.dosna.backend.zarr;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dosna.Cluster;
import org.dosna.DosnaException;
import org.dosna.Finding;
import org.dosna.NotFoundException;
import org.dosna.OpenMode;
import org.dosna.Pool;
import org.dosna.backend.zarr.Node.Kind;
import org.dosna.spi.FilePaths;

/** A cluster in a folder: each pool is a Zarr group in it. */
final class ZarrCluster extends Cluster {
  private final boolean create;
  private final int lockTimeout;
  private final ZarrFormat format;
  private volatile Path folder;
  private volatile TreeStore store;

  /**
   * A cluster in a folder.
   *
   * @param format the version of new pools
   */
  ZarrCluster(String name, boolean create, int lockTimeout, ZarrFormat format) {
    super("zarr", name);
    this.create = create;
    this.lockTimeout = lockTimeout;
    this.format = format;
  }

  @Override
  protected void doConnect() {
    Path path = FilePaths.of(name());
    try {
      if (create && !Files.exists(path)) {
        Files.createDirectories(path);
      }
      if (!Files.exists(path)) {
        throw new NotFoundException(
            "There is no folder "
                + path
                + " for a zarr cluster; make it, or connect with the option create=true");
      }
      if (!Files.isDirectory(path)) {
        throw new DosnaException("The zarr cluster '" + name() + "' is no folder but a file");
      }
      folder = path.toRealPath();
    } catch (IOException e) {
      throw FilePaths.failed("connect to", path, e);
    }
    store = new DirectoryStore(folder, lockTimeout);
  }

  @Override
  protected void doDisconnect() {
    store.rest();
  }

  @Override
  protected String location() {
    return "zarr " + folder;
  }

  private Node top() {
    return new Node(store, "");
  }

  @Override
  protected Optional<Pool> doCreatePool(String pool) {
    return top().in(pool).createGroup(format)
        ? Optional.of(new ZarrPool(this, pool, OpenMode.READ_WRITE, store, format))
        : Optional.empty();
  }

  @Override
  protected Optional<Pool> doGetPool(String pool, OpenMode mode) {
    return top()
        .in(pool)
        .read()
        .map(metadata -> new ZarrPool(this, pool, mode, store, metadata.format()));
  }

  @Override
  protected boolean doHasPool(String pool) {
    return top().in(pool).version().isPresent();
  }

  @Override
  protected boolean doDeletePool(String pool) {
    Node node = top().in(pool);
    return store.exclusive(
        pool,
        () -> {
          if (node.version().isEmpty()) {
            return false;
          }
          requireNoForeign(pool, node.foreign().limit(10).toList());
          return node.delete();
        });
  }

  @Override
  protected List<String> doListPools() {
    List<String> pools = new ArrayList<>(top().children(Kind.GROUP));
    pools.addAll(top().children(Kind.ARRAY));
    return pools;
  }

  @Override
  protected List<Finding> inspect(boolean repair) {
    return LeftOver.in(store, "", repair);
  }
}
