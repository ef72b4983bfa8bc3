package org.dosna.objects;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.NotFoundException;
import org.dosna.OpenMode;
import org.dosna.Pool;
import org.dosna.spi.ObjectBytes;
import org.dosna.spi.ObjectChunks;
import org.dosna.spi.ObjectStore;

/**
 * Datasets as objects {@code datasets/POOL/NAME}, which hold the folder of their chunks, another
 * one for each dataset ever made, and the spec.
 */
final class ObjectsPool extends Pool {
  private final ObjectsCluster cluster;
  private final ObjectStore store;
  private final String folder;

  ObjectsPool(ObjectsCluster cluster, ObjectStore store, String name, OpenMode mode) {
    super(cluster, name, mode);
    this.cluster = cluster;
    this.store = store;
    this.folder = "datasets/" + name + "/";
  }

  @Override
  protected Optional<Dataset> doCreateDataset(String dataset, DatasetSpec spec) {
    ObjectChunks.requirePossible(spec);
    if (!cluster.doHasPool(name())) {
      throw new NotFoundException("Pool '" + name() + "' was deleted");
    }
    String text = "chunks/" + UUID.randomUUID() + "/\n" + spec.toText();
    return store
        .putIfAbsent(folder + dataset, UTF_8.encode(text))
        .flatMap(created -> doGetDataset(dataset));
  }

  @Override
  protected Optional<Dataset> doGetDataset(String dataset) {
    return store.get(folder + dataset).map(object -> opened(dataset, object));
  }

  private Dataset opened(String dataset, ObjectBytes object) {
    String[] lines = lines(object);
    return new ObjectsDataset(
        this, dataset, DatasetSpec.parse(lines[1]), store, lines[0], () -> check(dataset, object));
  }

  private static String[] lines(ObjectBytes object) {
    return UTF_8.decode(object.bytes().duplicate()).toString().split("\n");
  }

  /** Makes sure that a dataset is still the one that was opened. */
  private void check(String dataset, ObjectBytes opened) {
    Optional<ObjectBytes> present = store.getRange(folder + dataset, 0, 0);
    if (present.filter(now -> now.version().equals(opened.version())).isEmpty()) {
      throw new NotFoundException("Dataset '" + dataset + "' was deleted");
    }
  }

  @Override
  protected boolean doDeleteDataset(String dataset) {
    Optional<ObjectBytes> object = store.get(folder + dataset);
    boolean deleted = object.isPresent() && store.delete(folder + dataset);
    if (deleted) {
      String chunks = lines(object.get())[0];
      ObjectsCluster.names(store, chunks).forEach(name -> store.delete(chunks + name));
    }
    return deleted;
  }

  @Override
  protected List<String> doListDatasets() {
    return ObjectsCluster.names(store, folder);
  }
}
