package org.dosna.engine.mpi;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.dosna.Arguments;
import org.dosna.DosnaException;
import org.dosna.ProcessGroup;

/**
 * The ranks that work together, and their collective calls. Each call begins with a round in which
 * all make sure that all are in the same call, and ends with one in which all learn whether it has
 * failed anywhere: then all throw the exception of the lowest rank that has failed.
 *
 * <p>There is one call at a time; a thread that comes while another one works in a call is refused.
 */
final class Ranks implements ProcessGroup {
  private static final int LOCK_SECONDS = 2;
  private static final long LOOK_MILLIS = 20;

  /** So long a thread waits for another one that works: most calls have ended by then. */
  private static final long PATIENCE_MILLIS = 3000;

  private final Optional<Exchange> exchange;
  private final int rank;
  private final int size;
  private final ReentrantLock lock = new ReentrantLock();
  private boolean rootWorks;

  private Ranks(Optional<Exchange> exchange, int rank, int size) {
    this.exchange = exchange;
    this.rank = rank;
    this.size = size;
  }

  /** The ranks of a communicator. */
  static Ranks of(Communicator communicator) {
    return new Ranks(
        Optional.of(new Exchange(communicator)), communicator.rank(), communicator.size());
  }

  /** One rank, in a program that no launcher has started. */
  static Ranks alone() {
    return new Ranks(Optional.empty(), 0, 1);
  }

  @Override
  public int rank() {
    return rank;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public void barrier() {
    meet("barrier()");
  }

  /** Whether this thread works for itself, or for all others, who wait. */
  boolean worksAlone() {
    return size == 1 || (lock.isHeldByCurrentThread() && rootWorks);
  }

  /** Whether a call is this thread's own affair; refused in a step, wherever that runs. */
  private boolean isAlone(String call) {
    SharedSteps.requireOutside(call);
    return worksAlone();
  }

  /** All meet. */
  void meet(String call) {
    if (!isAlone(call)) {
      entered(call, rounds -> true);
    }
  }

  /** All work. */
  void all(String call, Runnable work) {
    if (isAlone(call)) {
      work.run();
      return;
    }
    entered(call, rounds -> rounds.round(call + ", done", () -> nothingAfter(work)));
  }

  /** All give a value, and get the values of all. */
  List<Object> gather(String call, Supplier<?> value) {
    return entered(
        call, rounds -> decoded(rounds.round(call + ", given", () -> Wire.encode(value.get()))));
  }

  private static List<Object> decoded(List<byte[]> given) {
    return given.stream().map(Wire::decode).toList();
  }

  @Override
  public <T extends Serializable> T root(String call, Supplier<T> work) {
    Arguments.require("call", call);
    return root(call, Arguments.require("work", work), result -> {});
  }

  /**
   * The root works; all get its result, and do what makes them see it.
   *
   * @param follow what the others do, too
   */
  <T extends Serializable> T root(String call, Supplier<T> work, Follower<T> follow) {
    if (isAlone(call)) {
      return work.get();
    }
    return entered(
        call,
        rounds -> {
          T result = ofRoot(rounds, call, work);
          rounds.round(call + ", seen", () -> nothingAfter(() -> follow.see(result)));
          return result;
        });
  }

  /** The root sets an attribute of something, or removes it if there is no value. */
  void setAttribute(String owner, String attribute, Optional<Object> value, Runnable change) {
    String text = value.map(v -> Arrays.deepToString(new Object[] {v})).orElse("removed");
    root(
        "attribute '" + attribute + "' = " + text + " of " + owner,
        () -> {
          change.run();
          return true;
        });
  }

  /** What a rank does when the root has done its work. */
  interface Follower<T> {
    void see(T result);
  }

  /**
   * The root creates something, then the others find it.
   *
   * @return empty if the root has created nothing
   */
  <R> Optional<R> create(String call, Supplier<Optional<R>> make, Supplier<R> find) {
    if (isAlone(call)) {
      return make.get();
    }
    AtomicReference<Optional<R>> thing = new AtomicReference<>(Optional.empty());
    root(
        call,
        () -> {
          Optional<R> made = make.get();
          thing.set(made);
          return made.isPresent();
        },
        made -> {
          if (made && rank != 0) {
            thing.set(Optional.of(find.get()));
          }
        });
    return Objects.requireNonNull(thing.get());
  }

  /**
   * The root deletes something, then all look until nobody sees it any more. If the root itself
   * sees it, somebody has made it anew, and there is nothing to wait for.
   *
   * @return false if the root has deleted nothing
   */
  boolean delete(String call, Supplier<Boolean> remove, BooleanSupplier isThere) {
    if (isAlone(call)) {
      return remove.get();
    }
    return entered(
        call,
        rounds -> {
          boolean deleted = ofRoot(rounds, call, remove);
          boolean waits = deleted;
          for (int look = 0; waits && look < Seen.LOOKS; look++) {
            List<Object> there =
                decoded(rounds.round(call + ", seen", () -> Wire.encode(Seen.remains(isThere))));
            waits = there.contains(true) && there.get(0).equals(false);
          }
          return deleted;
        });
  }

  /** What the root's work gives, on all ranks. */
  @SuppressWarnings("unchecked")
  private <T> T ofRoot(Exchange rounds, String call, Supplier<T> work) {
    List<byte[]> given = rounds.round(call + ", at the root", () -> atRoot(work));
    return (T) Wire.decode(given.get(0));
  }

  private byte[] atRoot(Supplier<?> work) {
    if (rank != 0) {
      return Exchange.NOTHING;
    }
    rootWorks = true;
    try {
      return Wire.encode(work.get());
    } finally {
      rootWorks = false;
    }
  }

  private static byte[] nothingAfter(Runnable work) {
    work.run();
    return Exchange.NOTHING;
  }

  private <T> T entered(String call, Function<Exchange, T> rounds) {
    SharedSteps.requireOutside(call);
    Exchange peers = exchange.orElseThrow();
    enter(call, peers);
    try {
      peers.meet(call);
      return rounds.apply(peers);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits while another thread exchanges. While it works, a function of the user's may be what
   * works, and may wait for this thread: then neither would ever go on.
   */
  private void enter(String call, Exchange peers) {
    boolean interrupted = false;
    boolean entered = false;
    for (long looks = 0; !entered; looks++) {
      String working = lock.isHeldByCurrentThread() ? "" : peers.working();
      if (!working.isEmpty() && looks * LOOK_MILLIS >= PATIENCE_MILLIS) {
        throw new DosnaException(
            call
                + " is a collective call and cannot be made by thread '"
                + Thread.currentThread().getName()
                + "' while another thread of "
                + this
                + " works on "
                + working
                + "; let one thread make all collective calls, one after the other");
      }
      try {
        entered = lock.tryLock(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** The ranks of these that give the same color. */
  Ranks split(int color) {
    lock.lock();
    try {
      return of(exchange.orElseThrow().communicator().split(color));
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until all ranks have come to the end of their programs. Those who are still in a call
   * learn that this rank is not.
   *
   * @return false if this rank itself is in a call
   */
  boolean end() throws InterruptedException {
    if (exchange.isEmpty()) {
      return true;
    }
    if (!lock.tryLock(LOCK_SECONDS, TimeUnit.SECONDS)) {
      return false;
    }
    try {
      boolean ended = false;
      while (!ended) {
        try {
          exchange.get().meet("the end of the program");
          ended = true;
        } catch (MismatchException e) {
          // The others know now; they will come here, too, or abort the job.
          ended = false;
        }
      }
      exchange.get().communicator().close();
      return true;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public String toString() {
    return "rank " + rank + " of " + size;
  }
}
