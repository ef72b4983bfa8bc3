package org.dosna.examples.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.DosnaException;
import org.dosna.NotFoundException;
import org.dosna.OpenMode;
import org.dosna.Pool;

/** A file as a pool: datasets and groups are those in it; some formats have one dataset. */
final class FilePool extends Pool {
  private final Path file;
  private final List<SourceFile> opened = new ArrayList<>();
  private List<String> paths = List.of();

  FilePool(FileCluster cluster, String name) {
    super(cluster, name, OpenMode.READ_ONLY);
    this.file = cluster.file(name);
  }

  /** The paths of the datasets in it; a file is looked through once. */
  private synchronized List<String> paths() {
    if (paths.isEmpty()) {
      paths = FileFormat.of(file).paths(file);
    }
    return paths;
  }

  @Override
  protected synchronized Optional<Dataset> doGetDataset(String dataset) {
    if (doHasGroup(dataset)) {
      return Optional.empty();
    }
    try {
      SourceFile source = SourceFile.open(file, dataset);
      opened.add(source);
      return Optional.of(new FileDataset(this, dataset, source));
    } catch (NotFoundException e) {
      return Optional.empty();
    }
  }

  @Override
  protected synchronized void doClose() {
    try {
      for (SourceFile source : opened) {
        source.close();
      }
      opened.clear();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected List<String> doListDatasets() {
    return doListDatasets("");
  }

  @Override
  protected List<String> doListDatasets(String group) {
    return below(group).filter(name -> name.indexOf('/') < 0).toList();
  }

  @Override
  protected List<String> doListGroups(String group) {
    TreeSet<String> groups = new TreeSet<>();
    below(group)
        .filter(name -> name.indexOf('/') >= 0)
        .forEach(name -> groups.add(name.substring(0, name.indexOf('/'))));
    return List.copyOf(groups);
  }

  @Override
  protected boolean doHasGroup(String group) {
    return below(group).findAny().isPresent();
  }

  private Stream<String> below(String group) {
    String prefix = group.isEmpty() ? "" : group + "/";
    return paths().stream()
        .filter(path -> path.startsWith(prefix))
        .map(p -> p.substring(prefix.length()));
  }

  @Override
  protected Optional<Dataset> doCreateDataset(String dataset, DatasetSpec spec) {
    throw refused(dataset);
  }

  @Override
  protected boolean doDeleteDataset(String dataset) {
    throw refused(dataset);
  }

  private DosnaException refused(String dataset) {
    return new DosnaException(
        "Dataset '" + dataset + "' of '" + file + "': " + FileCluster.READ_ONLY);
  }
}
