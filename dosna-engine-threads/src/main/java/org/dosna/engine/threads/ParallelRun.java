package org.dosna.engine.threads;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.dosna.DosnaException;
import org.dosna.spi.ChunkPlan;
import org.dosna.spi.ChunkStep;

/**
 * One plan being run by several threads: the caller's and as many helpers as come. Each walks a
 * lane, and each lane takes its next steps from the plan when it has done those before: steps are
 * made one by one, and no thread waits while another still has a queue.
 *
 * <p>The first failure stops all lanes after their present step. Nothing runs any more when {@link
 * #run} returns or throws.
 */
final class ParallelRun {
  /** Helpers are called once a run has taken this long: waking them costs some of it. */
  private static final long ALONE_NANOS = 50_000;

  private final ChunkPlan plan;
  private final Consumer<Iterator<ChunkStep>> walk;
  private final Workers workers;
  private final Iterator<ChunkStep> steps;
  private final Runnable helper = this::help;
  private final Set<Thread> helping = new HashSet<>();
  private Throwable failure;
  private boolean stopped;

  ParallelRun(ChunkPlan plan, Consumer<Iterator<ChunkStep>> walk, Workers workers) {
    this.plan = plan;
    this.walk = walk;
    this.workers = workers;
    this.steps = plan.steps();
  }

  /** Runs the plan; called once. */
  void run() {
    walkLane(new CallersLane());
    workers.withdraw(helper);
    boolean interrupted = waitForHelpers();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    rethrow();
    if (Thread.currentThread().isInterrupted()) {
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
      walkLane(new Lane());
    } finally {
      synchronized (this) {
        helping.remove(Thread.currentThread());
        notifyAll();
      }
    }
  }

  private void walkLane(Lane lane) {
    try {
      walk.accept(lane);
    } catch (Throwable e) {
      fail(e);
    }
  }

  private synchronized void fail(Throwable e) {
    stopped = true;
    if (failure == null) {
      failure = e;
    } else if (failure != e) {
      failure.addSuppressed(e);
    }
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

  private void rethrow() {
    if (failure instanceof RuntimeException e) {
      throw e;
    }
    if (failure instanceof Error e) {
      throw e;
    }
  }

  /** The next steps that belong together; none when the plan is done or stopped. */
  private synchronized void deal(Queue<ChunkStep> lane) {
    for (long n = 0; n < plan.unit() && !stopped && steps.hasNext(); n++) {
      lane.add(steps.next());
    }
  }

  /** The steps that one thread walks. */
  private class Lane implements Iterator<ChunkStep> {
    private final Queue<ChunkStep> dealt = new ArrayDeque<>();

    @Override
    public boolean hasNext() {
      if (dealt.isEmpty()) {
        deal(dealt);
      }
      return !dealt.isEmpty();
    }

    @Override
    public ChunkStep next() {
      if (dealt.isEmpty() && !hasNext()) {
        throw new NoSuchElementException("no more steps");
      }
      return dealt.remove();
    }
  }

  private final class CallersLane extends Lane {
    private final long begin = System.nanoTime();
    private boolean alone = workers.helpers() > 0;

    @Override
    public boolean hasNext() {
      if (Thread.currentThread().isInterrupted()) {
        return false;
      }
      if (alone && System.nanoTime() - begin > ALONE_NANOS) {
        alone = false;
        callHelpers();
      }
      return super.hasNext();
    }

    private void callHelpers() {
      try {
        for (long n = Math.min(workers.helpers(), plan.size() - 1); n > 0; n--) {
          workers.submit(helper);
        }
      } catch (RejectedExecutionException e) {
        throw new DosnaException("The cluster was disconnected during " + plan.operation(), e);
      }
    }
  }
}
