package org.dosna.examples.logengine;

import java.util.Iterator;
import java.util.Locale;
import org.dosna.Cluster;
import org.dosna.Dataset;
import org.dosna.FilterCluster;
import org.dosna.FilterDataset;
import org.dosna.FilterPool;
import org.dosna.Options;
import org.dosna.Pool;
import org.dosna.spi.ChunkPlan;
import org.dosna.spi.ChunkStep;
import org.dosna.spi.Engine;
import org.dosna.spi.FilterStep;
import org.dosna.spi.LaneWalker;
import org.dosna.spi.MappedSteps;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine {@code log}, an engine of one's own, complete: it works as {@code cpu} does, and logs
 * each step (one chunk) with its time at level debug, and each operation at level info.
 *
 * <p>An engine wraps what a backend gives: cluster, pool, dataset. What it adds is in {@code run}
 * and {@code walk} of its dataset. It is found through {@link java.util.ServiceLoader}.
 */
public final class LogEngine implements Engine {
  private static final Logger LOG = LoggerFactory.getLogger(LogEngine.class);

  /** For ServiceLoader. */
  public LogEngine() {}

  @Override
  public String name() {
    return "log";
  }

  @Override
  public Cluster wrap(Cluster cluster, Options options) {
    return new LogCluster(cluster);
  }

  private static final class LogCluster extends FilterCluster {
    LogCluster(Cluster in) {
      super(in);
    }

    @Override
    protected Pool wrap(Pool pool) {
      return new LogPool(this, pool);
    }
  }

  private static final class LogPool extends FilterPool {
    LogPool(Cluster cluster, Pool in) {
      super(cluster, in);
    }

    @Override
    protected Dataset wrap(Dataset dataset) {
      return new LogDataset(this, dataset);
    }
  }

  private static final class LogDataset extends FilterDataset {
    LogDataset(FilterPool pool, Dataset in) {
      super(pool, in);
    }

    /** The operation takes its time. */
    @Override
    protected void run(ChunkPlan plan, LaneWalker walker) {
      long start = System.nanoTime();
      super.run(plan, walker);
      LOG.info("{} {}: {}", plan.operation(), name(), milliseconds(start));
    }

    /** Each step takes its time. */
    @Override
    protected void walk(Iterator<ChunkStep> lane) {
      super.walk(new MappedSteps(lane, step -> new TimedStep(name(), step)));
    }
  }

  /** One step with its time, from when it is handed out until it is done. */
  private static final class TimedStep extends FilterStep {
    private final String dataset;
    private final long start = System.nanoTime();

    TimedStep(String dataset, ChunkStep step) {
      super(step);
      this.dataset = dataset;
    }

    /** Else a backend might do it together with others, and its time would be theirs. */
    @Override
    public boolean isCopy() {
      return false;
    }

    @Override
    public void done() {
      in.done();
      LOG.debug("{} {} chunk {}: {}", operation(), dataset, index(), milliseconds(start));
    }
  }

  private static String milliseconds(long start) {
    return String.format(Locale.ROOT, "%.3f ms", (System.nanoTime() - start) / 1e6);
  }
}
