package org.dosna.backend.zarr;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dosna.Cluster;
import org.dosna.DosnaException;
import org.dosna.Finding;
import org.dosna.NotFoundException;
import org.dosna.OpenMode;
import org.dosna.Pool;
import org.dosna.spi.FilePaths;

/** A cluster in a folder: each pool is a group of Zarr in it, or of N5. */
final class ZarrCluster extends Cluster {
  private final boolean create;
  private final int lockTimeout;
  private volatile Path folder;
  private volatile TreeStore store;

  ZarrCluster(String name, boolean create, int lockTimeout) {
    super("zarr", name);
    this.create = create;
    this.lockTimeout = lockTimeout;
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

  /** The node of a pool: of N5 if there is such, else of Zarr. */
  private Node top(String pool) {
    Node node = new Node(store, pool);
    return !node.exists() && N5Node.isPool(store, pool) ? new N5Node(store, pool) : node;
  }

  @Override
  protected Optional<Pool> doCreatePool(String pool) {
    Node node = top(pool);
    return !node.exists() && node.createGroup()
        ? Optional.of(new ZarrPool(this, OpenMode.READ_WRITE, store, node))
        : Optional.empty();
  }

  @Override
  protected Optional<Pool> doGetPool(String pool, OpenMode mode) {
    return Optional.of(top(pool))
        .filter(Node::exists)
        .map(node -> new ZarrPool(this, mode, store, node));
  }

  @Override
  protected boolean doHasPool(String pool) {
    return top(pool).exists();
  }

  @Override
  protected boolean doDeletePool(String pool) {
    Node node = top(pool);
    node.whyReadOnly()
        .ifPresent(
            why -> {
              throw new DosnaException("Pool '" + pool + "' is not deleted: " + why);
            });
    return store.exclusive(
        pool,
        () -> {
          if (!node.exists()) {
            return false;
          }
          requireNoForeign(pool, node.foreign().limit(10).toList());
          return store.deleteFolder(pool);
        });
  }

  @Override
  protected List<String> doListPools() {
    return store.children("").stream()
        .filter(child -> child.isFolder() && !child.name().startsWith("."))
        .map(TreeStore.Child::name)
        .filter(this::doHasPool)
        .toList();
  }

  @Override
  protected List<Finding> inspect(boolean repair) {
    return LeftOver.in(store, "", repair);
  }
}
