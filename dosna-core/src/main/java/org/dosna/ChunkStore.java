package org.dosna;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.dosna.plan.ChunkLocks;
import org.dosna.spi.Refresh;
import org.dosna.spi.Transfer;

/**
 * What the store holds of a dataset: its description and its chunks, one by one. The part of {@link
 * Dataset} that backends supply.
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
    this.pool = Arguments.require("pool", pool);
    this.name = Arguments.require("name", name);
    this.spec = Arguments.require("spec", spec);
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
    return changing(index, () -> doCreateChunk(index))
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

  /** Does something while nobody else of this process reads or changes a chunk. */
  final <T> T changing(long[] index, Supplier<T> action) {
    return ChunkLocks.changing(pool.name(), name, index, action);
  }

  /** Does something while nobody of this process changes a chunk. */
  final <T> T reading(long[] index, Supplier<T> action) {
    return ChunkLocks.reading(pool.name(), name, index, action);
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

  final void requireIndex(long[] index) {
    Arguments.require("index", index);
    DatasetSpec present = presentSpec();
    if (index.length != present.grid().ndim()) {
      throw new InvalidSliceException(
          "A chunk of dataset '"
              + name
              + "' has one index per axis, "
              + present.grid().ndim()
              + " in the chunk grid "
              + Arrays.toString(present.chunkGrid())
              + ", not "
              + index.length
              + ": "
              + Arguments.excerpt(Arrays.toString(index)));
    }
    if (!present.hasChunk(index)) {
      throw new InvalidSliceException(
          "There is no chunk "
              + Arguments.excerpt(Arrays.toString(index))
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
    Optional<NDArray> data = reading(index, () -> doGetChunk(index).map(DataChunk::doGetData));
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
    changing(
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
   * Stamps of the versions of some chunks that are stored now, for the chunk cache: elements that
   * were read after a stamp was given are shown as long as an equal one is given. By default none,
   * so that nothing is cached but with {@code recheck=open}.
   *
   * @param indices positions inside the chunk grid
   * @return for each chunk a value that no other version of it will ever have, to be compared with
   *     {@code equals}; empty if that cannot be told, or it is not stored
   */
  protected List<Optional<Object>> chunkStamps(List<long[]> indices) {
    return Collections.nCopies(indices.size(), Optional.empty());
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

  /**
   * What chunks take in the store. By default the bytes of their elements.
   *
   * @param chunks positions of stored chunks
   * @return bytes
   */
  protected long storedBytes(Stream<long[]> chunks) {
    return chunks.count() * spec().chunkBytes();
  }

  /**
   * Looks at what there is of this dataset beside its chunks: chunks outside the shape, what was
   * left over or set aside, what is foreign. By default there is nothing.
   *
   * @param repair whether what is outside or left over is removed
   * @return what was found
   */
  protected List<Finding> inspect(boolean repair) {
    return List.of();
  }

  /**
   * The chunks inside the shape that the record says are stored, see {@link
   * DatasetSpec#recordWrites}. Costs as much as was recorded. A mark is set after its chunk is
   * stored and taken away before it is deleted, with the chunk's lock held: a recorded chunk that
   * is not stored was lost, or others took it away. A chunk that is stored may have no mark, if a
   * process was killed just then, or others wrote it.
   *
   * @return their positions in any order; to be closed. By default none
   */
  protected Stream<long[]> recordedChunks() {
    return Stream.empty();
  }

  /**
   * Whether a chunk is recorded, but not stored. Atomic: nobody writes or deletes it meanwhile.
   *
   * @param index its position
   * @param forget whether it is then taken out of the record
   * @return by default false
   */
  protected boolean isLost(long[] index, boolean forget) {
    return false;
  }

  /**
   * Takes a damaged chunk out of the way, so that it reads as fill value; nothing is lost. By
   * default it is refused.
   *
   * @param index its position
   * @return what it is called now, for the message
   */
  protected String setAside(long[] index) {
    throw new DosnaException(
        "The backend of "
            + pool().describe()
            + " cannot set a damaged chunk aside; write it anew, or delete it");
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

  /**
   * What the stored chunks take in the store, after their codecs. Costs as much as there are.
   *
   * @return bytes, without what stores need to find them
   */
  public final long storedBytes() {
    presentSpec();
    try (Stream<long[]> chunks = existingChunks()) {
      return storedBytes(chunks);
    }
  }

  /**
   * How much smaller chunks are for their codecs: the bytes of elements in stored chunks, by {@link
   * #storedBytes}. Costs as much as chunks are stored.
   *
   * @return for instance 2.5; 1 if no chunk is stored
   */
  public final double compressionRatio() {
    long bytes = storedBytes();
    return bytes == 0 ? 1 : (double) countStoredChunks() * spec().chunkBytes() / bytes;
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
   * Begins to look whether others have changed the description, while an operation that was called
   * goes on with what was known. By default it is looked at once. A backend that overrides this has
   * to call {@link org.dosna.spi.ChunkStep#requireCurrent} where it walks.
   *
   * @return tells whether the operation was right; if not, {@link #spec} is newer by then
   */
  protected Refresh beginRefresh() {
    refresh();
    return Refresh.DONE;
  }

  /**
   * How often the dataset was made smaller, when somebody last looked. Readers compare: where it
   * has changed meanwhile, what they took for fill value may have been dropped. A backend that
   * overrides it looks at the dataset again where a chunk is missing, or was cut, before a walk
   * ends.
   *
   * @return a number that only grows; by default always 0: then readers that are overtaken by a
   *     {@code resize} to a smaller shape see fill value
   */
  protected long shrinks() {
    return 0;
  }

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
   *     {@code long[]}, {@code double[]}, {@code boolean[]}); of what other programs wrote also
   *     BigInteger, Complex, NDArray, or {@link org.dosna.spi.UnreadableValue}
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

  /** For instance {@code RamDataset data float32 [256, 256], chunks [64, 64], grid [4, 4]}. */
  @Override
  public String toString() {
    return getClass().getSimpleName() + " " + name + " " + spec();
  }
}
