package org.dosna.backend.zarr;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.dosna.DosnaException;
import org.dosna.NotFoundException;

/**
 * What N5 has in a folder: a dataset, if the {@code attributes.json} in it describes one, else a
 * group. A group needs no such file: all folders in N5 are groups, but for those of a dataset's
 * blocks. Only read.
 */
final class N5Node extends Node {
  static final String FILE = "attributes.json";

  /** What the attributes of the root say that it is of N5 with, and of which version. */
  private static final String VERSION = "n5";

  private final TreeStore store;

  N5Node(TreeStore store, String folder) {
    super(store, folder);
    this.store = store;
  }

  /**
   * Whether a pool is of N5: it says so, or describes a dataset, or the cluster's folder says so.
   * One whose attributes cannot be read is taken for it, so that it is seen.
   */
  static boolean isPool(TreeStore store, String pool) {
    N5Node node = new N5Node(store, pool);
    return node.says(json -> json.has(VERSION) || N5Metadata.describes(json), true)
        || (new N5Node(store, "").says(json -> json.has(VERSION), false) && node.exists());
  }

  /** Whether its attributes are so, if it has any. */
  private boolean says(Predicate<JsonObject> what, boolean ifUnreadable) {
    try {
      return read().map(this::parsed).filter(what).isPresent();
    } catch (DosnaException e) {
      return ifUnreadable;
    }
  }

  @Override
  Optional<String> whyReadOnly() {
    return Optional.of("it is of N5, which is only read here; copy it into another pool");
  }

  @Override
  boolean isMetadata(String name) {
    return name.equals(FILE);
  }

  @Override
  List<String> telling() {
    return List.of(FILE);
  }

  @Override
  N5Node in(String path) {
    return new N5Node(store, folder().isEmpty() ? path : folder() + "/" + path);
  }

  @Override
  boolean exists() {
    return version().isPresent() || isPlainGroup();
  }

  @Override
  JsonObject parsed(Metadata metadata) {
    return json(metadata.name(), metadata.stored());
  }

  @Override
  Optional<Kind> kind() {
    return read().map(this::kind).or(() -> Optional.of(Kind.GROUP).filter(g -> isPlainGroup()));
  }

  @Override
  Kind kind(Metadata metadata) {
    return N5Metadata.describes(parsed(metadata)) ? Kind.ARRAY : Kind.GROUP;
  }

  @Override
  ArrayMetadata array(Metadata metadata) {
    return N5Metadata.of(parsed(metadata));
  }

  /** Whether it is a folder without attributes that does not lie in a dataset. */
  private boolean isPlainGroup() {
    return isFolder() && above().noneMatch(node -> node.says(N5Metadata::describes, false));
  }

  private boolean isFolder() {
    return !store.children(folder()).isEmpty()
        || parent().filter(parent -> store.children(parent.folder()).contains(self())).isPresent();
  }

  private TreeStore.Child self() {
    return new TreeStore.Child(folder().substring(folder().lastIndexOf('/') + 1), true);
  }

  /** The folders that it lies in, the nearest first, the cluster's last. */
  private Stream<N5Node> above() {
    return Stream.iterate(parent(), Optional::isPresent, node -> node.flatMap(N5Node::parent))
        .flatMap(Optional::stream);
  }

  private Optional<N5Node> parent() {
    String path = folder();
    return path.isEmpty()
        ? Optional.empty()
        : Optional.of(new N5Node(store, path.substring(0, Math.max(0, path.lastIndexOf('/')))));
  }

  /** Without those that describe a dataset, or the format. */
  @Override
  Map<String, Object> attributesAsJson() {
    if (!exists()) {
      throw new NotFoundException("'" + folder() + "' was deleted");
    }
    Map<String, Object> attributes = new LinkedHashMap<>();
    read().ifPresent(found -> attributes.putAll(parsed(found).members()));
    attributes.keySet().removeAll(N5Metadata.MEMBERS);
    attributes.remove(VERSION);
    return attributes;
  }

  /** None: nobody says which way around the axes are that such attributes name in N5. */
  @Override
  Optional<Multiscale> image() {
    return Optional.empty();
  }
}
