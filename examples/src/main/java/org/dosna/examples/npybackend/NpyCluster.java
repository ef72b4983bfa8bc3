package org.dosna.examples.npybackend;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dosna.Cluster;
import org.dosna.OpenMode;
import org.dosna.Pool;

/** A cluster in a folder: each pool is a folder in it. */
final class NpyCluster extends Cluster {
  private final Path folder;

  NpyCluster(String name) {
    super("npy", name);
    folder = Path.of(name);
  }

  @Override
  protected void doConnect() {
    Folders.attempt("connect to", folder, () -> Files.createDirectories(folder));
  }

  @Override
  protected void doDisconnect() {
    // Every file is closed as soon as it is read or written.
  }

  @Override
  protected Optional<Pool> doCreatePool(String pool) {
    Path path = folder.resolve(pool);
    boolean created = Folders.createNew(path, () -> Files.createDirectory(path));
    return created ? doGetPool(pool, OpenMode.READ_WRITE) : Optional.empty();
  }

  @Override
  protected Optional<Pool> doGetPool(String pool, OpenMode mode) {
    Path path = folder.resolve(pool);
    return Optional.of(path).filter(Files::isDirectory).map(p -> new NpyPool(this, pool, mode, p));
  }

  @Override
  protected boolean doHasPool(String pool) {
    return Files.isDirectory(folder.resolve(pool));
  }

  @Override
  protected boolean doDeletePool(String pool) {
    return doHasPool(pool) && Folders.delete(folder.resolve(pool));
  }

  @Override
  protected List<String> doListPools() {
    return Folders.list(folder);
  }
}
