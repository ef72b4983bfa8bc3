package org.dosna.testkit;

import java.util.Optional;
import java.util.Set;
import org.dosna.Cluster;
import org.dosna.Codecs;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.FilterCluster;
import org.dosna.FilterDataset;
import org.dosna.FilterPool;
import org.dosna.Pool;

/**
 * A cluster whose new datasets have codecs unless they say otherwise: so that the whole contract
 * can be kept with them.
 */
public final class CodedCluster extends FilterCluster {
  private final Codecs codecs;

  /**
   * Wraps a cluster.
   *
   * @param in the cluster, with its engine, not yet connected
   * @param codecs what new datasets get
   */
  public CodedCluster(Cluster in, Codecs codecs) {
    super(in);
    this.codecs = codecs;
  }

  /**
   * A store whose clusters are wrapped.
   *
   * @param store the store
   * @param codecs text of the codecs
   * @return the same store; what is in it cannot be looked at, as it is encoded
   */
  public static StoreFixture store(StoreFixture store, String codecs) {
    return new StoreFixture() {
      @Override
      public Cluster newCluster() {
        return new CodedCluster(store.newCluster(), Codecs.parse(codecs));
      }

      @Override
      public Pool firstPool(Cluster cluster, String name) {
        return store.firstPool(cluster, name);
      }

      @Override
      public Set<Capability> capabilities() {
        return store.capabilities();
      }

      @Override
      public Set<String> refusedCodecs() {
        return store.refusedCodecs();
      }

      @Override
      public void destroy() {
        store.destroy();
      }
    };
  }

  @Override
  protected Pool wrap(Pool pool) {
    return new CodedPool(pool);
  }

  private final class CodedPool extends FilterPool {
    CodedPool(Pool pool) {
      super(CodedCluster.this, pool);
    }

    @Override
    protected Dataset wrap(Dataset dataset) {
      return new CodedDataset(this, dataset);
    }

    @Override
    protected Optional<Dataset> doCreateDataset(String dataset, DatasetSpec spec) {
      return super.doCreateDataset(dataset, spec.codecs().isEmpty() ? spec.codecs(codecs) : spec);
    }
  }

  private static final class CodedDataset extends FilterDataset {
    CodedDataset(FilterPool pool, Dataset dataset) {
      super(pool, dataset);
    }
  }
}
