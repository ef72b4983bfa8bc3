package org.dosna.backend.hdf5;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dosna.Cluster;
import org.dosna.DosnaException;
import org.dosna.NotFoundException;
import org.dosna.OpenMode;
import org.dosna.Pool;
import org.dosna.spi.FilePaths;

/** A cluster in a folder: each pool is a folder in it. */
final class Hdf5Cluster extends Cluster {
  private final boolean create;
  private final FileStore store;
  private volatile Path folder;

  Hdf5Cluster(String name, boolean create, FileStore store) {
    super("hdf5", name);
    this.create = create;
    this.store = store;
  }

  @Override
  protected void doConnect() {
    Path path = FilePaths.of(name());
    if (create && !FileStore.hasFolder(path) && !Files.exists(path)) {
      store.createFolders(path);
    }
    if (!Files.exists(path)) {
      throw new NotFoundException(
          "There is no folder "
              + path
              + " for an hdf5 cluster; make it, or connect with the"
              + " option create=true");
    }
    if (!Files.isDirectory(path)) {
      throw new DosnaException("The hdf5 cluster '" + name() + "' is no folder but a file");
    }
    folder = store.realPath(path);
    store.connect(folder);
  }

  @Override
  protected void doDisconnect() {
    // All other files are opened and closed by each operation.
    LockFiles.closeIdle();
    store.rest();
  }

  @Override
  protected String location() {
    return "hdf5 " + folder;
  }

  @Override
  protected Optional<Pool> doCreatePool(String pool) {
    Path path = FilePaths.in(folder, pool);
    if (!store.createFolder(path)) {
      if (Files.isRegularFile(path)) {
        throw new DosnaException(
            "Cannot create pool '" + pool + "': " + path + " is a file; choose another name");
      }
      return Optional.empty();
    }
    try {
      store.write(path.resolve(Folders.MARKER), new byte[0]);
    } catch (RuntimeException e) {
      store.discard(path, e);
      throw e;
    }
    return Optional.of(new Hdf5Pool(this, pool, OpenMode.READ_WRITE, path, store));
  }

  @Override
  protected Optional<Pool> doGetPool(String pool, OpenMode mode) {
    Path path = FilePaths.in(folder, pool);
    return FileStore.hasFolder(path)
        ? Optional.of(new Hdf5Pool(this, pool, mode, path, store))
        : Optional.empty();
  }

  @Override
  protected boolean doHasPool(String pool) {
    return FileStore.hasFolder(FilePaths.in(folder, pool));
  }

  @Override
  protected boolean doDeletePool(String pool) {
    Path path = FilePaths.in(folder, pool);
    if (!FileStore.hasFolder(path)) {
      return false;
    }
    GroupFolder group = new GroupFolder(path, store);
    // What listPools does not show, such as an empty folder, is not ours.
    store.requireNoForeign("pool '" + pool + "'", group.exists() ? group.foreign() : List.of(path));
    boolean deleted = store.deleteFolder(path);
    store.rest();
    return deleted;
  }

  @Override
  protected List<String> doListPools() {
    return new GroupFolder(folder, store).groups();
  }
}
