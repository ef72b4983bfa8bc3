package org.dosna.examples.files;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.dosna.NDArray;

/**
 * The bands of pictures that were decoded last: the next chunk beside the one before needs the same
 * ones. Any thread may ask.
 */
public final class Bands {
  private static final long MOST_BYTES = Math.min(128 << 20, Runtime.getRuntime().maxMemory() / 8);

  private final Map<Object, NDArray> kept = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /** Keeps nothing yet. */
  public Bands() {}

  /** The band of a key; decoded if it is not at hand. */
  NDArray get(Object key, Supplier<NDArray> decode) {
    synchronized (this) {
      NDArray band = kept.get(key);
      if (band != null) {
        return band;
      }
    }
    NDArray decoded = decode.get();
    keep(key, decoded);
    return decoded;
  }

  private synchronized void keep(Object key, NDArray band) {
    NDArray before = kept.put(key, band);
    bytes += bytes(band) - (before == null ? 0 : bytes(before));
    Iterator<NDArray> oldest = kept.values().iterator();
    while (bytes > MOST_BYTES && oldest.hasNext()) {
      bytes -= bytes(oldest.next());
      oldest.remove();
    }
  }

  private static long bytes(NDArray band) {
    return band.size() * band.dtype().itemSize();
  }
}
