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
  final Path folder = Path.of(name());

  NpyCluster(String name) {
    super("npy", name);
  }

  @Override
  protected void doConnect() {
    Folders.attempt(Folders.MISSING, () -> Files.createDirectories(folder));
  }

  @Override
  protected Optional<Pool> doCreatePool(String pool) {
    return Folders.attempt(Folders.TAKEN, () -> Files.createDirectory(folder.resolve(pool)))
        .map(created -> new NpyPool(this, pool, OpenMode.READ_WRITE));
  }

  @Override
  protected Optional<Pool> doGetPool(String pool, OpenMode mode) {
    boolean found = Files.isDirectory(folder.resolve(pool));
    return found ? Optional.of(new NpyPool(this, pool, mode)) : Optional.empty();
  }

  @Override
  protected boolean doDeletePool(String pool) {
    Path path = folder.resolve(pool);
    requireNoForeign(pool, Folders.names(path, p -> !Files.exists(NpyPool.description(p))));
    return Folders.delete(path);
  }

  @Override
  protected List<String> doListPools() {
    return Folders.names(folder, Files::isDirectory);
  }
}
