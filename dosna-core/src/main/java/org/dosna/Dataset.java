package org.dosna;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.dosna.indexing.Selection;

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
 * may override {@link #readChunk}, {@link #writeChunk}, {@link #existingChunks} and {@link #walk}
 * where it knows a faster way. An engine extends {@link FilterDataset} and overrides {@link #run}.
 */
public abstract class Dataset extends SlicedDataset {
  /**
   * A dataset that exists in its store.
   *
   * @param pool where it is
   * @param name its name
   * @param spec dtype, shape, chunk size and fill value
   */
  protected Dataset(Pool pool, String name, DatasetSpec spec) {
    super(pool, name, spec);
  }

  /**
   * The number of chunks that the store holds. Costs as much as there are.
   *
   * @return 0 to {@link #chunkCount}
   */
  public final long countStoredChunks() {
    presentSpec();
    try (Stream<long[]> chunks = existingChunks()) {
      return chunks.count();
    }
  }

  @Override
  public final DatasetView view(Slice... slices) {
    return new DatasetView(this, Selection.of(slices, presentShape()));
  }

  /**
   * Writes all elements, chunk by chunk; only a few chunks are in memory at a time.
   *
   * @param source the elements, of this dataset's shape; cast to this dtype; must not read from
   *     this dataset, in which chunks have changed already
   * @throws DosnaException if the source has another shape, or is a view of this dataset
   */
  public final void load(ArraySource source) {
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
    start(ChunkPlans.load(this, shape, source));
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
    return map(Optional.empty(), function, newName, newType);
  }

  /**
   * Makes a new dataset of what a function gives for each chunk and its neighbourhood. Memory is
   * bounded by a block with its halo for each thread.
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
    requireAxes(halo);
    return map(Optional.of(halo), function, newName, newType);
  }

  private Dataset map(Optional<Halo> halo, ChunkFunction function, String newName, DType newType) {
    Mapping mapping = new Mapping(view(), function, halo);
    return pool()
        .createFilled(
            newName,
            spec().shape(mapping.view().shape()).dtype(newType),
            created -> created.start(ChunkPlans.map(mapping, created)));
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
    pool().requireWritable();
    start(ChunkPlans.apply(this, presentShape(), function));
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
   * The dataset cut along the chunk grid. Each block is read when it is asked for.
   *
   * @return blocks that cover the shape, in C order
   */
  public final Iterable<Block> blocks() {
    return new Blocks(view());
  }

  /**
   * The user's attributes.
   *
   * @return a view: reading and writing it goes to the store
   */
  public final Attributes attributes() {
    return new Attributes(this);
  }

  /**
   * Creates an empty dataset of the same dtype, shape, chunk size and fill value.
   *
   * @param newName its name, in the same pool
   * @return the new dataset
   */
  public final Dataset cloneStructure(String newName) {
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
   * Creates a dataset of the same elements and attributes in another pool, which may be one of
   * another cluster or backend; the other cluster's engine does the work. Only a few chunks are in
   * memory at a time, and only what exists is copied.
   *
   * @param pool where to
   * @param newName its name
   * @param newChunkSize the shape of the copy's chunks; left out, it is this dataset's
   * @return the new dataset; removed again if copying fails
   */
  public final Dataset copy(Pool pool, String newName, int... newChunkSize) {
    return DatasetCopy.copy(
        this, pool, newName, newChunkSize.length == 0 ? chunkSize() : newChunkSize);
  }

  /**
   * Changes the shape; the chunk size stays. Atomic: others see the old shape or the new one. What
   * a smaller shape leaves out is dropped; what a larger one adds reads as fill value.
   *
   * @param newShape the new length of each axis
   * @throws DosnaException if it has another number of axes, or the backend cannot resize
   */
  public final void resize(long... newShape) {
    pool().requireWritable();
    long[] wanted = spec().shape(newShape).shape();
    doResize(present -> wanted, grown -> {});
  }

  /**
   * Makes the dataset longer on one axis and writes the new part. Atomic: others see the dataset as
   * it was, or with all that was appended; if it fails, it is as it was. Of several that append one
   * follows the other.
   *
   * @param source the new part: of this dataset's shape, but for its length on that axis
   * @param axis the axis that grows; negative counts from the last
   * @throws InvalidSliceException if there is no such axis
   * @throws DosnaException if the source has another shape, or the backend cannot resize
   */
  public final void append(ArraySource source, int axis) {
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
    doResize(
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
        grown -> grown.start(ChunkPlans.append(grown, added, source, growing)));
  }

  /** Deletes all chunks, after which every element reads as fill value. */
  public final void clear() {
    pool().requireWritable();
    presentSpec();
    try (Stream<long[]> chunks = agreed("clear", this::existingChunks)) {
      start(ChunkPlans.clear(chunks));
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
    if (!doDelete()) {
      throw pool().notFound(name());
    }
  }
}
