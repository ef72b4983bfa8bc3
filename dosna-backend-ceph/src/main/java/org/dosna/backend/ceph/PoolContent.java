package org.dosna.backend.ceph;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dosna.DosnaException;

/** What a pool holds: datasets, their chunks, and perhaps objects of others. */
final class PoolContent {
  private static final int SHOWN = 10;

  private PoolContent() {}

  /** The names of the datasets; looks into each object that could be one, several at a time. */
  static Set<String> datasets(IoContext io) {
    Set<String> datasets = new HashSet<>();
    try (ObjectListing objects = io.list();
        RequestWindow window = new RequestWindow(io.options().inflight())) {
      while (objects.hasNext()) {
        String name = objects.next().name();
        if (ObjectNames.mayBeDataset(name)) {
          lookInto(name, io, window, datasets);
        }
      }
      window.finish();
    }
    return datasets;
  }

  private static void lookInto(
      String name, IoContext io, RequestWindow window, Set<String> datasets) {
    NativeBuffer buffer = io.buffers().take(DatasetAttributes.SIGNATURE_READ);
    Request request = io.read(name, buffer.memory(), DatasetAttributes.SIGNATURE_READ, 0);
    window.add(
        request,
        sent -> {
          int code = sent.await();
          boolean found =
              code > 0 && DatasetAttributes.isSignature(buffer.memory().getByteArray(0, code));
          buffer.close();
          if (code < 0 && code != Errno.ENOENT) {
            throw io.failure(IoContext.READ, name, code);
          }
          if (found) {
            datasets.add(name);
          }
        });
  }

  /**
   * Makes sure that a pool holds nothing but DosNa data.
   *
   * @param io the pool
   * @param all the same, seeing all namespaces
   * @throws DosnaException if there is anything else; the message lists what
   */
  static void requireNoForeign(String pool, IoContext io, IoContext all) {
    Set<String> datasets = datasets(io);
    String namespace = io.options().namespace();
    List<String> foreign = new ArrayList<>();
    int count = 0;
    try (ObjectListing objects = all.list()) {
      while (objects.hasNext()) {
        ObjectListing.Entry object = objects.next();
        boolean here = object.namespace().equals(namespace);
        if (!isMark(object) && !(here && isOurs(object.name(), datasets))) {
          count++;
          if (count <= SHOWN) {
            foreign.add(
                here
                    ? object.name()
                    : object.name() + " in namespace '" + object.namespace() + "'");
          }
        }
      }
    }
    if (count > 0) {
      throw new DosnaException(
          "The pool '"
              + pool
              + "' is not deleted: it holds what is no DosNa data of this namespace: "
              + foreign
              + (count > SHOWN ? " and " + (count - SHOWN) + " more" : "")
              + "; remove that first");
    }
  }

  /** Whether it is what {@link Connection#createPool} leaves behind. */
  private static boolean isMark(ObjectListing.Entry object) {
    return object.namespace().equals(DatasetAttributes.OWN_NAMESPACE)
        && object.name().equals(DatasetAttributes.CREATED);
  }

  private static boolean isOurs(String object, Set<String> datasets) {
    return datasets.contains(object)
        || ObjectNames.datasetOfChunk(object).map(datasets::contains).orElse(false);
  }
}
