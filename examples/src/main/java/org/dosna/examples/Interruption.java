package org.dosna.examples;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Work that is undone when the process is told to end, such as by Ctrl-C, before it ends. The work
 * has to ask now and then whether it goes on, and to undo what it began when it does not.
 */
public final class Interruption implements AutoCloseable {
  /** What takes longer to end than this is left as it is. */
  private static final int MOST_SECONDS = 60;

  private final CountDownLatch undone = new CountDownLatch(1);
  private final Thread hook = new Thread(this::undo, "interruption");
  private volatile boolean requested;

  /** Begins: from now on the process waits for the work. */
  public Interruption() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Whether the work is to be undone.
   *
   * @return true once the process has been told to end
   */
  public boolean isRequested() {
    return requested;
  }

  private void undo() {
    requested = true;
    try {
      boolean inTime = undone.await(MOST_SECONDS, TimeUnit.SECONDS);
      System.err.println(
          inTime
              ? "Interrupted; what was half made is removed."
              : "Interrupted; what is half made may have been left: 'dosna check' finds it.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The work is over. If it was undone, the process ends here. */
  @Override
  public void close() {
    undone.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      awaitEnd();
    }
  }

  /** Of the error that stopped the work nobody is told: the hook says what happened. */
  private static void awaitEnd() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
