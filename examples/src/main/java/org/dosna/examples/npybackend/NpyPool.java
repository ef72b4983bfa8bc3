package org.dosna.examples.npybackend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.OpenMode;
import org.dosna.Pool;

/** A pool in a folder: each dataset is a folder in it, which holds a description. */
final class NpyPool extends Pool {
  final Path folder;

  NpyPool(NpyCluster cluster, String name, OpenMode mode) {
    super(cluster, name, mode);
    folder = cluster.folder.resolve(name);
  }

  static Path description(Path dataset) {
    return dataset.resolve("dataset.txt");
  }

  @Override
  protected Optional<Dataset> doCreateDataset(String dataset, DatasetSpec spec) {
    Path unfinished = folder.resolve("." + UUID.randomUUID());
    Path path = folder.resolve(dataset);
    var created = Folders.attempt(Folders.TAKEN, () -> create(unfinished, spec.toText(), path));
    Folders.delete(unfinished);
    return created.map(found -> new NpyDataset(this, dataset, spec));
  }

  /** Of several threads one is first; of several processes one at most, the file system sees to. */
  private static synchronized Path create(Path from, String text, Path to) throws IOException {
    Files.writeString(description(Files.createDirectory(from)), text);
    return Files.move(from, to);
  }

  @Override
  protected Optional<Dataset> doGetDataset(String dataset) {
    Path file = description(folder.resolve(dataset));
    return Folders.attempt(Folders.MISSING, () -> Files.readString(file))
        .map(text -> new NpyDataset(this, dataset, DatasetSpec.parse(text)));
  }

  @Override
  protected boolean doDeleteDataset(String dataset) {
    return Folders.delete(folder.resolve(dataset));
  }

  @Override
  protected List<String> doListDatasets() {
    return Folders.names(folder, path -> Files.exists(description(path)));
  }
}
