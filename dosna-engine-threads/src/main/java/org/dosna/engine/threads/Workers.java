package org.dosna.engine.threads;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.LoggerFactory;

/**
 * The threads of a connected cluster that help callers: daemons, made when first needed, gone when
 * idle for a while and when the cluster is disconnected.
 */
final class Workers {
  /** More would only take memory. */
  private static final int MOST_HELPERS = 1023;

  private static final int IDLE_SECONDS = 10;
  private static final int STOP_SECONDS = 60;

  private final String name;
  private final int helpers;
  private final Collection<Thread> threads = new ArrayList<>();
  private final ThreadLocal<Boolean> working = ThreadLocal.withInitial(() -> false);

  @SuppressWarnings("NullAway.Init") // by start(), before anybody works
  private volatile ThreadPoolExecutor team;

  Workers(String name, int jobs) {
    this.name = name;
    this.helpers = Math.min(jobs - 1, MOST_HELPERS);
  }

  /** How many threads there are besides the caller's. */
  int helpers() {
    return helpers;
  }

  /** The threads of the present connection; shut down when it ends. */
  ThreadPoolExecutor team() {
    return team;
  }

  void start() {
    AtomicInteger number = new AtomicInteger();
    int size = Math.max(1, helpers);
    team =
        new ThreadPoolExecutor(
            size,
            size,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> helper(task, "dosna-" + name + "-" + number.incrementAndGet()));
    team.allowCoreThreadTimeOut(true);
  }

  /** Interrupts what still runs and waits, at most a minute, for the threads to end. */
  void stop() {
    team.shutdownNow();
    if (working.get()) {
      return; // a chunk function or a listener, say, which cannot wait for its own end
    }
    try {
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(STOP_SECONDS);
      for (Thread thread : threads()) {
        TimeUnit.NANOSECONDS.timedJoin(thread, deadline - System.nanoTime());
        if (thread.isAlive()) {
          LoggerFactory.getLogger(Workers.class)
              .warn("Thread '{}' still runs after {} s", thread.getName(), STOP_SECONDS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Thread helper(Runnable task, String threadName) {
    Thread thread = new Thread(task, threadName);
    thread.setDaemon(true);
    synchronized (threads) {
      threads.removeIf(other -> other.getState() == Thread.State.TERMINATED);
      threads.add(thread);
    }
    return thread;
  }

  private List<Thread> threads() {
    synchronized (threads) {
      return List.copyOf(threads);
    }
  }

  /** Does a part of a run, the caller's or a helper's. */
  void work(Runnable part) {
    boolean nested = working.get();
    working.set(true);
    try {
      part.run();
    } finally {
      if (!nested) {
        working.remove();
      }
    }
  }
}
