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
    return Folders.attempt("create", path, () -> Files.createDirectory(path))
        .map(created -> new NpyPool(this, pool, OpenMode.READ_WRITE, created));
  }

  @Override
  protected Optional<Pool> doGetPool(String pool, OpenMode mode) {
    return Optional.of(folder.resolve(pool))
        .filter(Files::isDirectory)
        .map(path -> new NpyPool(this, pool, mode, path));
  }

  @Override
  protected boolean doHasPool(String pool) {
    return Files.isDirectory(folder.resolve(pool));
  }

  @Override
  protected boolean doDeletePool(String pool) {
    return Folders.delete(folder.resolve(pool));
  }

  @Override
  protected List<String> doListPools() {
    return Folders.list(folder);
  }
}
