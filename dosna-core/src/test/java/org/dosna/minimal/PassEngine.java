package org.dosna.minimal;

import java.util.Set;
import org.dosna.Cluster;
import org.dosna.Dataset;
import org.dosna.FilterCluster;
import org.dosna.FilterDataset;
import org.dosna.FilterPool;
import org.dosna.Options;
import org.dosna.Pool;
import org.dosna.spi.Engine;

/**
 * An engine that wraps everything and changes nothing: what it adds comes from the base classes.
 */
public final class PassEngine implements Engine {
  /** For ServiceLoader. */
  public PassEngine() {}

  @Override
  public String name() {
    return "pass";
  }

  @Override
  public Set<String> optionNames() {
    return Set.of("passes");
  }

  @Override
  public Cluster wrap(Cluster cluster, Options options) {
    return new PassCluster(cluster);
  }

  @Override
  public Set<String> counterpartOf() {
    return Set.of("walk");
  }

  private static final class PassCluster extends FilterCluster {
    PassCluster(Cluster in) {
      super(in);
    }

    @Override
    protected Pool wrap(Pool pool) {
      return new PassPool(this, pool);
    }
  }

  private static final class PassPool extends FilterPool {
    PassPool(Cluster cluster, Pool in) {
      super(cluster, in);
    }

    @Override
    protected Dataset wrap(Dataset dataset) {
      return new PassDataset(this, dataset);
    }
  }

  private static final class PassDataset extends FilterDataset {
    PassDataset(FilterPool pool, Dataset in) {
      super(pool, in);
    }
  }
}
