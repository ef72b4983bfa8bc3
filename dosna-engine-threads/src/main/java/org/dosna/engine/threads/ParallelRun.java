package org.dosna.engine.threads;

import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicLong;
import org.dosna.ClosedException;
import org.dosna.DosnaException;
import org.dosna.spi.ChunkPlan;
import org.dosna.spi.ChunkStep;
import org.dosna.spi.LaneWalker;

/**
 * One plan being run by several threads: the caller's and as many helpers as there is work for.
 * Each walks a lane, and each lane takes its next steps from the plan when it has done those
 * before: steps are made one by one, and no thread waits while another still has a queue.
 *
 * <p>The first failure stops all lanes after their present step. Nothing runs any more when {@link
 * #run} returns or throws.
 */
final class ParallelRun {
  /**
   * Helpers are called at once for steps that may take long, and for others when a run has taken
   * this long: waking them costs some of it.
   */
  private static final long ALONE_NANOS = 150_000;

  private final ChunkPlan plan;
  private final LaneWalker walker;
  private final Workers workers;
  private final ThreadPoolExecutor team;
  private final Iterator<Iterator<ChunkStep>> units;
  private final Runnable helper = this::help;
  private final long mostHelpers;
  private final AtomicLong called = new AtomicLong();
  private final Set<Thread> helping = new HashSet<>();
  private Optional<Throwable> failure = Optional.empty();
  private volatile boolean stopped;

  ParallelRun(ChunkPlan plan, LaneWalker walker, Workers workers) {
    this.plan = plan;
    this.walker = walker;
    this.workers = workers;
    this.team = workers.team();
    this.units = plan.units();
    this.mostHelpers = Math.min(workers.helpers(), plan.size() - 1);
  }

  /** Runs the plan; called once. */
  void run() {
    walkLane(new CallersLane());
    team.getQueue().removeIf(task -> task == helper);
    boolean interrupted = waitForHelpers();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    failure.ifPresent(this::rethrow);
    if (interrupted) {
      throw new DosnaException(
          plan.operation() + " was interrupted; the chunks done before stay done");
    }
  }

  private void help() {
    synchronized (this) {
      if (stopped) {
        return;
      }
      helping.add(Thread.currentThread());
    }
    try {
      walkLane(new HelpersLane());
    } finally {
      synchronized (this) {
        helping.remove(Thread.currentThread());
        notifyAll();
      }
    }
  }

  private void walkLane(Lane lane) {
    try {
      workers.work(() -> walker.walk(lane));
    } catch (Throwable e) {
      fail(e);
    }
  }

  private synchronized void fail(Throwable e) {
    stopped = true;
    failure.ifPresentOrElse(
        first -> {
          if (first != e) {
            first.addSuppressed(e);
          }
        },
        () -> failure = Optional.of(e));
  }

  /** Returns whether the caller was interrupted, in which case the helpers are, too. */
  private synchronized boolean waitForHelpers() {
    boolean interrupted = Thread.interrupted();
    stopped = stopped || interrupted;
    while (!helping.isEmpty()) {
      try {
        if (interrupted) {
          helping.forEach(Thread::interrupt);
        }
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
        stopped = true;
      }
    }
    // A helper that comes only now must not begin.
    stopped = true;
    return interrupted;
  }

  private void rethrow(Throwable e) {
    if (e instanceof Error error) {
      throw error;
    }
    throw e instanceof RuntimeException exception
        ? exception
        : new DosnaException(plan.operation() + " failed: " + e, e);
  }

  /** The next steps that belong together; none when the plan is done or stopped. */
  private synchronized Iterator<ChunkStep> nextUnit() {
    return !stopped && units.hasNext() ? units.next() : Collections.emptyIterator();
  }

  /**
   * The steps that one thread walks. A step that was promised is given, whatever stops the run
   * meanwhile: who was told that there is a next one relies on it.
   */
  private class Lane implements Iterator<ChunkStep> {
    private Iterator<ChunkStep> unit = Collections.emptyIterator();
    private boolean promised;

    @Override
    public boolean hasNext() {
      promised = promised || more();
      return promised;
    }

    boolean more() {
      if (!stopped && !unit.hasNext()) {
        unit = nextUnit();
      }
      boolean more = !stopped && unit.hasNext();
      if (more && team.isShutdown()) {
        throw disconnected();
      }
      return more;
    }

    @Override
    public ChunkStep next() {
      if (!hasNext()) {
        throw new NoSuchElementException("no more steps");
      }
      promised = false;
      return unit.next();
    }
  }

  /** Calls one more helper as soon as there is something to do for this one. */
  private final class HelpersLane extends Lane {
    private boolean callsNext = true;

    @Override
    boolean more() {
      boolean more = super.more();
      if (more && callsNext) {
        callsNext = false;
        callHelper();
      }
      return more;
    }
  }

  private final class CallersLane extends Lane {
    private final long begin = System.nanoTime();
    private boolean alone = true;

    @Override
    boolean more() {
      boolean more = !Thread.currentThread().isInterrupted() && super.more();
      if (more && alone && System.nanoTime() - begin > ALONE_NANOS) {
        callHelpers();
      }
      return more;
    }

    @Override
    public ChunkStep next() {
      ChunkStep step = super.next();
      if (alone && step.callsUser()) {
        callHelpers();
      }
      return step;
    }

    private void callHelpers() {
      alone = false;
      callHelper();
    }
  }

  /** Calls a helper, which calls another one: none comes for whom there is nothing to do. */
  private void callHelper() {
    if (called.getAndIncrement() < mostHelpers) {
      try {
        team.execute(helper);
      } catch (RejectedExecutionException e) {
        throw disconnected();
      }
    }
  }

  private ClosedException disconnected() {
    return new ClosedException(
        "The cluster was disconnected during "
            + plan.operation()
            + "; the chunks done before stay done");
  }
}
