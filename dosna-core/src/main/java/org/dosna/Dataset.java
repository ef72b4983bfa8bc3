package org.dosna;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.dosna.indexing.Selection;
import org.dosna.indexing.Selections;
import org.dosna.indexing.Slicing;
import org.dosna.plan.BlockIterator;
import org.dosna.plan.CopiedChunks;
import org.dosna.plan.Plans;
import org.dosna.plan.Reshaping;
import org.dosna.plan.Source;
import org.dosna.plan.SparsePlan;
import org.dosna.plan.Window;
import org.dosna.spi.ChunkPlan;

/**
 * An N-dimensional array that is kept in chunks. It is sliced, read and assigned as a numpy array
 * is; chunks that were never written read as the fill value. Nothing but the chunks touched costs
 * time or memory, and opening or printing a dataset reads none.
 *
 * <p>May be shared by threads. A chunk is never seen half written, and writes to different elements
 * of one chunk all last, whoever makes them. An operation over several chunks is not atomic as a
 * whole: others may see some chunks before and some after it. An operation that fails says at which
 * chunk ({@link ChunkException}); chunks already done stay done.
 *
 * <p>A backend extends this class and supplies the methods whose names begin with {@code do}; it
 * may override {@link #readChunk}, {@link #writeChunk}, {@link #existingChunks}, {@link
 * #readTogether}, {@link #writeTogether} and {@link #walk} where it knows a faster way. An engine
 * extends {@link FilterDataset} and overrides {@link #run}. A layer sees every step on its way, see
 * {@link LayeredCluster}.
 */
public abstract class Dataset extends ChunkWork
    implements ArraySource, Sliceable, Indexable<DatasetView>, Reducible {
  private final AsyncDataset async;

  /**
   * A dataset that exists in its store.
   *
   * @param pool where it is
   * @param name its name
   * @param spec dtype, shape, chunk size and fill value
   */
  protected Dataset(Pool pool, String name, DatasetSpec spec) {
    super(pool, name, spec);
    this.async = new AsyncDataset(this);
  }

  /**
   * A chunk that is read and written through {@link #walk}: for backends whose chunks need no class
   * of their own, and for wrappers.
   *
   * @param index its position in the chunk grid
   * @return the chunk; nothing is looked at
   */
  protected final DataChunk chunkAt(long[] index) {
    return new StoredChunk(this, index);
  }

  /**
   * A slice.
   *
   * @param slices one per axis; missing ones mean whole axes
   * @return a new array; without axes (0-d) if every axis was picked by an integer
   * @throws InvalidSliceException if the slice does not fit
   * @throws DosnaException if the result would have more than 2^31-9 slots
   */
  @Override
  public final NDArray get(Slice... slices) {
    return Window.settled(chunked(), selecting(slices), Window::get);
  }

  /**
   * Reads a slice into an existing array, which saves making one.
   *
   * @param slices as {@link Slice#parse} reads it
   * @param into an array of the slice's shape and of this dtype in native order; gets the elements
   * @throws InvalidSliceException if the slice does not fit, or the array has another shape
   * @throws DosnaException if the array has another dtype
   */
  public final void get(String slices, NDArray into) {
    Arguments.require("into", into);
    ArraySource.requireDType(this, into);
    Slice[] parsed = Slice.parse(slices);
    Window.settled(
        chunked(),
        selecting(parsed),
        window -> {
          requireShape(slices, window.shape(), into);
          return window.read(into);
        });
  }

  private void requireShape(String slices, long[] shape, NDArray into) {
    if (!Arrays.equals(shape, into.shape())) {
      throw new InvalidSliceException(
          "The slice \""
              + slices
              + "\" of dataset '"
              + name()
              + "' has the shape "
              + Arrays.toString(shape)
              + "; the array to read into has "
              + Arrays.toString(into.shape()));
    }
  }

  /**
   * Reads the chunks that a slice touches into the chunk cache; without one does nothing. What does
   * not fit into the cache is read in vain.
   *
   * @param slices as {@link Slice#parse} reads it
   * @throws InvalidSliceException if the slice does not fit
   */
  public final void prefetch(String slices) {
    prefetch(Slice.parse(slices));
  }

  /**
   * Reads the chunks that a slice touches into the chunk cache; without one does nothing. What does
   * not fit into the cache is read in vain.
   *
   * @param slices one per axis; missing ones mean whole axes
   * @throws InvalidSliceException if the slice does not fit
   */
  public final void prefetch(Slice... slices) {
    Window touched = window(slices);
    if (isCached()) {
      chunked().run(Plans.prefetch(touched));
    }
  }

  /**
   * Assigns to a slice.
   *
   * @param slices one per axis; missing ones mean whole axes
   * @param value broadcast to the slice's shape and cast to this dtype
   * @throws InvalidSliceException if the slice does not fit the dataset, or the value the slice
   */
  @Override
  public final void set(Slice[] slices, NDArray value) {
    Arguments.require("value", value);
    pool().requireWritable();
    Window.run(chunked(), selecting(slices), window -> Plans.set(window, value));
  }

  @Override
  public final void read(long[] origin, NDArray into) {
    ArraySource.requireDType(this, into);
    Window.settled(
        chunked(), shape -> Slicing.box(origin, into.shape(), shape), window -> window.read(into));
  }

  @Override
  public final DatasetView view(Slice... slices) {
    return new DatasetView(this, window(slices));
  }

  @Override
  public final DatasetView select(Picks picks) {
    return view().select(picks);
  }

  /**
   * The same dataset for those who do not wait.
   *
   * @return calls that return at once
   */
  public final AsyncDataset async() {
    return async;
  }

  /**
   * A window on the blocks at some positions of the chunk grid.
   *
   * @param slices as {@link Slice#parse} reads it, of the chunk grid: {@code "1:3, -1"}; an integer
   *     means one chunk, and does not drop the axis
   * @return the window: a box
   * @throws InvalidSliceException if there are no such chunks, or the slices are no ranges with
   *     step 1
   */
  public final DatasetView block(String slices) {
    Slice[] blocks = Slice.parse(slices);
    return new DatasetView(
        this, Window.of(chunked(), shape -> Slicing.blocks(blocks, spec().shape(shape).grid())));
  }

  /**
   * A window on one block.
   *
   * @param index position in the chunk grid, one value per axis; negative ones count from the end
   * @return the window: the part of the chunk that lies inside the shape
   * @throws InvalidSliceException if there is no such chunk
   */
  public final DatasetView block(long... index) {
    Arguments.require("index", index);
    return block(Arrays.stream(index).mapToObj(Long::toString).collect(joining(",")));
  }

  /** What is selected, of the dataset as it is now. */
  private Window window(Slice... slices) {
    return Window.of(chunked(), selecting(slices));
  }

  private static Function<long[], Selection> selecting(Slice... slices) {
    return shape -> Selections.of(slices, shape);
  }

  /** A source of whatever kind; of a dataset what it has now. */
  private static Source sourceOf(ArraySource source) {
    if (source instanceof Dataset dataset) {
      return Source.of(dataset.window());
    }
    return source instanceof DatasetView view
        ? Source.of(view.window().present())
        : Source.of(source);
  }

  /**
   * Writes all elements, chunk by chunk; only a few chunks are in memory at a time. Chunks of
   * nothing but fill value are left out.
   *
   * @param source the elements, of this dataset's shape; cast to this dtype; must not read from
   *     this dataset, in which chunks have changed already
   * @throws DosnaException if the source has another shape, or is a view of this dataset
   */
  public final void load(ArraySource source) {
    load(source, FillChunks.LEFT_OUT);
  }

  /**
   * Writes all elements, chunk by chunk; only a few chunks are in memory at a time. Says what
   * becomes of chunks of nothing but fill value.
   *
   * @param source the elements, of this dataset's shape; cast to this dtype; must not read from
   *     this dataset, in which chunks have changed already
   * @param fill whether they are stored
   * @throws DosnaException if the source has another shape, or is a view of this dataset
   */
  public final void load(ArraySource source, FillChunks fill) {
    Arguments.require("fill", fill);
    load(source, plan -> fill == FillChunks.STORED ? plan : SparsePlan.of(plan, spec()));
  }

  /** Loads this dataset, which was created just now: nothing is stored in it. */
  final void loadNew(ArraySource source, UnaryOperator<ChunkPlan> left) {
    load(source, plan -> left.apply(SparsePlan.ofNew(plan, spec())));
  }

  /** What is done, and with which source, for those who are to do the same again. */
  static String workOn(String operation, ArraySource source) {
    return operation
        + " of "
        + (source instanceof Dataset dataset ? "dataset '" + dataset.name() + "' " : "")
        + source.dtype()
        + " "
        + Arrays.toString(source.shape());
  }

  private void load(ArraySource source, UnaryOperator<ChunkPlan> change) {
    Arguments.require("source", source);
    pool().requireWritable();
    if (source instanceof DatasetView view && view.dataset() == this) {
      throw new DosnaException(
          "Cannot load dataset '"
              + name()
              + "' from a view of itself: parts would be read that are written already;"
              + " load an array, view.get(), or a view of a copy");
    }
    long[] shape = presentShape();
    long[] given = source.shape();
    if (!Arrays.equals(given, shape)) {
      throw new DosnaException(
          "Cannot load a source of shape "
              + Arrays.toString(given)
              + " into dataset '"
              + name()
              + "' of shape "
              + Arrays.toString(shape));
    }
    DatasetSpec loaded = spec().shape(shape);
    Optional<String> job = Job.current();
    if (job.isPresent()) {
      new Resumption(job.get(), workOn("load", source), pool(), name(), loaded)
          .load(this, (same, left) -> load(source, loaded, plan -> left.apply(change.apply(plan))));
    } else {
      load(source, loaded, change);
    }
  }

  private void load(ArraySource source, DatasetSpec loaded, UnaryOperator<ChunkPlan> change) {
    if (source instanceof NDArray array) {
      chunked().run(change.apply(Plans.load(loaded, array)));
    } else {
      Source blocks = sourceOf(source);
      chunked().run(change.apply(Plans.load(loaded, blocks)), blocks::requirePresent);
    }
  }

  /**
   * Makes a new dataset of what a function gives for each chunk; this one stays as it is.
   *
   * @param function gets each chunk's elements inside the shape
   * @param newName name of the new dataset, in the same pool
   * @return the new dataset, of the same structure; removed again if the function fails
   * @throws ChunkException if the function fails
   */
  public final Dataset map(ChunkFunction function, String newName) {
    return map(function, newName, dtype());
  }

  /**
   * Makes a new dataset of another dtype of what a function gives for each chunk.
   *
   * @param function gets each chunk's elements inside the shape, of this dataset's dtype
   * @param newName name of the new dataset, in the same pool
   * @param newType dtype of the new dataset, to which results and fill value are cast
   * @return the new dataset; removed again if the function fails
   * @throws ChunkException if the function fails
   */
  public final Dataset map(ChunkFunction function, String newName, DType newType) {
    Arguments.require("function", function);
    Arguments.require("newName", newName);
    Arguments.require("newType", newType);
    return map(Optional.empty(), function, newName, newType);
  }

  /**
   * Makes a new dataset of what a function gives for each chunk and its neighbourhood. Memory is
   * bounded by a few blocks with their halo for each thread.
   *
   * @param function gets each chunk's elements inside the shape and what lies around them; the
   *     region it gets may begin before 0 and end behind the shape. Of its result, which has the
   *     shape of what it got, the halo is cut off
   * @param halo how far the neighbourhood reaches, and what lies beyond the edges
   * @param newName name of the new dataset, in the same pool
   * @return the new dataset, of the same structure; removed again if the function fails
   * @throws ChunkException if the function fails
   */
  public final Dataset map(ChunkFunction function, Halo halo, String newName) {
    return map(function, halo, newName, dtype());
  }

  /**
   * Makes a new dataset of another dtype of what a function gives for each chunk and its
   * neighbourhood.
   *
   * @param function as in {@link #map(ChunkFunction, Halo, String)}
   * @param halo how far the neighbourhood reaches, and what lies beyond the edges
   * @param newName name of the new dataset, in the same pool
   * @param newType dtype of the new dataset, to which results and fill value are cast
   * @return the new dataset; removed again if the function fails
   * @throws ChunkException if the function fails
   */
  public final Dataset map(ChunkFunction function, Halo halo, String newName, DType newType) {
    Arguments.require("function", function);
    Arguments.require("halo", halo);
    Arguments.require("newName", newName);
    Arguments.require("newType", newType);
    requireAxes(halo);
    return map(Optional.of(halo), function, newName, newType);
  }

  /**
   * Makes a new dataset of what a function gives for blocks of several sources at the same place.
   * Chunk sizes may differ; each source is broadcast to this dataset's shape.
   *
   * @param function gets this dataset's block, then one of each source, in their order
   * @param sources datasets, views, arrays, {@link Lazy expressions}
   * @param newName name of the new dataset, in the same pool
   * @return the new dataset, of this structure; removed again if the function fails
   * @throws InvalidSliceException if a source cannot be broadcast to this shape
   * @throws ChunkException if the function fails
   */
  public final Dataset map(
      BlocksFunction function, List<? extends ArraySource> sources, String newName) {
    return map(function, sources, newName, dtype());
  }

  /**
   * Makes a new dataset of another dtype of what a function gives for blocks of several sources.
   *
   * @param function as in {@link #map(BlocksFunction, List, String)}
   * @param sources datasets, views, arrays, {@link Lazy expressions}
   * @param newName name of the new dataset, in the same pool
   * @param newType dtype of the new dataset, to which results and fill value are cast
   * @return the new dataset; removed again if the function fails
   * @throws InvalidSliceException if a source cannot be broadcast to this shape
   * @throws ChunkException if the function fails
   */
  public final Dataset map(
      BlocksFunction function, List<? extends ArraySource> sources, String newName, DType newType) {
    Arguments.require("function", function);
    Arguments.require("newName", newName);
    Arguments.require("newType", newType);
    List<ArraySource> all = new ArrayList<>(List.of(this));
    all.addAll(Arguments.require("sources", sources));
    DatasetSpec spec = presentSpec().dtype(newType);
    MappedBlocks mapped = MappedBlocks.of(all, function, spec);
    return pool()
        .createFilled(
            newName, spec, workOn("map", this), (created, left) -> created.loadNew(mapped, left));
  }

  private Dataset map(Optional<Halo> halo, ChunkFunction function, String newName, DType newType) {
    Window all = window();
    return pool()
        .createFilled(
            newName,
            spec().shape(all.shape()).dtype(newType),
            workOn("map", this) + halo.map(reach -> " with " + reach).orElse(""),
            (created, left) -> {
              ChunkPlan plan = Plans.map(created.spec(), all, function, halo);
              created
                  .chunked()
                  .run(left.apply(SparsePlan.ofNew(plan, created.spec())), all::requireSettled);
            });
  }

  private void requireAxes(Halo halo) {
    if (halo.width().length != ndim()) {
      throw new DosnaException(
          halo + " has " + halo.width().length + " axes; dataset '" + name() + "' has " + ndim());
    }
  }

  /**
   * Replaces each chunk by what a function gives for it. A chunk that others write meanwhile may
   * lose what they wrote.
   *
   * @param function gets each chunk's elements inside the shape
   * @throws ChunkException if the function fails; chunks done before stay done
   */
  public final void apply(ChunkFunction function) {
    Arguments.require("function", function);
    Job.refuse("apply", "use map(function, newName)");
    pool().requireWritable();
    presentSpec();
    chunked().run(SparsePlan.of(Plans.apply(spec(), function), spec()));
  }

  /**
   * Refuses a halo that reaches anywhere: a chunk's neighbours would be seen before or after their
   * own change, depending on the order of work.
   *
   * @param function as in {@link #apply(ChunkFunction)}
   * @param halo a halo of width 0
   * @throws DosnaException if the halo reaches beyond the block; use {@link #map(ChunkFunction,
   *     Halo, String)}
   */
  public final void apply(ChunkFunction function, Halo halo) {
    Arguments.require("halo", halo);
    requireAxes(halo);
    if (!halo.isEmpty()) {
      throw new DosnaException(
          "apply with "
              + halo
              + " is refused: blocks would see neighbours that are changed already."
              + " Use map(function, halo, newName), which leaves dataset '"
              + name()
              + "' as it is");
    }
    apply(function);
  }

  /**
   * The dataset cut along the chunk grid. Each block is read when it is asked for. An iterator
   * looks at the shape when it begins and when it ends: of a dataset that others make larger
   * meanwhile it gives the old part; of one that they make smaller it gives fill value where
   * elements were dropped, and at its end an {@link InvalidSliceException}.
   *
   * @return blocks that cover the shape, in C order
   */
  public final Iterable<Block> blocks() {
    pool().requireOpen();
    return () -> new BlockIterator(window());
  }

  /**
   * The user's attributes.
   *
   * @return a view: reading and writing it goes to the store
   */
  public final Attributes attributes() {
    return new Attributes(
        "Dataset '" + name() + "'",
        pool()::requireWritable,
        () -> {
          pool().requireOpen();
          return doGetAttributes();
        },
        this::doSetAttribute);
  }

  /**
   * Creates an empty dataset of the same dtype, shape, chunk size and fill value.
   *
   * @param newName its name, in the same pool
   * @return the new dataset
   */
  public final Dataset cloneStructure(String newName) {
    Arguments.require("newName", newName);
    return pool().createDataset(newName, presentSpec());
  }

  /**
   * Creates a dataset of the same structure, elements and attributes. Only chunks that exist are
   * copied.
   *
   * @param newName its name, in the same pool
   * @return the new dataset; removed again if copying fails
   */
  public final Dataset copy(String newName) {
    return copy(pool(), newName);
  }

  /**
   * Creates a dataset of the same elements and attributes in another pool or group, which may be
   * one of another cluster or backend; the other cluster's engine does the work. Only a few chunks
   * are in memory at a time, and only what exists is copied. Codecs that the other backend does not
   * have are left out.
   *
   * @param pool where to
   * @param newName its name
   * @param newChunkSize the shape of the copy's chunks; left out, it is this dataset's
   * @return the new dataset; removed again if copying fails
   */
  public final Dataset copy(Group pool, String newName, int... newChunkSize) {
    DatasetSpec copied = copied(newName, pool, newChunkSize);
    return copy(pool, newName, pool.root().kept(copied));
  }

  /**
   * Creates a dataset of the same elements and attributes in another pool or group, whose chunks go
   * through other codecs; see {@link #copy(Group, String, int...)}.
   *
   * @param pool where to
   * @param newName its name
   * @param codecs the copy's codecs
   * @param newChunkSize the shape of the copy's chunks; left out, it is this dataset's
   * @return the new dataset; removed again if copying fails
   * @throws DosnaException if the other backend does not have one of the codecs
   */
  public final Dataset copy(Group pool, String newName, Codecs codecs, int... newChunkSize) {
    Arguments.require("codecs", codecs);
    DatasetSpec copied = copied(newName, pool, newChunkSize);
    return copy(pool, newName, pool.root().kept(copied).codecs(codecs));
  }

  /**
   * Creates a dataset of the same elements and attributes in other chunks, in a stated memory; see
   * {@link #copy(Group, String, int...)}. Where it takes intermediate datasets, these lie in the
   * pool or group, are called {@code rechunk-} and a number, need as much space as the elements
   * without codecs, and are removed at the end, also if it fails. What a killed process left of one
   * is removed when the same copy is made again. Progress counts chunks that are read and chunks
   * that are written.
   *
   * @param pool where to
   * @param newName its name
   * @param plan the copy's chunks and codecs, and how much memory may be taken
   * @return the new dataset; removed again if copying fails
   * @throws DosnaException if the memory is not enough, which is said before anything is made
   */
  public final Dataset copy(Group pool, String newName, RechunkPlan plan) {
    return Arguments.require("plan", plan).copy(this, pool, newName);
  }

  /** What a copy is made of. */
  private DatasetSpec copied(String newName, Group pool, int... newChunkSize) {
    Arguments.require("pool", pool);
    Arguments.require("newName", newName);
    Arguments.require("newChunkSize", newChunkSize);
    DatasetSpec spec = spec().shape(window().shape());
    return newChunkSize.length == 0 ? spec : spec.chunkSize(newChunkSize);
  }

  private Dataset copy(Group pool, String newName, DatasetSpec copied) {
    Window all = window();
    // Not of a later shape, if others resize it just now.
    return pool.createFilled(
        newName,
        copied.shape(all.shape()),
        workOn("copy", this),
        (target, left) -> copyInto(target, all, left));
  }

  private void copyInto(Dataset target, Window all, UnaryOperator<ChunkPlan> left) {
    try (Stream<long[]> chunks =
        target.agreed("copy", () -> CopiedChunks.touched(all, target.spec().chunkSize()))) {
      ChunkPlan plan = Plans.copy(target.spec(), Source.of(all), chunks);
      target.chunked().run(left.apply(SparsePlan.ofNew(plan, target.spec())), all::requireSettled);
    }
    attributes().copyTo(target.attributes());
  }

  /**
   * Changes the shape; the chunk size stays. Atomic: others see the old shape or the new one. What
   * a smaller shape leaves out is dropped; what a larger one adds reads as fill value.
   *
   * @param newShape the new length of each axis
   * @throws DosnaException if it has another number of axes, or the backend cannot resize
   */
  public final void resize(long... newShape) {
    Arguments.require("newShape", newShape);
    pool().requireWritable();
    long[] wanted = spec().shape(newShape).shape();
    reshape("resize", present -> wanted, grown -> {});
  }

  /**
   * Makes the dataset longer on one axis and writes the new part. Atomic: others see the dataset as
   * it was, or with all that was appended; if it fails, it is as it was. Of several that append one
   * follows the other.
   *
   * @param source the new part: of this dataset's shape, but for its length on that axis
   * @param axis the axis that grows; negative counts from the last
   * @throws InvalidSliceException if there is no such axis
   * @throws DosnaException if the source has another shape, the backend cannot resize, or a source
   *     of an append to this dataset calls it
   */
  public final void append(ArraySource source, int axis) {
    Arguments.require("source", source);
    Job.refuse("append", "do it outside of the job");
    pool().requireWritable();
    if (axis < -ndim() || axis >= ndim()) {
      throw new InvalidSliceException(
          "Dataset '"
              + name()
              + "' has no axis "
              + axis
              + ": its shape is "
              + Arrays.toString(shape()));
    }
    int growing = Math.floorMod(axis, ndim());
    long[] added = source.shape();
    reshape(
        "append",
        present -> {
          long[] longer = present.clone();
          longer[growing] = added.length == longer.length ? added[growing] : -1;
          if (!Arrays.equals(longer, added)) {
            throw new DosnaException(
                "Cannot append a source of shape "
                    + Arrays.toString(added)
                    + " on axis "
                    + growing
                    + " of dataset '"
                    + name()
                    + "' of shape "
                    + Arrays.toString(present)
                    + "; the other axes must be as long");
          }
          longer[growing] = Math.addExact(present[growing], added[growing]);
          return longer;
        },
        grown -> {
          Source blocks = sourceOf(source);
          ChunkPlan plan = Plans.append(grown.spec(), added, blocks, growing);
          grown.chunked().run(SparsePlan.ofNew(plan, grown.spec()), blocks::requirePresent);
        });
  }

  private void reshape(String operation, UnaryOperator<long[]> change, Consumer<Dataset> fill) {
    Reshaping.change(operation, name(), pool().place(name()), () -> doResize(change, fill));
  }

  /**
   * Looks for what is not as it should be: damaged chunks, leftovers, foreign things. Reads every
   * stored chunk; runs on the engine, with progress, and can be cancelled. Changes nothing.
   *
   * @return what was found; empty if all is well
   */
  public final List<Finding> check() {
    pool().requireOpen();
    return Inspection.check().of(this);
  }

  /**
   * Checks, and mends what it finds: removes what killed processes left, and sets damaged chunks
   * aside. No data are deleted; what is foreign stays.
   *
   * @return what was found, each with what was done
   */
  public final List<Finding> repair() {
    pool().requireWritable();
    return Inspection.repair().of(this);
  }

  /** Deletes all chunks, after which every element reads as fill value. */
  public final void clear() {
    pool().requireWritable();
    DatasetSpec spec = presentSpec();
    try (Stream<long[]> chunks = agreed("clear", this::existingChunks)) {
      chunked().run(Plans.clear(spec, chunks));
    }
  }

  /**
   * Deletes the dataset with its chunks; it cannot be used afterwards. What others made anew under
   * its name stays, on the backends of DosNa.
   *
   * @throws NotFoundException if it was deleted already
   */
  public final void delete() {
    pool().requireWritable();
    Reshaping.requireNone("delete", pool().place(name()));
    if (!doDelete()) {
      throw pool().noDataset(name());
    }
  }

  /** Deletes what could not be finished, also in a thread that was interrupted, and stays so. */
  final void remove() {
    boolean interrupted = Thread.interrupted();
    try {
      delete();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
