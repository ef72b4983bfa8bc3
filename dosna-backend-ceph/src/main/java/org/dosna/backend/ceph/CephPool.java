package org.dosna.backend.ceph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.dosna.AlreadyExistsException;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.DosnaException;
import org.dosna.Finding;
import org.dosna.NotFoundException;
import org.dosna.OpenMode;
import org.dosna.Pool;
import org.dosna.backend.ceph.PoolContent.Kind;

/** A pool of a Ceph cluster, or a namespace in it. */
final class CephPool extends Pool {
  private final CephCluster cluster;
  private volatile IoContext io;

  CephPool(CephCluster cluster, String name, OpenMode mode) {
    super(cluster, name, mode);
    this.cluster = cluster;
  }

  /** The io context of the moment; refuses use if it was closed. */
  IoContext io() {
    return io;
  }

  @Override
  protected void doOpen() {
    io = cluster.connection().openPool(name());
  }

  @Override
  protected void doClose() {
    io.close();
  }

  @Override
  protected Optional<String> refusal(DatasetSpec spec) {
    spec.codecs().coders(spec.dtype(), spec.chunkSize());
    return Optional.empty();
  }

  @Override
  protected Optional<Dataset> doCreateDataset(String dataset, DatasetSpec spec) {
    requireFits(dataset, spec);
    String id = UUID.randomUUID().toString();
    try (WriteOp op = new WriteOp()) {
      op.createExclusive().writeFull(DatasetAttributes.SIGNATURE);
      DatasetAttributes.attributes(spec, id).forEach(op::setAttribute);
      int code = io.operate(op, dataset);
      if (code == Errno.EEXIST) {
        requireNoForeign(dataset);
        return Optional.empty();
      }
      if (code == Errno.ENOENT) {
        io.requirePool();
      }
      if (code < 0) {
        throw io.failure("create", dataset, code);
      }
    }
    return find(dataset).map(object -> CephDataset.empty(this, object));
  }

  /** Makes sure that chunks fit into objects. */
  void requireFits(String dataset, DatasetSpec spec) {
    ObjectLimits.of(cluster.connection()).require(dataset, spec);
  }

  private void requireNoForeign(String dataset) {
    io.read(dataset, DatasetAttributes.SIGNATURE_READ)
        .filter(object -> Kind.of(object.content()).isEmpty())
        .ifPresent(
            object -> {
              throw new DosnaException(
                  "Cannot create dataset '"
                      + dataset
                      + "': pool '"
                      + name()
                      + "' has an object of that name that is no dataset; choose another name");
            });
  }

  @Override
  protected Optional<Dataset> doGetDataset(String dataset) {
    return find(dataset).map(object -> new CephDataset(this, object));
  }

  private Optional<DatasetObject> find(String dataset) {
    Optional<DatasetAttributes> found = DatasetAttributes.read(io, dataset);
    if (found.isEmpty()) {
      io.requirePool();
    }
    return found.map(description -> new DatasetObject(this, dataset, description));
  }

  @Override
  protected boolean doHasDataset(String dataset) {
    boolean found = PoolContent.kind(io, dataset).filter(Kind.DATASET::equals).isPresent();
    if (!found) {
      io.requirePool();
    }
    return found;
  }

  @Override
  protected boolean doDeleteDataset(String dataset) {
    return find(dataset).map(this::delete).orElse(false);
  }

  /**
   * Deletes a dataset; false if it was deleted already, also if another one has its name now. First
   * the chunks, so that this can be done again if it is interrupted.
   */
  boolean delete(DatasetObject object) {
    try (DatasetLock lock = DatasetLock.take(object)) {
      // From now on nobody leaves new chunks behind.
      object.change(
          Optional.of(lock), op -> op.setAttribute(DatasetAttributes.DELETING, new byte[] {'1'}));
      removeChunks(object, object.name(), lock);
      object.change(Optional.of(lock), WriteOp::remove);
      lock.gone();
      return true;
    } catch (NotFoundException e) {
      return false; // others were faster
    }
  }

  /**
   * Removes the chunks of a dataset whose deletion has begun.
   *
   * @param path the dataset's, or another one that it was to get
   */
  void removeChunks(DatasetObject object, String path, DatasetLock lock) {
    ChunkFormat format = new ChunkFormat(object.spec(), object.id());
    Incarnation incarnation = new Incarnation(object);
    List<String> asides = new ArrayList<>();
    try (Stream<long[]> chunks = OwnChunks.all(object, path, stranger -> {}, asides::add);
        RequestWindow window = new RequestWindow(io.options().inflight())) {
      int count = 0;
      for (long[] index : (Iterable<long[]>) chunks::iterator) {
        if (count % 256 == 0) {
          lock.requireHeld();
        }
        count++;
        String name = ObjectNames.chunk(path, index);
        ChunkRemoval removal =
            new ChunkRemoval(
                new ChunkObject(io, name, index, format, incarnation), Optional.of(lock));
        window.add(removal.request(), sent -> removal.finish());
      }
      window.finish();
    }
    asides.forEach(io::remove);
  }

  @Override
  protected List<String> doListDatasets() {
    return doListDatasets("");
  }

  @Override
  protected List<String> doListDatasets(String group) {
    return namesIn(group, Kind.DATASET);
  }

  @Override
  protected List<String> doListGroups(String group) {
    return namesIn(group, Kind.GROUP);
  }

  private List<String> namesIn(String group, Kind kind) {
    List<String> names = PoolContent.namesIn(io, group, kind);
    if (names.isEmpty()) {
      io.requirePool();
    }
    return names;
  }

  @Override
  protected boolean doCreateGroup(String group) {
    boolean created = new GroupObject(io, group).create();
    if (!created) {
      requireNoForeign(group);
    }
    return created;
  }

  @Override
  protected boolean doHasGroup(String group) {
    return new GroupObject(io, group).exists();
  }

  @Override
  protected boolean doRemoveGroup(String group) {
    if (!doListDatasets(group).isEmpty() || !doListGroups(group).isEmpty()) {
      throw new DosnaException(
          "Group '" + group + "' is not empty: others put something there; delete it again");
    }
    return new GroupObject(io, group).remove();
  }

  @Override
  protected boolean doRename(String from, String to) {
    Optional<DatasetObject> dataset = find(from);
    if (dataset.isPresent()) {
      DatasetRename.rename(dataset.get(), to);
      return true;
    }
    boolean isGroup = doHasGroup(from);
    if (isGroup) {
      renameGroup(from, to);
    }
    return isGroup;
  }

  /** Moves what is in a group one by one into a new one; done again, it goes on. */
  private void renameGroup(String from, String to) {
    GroupObject target = new GroupObject(io, to);
    if (!target.create()) {
      throw new AlreadyExistsException(
          "Group '" + from + "' cannot be renamed to '" + to + "', which exists already");
    }
    GroupObject source = new GroupObject(io, from);
    source.attributes().forEach((name, value) -> target.setAttribute(name, Optional.of(value)));
    doListDatasets(from).forEach(name -> doRename(from + "/" + name, to + "/" + name));
    doListGroups(from).forEach(name -> renameGroup(from + "/" + name, to + "/" + name));
    doRemoveGroup(from);
  }

  @Override
  protected List<Finding> inspect(String group, boolean repair) {
    if (!group.isEmpty()) {
      return List.of(); // all of the pool is looked at once
    }
    try (IoContext all = cluster.connection().openAllNamespaces(name())) {
      return PoolContent.inspect(io, all);
    }
  }

  @Override
  protected Map<String, Object> doGetGroupAttributes(String group) {
    return new GroupObject(io, group).attributes();
  }

  @Override
  protected void doSetGroupAttribute(String group, String attribute, Optional<Object> value) {
    new GroupObject(io, group).setAttribute(attribute, value);
  }
}
