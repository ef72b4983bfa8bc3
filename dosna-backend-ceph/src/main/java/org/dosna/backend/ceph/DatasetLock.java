package org.dosna.backend.ceph;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.dosna.DosnaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps apart those who resize or delete one dataset, in whatever process: an extended attribute of
 * its object that the holder changes every now and then. Who sees it unchanged for long takes it
 * over from a holder that must be dead; no clocks are compared. Readers and writers of chunks need
 * no lock.
 */
final class DatasetLock implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(DatasetLock.class);

  /** The extended attribute of who holds it. */
  static final String ATTRIBUTE = "dosna_lock";

  private static final long RENEW_MILLIS = 2_000;
  private static final long DEAD_AFTER_MILLIS = 15_000;

  /** A wait that took longer than this tells as little of the holder as one that took this long. */
  private static final long COUNTED_MILLIS = 1_000;

  private static final long LONGEST_WAIT_MILLIS = 50;
  private static final byte[] NOT_HELD = {};

  private static final ScheduledExecutorService RENEWER =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "dosna-ceph-lock");
            thread.setDaemon(true);
            return thread;
          });

  private final DatasetObject dataset;
  private final String owner = UUID.randomUUID().toString();

  /** What the attribute is; empty while the lock is not held. */
  private byte[] value = NOT_HELD;

  private long renewals;

  private DatasetLock(DatasetObject dataset) {
    this.dataset = dataset;
  }

  /** Waits for the lock and takes it. */
  static DatasetLock take(DatasetObject dataset) {
    DatasetLock lock = new DatasetLock(dataset);
    byte[] seen = new byte[0];
    long unchangedMillis = 0;
    for (long wait = 1; ; wait = Math.min(2 * wait, LONGEST_WAIT_MILLIS)) {
      byte[] now = dataset.now().stored().attributes().getOrDefault(ATTRIBUTE, new byte[0]);
      unchangedMillis = Arrays.equals(now, seen) ? unchangedMillis : 0;
      seen = now;
      if ((now.length == 0 || unchangedMillis > DEAD_AFTER_MILLIS) && lock.tryTake(now)) {
        lock.keepRenewing();
        return lock;
      }
      long begun = System.nanoTime();
      sleep(dataset, ThreadLocalRandom.current().nextLong(1, wait + 1));
      long slept = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
      unchangedMillis += Math.min(slept + 1, COUNTED_MILLIS);
    }
  }

  private static void sleep(DatasetObject dataset, long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DosnaException(
          "Interrupted while waiting for others who resize or delete dataset '"
              + dataset.name()
              + "'",
          e);
    }
  }

  private synchronized boolean tryTake(byte[] seen) {
    byte[] mine = nextValue();
    int code =
        dataset.tryChange(op -> op.assertAttribute(ATTRIBUTE, seen).setAttribute(ATTRIBUTE, mine));
    if (code < 0 && code != Errno.ECANCELED && code != Errno.ENOENT) {
      throw dataset.io().failure("lock", dataset.name(), code);
    }
    value = mine;
    return code >= 0;
  }

  private byte[] nextValue() {
    renewals++;
    return (owner + ":" + renewals).getBytes(UTF_8);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // it says itself what goes wrong
  private void keepRenewing() {
    RENEWER.schedule(this::renew, RENEW_MILLIS, TimeUnit.MILLISECONDS);
  }

  private synchronized void renew() {
    if (value.length == 0) {
      return;
    }
    try {
      byte[] next = nextValue();
      int code = change(op -> op.setAttribute(ATTRIBUTE, next));
      if (code >= 0) {
        value = next;
      }
      if (code != Errno.ECANCELED && code != Errno.ENOENT) {
        keepRenewing();
      }
    } catch (RuntimeException e) {
      LOG.warn("Cannot keep the lock of dataset '{}'", dataset.name(), e);
    }
  }

  /**
   * Changes the dataset's object if this lock is still held.
   *
   * @return what librados returns; {@link Errno#ECANCELED} if the lock was lost
   */
  synchronized int change(Consumer<WriteOp> change) {
    return dataset.tryChange(
        op -> {
          op.assertAttribute(ATTRIBUTE, value);
          change.accept(op);
        });
  }

  /** Makes sure that it is still held, before something that cannot be undone. */
  void requireHeld() {
    dataset.change(Optional.of(this), op -> {});
  }

  /** Hears that the lock went with the dataset's object: there is nothing to give back. */
  synchronized void gone() {
    value = NOT_HELD;
  }

  /** Gives the lock back; what goes wrong is only logged, as the work is done. */
  @Override
  public synchronized void close() {
    if (value.length == 0) {
      return;
    }
    try {
      int code = change(op -> op.removeAttribute(ATTRIBUTE));
      if (code < 0 && code != Errno.ENOENT) {
        LOG.warn("Lost the lock of dataset '{}' (error {})", dataset.name(), code);
      }
    } catch (RuntimeException e) {
      LOG.warn("Cannot unlock dataset '{}'", dataset.name(), e);
    } finally {
      value = NOT_HELD;
    }
  }
}
