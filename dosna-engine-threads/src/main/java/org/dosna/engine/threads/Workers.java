package org.dosna.engine.threads;

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
  private static final int IDLE_SECONDS = 10;
  private static final int STOP_SECONDS = 60;

  private final String name;
  private final int helpers;
  private volatile ThreadPoolExecutor team;

  Workers(String name, int jobs) {
    this.name = name;
    this.helpers = jobs - 1;
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
            task -> new Helper(task, "dosna-" + name + "-" + number.incrementAndGet()));
    team.allowCoreThreadTimeOut(true);
  }

  /** Interrupts what still runs and waits, at most a minute, for the threads to end. */
  void stop() {
    team.shutdownNow();
    if (Thread.currentThread() instanceof Helper helper && helper.isOf(this)) {
      return; // it cannot wait for its own end
    }
    try {
      if (!team.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
        LoggerFactory.getLogger(Workers.class)
            .warn("Threads of cluster '{}' still run after {} s", name, STOP_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private final class Helper extends Thread {
    Helper(Runnable task, String name) {
      super(task, name);
      setDaemon(true);
    }

    boolean isOf(Workers workers) {
      return Workers.this == workers;
    }
  }
}
