package org.dosna.backend.hdf5;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dosna.Cluster;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.DosnaException;
import org.dosna.NotFoundException;
import org.dosna.OpenMode;
import org.dosna.Pool;
import org.dosna.backend.hdf5.LockFiles.Identity;

/** A pool in a folder: each dataset is a folder in it. */
final class Hdf5Pool extends Pool {
  private final Path folder;
  private final FileStore store;

  Hdf5Pool(Cluster cluster, String name, OpenMode mode, Path folder, FileStore store) {
    super(cluster, name, mode);
    this.folder = folder;
    this.store = store;
  }

  @Override
  protected Optional<Dataset> doCreateDataset(String dataset, DatasetSpec spec) {
    Path path = FileStore.resolve(folder, dataset);
    ChunkFile.requireSize(spec);
    Path temporary = describe(spec);
    DatasetLocks locks = DatasetLocks.ofMoved(temporary, path);
    DatasetDescription description = new DatasetDescription(locks, store, temporary);
    // A folder takes its name only if nobody has it: one winner among several creators.
    if (store.publishFolder(temporary, path)) {
      return Optional.of(new Hdf5Dataset(this, dataset, locks, description, store));
    }
    if (isTakenByOther(path)) {
      throw new DosnaException(
          "Cannot create dataset '"
              + dataset
              + "': "
              + path
              + " is no dataset; move it away or choose another name");
    }
    return Optional.empty();
  }

  /** Whether something that is no dataset has a name, and not a dataset that comes and goes. */
  private static boolean isTakenByOther(Path path) {
    Optional<Identity> before = Identity.ifAny(path);
    return before.isPresent() && !Folders.isDataset(path) && before.equals(Identity.ifAny(path));
  }

  /** Makes the folder of a dataset without chunks under a temporary name. */
  private Path describe(DatasetSpec spec) {
    Path temporary = Folders.temporary(folder);
    store.createFolder(temporary);
    try {
      store.write(temporary.resolve(Folders.LOCK), new byte[0]);
      store.write(temporary.resolve(Folders.METADATA), DatasetFile.of(spec).toBytes());
      return temporary;
    } catch (RuntimeException e) {
      store.discardTree(temporary, e);
      throw e;
    }
  }

  @Override
  protected Optional<Dataset> doGetDataset(String dataset) {
    if (!doHasDataset(dataset)) {
      return Optional.empty();
    }
    try {
      Path path = store.realPath(FileStore.resolve(folder, dataset));
      // Before the description: if it is another dataset's by then, writing is refused.
      DatasetLocks locks = DatasetLocks.of(path);
      DatasetDescription description = new DatasetDescription(locks, store, path);
      return Optional.of(new Hdf5Dataset(this, dataset, locks, description, store));
    } catch (NotFoundException e) {
      return Optional.empty(); // it was deleted just now
    }
  }

  @Override
  protected boolean doHasDataset(String dataset) {
    Path path = FileStore.resolve(folder, dataset);
    boolean exists = Folders.isDataset(path);
    if (!exists) {
      FileStore.requireSearchable(path);
    }
    return exists;
  }

  @Override
  protected boolean doDeleteDataset(String dataset) {
    if (!doHasDataset(dataset)) {
      return false;
    }
    Path path = FileStore.resolve(folder, dataset);
    store.requireNoForeign("dataset '" + dataset + "'", Folders.foreign(store.list(path)));
    return store.deleteFolder(path);
  }

  @Override
  protected List<String> doListDatasets() {
    return store.list(folder).stream()
        .filter(Folders::isDataset)
        .map(path -> path.getFileName().toString())
        .toList();
  }
}
