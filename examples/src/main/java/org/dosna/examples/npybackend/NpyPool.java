package org.dosna.examples.npybackend;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dosna.Cluster;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.OpenMode;
import org.dosna.Pool;

/** A pool in a folder: each dataset is a folder in it. */
final class NpyPool extends Pool {
  private final Path folder;

  NpyPool(Cluster cluster, String name, OpenMode mode, Path folder) {
    super(cluster, name, mode);
    this.folder = folder;
  }

  @Override
  protected Optional<Dataset> doCreateDataset(String dataset, DatasetSpec spec) {
    Path temporary = Folders.temporary(folder);
    Folders.attempt("create", temporary, () -> Files.createDirectory(temporary));
    Description.write(temporary, spec);
    Path path = folder.resolve(dataset);
    Optional<Path> created = Folders.attempt("create", path, () -> Files.move(temporary, path));
    if (created.isEmpty()) {
      Folders.delete(temporary);
    }
    return created.map(p -> new NpyDataset(this, dataset, spec, p));
  }

  @Override
  protected Optional<Dataset> doGetDataset(String dataset) {
    Path path = folder.resolve(dataset);
    return Description.read(path).map(spec -> new NpyDataset(this, dataset, spec, path));
  }

  @Override
  protected boolean doHasDataset(String dataset) {
    return Description.isIn(folder.resolve(dataset));
  }

  @Override
  protected boolean doDeleteDataset(String dataset) {
    return Folders.delete(folder.resolve(dataset));
  }

  @Override
  protected List<String> doListDatasets() {
    return Folders.list(folder).stream().filter(this::doHasDataset).toList();
  }
}
