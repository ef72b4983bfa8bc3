package org.dosna.examples.soak;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The collective calls of several processes: while the workers of all of them wait, one thread of
 * each makes the same calls. A process knows only what its own workers wrote, so each checks that,
 * and then believes the others.
 */
final class Rounds implements AutoCloseable {
  private static final int CONDUCTOR = -1;

  private final Subject subject;
  private final List<Worker> workers;
  private final Worker conductor;

  Rounds(Subject subject, List<Worker> workers, long seed) {
    this.subject = subject;
    this.workers = workers;
    this.conductor = new Worker(subject, CONDUCTOR, "::1", seed, new AtomicBoolean());
    conductor.connect();
  }

  /** One round; nothing if there is but one process. */
  void play() {
    if (!subject.isTogether()) {
      return;
    }
    subject.lock.writeLock().lock();
    try {
      subject.group.barrier();
      workers.forEach(Worker::checkOwn);
      subject.group.barrier();
      conductor.adopt();
      subject.group.barrier();
      conductor.workTogether();
      subject.group.barrier();
    } finally {
      subject.lock.writeLock().unlock();
    }
  }

  @Override
  public void close() {
    conductor.close();
  }
}
