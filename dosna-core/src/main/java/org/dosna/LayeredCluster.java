package org.dosna;

import java.util.Iterator;
import java.util.function.UnaryOperator;
import org.dosna.spi.ChunkStep;
import org.dosna.spi.Layer;
import org.dosna.spi.MappedSteps;

/**
 * A cluster with a layer that sees every chunk of its datasets that is read, written or deleted. It
 * may stand on top of an engine's cluster, or between an engine and a backend; several may lie one
 * on the other.
 */
public final class LayeredCluster extends FilterCluster {
  private final Layer layer;

  /**
   * Puts a layer on a cluster.
   *
   * @param in the cluster, not yet connected
   * @param layer the layer
   */
  public LayeredCluster(Cluster in, Layer layer) {
    super(in);
    this.layer = Arguments.require("layer", layer);
  }

  @Override
  protected Pool wrap(Pool pool) {
    return new LayeredPool(pool);
  }

  private final class LayeredPool extends FilterPool {
    LayeredPool(Pool in) {
      super(LayeredCluster.this, in);
    }

    @Override
    protected Dataset wrap(Dataset dataset) {
      return new LayeredDataset(this, dataset, layer.over(dataset.chunked()));
    }
  }

  private static final class LayeredDataset extends FilterDataset {
    private final UnaryOperator<ChunkStep> change;

    LayeredDataset(FilterPool pool, Dataset in, UnaryOperator<ChunkStep> change) {
      super(pool, in);
      this.change = change;
    }

    @Override
    protected void walk(Iterator<ChunkStep> lane) {
      super.walk(new MappedSteps(lane, change));
    }
  }
}
