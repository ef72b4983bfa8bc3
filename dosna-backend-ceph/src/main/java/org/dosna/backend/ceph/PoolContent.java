package org.dosna.backend.ceph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.dosna.DosnaException;
import org.dosna.Finding;

/** What a pool holds: groups, datasets, their chunks, and perhaps objects of others. */
final class PoolContent {
  private static final int SHOWN = 10;

  private PoolContent() {}

  /** What an object may be that is no chunk. */
  enum Kind {
    DATASET(DatasetAttributes.SIGNATURE),
    GROUP(GroupObject.SIGNATURE);

    private final byte[] signature;

    Kind(byte[] signature) {
      this.signature = signature;
    }

    static Optional<Kind> of(byte[] content) {
      return Stream.of(values()).filter(k -> Arrays.equals(k.signature, content)).findFirst();
    }
  }

  /** What an object is; empty if there is none, or it is something else. */
  static Optional<Kind> kind(IoContext io, String object) {
    return io.read(object, DatasetAttributes.SIGNATURE_READ)
        .flatMap(found -> Kind.of(found.content()));
  }

  /** The names of the datasets, or of the groups, that are directly in a group. */
  static List<String> namesIn(IoContext io, String group, Kind kind) {
    Map<String, Kind> found = kinds(io, object -> ObjectNames.nameIn(group, object).isPresent());
    return found.entrySet().stream()
        .filter(object -> object.getValue() == kind)
        .map(object -> ObjectNames.nameIn(group, object.getKey()).orElseThrow())
        .toList();
  }

  /** What is in a pool at all depths, but for chunks. */
  private static Map<String, Kind> all(IoContext io) {
    Map<String, Kind> known = kinds(io, object -> ObjectNames.datasetOfChunk(object).isEmpty());
    // What is named like a chunk and lies in a group is none.
    Map<String, Kind> more;
    do {
      more =
          kinds(
              io,
              object ->
                  !known.containsKey(object)
                      && ObjectNames.datasetOfChunk(object)
                          .filter(group -> known.get(group) == Kind.GROUP)
                          .isPresent());
      known.putAll(more);
    } while (!more.isEmpty());
    return known;
  }

  /** Looks into each object that is wanted, several at a time. */
  private static Map<String, Kind> kinds(IoContext io, Predicate<String> wanted) {
    Map<String, Kind> kinds = new HashMap<>();
    try (ObjectListing objects = io.list();
        RequestWindow window = new RequestWindow(io.options().inflight())) {
      while (objects.hasNext()) {
        String name = objects.next().name();
        if (wanted.test(name)) {
          lookInto(name, io, window, kinds);
        }
      }
      window.finish();
    }
    return kinds;
  }

  private static void lookInto(
      String name, IoContext io, RequestWindow window, Map<String, Kind> kinds) {
    NativeBuffer buffer = io.buffers().take(DatasetAttributes.SIGNATURE_READ);
    Request request = io.read(name, buffer.memory(), DatasetAttributes.SIGNATURE_READ, 0);
    window.add(
        request,
        sent -> {
          int code = sent.await();
          byte[] content = buffer.memory().getByteArray(0, Math.max(0, code));
          buffer.close();
          if (code < 0 && code != Errno.ENOENT) {
            throw io.failure(IoContext.READ, name, code);
          }
          Kind.of(content).ifPresent(kind -> kinds.put(name, kind));
        });
  }

  /**
   * Makes sure that a pool is DosNa's: that it holds nothing but DosNa data, and that it was made
   * for DosNa, if it holds none.
   *
   * @param io the pool
   * @param all the same, seeing all namespaces
   * @throws DosnaException if it is not; the message lists what else is there
   */
  static void requireOurs(String pool, IoContext io, IoContext all) {
    List<String> others = new ArrayList<>(io.applications());
    boolean tagged = others.remove(Connection.APPLICATION);
    if (!others.isEmpty()) {
      throw new DosnaException(
          "The pool '"
              + pool
              + "' is not deleted: it belongs to "
              + others
              + ", as its tags say (ceph osd pool application get "
              + pool
              + ")");
    }
    boolean empty = requireNoForeign(pool, io, all);
    if (empty && !tagged) {
      throw new DosnaException(
          "The pool '"
              + pool
              + "' is not deleted: it is empty, and nothing says that it is DosNa's; an"
              + " administrator can delete it (ceph osd pool delete)");
    }
  }

  /** Makes sure that a pool holds nothing but DosNa data; whether it holds nothing at all. */
  private static boolean requireNoForeign(String pool, IoContext io, IoContext all) {
    List<String> foreign = new ArrayList<>();
    boolean empty = !findForeign(io, all, foreign::add);
    if (!foreign.isEmpty()) {
      int more = foreign.size() - SHOWN;
      throw new DosnaException(
          "The pool '"
              + pool
              + "' is not deleted: it holds what is no DosNa data of this namespace: "
              + foreign.subList(0, Math.min(SHOWN, foreign.size()))
              + (more > 0 ? " and " + more + " more" : "")
              + "; remove that first");
    }
    return empty;
  }

  /** What is in a pool that DosNa did not make. */
  static List<Finding> inspect(IoContext io, IoContext all) {
    List<Finding> found = new ArrayList<>();
    findForeign(
        io,
        all,
        name ->
            found.add(
                new Finding(
                    Finding.Kind.FOREIGN,
                    "object " + name,
                    "DosNa did not make it",
                    "repair leaves it")));
    return found;
  }

  /** Tells what is no DosNa data of this namespace; gives whether there is anything at all. */
  private static boolean findForeign(IoContext io, IoContext all, Consumer<String> foreign) {
    boolean any = false;
    Map<String, Kind> known = all(io);
    Map<String, Optional<ShapeHistory>> histories = new HashMap<>();
    String namespace = io.options().namespace();
    try (ObjectListing objects = all.list()) {
      while (objects.hasNext()) {
        ObjectListing.Entry object = objects.next();
        any = true;
        boolean here = object.namespace().equals(namespace);
        if (!isMark(object) && !(here && isOurs(io, object.name(), known, histories))) {
          foreign.accept(
              here ? object.name() : object.name() + " in namespace '" + object.namespace() + "'");
        }
      }
    }
    return any;
  }

  /** Whether it is what {@link Connection#createPool} leaves behind. */
  private static boolean isMark(ObjectListing.Entry object) {
    return object.namespace().equals(DatasetAttributes.OWN_NAMESPACE)
        && object.name().equals(DatasetAttributes.CREATED);
  }

  /**
   * Whether an object is of our own.
   *
   * @param known what is no chunk
   * @param histories the shapes of datasets whose chunks were met; more are added
   */
  private static boolean isOurs(
      IoContext io,
      String object,
      Map<String, Kind> known,
      Map<String, Optional<ShapeHistory>> histories) {
    int end = object.lastIndexOf('/');
    return known.containsKey(object)
        || object.equals(GroupObject.OF_POOL)
        || (end > 0
            && known.get(object.substring(0, end)) == Kind.DATASET
            && SetAside.isOne(object.substring(0, end), object))
        || ObjectNames.datasetOfChunk(object)
            .filter(dataset -> known.get(dataset) == Kind.DATASET)
            .filter(
                dataset ->
                    OwnChunks.isOurs(
                        io,
                        dataset,
                        histories.computeIfAbsent(dataset, name -> history(io, name)),
                        ObjectNames.chunkIndex(dataset, object).orElseThrow()))
            .isPresent();
  }

  /** The shapes of a dataset; empty if its description is damaged, and all that has its name. */
  private static Optional<ShapeHistory> history(IoContext io, String dataset) {
    try {
      return DatasetAttributes.read(io, dataset).map(DatasetAttributes::history);
    } catch (RadosException e) {
      throw e;
    } catch (DosnaException e) {
      return Optional.empty();
    }
  }
}
