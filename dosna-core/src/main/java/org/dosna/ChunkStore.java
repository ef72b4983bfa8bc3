package org.dosna;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.dosna.spi.ChunkPlan;
import org.dosna.spi.ChunkStep;
import org.dosna.spi.Transfer;

/**
 * What the store holds of a dataset: its description and its chunks, one by one. The part of {@link
 * Dataset} that backends and engines override; what is done with many chunks at once is there.
 */
abstract class ChunkStore {
  private final Pool pool;
  private final String name;
  private final DatasetSpec spec;

  /**
   * A dataset that exists in its store.
   *
   * @param pool where it is
   * @param name its name
   * @param spec dtype, shape, chunk size and fill value
   */
  ChunkStore(Pool pool, String name, DatasetSpec spec) {
    this.pool = pool;
    this.name = name;
    this.spec = spec;
  }

  /**
   * The dataset's name.
   *
   * @return the name
   */
  public final String name() {
    return name;
  }

  /**
   * What the dataset is made of.
   *
   * @return dtype, shape, chunk size and fill value; creates another like it
   */
  public DatasetSpec spec() {
    return spec;
  }

  /**
   * The length of each axis.
   *
   * @return a copy
   */
  public final long[] shape() {
    return spec().shape();
  }

  /**
   * The number of axes.
   *
   * @return 1 to 32
   */
  public final int ndim() {
    return spec().grid().ndim();
  }

  /**
   * The dtype of the elements.
   *
   * @return the dtype, in the byte order in which they are stored
   */
  public final DType dtype() {
    return spec().dtype();
  }

  /**
   * What elements read as that were never written.
   *
   * @return as {@link NDArray#getObject} gives it
   */
  public final Object fillValue() {
    return spec().fillValue();
  }

  /**
   * The shape of a chunk.
   *
   * @return one value per axis
   */
  public final int[] chunkSize() {
    return spec().chunkSize();
  }

  /**
   * The number of chunks on each axis, stored or not.
   *
   * @return one value per axis
   */
  public final long[] chunkGrid() {
    return spec().chunkGrid();
  }

  /**
   * The number of chunks, stored or not.
   *
   * @return product of the chunk grid
   */
  public final long chunkCount() {
    return spec().grid().size();
  }

  /**
   * The processes that share this dataset's work.
   *
   * @return the pool's group
   */
  public final ProcessGroup group() {
    return pool.group();
  }

  /**
   * The pool that the dataset is in.
   *
   * @return the pool
   */
  public final Pool pool() {
    return pool;
  }

  /**
   * Creates a chunk of fill value. Atomic: of several creators exactly one succeeds.
   *
   * @param index its position in the chunk grid
   * @return the chunk
   * @throws AlreadyExistsException if it exists
   * @throws InvalidSliceException if it is outside the grid
   */
  public final DataChunk createChunk(long... index) {
    requireIndex(index);
    pool.requireWritable();
    return ChunkLocks.changing(this, index, () -> doCreateChunk(index))
        .orElseThrow(() -> new AlreadyExistsException(describeChunk(index) + " exists already"));
  }

  /**
   * A stored chunk.
   *
   * @param index its position in the chunk grid
   * @return the chunk
   * @throws NotFoundException if it is not stored
   * @throws InvalidSliceException if it is outside the grid
   */
  public final DataChunk getChunk(long... index) {
    requireIndex(index);
    return doGetChunk(index).orElseThrow(() -> missing(index));
  }

  /**
   * Whether a chunk is stored.
   *
   * @param index its position in the chunk grid
   * @return false if it would read as fill value
   * @throws InvalidSliceException if it is outside the grid
   */
  public final boolean hasChunk(long... index) {
    requireIndex(index);
    return doHasChunk(index);
  }

  /**
   * Deletes a chunk, after which it reads as fill value.
   *
   * @param index its position in the chunk grid
   * @return false if it was not stored
   * @throws InvalidSliceException if it is outside the grid
   */
  public final boolean deleteChunk(long... index) {
    requireIndex(index);
    pool.requireWritable();
    return ChunkLocks.changing(this, index, () -> doDeleteChunk(index));
  }

  final void requireChunk(long[] index) {
    pool.requireOpen();
    if (!doHasChunk(index)) {
      throw missing(index);
    }
  }

  final void requireWritableChunk(long[] index) {
    pool.requireWritable();
    requireChunk(index);
  }

  private void requireIndex(long[] index) {
    if (!presentSpec().hasChunk(index)) {
      throw new InvalidSliceException(
          "There is no chunk "
              + Arrays.toString(index)
              + " in the chunk grid "
              + Arrays.toString(chunkGrid())
              + " of dataset '"
              + name
              + "'");
    }
  }

  private NotFoundException missing(long[] index) {
    return new NotFoundException(
        describeChunk(index) + " is not stored; its elements read as fill value");
  }

  private String describeChunk(long[] index) {
    return "Chunk " + Arrays.toString(index) + " of dataset '" + name + "' in " + pool.describe();
  }

  /**
   * Creates a chunk of fill value; of several creators exactly one may succeed.
   *
   * @param index a position inside the chunk grid
   * @return the chunk, or empty if it exists
   */
  protected abstract Optional<DataChunk> doCreateChunk(long[] index);

  /**
   * Finds a chunk.
   *
   * @param index a position inside the chunk grid
   * @return the chunk, or empty if it is not stored
   */
  protected abstract Optional<DataChunk> doGetChunk(long[] index);

  /**
   * Looks for a chunk. By default it is asked for.
   *
   * @param index a position inside the chunk grid
   * @return whether it is stored
   */
  protected boolean doHasChunk(long[] index) {
    return doGetChunk(index).isPresent();
  }

  /**
   * Deletes a chunk.
   *
   * @param index a position inside the chunk grid
   * @return false if it was not stored
   */
  protected abstract boolean doDeleteChunk(long[] index);

  /**
   * Reads a part of a chunk into its place; a chunk that is not stored gives fill value, and is not
   * created. Atomic. By default the whole chunk is read, under a lock of this process.
   *
   * @param index a position inside the chunk grid
   * @param transfer the part and its place
   */
  protected void readChunk(long[] index, Transfer transfer) {
    Optional<NDArray> data =
        ChunkLocks.reading(this, index, () -> doGetChunk(index).map(DataChunk::doGetData));
    data.ifPresentOrElse(
        elements -> transfer.fromChunk(elements.array()),
        () -> transfer.fill(spec().fillElement()));
  }

  /**
   * Writes a part of a chunk, creating it if it is not stored. Atomic; writes of different elements
   * all last, from whatever threads they come. By default the whole chunk is read, changed and
   * written under a lock of this process.
   *
   * @param index a position inside the chunk grid
   * @param transfer the part and where its elements come from
   */
  protected void writeChunk(long[] index, Transfer transfer) {
    ChunkLocks.changing(
        this,
        index,
        () -> {
          DataChunk chunk = doGetChunk(index).or(() -> doCreateChunk(index)).orElseThrow();
          NDArray data = transfer.replacesChunk() ? spec().fillChunk() : chunk.doGetData();
          spec().fillOutside(index, data);
          transfer.toChunk(data.array());
          chunk.doSetData(data);
          return chunk;
        });
  }

  /**
   * The chunks that are stored. By default every position of the chunk grid is looked at; a backend
   * that can list its chunks should.
   *
   * @return their positions in any order; to be closed
   */
  protected Stream<long[]> existingChunks() {
    return spec().grid().positions().filter(this::doHasChunk);
  }

  /** The description as it is now: others may have changed the shape. */
  final DatasetSpec presentSpec() {
    pool.requireOpen();
    refresh();
    return spec();
  }

  final long[] presentShape() {
    return presentSpec().shape();
  }

  /**
   * Looks whether others have changed the shape; called when an operation begins. By default
   * nothing changes.
   */
  protected void refresh() {}

  /**
   * Changes the shape; readers see the old one or the new one. What a smaller shape leaves out is
   * dropped, so that it reads as fill value if the shape grows again. Of several that resize one
   * waits for the other. By default it is refused.
   *
   * @param change gives the new shape for the present one
   * @param fill to be called before others see a larger shape, with the dataset as it will be:
   *     writes what belongs into the new part
   */
  protected void doResize(UnaryOperator<long[]> change, Consumer<Dataset> fill) {
    throw new DosnaException(
        "Dataset '"
            + name
            + "' keeps its shape: the backend of "
            + pool.describe()
            + " cannot resize; copy it into a dataset of another shape");
  }

  /**
   * Deletes this dataset with its chunks. By default whatever has its name now; a backend that can
   * tell it from one made anew should leave that alone.
   *
   * @return false if it was deleted already
   * @throws NotFoundException perhaps, instead, saying what became of it
   */
  protected boolean doDelete() {
    return pool.doDeleteDataset(name);
  }

  /**
   * The user's attributes. By default a backend keeps none.
   *
   * @return names and values: String, Long, Double, Boolean or an array of them ({@code String[]},
   *     {@code long[]}, {@code double[]}, {@code boolean[]})
   */
  protected Map<String, Object> doGetAttributes() {
    return Map.of();
  }

  /**
   * Sets or removes an attribute of the user's. Atomic. By default it is refused.
   *
   * @param attribute its name
   * @param value a value as in {@link #doGetAttributes}, or empty to remove the attribute
   */
  protected void doSetAttribute(String attribute, Optional<Object> value) {
    throw new DosnaException(
        "Attribute '"
            + attribute
            + "' of dataset '"
            + name
            + "' cannot be kept: the backend of "
            + pool.describe()
            + " has no attributes");
  }

  /** Runs a plan, and reports on it to whoever listens. */
  final void start(ChunkPlan plan) {
    Progress.track(partOf(plan), dtype().itemSize(), this::run);
  }

  /**
   * This process's part of a plan. What engines of several processes override: by default all of
   * it.
   *
   * @param plan the steps
   * @return the steps that {@link #run} gets
   */
  protected ChunkPlan partOf(ChunkPlan plan) {
    return plan;
  }

  /**
   * A list of chunks on which all processes agree that share the work on them. What engines of
   * several processes override: by default what this process lists.
   *
   * @param operation what the list is for
   * @param listing lists the chunks
   * @return positions in the chunk grid, in the same order in all processes; to be closed
   */
  protected Stream<long[]> agreed(String operation, Supplier<Stream<long[]>> listing) {
    return listing.get();
  }

  /**
   * Combines what was computed of each unit of a plan. What engines of several processes override:
   * by default this process has computed all.
   *
   * @param <P> the type of the results
   * @param operation what was done
   * @param computed the results, unit by unit; empty where another process computed it
   * @param combine makes one of all results, unit by unit
   * @return the same in all processes; if combining fails in one, all throw
   */
  protected <P> P combined(
      String operation, List<Optional<P>> computed, Function<List<P>, P> combine) {
    return combine.apply(computed.stream().map(Optional::orElseThrow).toList());
  }

  /**
   * Runs a plan; returns when all its steps are done or one has failed. What engines override: by
   * default the plan is one lane, walked by the caller.
   *
   * @param plan the steps
   * @throws ChunkException if a step fails
   */
  protected void run(ChunkPlan plan) {
    walk(plan.steps());
  }

  /**
   * Walks a lane: for each step reads its input, does its work and writes what that gives, or
   * deletes the chunk. What backends override that keep several requests in flight: by default one
   * step follows the other.
   *
   * @param lane steps on different chunks; not thread safe
   * @throws ChunkException if a step fails; no further step is begun then
   */
  protected void walk(Iterator<ChunkStep> lane) {
    while (lane.hasNext()) {
      ChunkStep step = lane.next();
      try {
        Optional<Transfer> input = step.input();
        if (input.isPresent()) {
          readChunk(step.index(), input.get());
        }
        Optional<Transfer> output = step.work();
        if (output.isPresent()) {
          writeChunk(step.index(), output.get());
        }
        if (step.deletes()) {
          ChunkLocks.changing(this, step.index(), () -> doDeleteChunk(step.index()));
        }
        step.done();
      } catch (Exception e) {
        throw failed(step, e);
      }
    }
  }

  /**
   * The exception with which a walk ends.
   *
   * @param step the step that failed
   * @param cause why; an InterruptedException sets the thread's interrupt flag again
   * @return to be thrown
   */
  protected final ChunkException failed(ChunkStep step, Exception cause) {
    if (cause instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    return new ChunkException(step.operation(), name, step.index(), cause);
  }

  /** For instance {@code RamDataset data float32 [256, 256], chunks [64, 64], grid [4, 4]}. */
  @Override
  public String toString() {
    return getClass().getSimpleName() + " " + name + " " + spec();
  }
}
