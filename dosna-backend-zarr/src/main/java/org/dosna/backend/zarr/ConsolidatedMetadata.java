package org.dosna.backend.zarr;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.dosna.DosnaException;
import org.dosna.NotFoundException;
import org.dosna.spi.ObjectBytes;

/**
 * What groups above a node copy of its metadata, so that others open all of them with one read: the
 * file {@code .zmetadata} of Zarr v2, and in v3 the member {@code consolidated_metadata} of the
 * group's {@code zarr.json}, both as zarr-python has them. Here they are neither made nor believed;
 * where there are any, they follow what becomes of the node. Each is replaced as a whole, after the
 * change, from the innermost group on: what others read between the two is what was before.
 */
final class ConsolidatedMetadata {
  static final String FILE_V2 = ".zmetadata";

  static final String MEMBER = "consolidated_metadata";
  private static final String ENTRIES = "metadata";

  /** What an inner group says of itself in v3: what it has is listed in the outer one. */
  private static final Map<String, Object> INNER = inline(Map.of());

  private static final Set<String> OF_NODES_V2 =
      Set.of(Node.ARRAY_V2, Node.GROUP_V2, Node.ATTRIBUTES_V2);

  private final TreeStore store;
  private final String folder;

  /** What is said of the node in a folder. */
  ConsolidatedMetadata(TreeStore store, String folder) {
    this.store = store;
    this.folder = folder;
  }

  /** What a group of v3 says of some nodes in it. */
  static Map<String, Object> inline(Map<String, Object> entries) {
    return Map.of("kind", "inline", "must_understand", false, ENTRIES, entries);
  }

  /** Follows the node alone, which was made or changed. */
  void follow() {
    follow(false);
  }

  /** Follows it with all that is or was in it: it was deleted or moved. */
  void followAll() {
    follow(true);
  }

  private void follow(boolean all) {
    String group = folder;
    follow(group, FILE_V2, all); // which has the group itself, too
    while (!group.isEmpty()) {
      group = group.substring(0, Math.max(0, group.lastIndexOf('/')));
      follow(group, FILE_V2, all);
      follow(group, Node.METADATA, all);
    }
  }

  /** Follows it in one file, again if others change that meanwhile. */
  private void follow(String group, String name, boolean all) {
    String key = new Node(store, group).key(name);
    boolean isDone = false;
    while (!isDone) {
      Optional<ObjectBytes> old = store.get(key);
      Optional<ByteBuffer> text = old.flatMap(stored -> changed(group, key, stored, all));
      isDone = text.isEmpty() || replace(group, key, old.orElseThrow(), text.get());
    }
  }

  private boolean replace(String group, String key, ObjectBytes old, ByteBuffer text) {
    try {
      return store.inside(group, () -> {}).putIfUnchanged(key, text, old.version()).isPresent();
    } catch (NotFoundException e) {
      return true; // the group was deleted meanwhile
    }
  }

  /** What a file is to say; empty if it has no such copies, or says what nobody understands. */
  private Optional<ByteBuffer> changed(String group, String key, ObjectBytes stored, boolean all) {
    Map<String, Object> file;
    try {
      file = Json.parse(key, stored.bytes());
    } catch (DosnaException e) {
      return Optional.empty();
    }
    boolean isV2 = key.endsWith(FILE_V2);
    Object block = isV2 ? file : file.get(MEMBER);
    if (!(block instanceof Map<?, ?> given && given.get(ENTRIES) instanceof Map<?, ?>)) {
      return Optional.empty();
    }
    JsonObject copies = JsonObject.of(key, block);
    copies.members().put(ENTRIES, entries(group, copies.object(ENTRIES).members(), isV2, all));
    if (!isV2) {
      file.put(MEMBER, copies.members());
    }
    return Optional.of(Json.format(isV2 ? copies.members() : file));
  }

  /** The entries of a group with those of the node as they are now. */
  private Map<String, Object> entries(
      String group, Map<String, Object> old, boolean isV2, boolean all) {
    String path = path(group, folder);
    Map<String, Object> entries = new LinkedHashMap<>(old);
    entries.keySet().removeIf(entry -> isOf(entry, path, isV2, all));
    Node node = new Node(store, folder);
    (all ? node.walk() : Stream.of(node))
        .forEach(
            found -> {
              String name = path(group, found.folder());
              if (isV2) {
                OF_NODES_V2.forEach(
                    file ->
                        document(found, file)
                            .ifPresent(json -> entries.put(child(name, file), json)));
              } else {
                document(found, Node.METADATA).ifPresent(json -> entries.put(name, inner(json)));
              }
            });
    return entries;
  }

  private static boolean isOf(String entry, String path, boolean isV2, boolean all) {
    if (all) {
      return entry.equals(path) || entry.startsWith(path + "/");
    }
    return isV2
        ? OF_NODES_V2.stream().anyMatch(file -> entry.equals(child(path, file)))
        : entry.equals(path);
  }

  private static String path(String group, String folder) {
    return group.equals(folder) ? "" : folder.substring(group.isEmpty() ? 0 : group.length() + 1);
  }

  private static String child(String path, String name) {
    return path.isEmpty() ? name : path + "/" + name;
  }

  /** What a file of a node says; empty if there is none, or it is damaged. */
  private Optional<Map<String, Object>> document(Node node, String name) {
    String key = node.key(name);
    try {
      return store.get(key).map(stored -> Json.parse(key, stored.bytes()));
    } catch (DosnaException e) {
      return Optional.empty();
    }
  }

  /** What is said of an inner node. */
  static Map<String, Object> inner(Map<String, Object> json) {
    if ("group".equals(json.get(Node.TYPE))) {
      json.put(MEMBER, INNER);
    }
    return json;
  }
}
