package org.dosna.engine.mpi;

import java.util.EnumSet;
import java.util.Set;
import org.dosna.Cluster;
import org.dosna.Dosna;
import org.dosna.Options;
import org.dosna.testkit.Capability;
import org.dosna.testkit.InStep;
import org.dosna.testkit.StoreFixture;

/** A store on which all ranks run the same test, in step. */
abstract class RankStore implements StoreFixture {
  /** One for all: a test may have several stores. */
  private static final InStep IN_STEP = new InStep();

  private static int made;
  private static int inUse;

  private final Ranks ranks = Job.join(MpiLibrary.AUTO).world();
  private final int number = ++made;

  RankStore() {
    inUse++;
  }

  /** The number of this store, the same on all ranks. */
  int number() {
    return number;
  }

  /**
   * A cluster of this store.
   *
   * @param engine the engine
   */
  abstract Cluster cluster(String engine);

  @Override
  public final Cluster newCluster() {
    return IN_STEP.wrap(cluster("mpi"));
  }

  @Override
  public final Set<Capability> capabilities() {
    return ranks.size() == 1
        ? EnumSet.allOf(Capability.class)
        : EnumSet.complementOf(EnumSet.of(Capability.INDEPENDENT_THREADS));
  }

  /** Meets the others, wherever they are in the test: it may have failed on some ranks only. */
  @Override
  public void destroy() {
    meet("end of test " + number);
    if (--inUse == 0 && ranks.isRoot()) {
      empty();
    }
    meet("end of store " + number);
  }

  /** Leaves nothing for the next test, after the last store of this one; done by the root. */
  void empty() {
    try (Cluster cluster = cluster("cpu").connect()) {
      cluster.listPools().forEach(cluster::deletePool);
    }
  }

  private void meet(String call) {
    boolean met = false;
    while (!met) {
      try {
        ranks.meet(call);
        met = true;
      } catch (MismatchException e) {
        met = false;
      }
    }
  }

  /** The options of a cluster of a backend. */
  static Cluster cluster(String backend, String engine, String name, Options options) {
    return Dosna.with(backend, engine).cluster(name, options);
  }
}
