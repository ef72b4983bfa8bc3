package org.dosna.engine.mpi;

import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.LongFunction;
import org.dosna.DosnaException;
import org.dosna.spi.ChunkPlan;
import org.dosna.spi.ChunkStep;
import org.dosna.spi.FilterStep;
import org.dosna.spi.MappedSteps;
import org.dosna.spi.Transfer;

/** How the steps of a plan are shared: unit by unit in turn, the first one to rank 0. */
final class SharedSteps {
  /** The operation of which this thread does a step just now; empty if none. */
  private static final ThreadLocal<String> STEP_OF = ThreadLocal.withInitial(() -> "");

  private SharedSteps() {}

  /** One rank's part of a plan. */
  static ChunkPlan part(ChunkPlan plan, int rank, int ranks) {
    LongFunction<Iterator<ChunkStep>> source =
        plan.unit() == 1
            ? first -> new EveryNth(plan.units(), rank, ranks)
            : first -> new UnitsFrom(plan, first / plan.unit() * ranks + rank, ranks);
    return new ChunkPlan(
        plan.operation(),
        plan.shared(),
        size(plan, rank, ranks),
        plan.unit(),
        source,
        plan.neighbours());
  }

  private static long size(ChunkPlan plan, int rank, int ranks) {
    if (plan.size() == Long.MAX_VALUE || plan.size() == 0) {
      return plan.size();
    }
    if (plan.neighbours().isPresent()) {
      return counted(new EveryNth(plan.units(), rank, ranks));
    }
    long last = (plan.size() - 1) / plan.unit();
    if (rank > last) {
      return 0;
    }
    long whole = ((last - rank) / ranks + 1) * plan.unit();
    long missing = (last + 1) * plan.unit() - plan.size();
    return last % ranks == rank ? whole - missing : whole;
  }

  /** Units of neighbours have as many steps as chunks happen to be touched. */
  private static long counted(Iterator<ChunkStep> steps) {
    long count = 0;
    for (; steps.hasNext(); steps.next()) {
      count++;
    }
    return count;
  }

  /** A plan whose steps know that no collective call can be made in them. */
  static ChunkPlan marked(ChunkPlan plan) {
    return plan.with(steps -> new MappedSteps(steps, MarkedStep::new));
  }

  /** Refuses a collective call in a step: the other ranks do other steps, or none. */
  static void requireOutside(String call) {
    if (!STEP_OF.get().isEmpty()) {
      throw new DosnaException(
          call
              + " is a collective call and cannot be made inside of "
              + STEP_OF.get()
              + ", whose chunks are shared between the ranks; make it before or afterwards");
    }
  }

  /** The steps of every n-th of some units. */
  private static final class EveryNth implements Iterator<ChunkStep> {
    private final Iterator<Iterator<ChunkStep>> units;
    private final int n;
    private int skip;
    private Iterator<ChunkStep> unit = Collections.emptyIterator();

    EveryNth(Iterator<Iterator<ChunkStep>> units, int first, int n) {
      this.units = units;
      this.n = n;
      this.skip = first;
    }

    @Override
    public boolean hasNext() {
      while (!unit.hasNext() && units.hasNext()) {
        Iterator<ChunkStep> next = units.next();
        if (skip == 0) {
          unit = next;
          skip = n;
        }
        skip--;
      }
      return unit.hasNext();
    }

    @Override
    public ChunkStep next() {
      if (!hasNext()) {
        throw new NoSuchElementException("no more steps");
      }
      return unit.next();
    }
  }

  /** The steps of every n-th unit of a plan, from a given one on. */
  private static final class UnitsFrom implements Iterator<ChunkStep> {
    private final ChunkPlan plan;
    private final int n;
    private long nextUnit;
    private long left;
    private Iterator<ChunkStep> steps = Collections.emptyIterator();

    UnitsFrom(ChunkPlan plan, long first, int n) {
      this.plan = plan;
      this.nextUnit = first;
      this.n = n;
    }

    @Override
    public boolean hasNext() {
      if (left == 0 && nextUnit <= (plan.size() - 1) / plan.unit()) {
        long begin = nextUnit * plan.unit();
        steps = plan.source().apply(begin);
        left = Math.min(plan.unit(), plan.size() - begin);
        nextUnit += n;
      }
      return left > 0;
    }

    @Override
    public ChunkStep next() {
      if (!hasNext()) {
        throw new NoSuchElementException("no more steps");
      }
      left--;
      return steps.next();
    }
  }

  private static final class MarkedStep extends FilterStep {
    MarkedStep(ChunkStep step) {
      super(step);
    }

    @Override
    public Optional<Transfer> work() throws Exception {
      STEP_OF.set(operation());
      try {
        return in.work();
      } finally {
        STEP_OF.remove();
      }
    }

    /** A listener may hear of it. */
    @Override
    public void done() {
      STEP_OF.set(operation());
      try {
        in.done();
      } finally {
        STEP_OF.remove();
      }
    }
  }
}
