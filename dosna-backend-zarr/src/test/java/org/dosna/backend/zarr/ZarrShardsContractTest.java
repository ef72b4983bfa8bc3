package org.dosna.backend.zarr;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.dosna.Cluster;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.FilterCluster;
import org.dosna.FilterDataset;
import org.dosna.FilterPool;
import org.dosna.Pool;
import org.dosna.testkit.BackendContract;
import org.dosna.testkit.StoreFixture;
import org.junit.jupiter.api.io.TempDir;

/** The contract, kept by zarr with shards of two by two by ... chunks. */
class ZarrShardsContractTest extends BackendContract {
  @TempDir Path folder;

  @Override
  protected StoreFixture newStore() {
    ZarrFiles files = new ZarrFiles(folder);
    return new StoreFixture() {
      @Override
      public Cluster newCluster() {
        return new ShardedCluster(files.newCluster());
      }

      @Override
      public Set<String> refusedCodecs() {
        return files.refusedCodecs();
      }
    };
  }

  /** A cluster whose new datasets have shards. */
  private static final class ShardedCluster extends FilterCluster {
    ShardedCluster(Cluster in) {
      super(in);
    }

    @Override
    protected Pool wrap(Pool pool) {
      return new ShardedPool(this, pool);
    }
  }

  private static final class ShardedPool extends FilterPool {
    ShardedPool(ShardedCluster cluster, Pool pool) {
      super(cluster, pool);
    }

    @Override
    protected Dataset wrap(Dataset dataset) {
      return new ShardedDataset(this, dataset);
    }

    @Override
    protected Optional<Dataset> doCreateDataset(String dataset, DatasetSpec spec) {
      int[] size = spec.chunkSize();
      Arrays.setAll(size, axis -> axis < 3 ? Math.multiplyExact(2, size[axis]) : size[axis]);
      return super.doCreateDataset(dataset, spec.shardSize(size));
    }
  }

  private static final class ShardedDataset extends FilterDataset {
    ShardedDataset(FilterPool pool, Dataset dataset) {
      super(pool, dataset);
    }
  }
}
