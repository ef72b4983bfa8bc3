package org.dosna;

import java.util.Iterator;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.dosna.spi.ChunkPlan;
import org.dosna.spi.ChunkStep;
import org.dosna.spi.FilterStep;
import org.dosna.spi.Transfer;

/**
 * How far an operation has got. Any operation on datasets can be listened to, {@code createDataset}
 * with a source, {@code copy} and reductions included:
 *
 * <pre>{@code
 * Progress.report(
 *     p -> System.out.printf("%d of %d%n", p.chunksDone(), p.chunksInAll()),
 *     () -> pool.createDataset("scan", source));
 * }</pre>
 */
public final class Progress {
  /** Hears how far an operation has got. */
  @FunctionalInterface
  public interface Listener {
    /**
     * Called after each chunk, by one thread at a time. What it throws stops the operation, as a
     * step that fails does; the chunk is done all the same.
     *
     * @param progress how far the operation has got; {@link Progress#cancel} stops it
     */
    void update(Progress progress);
  }

  private static final ThreadLocal<Listener> LISTENER = new ThreadLocal<>();

  private static final ThreadLocal<BooleanSupplier> STOPPED = new ThreadLocal<>();

  /** The operation of which the plans that this thread runs are parts. */
  private static final ThreadLocal<Progress> WHOLE = new ThreadLocal<>();

  private final Listener listener;
  private final String operation;
  private final long chunksInAll;

  // Written by one thread at a time, read by any: also while the listener waits for that one.
  private volatile long chunksDone;
  private volatile long bytesDone;

  private volatile boolean cancelled;

  private Progress(Listener listener, String operation, long chunksInAll) {
    this.listener = listener;
    this.operation = operation;
    this.chunksInAll = chunksInAll;
  }

  /**
   * Does something and reports on each operation on datasets that it starts in this thread.
   *
   * @param <T> the type of the result
   * @param listener hears how far each operation has got
   * @param work what is done
   * @return what the work returns
   * @throws CancelledException if the listener stopped an operation
   */
  public static <T> T report(Listener listener, Supplier<T> work) {
    Arguments.require("listener", listener);
    Arguments.require("work", work);
    Listener before = LISTENER.get();
    LISTENER.set(listener);
    try {
      return work.get();
    } finally {
      restore(before);
    }
  }

  /**
   * Does something and reports on each operation on datasets that it starts in this thread.
   *
   * @param listener hears how far each operation has got
   * @param work what is done
   * @throws CancelledException if the listener stopped an operation
   */
  public static void report(Listener listener, Runnable work) {
    Arguments.require("work", work);
    report(
        listener,
        () -> {
          work.run();
          return true;
        });
  }

  /** Does something; each operation on datasets that it starts in this thread can be stopped. */
  static <T> T unless(BooleanSupplier stopped, Supplier<T> work) {
    STOPPED.set(stopped);
    try {
      return work.get();
    } finally {
      STOPPED.remove();
    }
  }

  private static void restore(Listener before) {
    if (before == null) {
      LISTENER.remove();
    } else {
      LISTENER.set(before);
    }
  }

  /** Runs a plan until it is stopped, and reports on it if somebody listens. */
  static void track(ChunkPlan all, int itemSize, Consumer<ChunkPlan> run) {
    BooleanSupplier stopped = STOPPED.get();
    ChunkPlan plan = stopped == null ? all : all.with(steps -> new Stoppable(all, steps, stopped));
    Progress whole = WHOLE.get();
    Listener listener = LISTENER.get();
    if (whole == null && listener == null) {
      run.accept(plan);
      return;
    }
    Progress progress =
        whole == null ? new Progress(listener, plan.operation(), plan.size()) : whole;
    // What the steps of this operation start are operations of their own, not to be reported.
    LISTENER.remove();
    WHOLE.remove();
    try {
      run.accept(plan.with(steps -> progress.new Steps(steps, itemSize)));
    } finally {
      restore(listener);
      if (whole != null) {
        WHOLE.set(whole);
      }
    }
  }

  /** Does several plans as one operation, and reports on it if somebody listens. */
  static void together(String operation, Runnable plans) {
    Listener listener = LISTENER.get();
    if (listener == null) {
      plans.run();
      return;
    }
    LISTENER.remove();
    WHOLE.set(new Progress(listener, operation, Long.MAX_VALUE));
    try {
      plans.run();
    } finally {
      WHOLE.remove();
      LISTENER.set(listener);
    }
  }

  /**
   * What is being done.
   *
   * @return such as {@code load}
   */
  public String operation() {
    return operation;
  }

  /**
   * The chunks that are done.
   *
   * @return their number
   */
  public long chunksDone() {
    return chunksDone;
  }

  /**
   * The chunks that are to be done.
   *
   * @return their number; {@code Long.MAX_VALUE} while it is not known
   */
  public long chunksInAll() {
    return chunksInAll;
  }

  /**
   * What was read and written.
   *
   * @return bytes
   */
  public long bytesDone() {
    return bytesDone;
  }

  /**
   * Stops the operation: chunks in work are finished, which the listener does not hear of any more;
   * others are not begun. The operation ends with a {@link CancelledException}.
   */
  public void cancel() {
    cancelled = true;
  }

  private synchronized void stepDone(long bytes) {
    chunksDone++;
    bytesDone += bytes;
    if (cancelled) {
      return; // as the listener wished
    }
    try {
      listener.update(this);
    } catch (RuntimeException e) {
      throw new DosnaException("the chunk is done, but the listener threw " + e, e);
    }
  }

  /** The steps of a plan, until somebody stops it. */
  private record Stoppable(ChunkPlan plan, Iterator<ChunkStep> steps, BooleanSupplier stopped)
      implements Iterator<ChunkStep> {
    @Override
    public boolean hasNext() {
      boolean more = steps.hasNext();
      if (more && stopped.getAsBoolean()) {
        throw new CancelledException(plan.operation() + " was cancelled; chunks done stay done");
      }
      return more;
    }

    @Override
    public ChunkStep next() {
      return steps.next();
    }
  }

  /** The steps of a plan, until it is cancelled. */
  private final class Steps implements Iterator<ChunkStep> {
    private final Iterator<ChunkStep> steps;
    private final int itemSize;

    Steps(Iterator<ChunkStep> steps, int itemSize) {
      this.steps = steps;
      this.itemSize = itemSize;
    }

    @Override
    public boolean hasNext() {
      boolean more = steps.hasNext();
      if (more && cancelled) {
        throw new CancelledException(
            operation
                + " was cancelled after "
                + chunksDone
                + " chunks; they stay done, and those that were in work then");
      }
      return more;
    }

    @Override
    public ChunkStep next() {
      return new TrackedStep(steps.next(), itemSize);
    }
  }

  /** A step that counts. */
  private final class TrackedStep extends FilterStep {
    private final int itemSize;
    private long elements;

    TrackedStep(ChunkStep step, int itemSize) {
      super(step);
      this.itemSize = itemSize;
    }

    /** It is no plain copy, so that chunks are reported one by one. */
    @Override
    public boolean isCopy() {
      return false;
    }

    /** The listener is the user's. */
    @Override
    public boolean callsUser() {
      return true;
    }

    @Override
    public Optional<Transfer> input() {
      return counted(in.input());
    }

    @Override
    public Optional<Transfer> work() throws Exception {
      return counted(in.work());
    }

    private Optional<Transfer> counted(Optional<Transfer> transfer) {
      elements += transfer.map(Transfer::elements).orElse(0L);
      return transfer;
    }

    @Override
    public void done() {
      in.done();
      stepDone(elements * itemSize);
    }
  }
}
