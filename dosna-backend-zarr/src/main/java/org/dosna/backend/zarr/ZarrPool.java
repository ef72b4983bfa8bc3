package org.dosna.backend.zarr;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dosna.AlreadyExistsException;
import org.dosna.Cluster;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.DosnaException;
import org.dosna.Finding;
import org.dosna.ImageLevels;
import org.dosna.NotFoundException;
import org.dosna.OpenMode;
import org.dosna.Pool;
import org.dosna.backend.zarr.Node.Kind;
import org.dosna.spi.ChunkForm;

/**
 * A group at the top of a cluster; or an array there, which is a pool of that one dataset. One of
 * N5 is only read, however it is opened.
 */
final class ZarrPool extends Pool {
  private final TreeStore store;
  private final Node top;
  private final ZarrFormat format;

  /**
   * A pool that exists.
   *
   * @param format its version, which is that of all that is made in it
   */
  ZarrPool(Cluster cluster, OpenMode mode, TreeStore store, Node top, ZarrFormat format) {
    super(cluster, top.folder(), top.whyReadOnly().isPresent() ? OpenMode.READ_ONLY : mode);
    this.store = store;
    this.top = top;
    this.format = format;
  }

  @Override
  protected Optional<String> whyReadOnly() {
    return top.whyReadOnly();
  }

  @Override
  protected Optional<String> details(String group) {
    return node(group).image().map(Multiscale::toString);
  }

  @Override
  protected void doSetLevels(String group, ImageLevels levels) {
    Node node = node(group);
    ArrayObject.find(store, node.in(levels.levels().get(0).dataset()))
        .flatMap(finest -> Multiscale.of(levels, finest.spec().dimensionNames()))
        .ifPresent(node::setImage);
  }

  @Override
  protected Optional<ImageLevels> doGetLevels(String group) {
    return node(group).image().flatMap(Multiscale::imageLevels);
  }

  /** The node of a path; of an array at the top the path is its name. */
  private Node node(String path) {
    if (path.isEmpty() || (path.equals(name()) && isArray())) {
      return top;
    }
    return top.in(path);
  }

  private boolean isArray() {
    return top.kind()
        .orElseThrow(() -> new NotFoundException("Pool '" + name() + "' was deleted"))
        .equals(Kind.ARRAY);
  }

  private void requireGroup(String what) {
    if (isArray()) {
      throw new DosnaException(
          "Nothing can be made beside "
              + what
              + ": '"
              + name()
              + "' is an array itself, and as a pool has it alone; make another pool");
    }
  }

  @Override
  protected Optional<String> refusal(DatasetSpec spec) {
    Optional<String> refusal = format.refusal(spec);
    if (refusal.isEmpty()) {
      ChunkForm.requirePossible(spec);
      format.requireCodecs(spec);
    }
    return refusal;
  }

  @Override
  protected boolean keepsShards() {
    return format == ZarrFormat.V3;
  }

  @Override
  protected boolean keepsDimensionNames() {
    return true;
  }

  @Override
  protected Optional<Dataset> doCreateDataset(String dataset, DatasetSpec spec) {
    requireGroup("dataset '" + dataset + "'");
    return node(dataset).create(format.marked(spec)) ? doGetDataset(dataset) : Optional.empty();
  }

  @Override
  protected Optional<Dataset> doGetDataset(String dataset) {
    return find(dataset).map(array -> new ZarrDataset(this, dataset, store, array));
  }

  private Optional<ArrayObject> find(String dataset) {
    Optional<ArrayObject> found = ArrayObject.find(store, node(dataset));
    if (found.isEmpty()) {
      isArray(); // which asks whether the pool is there
    }
    return found;
  }

  @Override
  protected boolean doHasDataset(String dataset) {
    return node(dataset).is(Kind.ARRAY);
  }

  @Override
  protected boolean doDeleteDataset(String dataset) {
    return find(dataset).filter(ArrayObject::delete).isPresent();
  }

  @Override
  protected List<String> doListDatasets() {
    return doListDatasets("");
  }

  @Override
  protected List<String> doListDatasets(String group) {
    return group.isEmpty() && isArray() ? List.of(name()) : node(group).children(Kind.ARRAY);
  }

  @Override
  protected List<String> doListGroups(String group) {
    return group.isEmpty() && isArray() ? List.of() : node(group).children(Kind.GROUP);
  }

  @Override
  protected boolean doCreateGroup(String group) {
    requireGroup("group '" + group + "'");
    return node(group).createGroup(format);
  }

  @Override
  protected boolean doHasGroup(String group) {
    return node(group).is(Kind.GROUP);
  }

  @Override
  protected boolean doDeleteGroup(String group) {
    Node node = node(group);
    return store.exclusive(
        node.folder(),
        () -> {
          if (!node.is(Kind.GROUP)) {
            return false;
          }
          List<String> foreign = node.foreign().limit(10).toList();
          if (!foreign.isEmpty()) {
            throw new DosnaException(
                "Group '"
                    + group
                    + "' is not deleted: it holds what DosNa did not make: "
                    + foreign
                    + "; move it away first");
          }
          return node.delete();
        });
  }

  @Override
  protected boolean doRename(String from, String to) {
    requireGroup("'" + from + "'");
    Node node = node(from);
    return store.exclusive(
        node.folder(),
        () -> {
          boolean exists = node.version().isPresent();
          if (exists && !node.move(node(to))) {
            throw new AlreadyExistsException(
                "'" + from + "' cannot be renamed to '" + to + "', which exists already");
          }
          return exists;
        });
  }

  @Override
  protected Map<String, Object> doGetGroupAttributes(String group) {
    return node(group).attributes();
  }

  @Override
  protected void doSetGroupAttribute(String group, String attribute, Optional<Object> value) {
    node(group).setAttribute(attribute, value, () -> {});
  }

  @Override
  protected List<Finding> inspect(String group, boolean repair) {
    Node node = node(group);
    List<Finding> found = new ArrayList<>(LeftOver.in(store, node.folder(), repair));
    if (!isArray()) {
      store.children(node.folder()).stream()
          .filter(child -> !node.isMetadata(child.name()))
          .map(child -> node.in(child.name()))
          .filter(child -> !child.exists())
          .forEach(
              child ->
                  found.add(
                      new Finding(
                          Finding.Kind.FOREIGN,
                          child.folder(),
                          "DosNa did not make it",
                          "repair leaves it")));
    }
    return found;
  }
}
