package org.dosna;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.dosna.text.NameRule;
import org.dosna.text.Wording;

/**
 * A named part of a cluster that holds datasets. May be shared by threads.
 *
 * <p>A backend extends this class and supplies the methods whose names begin with {@code do}; they
 * are only called with valid names and while open. An engine extends {@link FilterPool}.
 */
public abstract class Pool implements AutoCloseable {
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
    this.cluster = cluster;
    this.name = name;
    this.mode = mode;
  }

  /**
   * The pool's name.
   *
   * @return the name
   */
  public final String name() {
    return name;
  }

  /**
   * What may be done with it.
   *
   * @return the mode it was opened with
   */
  public final OpenMode mode() {
    return mode;
  }

  /**
   * The processes that share this pool's work.
   *
   * @return the cluster's group
   */
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

  /**
   * Creates a dataset without chunks: it reads as fill value. Atomic: of several creators exactly
   * one succeeds, and the dataset exists with all its metadata or not at all.
   *
   * @param dataset its name
   * @param spec dtype, shape, chunk size, fill value
   * @return the new dataset
   * @throws AlreadyExistsException if there is one of that name
   * @throws DosnaException if the name is not allowed, or the store refuses
   */
  public final Dataset createDataset(String dataset, DatasetSpec spec) {
    NameRule.requireNew("a dataset", dataset);
    requireWritable();
    return doCreateDataset(dataset, spec)
        .orElseThrow(
            () ->
                new AlreadyExistsException(
                    "Dataset '"
                        + dataset
                        + "' exists already in "
                        + describe()
                        + "; open it with getDataset"));
  }

  /**
   * Creates a dataset and loads it. Creating is atomic, loading is not: others see the dataset
   * while it fills. If loading fails, the dataset is removed again.
   *
   * @param dataset its name
   * @param spec dtype, shape, chunk size, fill value
   * @param source the elements, of the same shape; cast to the dtype
   * @return the new dataset
   * @throws AlreadyExistsException if there is one of that name
   */
  public final Dataset createDataset(String dataset, DatasetSpec spec, ArraySource source) {
    return createFilled(dataset, spec, created -> created.load(source));
  }

  /** Creates a dataset and fills it; if that fails, the dataset is removed again. */
  final Dataset createFilled(String dataset, DatasetSpec spec, Consumer<Dataset> fill) {
    Dataset created = createDataset(dataset, spec);
    try {
      fill.accept(created);
      return created;
    } catch (RuntimeException | Error e) {
      try {
        // Not by its name, which others may have given to another dataset meanwhile.
        created.delete();
      } catch (RuntimeException again) {
        // The failure to fill it stays the one that is reported.
        e.addSuppressed(again);
      }
      throw e;
    }
  }

  /**
   * Creates a dataset with the source's dtype and shape and loads it.
   *
   * @param dataset its name
   * @param source the elements
   * @param chunkSize the shape of a chunk; left out, it is chosen as {@link DatasetSpec} says
   * @return the new dataset
   * @throws AlreadyExistsException if there is one of that name
   * @see #createDataset(String, DatasetSpec, ArraySource)
   */
  public final Dataset createDataset(String dataset, ArraySource source, int... chunkSize) {
    DatasetSpec spec = DatasetSpec.of(source.dtype(), source.shape());
    return createDataset(dataset, chunkSize.length == 0 ? spec : spec.chunkSize(chunkSize), source);
  }

  /**
   * Opens an existing dataset; reads its metadata, never its chunks.
   *
   * @param dataset its name
   * @return the dataset
   * @throws NotFoundException if there is none; the message lists those there are
   */
  public final Dataset getDataset(String dataset) {
    NameRule.requireSafe("a dataset", dataset);
    requireOpen();
    return doGetDataset(dataset).orElseThrow(() -> notFound(dataset));
  }

  /**
   * Whether there is a dataset of that name.
   *
   * @param dataset its name
   * @return true if it exists
   */
  public final boolean hasDataset(String dataset) {
    NameRule.requireSafe("a dataset", dataset);
    requireOpen();
    return doHasDataset(dataset);
  }

  /**
   * Deletes a dataset with its chunks. Costs as much as it has chunks.
   *
   * @param dataset its name
   * @throws NotFoundException if there is none
   */
  public final void deleteDataset(String dataset) {
    NameRule.requireSafe("a dataset", dataset);
    requireWritable();
    if (!doDeleteDataset(dataset)) {
      throw notFound(dataset);
    }
  }

  /**
   * The datasets of this pool.
   *
   * @return names, sorted
   */
  public final List<String> listDatasets() {
    requireOpen();
    return doListDatasets().stream().sorted().toList();
  }

  final NotFoundException notFound(String dataset) {
    return new NotFoundException(
        "Dataset '"
            + dataset
            + "' not found in "
            + describe()
            + "; it has: "
            + Wording.quoted(listDatasets()));
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
              + " was opened READ_ONLY; open it with getPool(\""
              + name
              + "\") to change it");
    }
  }

  final String describe() {
    return "pool '" + name + "' of " + cluster.describe();
  }

  /** Opens the pool; by default there is nothing to do. */
  protected void doOpen() {}

  /** Closes the pool; by default there is nothing to do. */
  protected void doClose() {}

  /**
   * Creates a dataset with all its metadata or not at all; of several creators exactly one may
   * succeed.
   *
   * @param dataset a valid name
   * @param spec what is to be created
   * @return the dataset, or empty if there is one of that name
   */
  protected abstract Optional<Dataset> doCreateDataset(String dataset, DatasetSpec spec);

  /**
   * Finds a dataset.
   *
   * @param dataset a safe name
   * @return the dataset, or empty if there is none
   */
  protected abstract Optional<Dataset> doGetDataset(String dataset);

  /**
   * Looks for a dataset. By default it is asked for.
   *
   * @param dataset a safe name
   * @return whether it exists
   */
  protected boolean doHasDataset(String dataset) {
    return doGetDataset(dataset).isPresent();
  }

  /**
   * Deletes a dataset with its chunks.
   *
   * @param dataset a safe name
   * @return false if there is none
   */
  protected abstract boolean doDeleteDataset(String dataset);

  /**
   * Lists the datasets.
   *
   * @return names in any order
   */
  protected abstract List<String> doListDatasets();

  /** The class and the name: {@code Hdf5Pool scans}. */
  @Override
  public String toString() {
    return getClass().getSimpleName() + " " + name;
  }
}
