package org.dosna.engine.mpi;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.dosna.Cluster;
import org.dosna.DosnaException;

/**
 * This process's part in the MPI program, from the moment the engine is chosen. It sees to it that
 * no other rank waits for this one in vain: an uncaught exception, and an end while a cluster is
 * connected, abort the whole job; a good end waits for the others'.
 */
final class Job {
  private static final long LAST_WORDS_NANOS = 300_000_000;

  private static Optional<Job> current = Optional.empty();
  private static Optional<DosnaException> failure = Optional.empty();

  private final String wanted;
  private final Optional<MpiLibrary> mpi;
  private final Ranks world;
  private final Map<List<Object>, Ranks> parts = new LinkedHashMap<>();
  private final Collection<Cluster> connected = new ConcurrentLinkedQueue<>();

  private Job(String wanted, Optional<MpiLibrary> mpi) {
    this.wanted = wanted;
    this.mpi = mpi;
    this.world = mpi.map(Communicator::world).map(Ranks::of).orElseGet(Ranks::alone);
  }

  /**
   * The job; joined at the first call.
   *
   * @param library which MPI library is wanted, or {@code auto}
   */
  static synchronized Job join(String library) {
    failure.ifPresent(Job::rethrow);
    if (current.isEmpty()) {
      current = Optional.of(begin(library));
    }
    Job job = current.get();
    if (!job.wanted.equals(library)) {
      throw new DosnaException(
          "The MPI library of a process cannot change: option 'library' was '"
              + job.wanted
              + "' and is now '"
              + library
              + "'");
    }
    return job;
  }

  private static void rethrow(DosnaException e) {
    throw e;
  }

  private static Job begin(String library) {
    Optional<Launcher> launcher = Launcher.of(System.getenv());
    if (launcher.isEmpty()) {
      return new Job(library, Optional.empty());
    }
    MpiLibrary mpi = new MpiLibrary(launcher.get().library(library));
    try {
      launcher.get().requireSize(mpi);
    } catch (DosnaException e) {
      // MPI cannot be initialised a second time.
      failure = Optional.of(e);
      throw e;
    }
    Job job = new Job(library, Optional.of(mpi));
    Thread.setDefaultUncaughtExceptionHandler(
        new AbortingHandler(Optional.ofNullable(Thread.getDefaultUncaughtExceptionHandler()), job));
    Runtime.getRuntime().addShutdownHook(new Thread(job::end, "dosna-mpi-end"));
    return job;
  }

  /** All ranks of the program. */
  Ranks world() {
    return world;
  }

  /** The ranks that give the same color; called by all ranks of the program. */
  synchronized Ranks part(int color) {
    if (world.size() == 1) {
      return world;
    }
    // The same for all, so that all split or none does.
    List<Object> colors = world.gather("a cluster with the option color", () -> color);
    return parts.computeIfAbsent(colors, c -> world.split(color));
  }

  void connected(Cluster cluster) {
    connected.add(cluster);
  }

  void disconnected(Cluster cluster) {
    connected.remove(cluster);
  }

  /** Ends the whole job, with a message. */
  void abort(String reason) {
    say(reason);
    mpi.ifPresent(MpiLibrary::abort);
  }

  /** What is done when this process ends. */
  private void end() {
    for (Cluster cluster : connected) {
      halt("ended while " + cluster + " was connected (call disconnect() or close() first)");
    }
    // At once: the others may come to these ends in any order.
    List<Thread> ends = parts.values().stream().map(r -> new Thread(() -> end(r))).toList();
    ends.forEach(Thread::start);
    end(world);
    try {
      for (Thread thread : ends) {
        thread.join();
      }
      mpi.ifPresent(MpiLibrary::end);
    } catch (InterruptedException | RuntimeException e) {
      halt("could not end MPI: " + e);
    }
  }

  private void end(Ranks ranks) {
    try {
      if (!ranks.end()) {
        halt("ended in the middle of a collective call");
      }
    } catch (InterruptedException | RuntimeException e) {
      halt("could not end MPI: " + e);
    }
  }

  /** Gives the launcher time to pass the message on: it forgets what ranks print when they end. */
  private void say(String reason) {
    System.err.println("DosNa: " + world + " " + reason + "; the whole job is aborted");
    System.err.flush();
    LockSupport.parkNanos(LAST_WORDS_NANOS);
  }

  /** MPI_Abort is not for a JVM that is ending; the launcher ends the others. */
  private void halt(String reason) {
    say(reason);
    Runtime.getRuntime().halt(1);
  }
}
