package org.dosna.spi;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.dosna.Arguments;
import org.dosna.DatasetSpec;
import org.dosna.DosnaException;
import org.dosna.NDArray;
import org.dosna.NotFoundException;

/**
 * The chunks of one dataset as objects of an {@link ObjectStore}: from elements to bytes and back.
 * What a dataset over a plain object store forwards to; each chunk is one object, its elements in C
 * order and the byte order of the dtype.
 *
 * <p>May be shared by threads. Each method but {@link #indices} is atomic. Concurrent writes of
 * parts of a chunk all last, from whatever threads and processes: each replaces the version that it
 * was made from, or begins again. No locks, so a writer that dies leaves nothing behind.
 */
public final class ObjectChunks {
  private final ObjectStore store;
  private final ChunkKeys keys;
  private final Supplier<DatasetSpec> spec;
  private final Runnable requireCurrent;
  private final ChunkForm form;

  /** Whose shape may be an old one. */
  private final DatasetSpec opened;

  /**
   * The chunks of a dataset. Does no I/O.
   *
   * @param store where they are
   * @param keys what they are called
   * @param spec what the dataset is made of; the shape may change
   * @param requireCurrent looks whether the dataset is still there, and throws NotFoundException if
   *     not; called when a chunk was not found or was perhaps created. A dataset is to be deleted
   *     before its chunks, so that none is taken for fill value or left behind
   * @throws DosnaException if a chunk has 2^31-8 bytes or more, or a codec cannot be had
   */
  public ObjectChunks(
      ObjectStore store, ChunkKeys keys, Supplier<DatasetSpec> spec, Runnable requireCurrent) {
    this(
        Arguments.require("store", store),
        Arguments.require("keys", keys),
        Arguments.require("spec", spec),
        Arguments.require("requireCurrent", requireCurrent),
        Optional.empty());
  }

  /**
   * The chunks of a dataset in a form of their own. Does no I/O.
   *
   * @param store where they are
   * @param keys what they are called
   * @param spec what the dataset is made of; the shape may change. While it grows writers have to
   *     be given the larger one: it is asked for anew in each try of a write
   * @param form what chunks are stored as
   * @param requireCurrent as in the other constructor
   */
  public ObjectChunks(
      ObjectStore store,
      ChunkKeys keys,
      Supplier<DatasetSpec> spec,
      ChunkForm form,
      Runnable requireCurrent) {
    this(
        Arguments.require("store", store),
        Arguments.require("keys", keys),
        Arguments.require("spec", spec),
        Arguments.require("requireCurrent", requireCurrent),
        Optional.of(Arguments.require("form", form)));
  }

  private ObjectChunks(
      ObjectStore store,
      ChunkKeys keys,
      Supplier<DatasetSpec> spec,
      Runnable requireCurrent,
      Optional<ChunkForm> form) {
    this.store = store;
    this.keys = keys;
    this.spec = spec;
    this.requireCurrent = requireCurrent;
    this.form = form.orElseGet(() -> new ChunkForm(spec.get(), new byte[0]));
    this.opened = spec.get();
  }

  /**
   * Makes sure that the chunks of a dataset are not too large: to be called before it is created.
   *
   * @param spec what the dataset is made of
   * @throws DosnaException if a chunk has 2^31-8 bytes or more
   */
  public static void requirePossible(DatasetSpec spec) {
    ChunkForm.requirePossible(spec);
  }

  /**
   * Creates a chunk of fill value: of several creators one succeeds.
   *
   * @param index its position in the chunk grid
   * @return false if it exists
   * @throws NotFoundException if the dataset was deleted
   * @throws DosnaException if the store fails
   */
  public boolean create(long[] index) {
    Arguments.require("index", index);
    String key = keys.key(index);
    Transfer fill = Transfer.whole(spec.get().fillChunk());
    ByteBuffer stored = form.encode(index, form.elements(fill));
    boolean created = store.putIfAbsent(key, stored).isPresent();
    Scratch.give(stored);
    if (created) {
      requireKept(key);
    }
    return created;
  }

  /**
   * Whether a chunk is stored.
   *
   * @param index its position in the chunk grid
   * @return false if it reads as fill value
   * @throws NotFoundException if the dataset was deleted
   * @throws DosnaException if the store fails
   */
  public boolean has(long[] index) {
    Arguments.require("index", index);
    return orCurrent(store.getRange(keys.key(index), 0, 0).isPresent());
  }

  /**
   * Versions of some chunks: for {@code chunkStamps} of a dataset.
   *
   * @param indices their positions in the chunk grid
   * @return for each chunk its {@link ObjectVersion}; empty if it is not stored
   * @throws DosnaException if the store fails
   */
  public List<Optional<Object>> stamps(List<long[]> indices) {
    return Arguments.require("indices", indices).stream()
        .map(index -> store.getRange(keys.key(index), 0, 0).<Object>map(ObjectBytes::version))
        .toList();
  }

  /**
   * Deletes a chunk.
   *
   * @param index its position in the chunk grid
   * @return false if it was not stored
   * @throws NotFoundException if the dataset was deleted
   * @throws DosnaException if the store fails
   */
  public boolean delete(long[] index) {
    Arguments.require("index", index);
    return orCurrent(store.delete(keys.key(index)));
  }

  /**
   * The chunks that are stored. Not atomic: as {@link ObjectStore#list}.
   *
   * @return their positions inside the chunk grid, in any order; to be closed
   * @throws DosnaException if the store fails
   */
  public Stream<long[]> indices() {
    DatasetSpec shown = spec.get();
    return store
        .list(keys.folder())
        .flatMap(key -> keys.index(key).stream())
        .filter(shown::hasChunk);
  }

  /**
   * Reads a part of a chunk; one that is not stored gives fill value. Fetches no more than what
   * lies from the part's first element to its last, if that is at most half of the chunk.
   *
   * @param index the chunk's position in the chunk grid
   * @param transfer the part and its place
   * @throws NotFoundException if the dataset was deleted
   * @throws DosnaException if the object has another size than a chunk, or the store fails
   */
  public void read(long[] index, Transfer transfer) {
    Arguments.require("index", index);
    Arguments.require("transfer", transfer);
    String key = keys.key(index);
    Extent span = span(transfer);
    boolean whole = span.count() == chunkElements();
    Optional<ObjectVersion> read =
        store.lend(
            key,
            whole ? 0 : form.bytes(span.first()),
            whole ? Integer.MAX_VALUE : form.bytes(span.count()),
            found -> {
              if (whole) {
                place(key, index, found, transfer);
              } else {
                form.requireSize(key, found.size());
                transfer.fromChunk(found.bytes().order(opened.dtype().byteOrder()), span.first());
              }
              return found.version();
            });
    if (!orCurrent(read.isPresent())) {
      transfer.fill(opened.fillElement());
    }
  }

  /** What is fetched for a transfer. */
  private Extent span(Transfer transfer) {
    Extent whole = new Extent(0, chunkElements());
    if (!form.isPlain()) {
      return whole;
    }
    List<Extent> joined = transfer.extents(whole.count());
    return 2L * joined.get(0).count() > whole.count() ? whole : joined.get(0);
  }

  /**
   * Writes a part of a chunk, creating it if it is not stored. What lies outside the dataset's
   * shape is fill value afterwards.
   *
   * @param index the chunk's position in the chunk grid
   * @param transfer the part and where its elements come from
   * @throws NotFoundException if the dataset was deleted
   * @throws DosnaException if the object has another size than a chunk, or the store fails
   */
  public void write(long[] index, Transfer transfer) {
    Arguments.require("index", index);
    Arguments.require("transfer", transfer);
    String key = keys.key(index);
    if (transfer.isWhole(chunkElements())) {
      ByteBuffer bytes = form.encode(index, form.elements(transfer));
      store.put(key, bytes);
      Scratch.give(bytes);
      requireKept(key);
    } else if (update(key, index, transfer)) {
      requireKept(key);
    }
  }

  /** Changes what is stored, as often as others change it meanwhile; true if it was created. */
  private boolean update(String key, long[] index, Transfer transfer) {
    while (true) {
      if (!spec.get().hasChunk(index)) {
        return false; // dropped just now, with what was to be written
      }
      boolean replaces = replaces(spec.get(), index, transfer);
      Optional<ObjectBytes> old = replaces ? store.getRange(key, 0, 0) : store.get(key);
      // The shape is looked at after the chunk, so that it is one in which that was written.
      DatasetSpec shown = spec.get();
      if (!shown.hasChunk(index) || (replaces && !replaces(shown, index, transfer))) {
        continue;
      }
      ByteBuffer bytes = changed(shown, index, key, old.filter(stored -> !replaces), transfer);
      Optional<ObjectVersion> written =
          old.isPresent()
              ? store.putIfUnchanged(key, bytes, old.get().version())
              : store.putIfAbsent(key, bytes);
      Scratch.give(bytes);
      if (written.isPresent()) {
        return old.isEmpty();
      }
    }
  }

  /** Whether nothing survives of what lies inside a shape, which may have grown meanwhile. */
  private static boolean replaces(DatasetSpec shown, long[] index, Transfer transfer) {
    return transfer.replacesChunk() && transfer.isWhole(shown.grid().extentElements(index));
  }

  /**
   * Gives fill value to what lies outside a shape, unless it has it or the chunk is not stored.
   *
   * @param index the chunk's position in the chunk grid of that shape
   * @param shown the dataset in that shape
   * @throws NotFoundException if the dataset was deleted
   * @throws DosnaException if the object is no chunk, or the store fails
   */
  public void fillOutside(long[] index, DatasetSpec shown) {
    Arguments.require("index", index);
    Arguments.require("shown", shown);
    String key = keys.key(index);
    boolean done = shown.grid().extentElements(index) == chunkElements();
    while (!done) {
      Optional<ObjectBytes> old = store.get(key);
      NDArray chunk = shown.fillChunk();
      old.ifPresent(stored -> place(key, index, stored, Transfer.whole(chunk)));
      NDArray before = chunk.get();
      shown.fillOutside(index, chunk);
      done = old.isEmpty() || chunk.equals(before);
      if (!done) {
        ByteBuffer bytes = form.encode(index, form.elements(Transfer.whole(chunk)));
        done = store.putIfUnchanged(key, bytes, old.get().version()).isPresent();
        Scratch.give(bytes);
      }
    }
  }

  /** What is to be stored, in memory of Scratch. */
  private ByteBuffer changed(
      DatasetSpec shown, long[] index, String key, Optional<ObjectBytes> old, Transfer transfer) {
    boolean inside = shown.grid().extentElements(index) == chunkElements();
    if (inside && transfer.isWhole(chunkElements())) {
      return form.encode(index, form.elements(transfer));
    }
    if (inside && old.isPresent()) {
      ByteBuffer elements = ownElements(key, index, old.get());
      transfer.toChunk(elements, 0);
      return form.encode(index, elements);
    }
    NDArray chunk = shown.fillChunk();
    old.ifPresent(stored -> place(key, index, stored, Transfer.whole(chunk)));
    transfer.toChunk(chunk.array());
    shown.fillOutside(index, chunk);
    return form.encode(index, form.elements(Transfer.whole(chunk)));
  }

  /** All elements of a chunk, in memory of Scratch, so that they may be changed. */
  private ByteBuffer ownElements(String key, long[] index, ObjectBytes stored) {
    ByteBuffer elements = form.decode(key, index, stored.bytes());
    return form.isPlain() ? form.newElements().put(elements.duplicate()).flip() : elements;
  }

  /** Puts what is wanted of a chunk in its place. */
  private void place(String key, long[] index, ObjectBytes stored, Transfer transfer) {
    ByteBuffer elements = form.decode(key, index, stored.bytes());
    transfer.fromChunk(elements, 0);
    if (!form.isPlain()) {
      Scratch.give(elements);
    }
  }

  private int chunkElements() {
    return form.chunkBytes() / form.bytes(1);
  }

  /** A chunk that was not found is fill value, unless all of the dataset is gone. */
  private boolean orCurrent(boolean found) {
    if (!found) {
      requireCurrent.run();
    }
    return found;
  }

  /** A chunk that came after its dataset had gone must not stay. */
  private void requireKept(String key) {
    try {
      requireCurrent.run();
    } catch (NotFoundException e) {
      store.delete(key);
      throw e;
    }
  }
}
