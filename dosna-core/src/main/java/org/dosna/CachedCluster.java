package org.dosna;

import java.util.Iterator;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.dosna.cache.CacheOptions;
import org.dosna.cache.CachedArray;
import org.dosna.cache.CachedLane;
import org.dosna.cache.ChunkCache;
import org.dosna.spi.ChunkStep;

/** A cluster that keeps decoded chunks in memory. It lies between an engine and a backend. */
final class CachedCluster extends FilterCluster {
  private final ChunkCache cache;

  CachedCluster(Cluster in, CacheOptions options) {
    super(in);
    this.cache = new ChunkCache(options);
  }

  @Override
  protected void doDisconnect() {
    super.doDisconnect();
    cache.forgetAll();
  }

  @Override
  protected boolean doDeletePool(String pool) {
    boolean deleted = super.doDeletePool(pool);
    cache.forgetAll();
    return deleted;
  }

  @Override
  protected Pool wrap(Pool pool) {
    return new CachedPool(pool);
  }

  private final class CachedPool extends FilterPool {
    CachedPool(Pool in) {
      super(CachedCluster.this, in);
    }

    @Override
    protected Dataset wrap(Dataset dataset) {
      String place = place(dataset.name());
      CachedArray array = new CachedArray(cache, place, dataset.chunked(), dataset::chunkStamps);
      if (cache.trusts()) {
        array.forget();
      }
      return new CachedDataset(this, dataset, array);
    }

    @Override
    protected boolean doDeleteDataset(String dataset) {
      boolean deleted = super.doDeleteDataset(dataset);
      cache.forget(place(dataset));
      return deleted;
    }

    @Override
    protected boolean doDeleteGroup(String group) {
      boolean deleted = super.doDeleteGroup(group);
      cache.forgetAll();
      return deleted;
    }

    @Override
    protected boolean doRename(String from, String to) {
      boolean renamed = super.doRename(from, to);
      cache.forgetAll();
      return renamed;
    }
  }

  private static final class CachedDataset extends FilterDataset {
    private final CachedArray array;

    CachedDataset(FilterPool pool, Dataset in, CachedArray array) {
      super(pool, in);
      this.array = array;
    }

    @Override
    protected void walk(Iterator<ChunkStep> lane) {
      CachedLane.walk(array, lane, in::walk);
    }

    @Override
    protected boolean isCached() {
      return true;
    }

    @Override
    protected void doResize(UnaryOperator<long[]> change, Consumer<Dataset> fill) {
      try {
        super.doResize(change, fill);
      } finally {
        array.forget();
      }
    }

    @Override
    protected boolean doDelete() {
      boolean deleted = super.doDelete();
      array.forget();
      return deleted;
    }

    @Override
    protected String setAside(long[] index) {
      String name = super.setAside(index);
      array.forget();
      return name;
    }
  }
}
