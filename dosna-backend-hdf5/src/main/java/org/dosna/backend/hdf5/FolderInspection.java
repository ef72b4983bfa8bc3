package org.dosna.backend.hdf5;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dosna.Finding;
import org.dosna.Finding.Kind;

/** Looks at what there is in a folder beside what belongs there, and clears what may go. */
final class FolderInspection {
  private final FileStore store;
  private final boolean repair;
  private final List<Finding> found = new ArrayList<>();

  FolderInspection(FileStore store, boolean repair) {
    this.store = store;
    this.repair = repair;
  }

  /** What there is beside a dataset's description, lock and chunks inside its shape. */
  List<Finding> ofDataset(ChunkFolder chunks) {
    for (Path entry : store.list(chunks.folder())) {
      Optional<long[]> index = Folders.chunkIndex(entry).filter(chunks::everHad);
      if (index.isPresent()) {
        if (!chunks.isInside(index.get())) {
          outside(entry, chunks, index.get());
        }
      } else if (Folders.isSetAside(entry)) {
        found.add(
            new Finding(
                Kind.SET_ASIDE,
                entry.toString(),
                "a chunk that was damaged",
                "repair leaves it: delete it when it is not needed any more"));
      } else {
        ofOther(entry, Folders.belongsToDataset(entry, chunks::everHad));
      }
    }
    return found;
  }

  private void outside(Path entry, ChunkFolder chunks, long[] index) {
    if (repair) {
      chunks.delete(index);
    }
    found.add(
        new Finding(
            Kind.OUTSIDE_SHAPE,
            entry.toString(),
            "a chunk outside the present shape, left when the dataset was made smaller",
            repair ? "deleted" : "repair deletes it"));
  }

  /** What there is beside a group's datasets and groups. */
  List<Finding> ofGroup(Path folder) {
    for (Path entry : store.list(folder)) {
      boolean member = Folders.isDataset(entry) || new GroupFolder(entry, store).exists();
      if (!member) {
        ofOther(entry, Folders.belongsToGroup(entry));
      }
    }
    return found;
  }

  private void ofOther(Path entry, boolean known) {
    if (Folders.isTemporary(entry)) {
      if (LeftOvers.isOne(store.cluster(), entry)) {
        if (repair) {
          store.deleteTree(entry);
        }
        found.add(
            new Finding(
                Kind.LEFTOVER,
                entry.toString(),
                "what a process left that was killed while it wrote or deleted",
                repair ? "deleted" : "repair deletes it"));
      }
    } else if (!known) {
      found.add(
          new Finding(Kind.FOREIGN, entry.toString(), "DosNa did not make it", "repair leaves it"));
    }
  }
}
