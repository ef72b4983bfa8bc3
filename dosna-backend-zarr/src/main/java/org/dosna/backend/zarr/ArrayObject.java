package org.dosna.backend.zarr;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dosna.DatasetSpec;
import org.dosna.DosnaException;
import org.dosna.NotFoundException;
import org.dosna.spi.ChunkKeys;
import org.dosna.spi.ObjectBytes;
import org.dosna.spi.ObjectVersion;

/**
 * An array in its store, and what was last seen of its metadata. Which array it is its marker says:
 * once that is gone or another one, nothing is done any more. Thread safe.
 */
final class ArrayObject {
  /** What was seen, and of what version it is. */
  private record Seen<T>(Optional<ObjectVersion> version, T what) {}

  /**
   * What was seen of the array: the marker first, so that the shape is no older than what the
   * marker says of it. Only ever replaced as a whole: readers go by the shape and the number of
   * shrinks, writers by the shape and that in which is written meanwhile.
   */
  private record Known(Seen<Optional<Marker>> marker, Seen<ArrayMetadata> metadata) {}

  private final TreeStore store;
  private final Node node;
  private final ChunkKeys keys;
  private volatile Known known;

  private ArrayObject(TreeStore store, Node node, Known known) {
    this.store = store;
    this.node = node;
    this.known = known;
    this.keys = known.metadata().what().names().keys(node.folder());
  }

  /** The array that a node is; empty if there is none. */
  static Optional<ArrayObject> find(TreeStore store, Node node) {
    String folder = node.folder();
    while (true) {
      Seen<Optional<Marker>> marker = readMarker(store, folder);
      Optional<Node.Metadata> found = node.read();
      if (found.isEmpty()) {
        return Optional.empty();
      }
      // Not of one array that was deleted just now, and of another one.
      if (markerVersion(store, folder).equals(marker.version())) {
        return found
            .filter(metadata -> node.kind(metadata) == Node.Kind.ARRAY)
            .map(metadata -> new ArrayObject(store, node, new Known(marker, seen(node, metadata))));
      }
    }
  }

  private static Seen<ArrayMetadata> seen(Node node, Node.Metadata metadata) {
    return new Seen<>(Optional.of(metadata.stored().version()), node.array(metadata));
  }

  private static String markerKey(String folder) {
    return folder + "/" + Marker.NAME;
  }

  private static Optional<ObjectVersion> markerVersion(TreeStore store, String folder) {
    return store.getRange(markerKey(folder), 0, 0).map(ObjectBytes::version);
  }

  private static Seen<Optional<Marker>> readMarker(TreeStore store, String folder) {
    String key = markerKey(folder);
    Optional<ObjectBytes> stored = store.get(key);
    return new Seen<>(stored.map(ObjectBytes::version), stored.map(bytes -> Marker.of(key, bytes)));
  }

  Node node() {
    return node;
  }

  String folder() {
    return node.folder();
  }

  /** What its objects are called: shards, or else chunks. */
  ChunkKeys keys() {
    return keys;
  }

  /** What its chunks are called in their store. */
  ChunkKeys chunkKeys() {
    return metadata().shards().map(shards -> shards.keys(keys)).orElse(keys);
  }

  ArrayMetadata metadata() {
    return known.metadata().what();
  }

  /** Where its objects are written, as long as it is the one that was opened. */
  DraftStore objects() {
    return store.inside(folder(), this::requireCurrent);
  }

  /** The shards, through which its chunks are written if it has such. */
  Optional<ShardStore> shards() {
    return metadata()
        .shards()
        .map(shards -> new ShardStore(objects(), shards, key -> keys.index(key).isPresent()));
  }

  /** Whether nothing of what an object has lies inside a shape. */
  boolean isOutside(long[] index, DatasetSpec shown) {
    long[] first = index.clone();
    metadata()
        .shards()
        .ifPresent(shards -> Arrays.setAll(first, a -> index[a] * shards.chunks()[a]));
    return !shown.hasChunk(first);
  }

  /** What others see, as it was last looked at. */
  DatasetSpec spec() {
    return metadata().spec();
  }

  /** What writers keep to: as {@link #spec}, but while it is resized what it will be, too. */
  DatasetSpec kept() {
    Known now = known;
    DatasetSpec shown = now.metadata().what().spec();
    return now.marker()
        .what()
        .flatMap(Marker::writing)
        .filter(shape -> shape.length == shown.grid().ndim())
        .map(shape -> shown.covering(shown.shape(shape)))
        .orElse(shown);
  }

  /** The same as it is now. */
  DatasetSpec presentKept() {
    refresh();
    return kept();
  }

  /** How often it was made smaller, at most, when it had the shape that {@link #spec} has now. */
  long shrinks() {
    refresh();
    return known.marker().what().map(Marker::shrinks).orElse(0L);
  }

  /** Looks what there is now. */
  void refresh() {
    requireCurrent();
    Optional<ObjectVersion> now = node.version();
    if (now.isEmpty()) {
      throw gone("was deleted or renamed");
    }
    if (!now.equals(known.metadata().version())) {
      readAgain();
    }
  }

  /**
   * Makes sure that it is the array that was opened.
   *
   * @throws NotFoundException if not
   */
  void requireCurrent() {
    Optional<ObjectVersion> before = known.marker().version();
    Optional<ObjectVersion> now = markerVersion(store, folder());
    if (now.isEmpty() && (before.isPresent() || node.version().isEmpty())) {
      throw gone("was deleted or renamed");
    }
    if (!now.equals(before)) {
      readAgain();
    }
  }

  /** One at a time, so that nobody who was slow puts back what is old. */
  private synchronized void readAgain() {
    Seen<Optional<Marker>> marker = readMarker(store, folder());
    Optional<String> opened = known.marker().what().map(Marker::id);
    if (opened.isPresent() && !marker.what().map(Marker::id).equals(opened)) {
      throw gone("was deleted and made anew; open it again");
    }
    Seen<ArrayMetadata> metadata =
        seen(node, node.read().orElseThrow(() -> gone("was deleted or renamed")));
    if (!metadata.what().isSameBut(metadata())) {
      throw gone("is another one by now; open it again");
    }
    known = new Known(marker, metadata);
  }

  private NotFoundException gone(String what) {
    return new NotFoundException("The array '" + folder() + "' " + what);
  }

  /** Changes the marker; only under the lock of the array. */
  private void setMarker(Marker changed) {
    store
        .inside(folder(), this::requireCurrent)
        .put(markerKey(folder()), Json.format(changed.json()));
    requireCurrent();
  }

  private Marker presentMarker() {
    requireCurrent();
    return known.marker().what().orElseGet(Marker::fresh);
  }

  /**
   * Ends what one who resized and died has begun; only under the lock of the array. The smaller
   * shape may be seen already, and not be counted.
   */
  void endWriting() {
    Marker left = presentMarker();
    if (left.writing().isPresent()) {
      setMarker(left.writing(Optional.empty()).shrunk());
    }
  }

  /** Says in what shape writers are to keep what they find, until it is shown. */
  void setWriting(Optional<long[]> shape) {
    setMarker(presentMarker().writing(shape));
  }

  /** Shows another shape. */
  void show(long[] shape, boolean shrinks) {
    node.change(this::requireCurrent, members -> ArrayMetadata.setShape(members, shape));
    Marker done = presentMarker().writing(Optional.empty());
    setMarker(shrinks ? done.shrunk() : done);
    refresh();
  }

  /** Does something while nobody else resizes, renames or deletes it. */
  void exclusive(Runnable action) {
    store.exclusive(
        folder(),
        () -> {
          requireCurrent();
          action.run();
          return this;
        });
  }

  /** Whether an object in its folder belongs to it. */
  boolean isOwn(String key) {
    String name = key.substring(folder().length() + 1);
    return node.isMetadata(name)
        || name.equals(Marker.NAME)
        || keys.index(key).filter(index -> index.length == spec().grid().ndim()).isPresent()
        || SetAside.isOne(key);
  }

  /** Deletes it; false if it was deleted already. */
  boolean delete() {
    return store.exclusive(
        folder(),
        () -> {
          try {
            requireCurrent();
          } catch (NotFoundException e) {
            return false;
          }
          requireNoForeign();
          return node.delete();
        });
  }

  private void requireNoForeign() {
    try (Stream<String> foreign = node.foreign()) {
      List<String> found = foreign.limit(10).toList();
      if (!found.isEmpty()) {
        throw new DosnaException(
            "The dataset in '"
                + folder()
                + "' is not deleted: it holds what DosNa did not make: "
                + found
                + "; move it away first");
      }
    }
  }
}
