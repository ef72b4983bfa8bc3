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
import org.dosna.spi.ObjectStore;
import org.dosna.spi.ObjectVersion;

/**
 * An array in its store, and what was last seen of its metadata. Which array it is its marker says:
 * once that is gone or another one, nothing is done any more. Thread safe.
 */
final class ArrayObject {
  /** What was seen, and of what version it is. */
  private record Seen<T>(Optional<ObjectVersion> version, T what) {}

  private final TreeStore store;
  private final Node node;
  private final ChunkKeys keys;
  private volatile Seen<Optional<Marker>> marker;
  private volatile Seen<ArrayMetadata> metadata;

  private ArrayObject(
      TreeStore store, Node node, Seen<Optional<Marker>> marker, Seen<ArrayMetadata> metadata) {
    this.store = store;
    this.node = node;
    this.marker = marker;
    this.metadata = metadata;
    this.keys = metadata.what().names().keys(node.folder());
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
      if (store
          .getRange(markerKey(folder), 0, 0)
          .map(ObjectBytes::version)
          .equals(marker.version())) {
        return found
            .filter(metadata -> node.kind(metadata) == Node.Kind.ARRAY)
            .map(metadata -> new ArrayObject(store, node, marker, seen(node, metadata)));
      }
    }
  }

  private static Seen<ArrayMetadata> seen(Node node, Node.Metadata metadata) {
    return new Seen<>(Optional.of(metadata.stored().version()), node.array(metadata));
  }

  private static String markerKey(String folder) {
    return folder + "/" + Marker.NAME;
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
    return metadata.what();
  }

  /** Where its objects are written, as long as it is the one that was opened. */
  ObjectStore objects() {
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
    return metadata.what().spec();
  }

  /** What writers keep to: as {@link #spec}, but while it is resized what it will be, too. */
  DatasetSpec kept() {
    DatasetSpec shown = spec();
    return marker
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

  long shrinks() {
    refresh();
    return marker.what().map(Marker::shrinks).orElse(0L);
  }

  /** Looks what there is now. */
  void refresh() {
    requireCurrent();
    Optional<ObjectVersion> now = node.version();
    if (now.isEmpty()) {
      throw gone("was deleted or renamed");
    }
    if (!now.equals(metadata.version())) {
      readMetadataAgain();
    }
  }

  /** One at a time, so that nobody who was slow puts back what is old. */
  private synchronized void readMetadataAgain() {
    Seen<ArrayMetadata> changed =
        seen(node, node.read().orElseThrow(() -> gone("was deleted or renamed")));
    if (!changed.what().isSameBut(metadata.what())) {
      throw gone("is another one by now; open it again");
    }
    metadata = changed;
  }

  /**
   * Makes sure that it is the array that was opened.
   *
   * @throws NotFoundException if not
   */
  void requireCurrent() {
    Seen<Optional<Marker>> known = marker;
    Optional<ObjectVersion> now =
        store.getRange(markerKey(folder()), 0, 0).map(ObjectBytes::version);
    if (now.isEmpty() && (known.version().isPresent() || node.version().isEmpty())) {
      throw gone("was deleted or renamed");
    }
    if (!now.equals(known.version())) {
      readMarkerAgain();
    }
  }

  private synchronized void readMarkerAgain() {
    Seen<Optional<Marker>> present = readMarker(store, folder());
    Optional<String> known = marker.what().map(Marker::id);
    if (known.isPresent() && !present.what().map(Marker::id).equals(known)) {
      throw gone("was deleted and made anew; open it again");
    }
    marker = present;
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

  private Marker present() {
    requireCurrent();
    return marker.what().orElseGet(Marker::fresh);
  }

  /** Says in what shape writers are to keep what they find, until it is shown. */
  void setWriting(Optional<long[]> shape) {
    setMarker(present().writing(shape));
  }

  /** Shows another shape. */
  void show(long[] shape, boolean shrinks) {
    node.change(this::requireCurrent, members -> ArrayMetadata.setShape(members, shape));
    Marker done = present().writing(Optional.empty());
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
          return store.deleteFolder(folder());
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
