package org.dosna.backend.zarr;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.dosna.DosnaException;
import org.dosna.NotFoundException;
import org.dosna.spi.ObjectBytes;
import org.dosna.spi.ObjectVersion;

/** What Zarr has in a folder: a group or an array, as the {@code zarr.json} in it says. */
final class Node {
  /** What a node is. */
  enum Kind {
    /** Holds arrays and further groups. */
    GROUP,
    /** A dataset. */
    ARRAY
  }

  static final String METADATA = "zarr.json";
  static final String FORMAT = "zarr_format";
  static final String TYPE = "node_type";
  static final String ATTRIBUTES = "attributes";

  private final TreeStore store;
  private final String folder;

  Node(TreeStore store, String folder) {
    this.store = store;
    this.folder = folder;
  }

  /** What a new node says whatever it is. */
  static Map<String, Object> members(Kind kind) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put(FORMAT, 3L);
    members.put(TYPE, kind.name().toLowerCase(Locale.ROOT));
    return members;
  }

  String folder() {
    return folder;
  }

  private String key() {
    return folder + "/" + METADATA;
  }

  /** Its metadata, and what version they are; empty if there is no node. */
  Optional<ObjectBytes> read() {
    return store.get(key());
  }

  /** The version of its metadata, if there are any. */
  Optional<ObjectVersion> version() {
    return store.getRange(key(), 0, 0).map(ObjectBytes::version);
  }

  /** What its metadata say. */
  JsonObject parsed(ObjectBytes metadata) {
    JsonObject json = new JsonObject("'" + key() + "'", Json.parse(key(), metadata.bytes()));
    if (json.number(FORMAT) != 3) {
      throw json.wrong(FORMAT, "it is " + json.number(FORMAT) + ", not 3");
    }
    return json;
  }

  /** What it is; empty if there is none. */
  Optional<Kind> kind() {
    return read()
        .map(
            metadata -> {
              JsonObject json = parsed(metadata);
              return switch (json.string(TYPE)) {
                case "group" -> Kind.GROUP;
                case "array" -> Kind.ARRAY;
                default ->
                    throw json.wrong(
                        TYPE, "it is '" + json.string(TYPE) + "', neither 'group' nor 'array'");
              };
            });
  }

  boolean is(Kind kind) {
    return kind().equals(Optional.of(kind));
  }

  /**
   * Makes it.
   *
   * @param objects what is to be in its folder
   * @return false if there is one already
   * @throws DosnaException if something else has its name
   */
  boolean create(Map<String, ByteBuffer> objects) {
    if (("/" + folder + "/").contains("/" + METADATA + "/")) {
      throw new DosnaException(
          "'" + folder + "' cannot be made: " + METADATA + " is what Zarr calls its metadata");
    }
    while (!store.createFolder(folder, objects)) {
      if (version().isPresent()) {
        return false;
      }
      if (parentHas(folder)) {
        throw new DosnaException(
            "'"
                + folder
                + "' cannot be made: there is something of that name that is not Zarr's; choose"
                + " another name");
      }
    }
    return true;
  }

  /** Whether something has a name; only looked for where a node was not found. */
  private boolean parentHas(String path) {
    int end = path.lastIndexOf('/');
    boolean found =
        store.children(end < 0 ? "" : path.substring(0, end)).stream()
            .anyMatch(child -> child.name().equals(path.substring(end + 1)));
    return found && version().isEmpty();
  }

  boolean createGroup() {
    Map<String, Object> members = members(Kind.GROUP);
    members.put(ATTRIBUTES, Map.of());
    return create(Map.of(METADATA, Json.format(members)));
  }

  /** The nodes of a kind directly in it. */
  List<String> children(Kind kind) {
    List<String> found = new ArrayList<>();
    for (TreeStore.Child child : store.children(folder)) {
      if (child.isFolder() && !child.name().startsWith(".")) {
        // What cannot be read is listed as what it most likely is, so that it can be seen.
        if (in(child.name()).isLikely(kind)) {
          found.add(child.name());
        }
      }
    }
    return found;
  }

  private boolean isLikely(Kind kind) {
    try {
      return is(kind);
    } catch (DosnaException e) {
      return kind == Kind.ARRAY;
    }
  }

  /** The node of a name in it. */
  Node in(String path) {
    return new Node(store, folder.isEmpty() ? path : folder + "/" + path);
  }

  /** What is in it that is neither Zarr's nor ours. */
  Stream<String> foreign() {
    if (version().isEmpty()) {
      return store.list(folder + "/");
    }
    if (!isLikely(Kind.GROUP)) {
      Optional<ArrayObject> array = ArrayObject.find(store, folder);
      return store.list(folder + "/").filter(key -> array.filter(a -> a.isOwn(key)).isEmpty());
    }
    return store.children(folder).stream()
        .flatMap(
            child ->
                child.isFolder()
                    ? in(child.name()).foreign()
                    : Stream.of(child.name())
                        .filter(name -> !name.equals(METADATA))
                        .map(name -> folder + "/" + name));
  }

  /** The user's attributes. */
  Map<String, Object> attributes() {
    return AttributeValues.of(parsed(present()).objectIfAny(ATTRIBUTES).members());
  }

  private ObjectBytes present() {
    return read().orElseThrow(() -> new NotFoundException("'" + folder + "' was deleted"));
  }

  /** Sets an attribute or removes it. */
  void setAttribute(String name, Optional<Object> value, Runnable requireCurrent) {
    change(
        requireCurrent,
        members -> {
          Map<String, Object> attributes =
              new LinkedHashMap<>(
                  new JsonObject("'" + key() + "'", members).objectIfAny(ATTRIBUTES).members());
          value.ifPresentOrElse(
              kept -> attributes.put(name, AttributeValues.json(kept)),
              () -> attributes.remove(name));
          members.put(ATTRIBUTES, attributes);
        });
  }

  /** Changes its metadata, as often as others change them meanwhile. */
  void change(Runnable requireCurrent, Consumer<Map<String, Object>> change) {
    while (true) {
      ObjectBytes old = present();
      requireCurrent.run();
      Map<String, Object> members = parsed(old).members();
      change.accept(members);
      boolean written =
          store
              .inside(folder, requireCurrent)
              .putIfUnchanged(key(), Json.format(members), old.version())
              .isPresent();
      if (written) {
        return;
      }
    }
  }
}
