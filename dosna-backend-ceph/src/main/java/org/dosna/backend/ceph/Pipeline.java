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
import org.dosna.spi.Batches;
import org.dosna.spi.ChunkStep;
import org.dosna.spi.Transfer;

/**
 * Walks a lane with several requests on their way: while some travel, the answers to others are put
 * in their place. Small neighbours are gathered, and put in their place, together. Steps do their
 * work in the order of the lane. Used once, by one thread.
 */
final class Pipeline {
  /** Together with the number of requests it bounds what a lane takes of memory. */
  private static final long MAX_BYTES = 64L << 20;

  /** More chunks would not be copied faster. */
  private static final int MAX_TOGETHER = 4;

  /** Chunks with more bytes are copied one by one. */
  private static final int MAX_SMALL = 2 << 20;

  /** A step that was begun and not done. */
  private static final class Entry {
    private final ChunkStep step;
    private Optional<ChunkRead> read = Optional.empty();
    private ChunkTask task;

    @SuppressWarnings("NullAway.Init") // the task by add()
    Entry(ChunkStep step) {
      this.step = step;
    }
  }

  private final CephDataset dataset;
  private final int inflight;
  private final int together;
  private final LostChunks lostChunks;
  private final Deque<Entry> entries = new ArrayDeque<>();

  /** What was read and is to be put in its place, together with what comes next. */
  private final List<Entry> answered = new ArrayList<>();

  private long bytes;

  Pipeline(CephDataset dataset, int inflight) {
    this.dataset = dataset;
    this.inflight = inflight;
    // While these are copied, the others travel.
    int some = Math.max(1, Math.min(MAX_TOGETHER, inflight / 4));
    this.together = dataset.chunkBytes() <= MAX_SMALL ? some : 1;
    this.lostChunks = new LostChunks(dataset);
  }

  /**
   * Walks the lane.
   *
   * @throws ChunkException if a step fails; nothing is on its way then
   */
  void walk(Iterator<ChunkStep> lane) {
    Batches batches = new Batches(lane, together);
    try {
      while (batches.hasNext() || !entries.isEmpty()) {
        if (entries.size() + together <= inflight && bytes < MAX_BYTES && batches.hasNext()) {
          begin(batches.next());
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

  private void begin(List<ChunkStep> batch) {
    List<Entry> ready = new ArrayList<>();
    for (ChunkStep step : batch) {
      Entry entry = new Entry(step);
      try {
        entry.read = step.input().map(input -> dataset.beginRead(step.index(), input));
      } catch (RuntimeException e) {
        throw failed(entry, e);
      }
      entry.read.ifPresentOrElse(read -> add(entry, read), () -> ready.add(entry));
    }
    work(ready);
  }

  /**
   * Does the work of steps that wait for nothing, and begins to write what it gives, or to delete.
   */
  private void work(List<Entry> ready) {
    List<Entry> writing = new ArrayList<>();
    List<Transfer> outputs = new ArrayList<>();
    for (Entry entry : ready) {
      try {
        Optional<Transfer> output = entry.step.work();
        if (output.isPresent()) {
          writing.add(entry);
          outputs.add(output.get());
          continue;
        }
        entry.step.requireCurrent();
        if (entry.step.deletes()) {
          entry.read = Optional.empty();
          add(entry, dataset.beginRemove(entry.step.index()));
        } else {
          entry.step.done();
        }
      } catch (Exception e) {
        throw failed(entry, e);
      }
    }
    write(writing, outputs);
  }

  private void write(List<Entry> writing, List<Transfer> outputs) {
    try (WholeChunks wholes =
        dataset.gather(writing.stream().map(entry -> entry.step.index()).toList(), outputs)) {
      for (int n = 0; n < outputs.size(); n++) {
        Entry entry = writing.get(n);
        entry.read = Optional.empty();
        Optional<StoredBytes> whole = wholes.bytes(n);
        try {
          if (whole.isPresent()) {
            entry.step.requireCurrent(); // a part is looked at first, and that may be done before
          }
          add(entry, dataset.beginWrite(entry.step.index(), outputs.get(n), whole));
        } catch (RuntimeException e) {
          throw failed(entry, e);
        }
      }
    }
  }

  private void add(Entry entry, ChunkTask task) {
    entry.task = task;
    bytes += task.bytes();
    entries.add(entry);
  }

  private void advanceOldest() {
    requireCurrent(entries.element());
    Entry entry = entries.remove();
    bytes -= entry.task.bytes();
    try {
      if (!entry.task.advance()) {
        add(entry, entry.task);
        return;
      }
      lostChunks.add(entry.step.index(), entry.task);
      if (entry.read.isEmpty()) {
        if (entry.step.deletes()) {
          entry.step.deleted(!entry.task.foundNone());
        }
        entry.step.done();
        return;
      }
    } catch (RuntimeException e) {
      throw failed(entry, e);
    }
    answered.add(entry);
    if (answered.size() == together || !nextGoesWith(entry)) {
      placeAnswered();
    }
  }

  /** Waits until what the answer leads to may be done. */
  private void requireCurrent(Entry entry) {
    try {
      entry.step.requireCurrent();
    } catch (RuntimeException e) {
      throw failed(entry, e);
    }
  }

  private boolean nextGoesWith(Entry entry) {
    Optional<Entry> next = Optional.ofNullable(entries.peek());
    return entry.step.isCopy()
        && next.filter(e -> e.step.isCopy() && e.read.isPresent()).isPresent();
  }

  private void placeAnswered() {
    List<Entry> ready = List.copyOf(answered);
    answered.clear();
    ChunkRead.place(ready.stream().flatMap(entry -> entry.read.stream()).toList());
    work(ready);
  }

  /** The exception for a failed step, once nothing is on its way any more. */
  private ChunkException failed(Entry failed, Exception cause) {
    List<String> unknown = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry.read.isEmpty() && !abandoned(entry)) {
        unknown.add(Arrays.toString(entry.step.index()));
      }
    }
    entries.removeIf(entry -> entry.read.isEmpty());
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

  /** Lets a request end; false if nobody knows how it did. */
  private boolean abandoned(Entry entry) {
    boolean known = entry.task.abandon();
    if (entry.read.isEmpty()) {
      lostChunks.add(entry.step.index(), entry.task);
    }
    return known;
  }

  private void abandonAll(Throwable failure) {
    entries.addAll(answered);
    for (Entry entry : entries) {
      try {
        abandoned(entry);
      } catch (RuntimeException e) {
        failure.addSuppressed(e);
      }
    }
    entries.clear();
    answered.clear();
  }
}
