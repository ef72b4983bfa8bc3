package org.dosna.engine.mpi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.dosna.Cluster;
import org.dosna.Dosna;
import org.dosna.Options;
import org.dosna.testkit.Capability;
import org.dosna.testkit.InStep;
import org.dosna.testkit.StoreFixture;

/** A store on which all ranks run the same test, in step. */
final class RankStore implements StoreFixture {
  /** One for all: a test may have several stores. */
  private static final InStep IN_STEP = new InStep();

  private static int made;

  private final Ranks ranks = Job.join(MpiLibrary.AUTO).world();
  private final int number = ++made;
  private final Path folder;

  /**
   * An hdf5 cluster.
   *
   * @param parent a folder that all ranks reach
   */
  RankStore(Path parent) {
    folder = parent.resolve("store" + number);
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Cluster newCluster() {
    return IN_STEP.wrap(Dosna.with("hdf5", "mpi", Options.none()).cluster(folder.toString()));
  }

  @Override
  public Set<Capability> capabilities() {
    return ranks.size() == 1
        ? EnumSet.allOf(Capability.class)
        : EnumSet.complementOf(EnumSet.of(Capability.INDEPENDENT_THREADS));
  }

  /** Meets the others, wherever they are in the test: it may have failed on some ranks only. */
  @Override
  public void destroy() {
    boolean met = false;
    while (!met) {
      try {
        ranks.meet("end of test " + number);
        met = true;
      } catch (MismatchException e) {
        met = false;
      }
    }
  }
}
