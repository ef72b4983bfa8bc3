package org.dosna.plan;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dosna.DosnaException;
import org.dosna.spi.ChunkPlan;
import org.dosna.spi.ChunkStep;
import org.dosna.spi.FilterStep;
import org.dosna.spi.MappedSteps;
import org.dosna.spi.Transfer;

/**
 * Which datasets' shapes are being changed by the operations that the present code is a part of, so
 * that a call that would wait for one of them, and so for itself, is refused. Goes with the steps
 * of plans into whatever threads work on them.
 */
public final class Reshaping {
  /** An operation, and the dataset: its name, and where it is. */
  private record Held(String operation, String dataset, String place) {}

  private static final ThreadLocal<List<Held>> HELD = ThreadLocal.withInitial(List::of);

  private Reshaping() {}

  /**
   * Changes a dataset's shape.
   *
   * @param operation what is done
   * @param dataset the dataset's name
   * @param place where it is, in this process
   * @param change does it
   * @throws DosnaException if it would wait for the operation that calls it
   */
  public static void change(String operation, String dataset, String place, Runnable change) {
    requireNone(operation, place);
    List<Held> outer = HELD.get();
    Held mine = new Held(operation, dataset, place);
    HELD.set(Stream.concat(outer.stream(), Stream.of(mine)).toList());
    try {
      change.run();
    } finally {
      restore(outer);
    }
  }

  /**
   * Refuses what would wait for the operation that calls it.
   *
   * @param operation what is to be done
   * @param place the place of a dataset, or of a group or pool
   * @throws DosnaException if the shape of what is there, or below it, is being changed
   */
  public static void requireNone(String operation, String place) {
    HELD.get().stream()
        .filter(held -> (held.place + "/").startsWith(place + "/"))
        .findFirst()
        .ifPresent(
            held -> {
              throw new DosnaException(
                  operation
                      + " is refused here: it would wait for the "
                      + held.operation
                      + " of dataset '"
                      + held.dataset
                      + "' that calls this source, function or listener, and so for ever; do it"
                      + " afterwards");
            });
  }

  /**
   * A plan whose steps remember it, in whatever threads.
   *
   * @param plan the steps
   * @return steps that do the same
   */
  public static ChunkPlan remembered(ChunkPlan plan) {
    List<Held> held = HELD.get();
    return held.isEmpty()
        ? plan
        : plan.with(steps -> new MappedSteps(steps, step -> new Step(step, held)));
  }

  private static void restore(List<Held> outer) {
    if (outer.isEmpty()) {
      HELD.remove();
    } else {
      HELD.set(outer);
    }
  }

  private static final class Step extends FilterStep {
    private final List<Held> held;

    Step(ChunkStep step, List<Held> held) {
      super(step);
      this.held = held;
    }

    @Override
    public Optional<Transfer> work() throws Exception {
      List<Held> outer = HELD.get();
      HELD.set(held);
      try {
        return in.work();
      } finally {
        restore(outer);
      }
    }

    /** A listener may hear of it. */
    @Override
    public void done() {
      List<Held> outer = HELD.get();
      HELD.set(held);
      try {
        in.done();
      } finally {
        restore(outer);
      }
    }
  }
}
