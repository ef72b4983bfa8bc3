package org.dosna.backend.zarr;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.dosna.DosnaException;
import org.dosna.NotFoundException;
import org.dosna.spi.ObjectBytes;
import org.dosna.spi.ObjectStore;
import org.dosna.spi.ObjectVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Zarr has in a folder: a group or an array, as the {@code zarr.json} in it says; or, in Zarr
 * v2, {@code .zgroup} or {@code .zarray}, with the attributes in {@code .zattrs}.
 */
class Node {
  /** What a node is. */
  enum Kind {
    /** Holds arrays and further groups. */
    GROUP,
    /** A dataset. */
    ARRAY
  }

  static final String METADATA = "zarr.json";
  static final String ARRAY_V2 = ".zarray";
  private static final String GROUP_V2 = ".zgroup";
  private static final String ATTRIBUTES_V2 = ".zattrs";

  /** All that Zarr calls metadata. */
  static final Set<String> NAMES =
      Set.of(METADATA, ARRAY_V2, GROUP_V2, ATTRIBUTES_V2, ".zmetadata");

  /** Those that say what a node is. */
  private static final List<String> TELLING = List.of(METADATA, ARRAY_V2, GROUP_V2);

  /**
   * Metadata that were read.
   *
   * @param name what they are called in the node's folder
   * @param stored what they say
   */
  record Metadata(String name, ObjectBytes stored) {}

  static final String FORMAT = "zarr_format";
  static final String TYPE = "node_type";
  static final String ATTRIBUTES = "attributes";

  private static final Logger LOG = LoggerFactory.getLogger(Node.class);

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

  final String folder() {
    return folder;
  }

  /** Why nothing of it can be changed, if so. */
  Optional<String> whyReadOnly() {
    return Optional.empty();
  }

  /** Whether its format calls its metadata so. */
  boolean isMetadata(String name) {
    return NAMES.contains(name);
  }

  /** The metadata that say what it is: the first of these that there are. */
  List<String> telling() {
    return TELLING;
  }

  private String key(String name) {
    return folder.isEmpty() ? name : folder + "/" + name;
  }

  /** Its metadata; empty if there is no node. */
  final Optional<Metadata> read() {
    return telling().stream()
        .flatMap(name -> store.get(key(name)).map(found -> new Metadata(name, found)).stream())
        .findFirst();
  }

  /** The version of its metadata, if there are any. */
  final Optional<ObjectVersion> version() {
    return telling().stream()
        .flatMap(name -> store.getRange(key(name), 0, 0).stream())
        .map(ObjectBytes::version)
        .findFirst();
  }

  /** Whether there is one. */
  boolean exists() {
    return version().isPresent();
  }

  /** What its metadata say. */
  JsonObject parsed(Metadata metadata) {
    JsonObject json = json(metadata.name(), metadata.stored());
    int format = metadata.name().equals(METADATA) ? 3 : 2;
    if (json.number(FORMAT) != format) {
      throw json.wrong(FORMAT, "it is " + json.number(FORMAT) + ", not " + format);
    }
    return json;
  }

  final JsonObject json(String name, ObjectBytes stored) {
    return new JsonObject("'" + key(name) + "'", Json.parse(key(name), stored.bytes()));
  }

  /** What it is; empty if there is none. */
  Optional<Kind> kind() {
    return read().map(this::kind);
  }

  /** What a node with some metadata is. */
  Kind kind(Metadata metadata) {
    JsonObject json = parsed(metadata);
    String type =
        switch (metadata.name()) {
          case ARRAY_V2 -> "array";
          case GROUP_V2 -> "group";
          default -> json.string(TYPE);
        };
    return switch (type) {
      case "group" -> Kind.GROUP;
      case "array" -> Kind.ARRAY;
      default -> throw json.wrong(TYPE, "it is '" + type + "', neither 'group' nor 'array'");
    };
  }

  /** The array that its metadata describe. */
  ArrayMetadata array(Metadata metadata) {
    JsonObject json = parsed(metadata);
    return metadata.name().equals(ARRAY_V2) ? MetadataV2.of(json) : ArrayMetadata.of(json);
  }

  final boolean is(Kind kind) {
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
      Optional<ArrayObject> array = ArrayObject.find(store, this);
      return store.list(folder + "/").filter(key -> array.filter(a -> a.isOwn(key)).isEmpty());
    }
    return store.children(folder).stream()
        .flatMap(
            child ->
                child.isFolder()
                    ? in(child.name()).foreign()
                    : Stream.of(child.name())
                        .filter(name -> !NAMES.contains(name))
                        .map(name -> folder + "/" + name));
  }

  /** The user's attributes. */
  final Map<String, Object> attributes() {
    return AttributeValues.of(attributesAsJson());
  }

  /** The same as a tree of JSON. */
  Map<String, Object> attributesAsJson() {
    Metadata metadata = present();
    return metadata.name().equals(METADATA)
        ? parsed(metadata).objectIfAny(ATTRIBUTES).members()
        : store
            .get(key(ATTRIBUTES_V2))
            .map(stored -> json(ATTRIBUTES_V2, stored).members())
            .orElse(Map.of());
  }

  /** The image that it is in OME-Zarr; empty if it is none, or one that is not understood. */
  Optional<Multiscale> image() {
    try {
      return Multiscale.find(new JsonObject("'" + folder + "'", attributesAsJson()));
    } catch (DosnaException e) {
      LOG.debug("'{}' is not seen as an image of OME-Zarr: {}", folder, e.getMessage());
      return Optional.empty();
    }
  }

  private Metadata present() {
    return read().orElseThrow(() -> new NotFoundException("'" + folder + "' was deleted"));
  }

  /** Sets an attribute or removes it. */
  void setAttribute(String name, Optional<Object> value, Runnable requireCurrent) {
    Consumer<Map<String, Object>> set =
        attributes ->
            value.ifPresentOrElse(
                kept -> attributes.put(name, AttributeValues.json(kept)),
                () -> attributes.remove(name));
    if (!present().name().equals(METADATA)) {
      change(ATTRIBUTES_V2, requireCurrent, set);
      return;
    }
    change(
        METADATA,
        requireCurrent,
        members -> {
          Map<String, Object> attributes =
              new LinkedHashMap<>(
                  new JsonObject("'" + key(METADATA) + "'", members)
                      .objectIfAny(ATTRIBUTES)
                      .members());
          set.accept(attributes);
          members.put(ATTRIBUTES, attributes);
        });
  }

  /** Changes what says what it is. */
  void change(Runnable requireCurrent, Consumer<Map<String, Object>> change) {
    change(present().name(), requireCurrent, change);
  }

  /** Changes metadata of a name, as often as others change them meanwhile. */
  private void change(String name, Runnable requireCurrent, Consumer<Map<String, Object>> change) {
    ObjectStore inside = store.inside(folder, requireCurrent);
    Optional<ObjectVersion> written = Optional.empty();
    while (written.isEmpty()) {
      Optional<ObjectBytes> old = store.get(key(name));
      requireCurrent.run();
      if (old.isEmpty() && !name.equals(ATTRIBUTES_V2)) {
        throw new NotFoundException("'" + folder + "' was deleted");
      }
      Map<String, Object> members =
          old.map(stored -> json(name, stored).members()).orElseGet(LinkedHashMap::new);
      change.accept(members);
      ByteBuffer text = Json.format(members);
      written =
          old.isPresent()
              ? inside.putIfUnchanged(key(name), text, old.get().version())
              : inside.putIfAbsent(key(name), text);
    }
  }
}
