package org.dosna.backend.ceph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.dosna.ChunkException;
import org.dosna.DosnaException;
import org.dosna.spi.ChunkStep;
import org.dosna.spi.Transfer;

/**
 * Walks a lane with several requests on their way: while some travel, the answers to others are put
 * in their place. Steps do their work in the order of the lane. Used once, by one thread.
 */
final class Pipeline {
  /** Together with the number of requests it bounds what a lane takes of memory. */
  private static final long MAX_BYTES = 64L << 20;

  /** A step that was begun and not done. */
  private static final class Entry {
    private final ChunkStep step;
    private boolean reading;
    private ChunkTask task;

    Entry(ChunkStep step) {
      this.step = step;
    }
  }

  private final CephDataset dataset;
  private final int inflight;
  private final LostChunks lostChunks;
  private final Deque<Entry> entries = new ArrayDeque<>();
  private long bytes;

  Pipeline(CephDataset dataset, int inflight) {
    this.dataset = dataset;
    this.inflight = inflight;
    this.lostChunks = new LostChunks(dataset);
  }

  /**
   * Walks the lane.
   *
   * @throws ChunkException if a step fails; nothing is on its way then
   */
  void walk(Iterator<ChunkStep> lane) {
    try {
      while (lane.hasNext() || !entries.isEmpty()) {
        if (entries.size() < inflight && bytes < MAX_BYTES && lane.hasNext()) {
          begin(new Entry(lane.next()));
        } else {
          advanceOldest();
        }
      }
    } catch (RuntimeException | Error e) {
      abandonAll(e);
      lostChunks.removeAfter(e);
      throw e;
    }
    lostChunks.check();
  }

  private void begin(Entry entry) {
    try {
      Optional<Transfer> input = entry.step.input();
      if (input.isPresent()) {
        entry.reading = true;
        add(entry, dataset.beginRead(entry.step.index(), input.get()));
      } else {
        work(entry);
      }
    } catch (Exception e) {
      throw failed(entry, e);
    }
  }

  private void work(Entry entry) throws Exception {
    Optional<Transfer> output = entry.step.work();
    if (output.isPresent()) {
      add(entry, dataset.beginWrite(entry.step.index(), output.get()));
    } else {
      entry.step.done();
    }
  }

  private void add(Entry entry, ChunkTask task) {
    entry.task = task;
    bytes += task.bytes();
    entries.add(entry);
  }

  private void advanceOldest() {
    Entry entry = entries.remove();
    bytes -= entry.task.bytes();
    try {
      if (!entry.task.advance()) {
        add(entry, entry.task);
        return;
      }
      if (entry.task.mayBeLost()) {
        lostChunks.add(entry.step.index(), entry.reading);
      }
      if (entry.reading) {
        entry.reading = false;
        work(entry);
      } else {
        entry.step.done();
      }
    } catch (Exception e) {
      throw failed(entry, e);
    }
  }

  /** The exception for a failed step, once nothing is on its way any more. */
  private ChunkException failed(Entry failed, Exception cause) {
    List<String> unknown = new ArrayList<>();
    for (Entry entry : entries) {
      if (!entry.reading && !abandoned(entry)) {
        unknown.add(Arrays.toString(entry.step.index()));
      }
    }
    entries.removeIf(entry -> !entry.reading);
    return dataset.failure(failed.step, unknown.isEmpty() ? cause : withUnknown(cause, unknown));
  }

  private static DosnaException withUnknown(Exception cause, List<String> unknown) {
    return new DosnaException(
        cause.getMessage()
            + "; whether these chunks, which were being written at the same time, have changed is"
            + " unknown as well: "
            + String.join(", ", unknown),
        cause);
  }

  /** Lets a write end; false if nobody knows how it did. */
  private boolean abandoned(Entry entry) {
    boolean known = entry.task.abandon();
    if (entry.task.mayBeLost()) {
      lostChunks.add(entry.step.index(), false);
    }
    return known;
  }

  private void abandonAll(Throwable failure) {
    for (Entry entry : entries) {
      try {
        abandoned(entry);
      } catch (RuntimeException e) {
        failure.addSuppressed(e);
      }
    }
    entries.clear();
  }
}
