package org.dosna.minimal;

import java.nio.LongBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.dosna.DatasetSpec;
import org.dosna.NDArray;
import org.dosna.NotFoundException;

/** What is kept of a dataset. */
public final class MinimalData {
  final DatasetSpec spec;
  volatile boolean deleted;
  private final Map<LongBuffer, NDArray> chunks = new ConcurrentHashMap<>();

  MinimalData(DatasetSpec spec) {
    this.spec = spec;
  }

  Map<LongBuffer, NDArray> chunks() {
    if (deleted) {
      throw new NotFoundException("the dataset was deleted");
    }
    // A real store takes its time, and others get in between: so that a missing lock shows.
    Thread.yield();
    return chunks;
  }
}
