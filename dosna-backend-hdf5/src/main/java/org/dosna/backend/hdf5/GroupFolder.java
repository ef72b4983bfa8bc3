package org.dosna.backend.hdf5;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.dosna.DosnaException;
import org.dosna.NotFoundException;
import org.dosna.spi.FilePaths;

/** A folder of datasets and further groups: a pool's, or one of its groups'. Thread safe. */
final class GroupFolder {
  private final Path folder;
  private final FileStore store;

  GroupFolder(Path folder, FileStore store) {
    this.folder = folder;
    this.store = store;
  }

  /** The names of the datasets directly in it. */
  List<String> datasets() {
    return names(Folders::isDataset);
  }

  /** The names of the groups directly in it. */
  List<String> groups() {
    return names(entry -> new GroupFolder(entry, store).exists());
  }

  private List<String> names(Predicate<Path> kind) {
    return store.list(folder).stream()
        .filter(kind)
        .map(entry -> entry.getFileName().toString())
        .toList();
  }

  /** Whether it is a group: marked as one, or a folder that holds datasets. */
  boolean exists() {
    return Files.isDirectory(folder)
        && !Folders.isTemporary(folder)
        && !Folders.isDataset(folder)
        && (isMarked() || holdsDatasets());
  }

  private boolean isMarked() {
    Path marker = folder.resolve(Folders.MARKER);
    return Files.exists(marker, LinkOption.NOFOLLOW_LINKS)
        && !Files.isDirectory(marker, LinkOption.NOFOLLOW_LINKS);
  }

  private boolean holdsDatasets() {
    return Files.isReadable(folder) && store.list(folder).stream().anyMatch(Folders::isDataset);
  }

  /** Makes it, marked; false if its name is taken. */
  boolean create() {
    Path temporary = store.temporary(FileStore.folderOf(folder));
    store.createFolder(temporary);
    try {
      store.write(temporary.resolve(Folders.MARKER), new byte[0]);
    } catch (RuntimeException e) {
      store.discardTree(temporary, e);
      throw e;
    }
    return store.publishFolder(temporary, folder);
  }

  /** What is in a dataset's folder that DosNa did not make. */
  static List<Path> foreignIn(Path dataset, FileStore store) {
    try {
      DatasetFile description = DatasetFile.read(dataset.resolve(Folders.METADATA));
      return Folders.foreign(store.list(dataset), description::everHadChunk);
    } catch (NotFoundException e) {
      return List.of(); // it was deleted just now
    } catch (DosnaException e) {
      throw new DosnaException(
          "The dataset in "
              + dataset
              + " is not deleted, as it cannot be told which chunks are its own: "
              + e.getMessage(),
          e);
    }
  }

  /** What is in it, at all depths, that DosNa did not make. */
  List<Path> foreign() {
    List<Path> foreign = new ArrayList<>();
    for (Path entry : store.list(folder)) {
      GroupFolder group = new GroupFolder(entry, store);
      if (Folders.isDataset(entry)) {
        foreign.addAll(foreignIn(entry, store));
      } else if (group.exists()) {
        foreign.addAll(group.foreign());
      } else if (!Folders.belongsToGroup(entry)) {
        foreign.add(entry);
      }
    }
    return foreign;
  }

  /**
   * Deletes it if nothing else is in it; false if it is gone.
   *
   * @throws DosnaException if there is anything in it that makes no group
   */
  boolean remove() {
    List<Path> entries = store.list(folder);
    List<Path> others = entries.stream().filter(e -> !Folders.belongsToGroup(e)).toList();
    store.requireNoForeign("group in " + folder, others);
    try {
      for (Path entry : entries) {
        TreeDeletion.delete(entry);
      }
      Files.delete(folder);
      return true;
    } catch (NoSuchFileException e) {
      return false;
    } catch (DirectoryNotEmptyException e) {
      throw new DosnaException(
          "The group in " + folder + " is not empty: others put something there; delete it again",
          e);
    } catch (IOException e) {
      throw FilePaths.failed("delete", folder, e);
    }
  }

  Map<String, Object> attributes() {
    return UserAttributes.of(read());
  }

  private MetadataFile read() {
    Path file = folder.resolve(Folders.GROUP);
    return FileStore.hasFile(file) ? MetadataFile.read(file) : MetadataFile.of(List.of());
  }

  void setAttribute(String attribute, Optional<Object> value) {
    DatasetLocks locks = DatasetLocks.of(folder, store);
    locks.withMetadata(
        () -> {
          store.write(
              folder.resolve(Folders.GROUP),
              UserAttributes.changed(read(), attribute, value).toBytes());
          return folder;
        });
  }
}
