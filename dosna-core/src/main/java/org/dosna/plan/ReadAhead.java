package org.dosna.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.dosna.DosnaException;
import org.dosna.spi.ChunkStep;
import org.dosna.spi.SourceRead;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what the steps of a plan need of other datasets, for several steps at a time, so that as
 * many requests travel as the source has in flight. One for each run of a plan; its lanes share out
 * the steps: a lane takes twice as many as the time before, but never more than half of its share
 * of those that are left, so that no lane runs dry while another has a queue.
 */
public final class ReadAhead {
  /** What the blocks of one lane that were read and not worked on take of memory at most. */
  private static final long MAX_BYTES = 64L << 20;

  private static final Logger LOG = LoggerFactory.getLogger(ReadAhead.class);

  private final long size;
  private final AtomicLong taken = new AtomicLong();
  private final AtomicInteger lanes = new AtomicInteger();

  /**
   * For one run of a plan.
   *
   * @param size the number of steps; {@code Long.MAX_VALUE} if it is not known
   */
  public ReadAhead(long size) {
    this.size = size;
  }

  /**
   * A lane whose steps are read ahead for.
   *
   * @param lane the steps as the engine dealt them out
   * @return the same steps in the same order
   */
  public Iterator<ChunkStep> lane(Iterator<ChunkStep> lane) {
    lanes.incrementAndGet();
    return new Lane(lane);
  }

  private int share(int wanted) {
    long left = (size - taken.get()) / (2L * lanes.get());
    return (int) Math.max(1, Math.min(wanted, left));
  }

  private final class Lane implements Iterator<ChunkStep> {
    private final Iterator<ChunkStep> steps;
    private final Deque<ChunkStep> ready = new ArrayDeque<>();
    private int most = 1;

    Lane(Iterator<ChunkStep> steps) {
      this.steps = steps;
    }

    @Override
    public boolean hasNext() {
      // Always asked: an operation that was cancelled is to stop now.
      boolean more = steps.hasNext();
      return more || !ready.isEmpty();
    }

    @Override
    public ChunkStep next() {
      if (ready.isEmpty()) {
        if (!steps.hasNext()) {
          throw new NoSuchElementException("no more steps");
        }
        ChunkStep step = take();
        Optional<SourceRead> source = step.source();
        if (source.isEmpty() || source.get().inflight() == 1) {
          return step;
        }
        gather(step, source.get());
      }
      return ready.remove();
    }

    private ChunkStep take() {
      taken.incrementAndGet();
      return steps.next();
    }

    /** Reads for a step and for some that follow it. */
    private void gather(ChunkStep first, SourceRead read) {
      List<SourceRead> others = new ArrayList<>();
      ready.add(first);
      long bytes = read.bytes();
      int many = share(Math.min(most, read.inflight()));
      while (ready.size() < many && bytes < MAX_BYTES && steps.hasNext()) {
        ChunkStep step = take();
        ready.add(step);
        Optional<SourceRead> other = step.source().filter(read::goesWith);
        other.ifPresent(others::add);
        bytes += other.map(SourceRead::bytes).orElse(0L);
      }
      most = Math.min(2 * most, read.inflight());
      try {
        read.readWith(others);
      } catch (DosnaException e) {
        // Each step reads for itself then: so it is told which one fails, and why.
        LOG.debug("Reading ahead failed", e);
      }
    }
  }
}
