package org.dosna.backend.hdf5;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dosna.AlreadyExistsException;
import org.dosna.Cluster;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.DosnaException;
import org.dosna.Finding;
import org.dosna.NotFoundException;
import org.dosna.OpenMode;
import org.dosna.Pool;
import org.dosna.backend.hdf5.LockFiles.Identity;
import org.dosna.spi.FilePaths;

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
  protected Optional<String> refusal(DatasetSpec spec) {
    StoredFilters.of(spec);
    return Optional.empty();
  }

  @Override
  protected boolean keepsRecord() {
    return true;
  }

  @Override
  protected Optional<Dataset> doCreateDataset(String dataset, DatasetSpec spec) {
    Path path = FilePaths.in(folder, dataset);
    ChunkFile.requireSize(spec);
    Path temporary = describe(FileStore.folderOf(path), spec);
    DatasetLocks locks = DatasetLocks.ofMoved(temporary, path, store);
    DatasetDescription description = new DatasetDescription(locks, store, temporary);
    // A folder takes its name only if nobody has it: one winner among several creators.
    if (store.publishFolder(temporary, path)) {
      return Optional.of(new Hdf5Dataset(this, dataset, locks, description, store));
    }
    requireNotForeign("dataset", dataset);
    return Optional.empty();
  }

  /** Refuses a path that is taken by what is ours in no way, and not by what comes and goes. */
  private void requireNotForeign(String what, String name) {
    Path path = FilePaths.in(folder, name);
    Optional<Object> before = Identity.keyIfAny(path);
    boolean ours = Folders.isDataset(path) || groupAt(name).exists();
    if (before.isPresent() && !ours && before.equals(Identity.keyIfAny(path))) {
      throw new DosnaException(
          "Cannot create "
              + what
              + " '"
              + name
              + "': "
              + path
              + " is no dataset and no group; move it away or choose another name");
    }
  }

  /** Makes the folder of a dataset without chunks under a temporary name. */
  private Path describe(Path group, DatasetSpec spec) {
    Path temporary = store.temporary(group);
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
      Path path = store.realPath(FilePaths.in(folder, dataset));
      // Before the description: if it is another dataset's by then, writing is refused.
      DatasetLocks locks = DatasetLocks.of(path, store);
      DatasetDescription description = new DatasetDescription(locks, store, path);
      return Optional.of(new Hdf5Dataset(this, dataset, locks, description, store));
    } catch (NotFoundException e) {
      return Optional.empty(); // it was deleted just now
    }
  }

  @Override
  protected boolean doHasDataset(String dataset) {
    Path path = FilePaths.in(folder, dataset);
    boolean exists = Folders.isDataset(path);
    if (!exists && FileStore.hasFolder(path)) {
      FileStore.requireSearchable(path);
    }
    return exists;
  }

  @Override
  protected boolean doDeleteDataset(String dataset) {
    if (!doHasDataset(dataset)) {
      return false;
    }
    Path path = FilePaths.in(folder, dataset);
    store.requireNoForeign("dataset '" + dataset + "'", GroupFolder.foreignIn(path, store));
    return store.deleteFolder(path);
  }

  private GroupFolder groupAt(String group) {
    return new GroupFolder(group.isEmpty() ? folder : FilePaths.in(folder, group), store);
  }

  @Override
  protected List<String> doListDatasets() {
    return doListDatasets("");
  }

  @Override
  protected List<String> doListDatasets(String group) {
    return groupAt(group).datasets();
  }

  @Override
  protected boolean doCreateGroup(String group) {
    boolean created = !groupAt(group).exists() && groupAt(group).create();
    if (!created) {
      requireNotForeign("group", group);
    }
    return created;
  }

  @Override
  protected boolean doHasGroup(String group) {
    return FileStore.hasFolder(FilePaths.in(folder, group)) && groupAt(group).exists();
  }

  @Override
  protected boolean doRemoveGroup(String group) {
    return groupAt(group).remove();
  }

  @Override
  protected List<String> doListGroups(String group) {
    return groupAt(group).groups();
  }

  @Override
  protected boolean doRename(String from, String to) {
    if (!doHasDataset(from) && !doHasGroup(from)) {
      return false;
    }
    if (!store.moveFolder(FilePaths.in(folder, from), FilePaths.in(folder, to))) {
      throw new AlreadyExistsException(
          "'" + from + "' cannot be renamed to '" + to + "', which exists already in " + folder);
    }
    return true;
  }

  @Override
  protected List<Finding> inspect(String group, boolean repair) {
    Path path = group.isEmpty() ? folder : FilePaths.in(folder, group);
    return new FolderInspection(store, repair).ofGroup(path);
  }

  @Override
  protected Map<String, Object> doGetGroupAttributes(String group) {
    return groupAt(group).attributes();
  }

  @Override
  protected void doSetGroupAttribute(String group, String attribute, Optional<Object> value) {
    groupAt(group).setAttribute(attribute, value);
  }
}
