package org.dosna;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dosna.text.Wording;

/**
 * A named part of a cluster that holds datasets and groups. May be shared by threads.
 *
 * <p>A backend extends this class and supplies the methods whose names begin with {@code do}; they
 * are only called with valid names and while open. An engine extends {@link FilterPool}.
 */
public abstract class Pool extends Group implements AutoCloseable {
  private final Cluster cluster;
  private final String name;
  private final OpenMode mode;
  private volatile boolean open;

  /**
   * A pool that is not open yet.
   *
   * @param cluster where it is
   * @param name its name
   * @param mode what may be done with it
   */
  protected Pool(Cluster cluster, String name, OpenMode mode) {
    this.cluster = Arguments.require("cluster", cluster);
    this.name = Arguments.require("name", name);
    this.mode = Arguments.require("mode", mode);
  }

  /**
   * The pool's name.
   *
   * @return the name
   */
  @Override
  public final String name() {
    return name;
  }

  /**
   * Where it is in itself.
   *
   * @return empty text
   */
  @Override
  public final String path() {
    return "";
  }

  @Override
  public final Optional<Group> parent() {
    return Optional.empty();
  }

  @Override
  final Pool root() {
    return this;
  }

  final Group groupAt(String path) {
    return new SubGroup(this, path);
  }

  /**
   * What may be done with it.
   *
   * @return the mode it was opened with
   */
  public final OpenMode mode() {
    return mode;
  }

  @Override
  public final ProcessGroup group() {
    return cluster.group();
  }

  /**
   * Opens it; does nothing if open.
   *
   * @throws ClosedException if the cluster is not connected
   */
  public final synchronized void open() {
    if (!open) {
      cluster.requireConnected();
      doOpen();
      open = true;
      cluster.poolOpened(this);
      if (!cluster.isConnected()) {
        close();
        cluster.requireConnected();
      }
    }
  }

  /** Closes it; does nothing if closed. Its datasets cannot be used until it is opened again. */
  @Override
  public final synchronized void close() {
    if (open) {
      open = false;
      cluster.poolClosed(this);
      doClose();
    }
  }

  /**
   * Whether it can be used.
   *
   * @return true between open and close
   */
  public final boolean isOpen() {
    return open;
  }

  final void requireOpen() {
    if (!open) {
      throw new ClosedException(
          Wording.capitalized(describe()) + " is closed; open it with open() or getPool");
    }
  }

  final void requireWritable() {
    requireOpen();
    if (mode == OpenMode.READ_ONLY) {
      throw new DosnaException(
          Wording.capitalized(describe())
              + whyReadOnly()
                  .map(why -> " is READ_ONLY: " + why)
                  .orElse(
                      " was opened READ_ONLY; open it with getPool(\""
                          + name
                          + "\") to change it"));
    }
  }

  /** Where a dataset, a group or all of this pool is, in this process. */
  final String place(String path) {
    return cluster.place(name) + (path.isEmpty() ? "" : "/" + path);
  }

  @Override
  final String describe() {
    return "pool '" + name + "' of " + cluster.describe();
  }

  /**
   * Why it is {@link OpenMode#READ_ONLY} however it is opened. By default it is not.
   *
   * @return what it is, and what to do instead; empty if it can be opened for writing
   */
  protected Optional<String> whyReadOnly() {
    return Optional.empty();
  }

  /** Opens the pool; by default there is nothing to do. */
  protected void doOpen() {}

  /** Closes the pool; by default there is nothing to do. */
  protected void doClose() {}

  /**
   * Creates a dataset with all its metadata or not at all; of several creators exactly one may
   * succeed.
   *
   * @param dataset a valid path, whose group exists or existed just now
   * @param spec what is to be created
   * @return the dataset, or empty if there is one of that name
   */
  protected abstract Optional<Dataset> doCreateDataset(String dataset, DatasetSpec spec);

  /**
   * Why a dataset cannot be kept here, if so. By default codecs cannot.
   *
   * @param spec what is to be created
   * @return for instance {@code it keeps chunks as they are, without codecs}; empty if it can
   * @throws DosnaException if a codec cannot be had, or is not for such elements
   */
  protected Optional<String> refusal(DatasetSpec spec) {
    return spec.codecs().isEmpty()
        ? Optional.empty()
        : Optional.of("it keeps chunks as they are, without codecs");
  }

  /**
   * Whether it can keep several chunks in one object, see {@link DatasetSpec#shardSize(int...)}.
   *
   * @return by default false
   */
  protected boolean keepsShards() {
    return false;
  }

  /**
   * Whether it can keep names of axes, see {@link DatasetSpec#dimensionNames(String...)}.
   *
   * @return by default false
   */
  protected boolean keepsDimensionNames() {
    return false;
  }

  /**
   * Whether it can keep a record of written chunks, see {@link DatasetSpec#recordWrites}.
   *
   * @return by default false
   */
  protected boolean keepsRecord() {
    return false;
  }

  /** Why it cannot keep a dataset, whatever the reason. */
  final Optional<String> refusalOf(DatasetSpec spec) {
    if (spec.shardSize().isPresent() && !keepsShards()) {
      return Optional.of("it keeps each chunk by itself, without shards");
    }
    if (spec.recordsWrites() && !keepsRecord()) {
      return Optional.of("it keeps no record of written chunks");
    }
    return spec.dimensionNames().isEmpty() || keepsDimensionNames()
        ? refusal(spec)
        : Optional.of("it keeps no names of axes");
  }

  /** A spec without what this pool cannot keep and elements do not need. */
  final DatasetSpec kept(DatasetSpec spec) {
    DatasetSpec named = keepsDimensionNames() ? spec : spec.dimensionNames(new String[0]);
    DatasetSpec sharded = keepsShards() ? named : named.chunkSize(named.chunkSize());
    DatasetSpec recorded = sharded.recordWrites(sharded.recordsWrites() && keepsRecord());
    return keepsCodecs(recorded) ? recorded : recorded.codecs(Codecs.none());
  }

  private boolean keepsCodecs(DatasetSpec spec) {
    try {
      return refusal(spec).isEmpty();
    } catch (DosnaException e) {
      return false; // there is none for such elements, or in this format
    }
  }

  /**
   * Finds a dataset.
   *
   * @param dataset a safe path
   * @return the dataset, or empty if there is none
   */
  protected abstract Optional<Dataset> doGetDataset(String dataset);

  /**
   * Looks for a dataset. By default it is asked for.
   *
   * @param dataset a safe path
   * @return whether it exists
   */
  protected boolean doHasDataset(String dataset) {
    return doGetDataset(dataset).isPresent();
  }

  /**
   * Deletes a dataset with its chunks.
   *
   * @param dataset a safe path
   * @return false if there is none
   */
  protected abstract boolean doDeleteDataset(String dataset);

  /**
   * Lists the datasets that are directly in the pool.
   *
   * @return names in any order
   */
  protected abstract List<String> doListDatasets();

  /**
   * Lists the datasets that are directly in a group. By default there are no groups.
   *
   * @param group its path; empty for the pool
   * @return names in any order; none if there is no such group
   */
  protected List<String> doListDatasets(String group) {
    return group.isEmpty() ? doListDatasets() : List.of();
  }

  /**
   * Creates a group and those on the way to it. By default one after the other is made with {@link
   * #doCreateGroup}. An engine of several processes overrides this, not that.
   *
   * @param group a valid path
   * @return false if it exists already
   * @throws AlreadyExistsException if there is a dataset at that path or on the way
   */
  protected boolean doCreateGroups(String group) {
    if (doHasGroup(group)) {
      return false; // as mostly: no need to look at those on the way
    }
    boolean created = false;
    for (int end = group.indexOf('/'); ; end = group.indexOf('/', end + 1)) {
      String part = end < 0 ? group : group.substring(0, end);
      created = doCreateGroup(part);
      if (!created && doHasDataset(part)) {
        throw new AlreadyExistsException(
            "'" + part + "' in " + describe() + " is a dataset: no group can have its path");
      }
      if (end < 0) {
        return created;
      }
    }
  }

  /**
   * Creates a group; of several creators exactly one may succeed. By default there are no groups.
   *
   * @param group a valid path, whose own group exists or existed just now
   * @return false if there is a group or dataset at that path
   */
  protected boolean doCreateGroup(String group) {
    throw new DosnaException(
        "Group '"
            + group
            + "' cannot be made: the backend of "
            + describe()
            + " keeps no groups; use a name without '/'");
  }

  /**
   * Looks for a group. By default there are no groups.
   *
   * @param group a safe path
   * @return whether it exists
   */
  protected boolean doHasGroup(String group) {
    return false;
  }

  /**
   * Deletes a group with all that is in it. By default what is in it is deleted one by one, and
   * then the empty group with {@link #doRemoveGroup}. An engine of several processes overrides
   * this, not that.
   *
   * @param group a safe path
   * @return false if there is none
   */
  protected boolean doDeleteGroup(String group) {
    if (!doHasGroup(group)) {
      return false;
    }
    doListDatasets(group).forEach(dataset -> doDeleteDataset(group + "/" + dataset));
    doListGroups(group).forEach(inner -> doDeleteGroup(group + "/" + inner));
    return doRemoveGroup(group);
  }

  /**
   * Deletes an empty group. By default there are no groups.
   *
   * @param group a safe path
   * @return false if there is none
   * @throws DosnaException if there is anything in it
   */
  protected boolean doRemoveGroup(String group) {
    return false;
  }

  /**
   * Lists the groups that are directly in a group. By default there are no groups.
   *
   * @param group its path; empty for the pool
   * @return names in any order; none if there is no such group
   */
  protected List<String> doListGroups(String group) {
    return List.of();
  }

  /**
   * Gives a dataset, or a group with all that is in it, another path. By default it is refused.
   *
   * @param from its path
   * @param to a valid path, whose group exists or existed just now, and which does not lie in it
   * @return false if there is nothing at the first path
   * @throws AlreadyExistsException if there is anything at the second path
   */
  protected boolean doRename(String from, String to) {
    throw new DosnaException(
        "'"
            + Arguments.excerpt(from)
            + "' cannot be renamed: the backend of "
            + describe()
            + " does not do that");
  }

  /**
   * The user's attributes of a group or of the pool. By default a backend keeps none.
   *
   * @param group the group's path; empty for the pool
   * @return names and values, as {@link Dataset#doGetAttributes}
   */
  protected Map<String, Object> doGetGroupAttributes(String group) {
    return Map.of();
  }

  /**
   * Sets or removes an attribute of a group or of the pool. Atomic. By default it is refused.
   *
   * @param group the group's path; empty for the pool
   * @param attribute its name
   * @param value a value as in {@link Dataset#doGetAttributes}, or empty to remove the attribute
   */
  protected void doSetGroupAttribute(String group, String attribute, Optional<Object> value) {
    throw new DosnaException(
        "Attribute '"
            + attribute
            + "' of "
            + (group.isEmpty() ? "" : "group '" + group + "' of ")
            + describe()
            + " cannot be kept: its backend has no attributes of groups");
  }

  /**
   * Looks at what there is directly in a group beside datasets and groups: what was left over, what
   * is foreign. By default there is nothing.
   *
   * @param group its path; empty for the pool
   * @param repair whether what is left over is removed
   * @return what was found
   */
  protected List<Finding> inspect(String group, boolean repair) {
    return List.of();
  }

  /**
   * What the text form of a group says beyond its name, where there is more to tell than lists and
   * attributes do: of an image its axes. By default nothing. Only called while open.
   *
   * @param group its path; empty for the pool
   * @return for instance {@code axes [y, x]}; empty if nothing. Never an exception
   */
  protected Optional<String> details(String group) {
    return Optional.empty();
  }

  /**
   * Keeps with a group that some of its datasets show one image, for viewers. By default nothing is
   * kept.
   *
   * @param group its path; empty for the pool
   * @param levels the datasets
   */
  protected void doSetLevels(String group, ImageLevels levels) {}

  /**
   * What the format keeps of the datasets of a group that show one image. By default nothing.
   *
   * @param group its path; empty for the pool
   * @return what {@link #doSetLevels} kept, or others wrote; empty if there is nothing
   */
  protected Optional<ImageLevels> doGetLevels(String group) {
    return Optional.empty();
  }

  /** The same with a comma before it. */
  final String detailsIfOpen(String group) {
    return isOpen() ? details(group).map(more -> ", " + more).orElse("") : "";
  }

  /** The class and the name: {@code Hdf5Pool scans}; and what else there is to say of it. */
  @Override
  public String toString() {
    return getClass().getSimpleName() + " " + name + detailsIfOpen("");
  }
}
