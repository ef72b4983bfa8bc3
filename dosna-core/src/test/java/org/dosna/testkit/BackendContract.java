package org.dosna.testkit;

import org.junit.jupiter.api.Nested;

/**
 * The contract of a backend with an engine. A test class extends it, supplies {@link #newStore} and
 * so runs every theme. Each test gets a store of its own.
 */
public abstract class BackendContract {
  /** Extended by one class per combination of backend and engine. */
  protected BackendContract() {}

  /**
   * Makes an empty store that no other test uses. Called once per test, after JUnit has prepared
   * fields such as {@code @TempDir}.
   *
   * @return the store
   */
  protected abstract StoreFixture newStore();

  @Nested
  final class Clusters extends ClusterContract {
    @Override
    StoreFixture newStore() {
      return BackendContract.this.newStore();
    }
  }

  @Nested
  final class Pools extends PoolContract {
    @Override
    StoreFixture newStore() {
      return BackendContract.this.newStore();
    }
  }

  @Nested
  final class Names extends NameContract {
    @Override
    StoreFixture newStore() {
      return BackendContract.this.newStore();
    }
  }

  @Nested
  final class DTypes extends DTypeContract {
    @Override
    StoreFixture newStore() {
      return BackendContract.this.newStore();
    }
  }

  @Nested
  final class Datasets extends DatasetContract {
    @Override
    StoreFixture newStore() {
      return BackendContract.this.newStore();
    }
  }

  @Nested
  final class HugeDatasets extends HugeDatasetContract {
    @Override
    StoreFixture newStore() {
      return BackendContract.this.newStore();
    }
  }

  @Nested
  final class Slicing extends SlicingContract {
    @Override
    StoreFixture newStore() {
      return BackendContract.this.newStore();
    }
  }

  @Nested
  final class Picking extends PickContract {
    @Override
    StoreFixture newStore() {
      return BackendContract.this.newStore();
    }
  }

  @Nested
  final class ReductionsAlongAxes extends AlongContract {
    @Override
    StoreFixture newStore() {
      return BackendContract.this.newStore();
    }
  }

  @Nested
  final class Expressions extends LazyContract {
    @Override
    StoreFixture newStore() {
      return BackendContract.this.newStore();
    }
  }

  @Nested
  final class Chunks extends ChunkContract {
    @Override
    StoreFixture newStore() {
      return BackendContract.this.newStore();
    }
  }

  @Nested
  final class Loading extends LoadContract {
    @Override
    StoreFixture newStore() {
      return BackendContract.this.newStore();
    }
  }

  @Nested
  final class FillValues extends FillChunksContract {
    @Override
    StoreFixture newStore() {
      return BackendContract.this.newStore();
    }
  }

  @Nested
  final class Functions extends FunctionContract {
    @Override
    StoreFixture newStore() {
      return BackendContract.this.newStore();
    }
  }

  @Nested
  final class ChunkCodecs extends CodecContract {
    @Override
    StoreFixture newStore() {
      return BackendContract.this.newStore();
    }
  }

  @Nested
  final class Checks extends CheckContract {
    @Override
    StoreFixture newStore() {
      return BackendContract.this.newStore();
    }
  }

  @Nested
  final class WriteRecords extends WriteRecordContract {
    @Override
    StoreFixture newStore() {
      return BackendContract.this.newStore();
    }
  }

  @Nested
  final class UserAttributes extends AttributeContract {
    @Override
    StoreFixture newStore() {
      return BackendContract.this.newStore();
    }
  }

  @Nested
  final class Groups extends GroupContract {
    @Override
    StoreFixture newStore() {
      return BackendContract.this.newStore();
    }
  }

  @Nested
  final class CreationRaces extends CreationRaceContract {
    @Override
    StoreFixture newStore() {
      return BackendContract.this.newStore();
    }
  }

  @Nested
  final class Concurrency extends ConcurrencyContract {
    @Override
    StoreFixture newStore() {
      return BackendContract.this.newStore();
    }
  }

  @Nested
  final class Interrupts extends InterruptContract {
    @Override
    StoreFixture newStore() {
      return BackendContract.this.newStore();
    }
  }

  @Nested
  final class Exceptions extends ExceptionContract {
    @Override
    StoreFixture newStore() {
      return BackendContract.this.newStore();
    }
  }

  @Nested
  final class Views extends ViewContract {
    @Override
    StoreFixture newStore() {
      return BackendContract.this.newStore();
    }
  }

  @Nested
  final class Halos extends HaloContract {
    @Override
    StoreFixture newStore() {
      return BackendContract.this.newStore();
    }
  }

  @Nested
  final class Reductions extends ReductionContract {
    @Override
    StoreFixture newStore() {
      return BackendContract.this.newStore();
    }
  }

  @Nested
  final class SparseReductions extends SparseReductionContract {
    @Override
    StoreFixture newStore() {
      return BackendContract.this.newStore();
    }
  }

  @Nested
  final class GeneralReductions extends ReduceContract {
    @Override
    StoreFixture newStore() {
      return BackendContract.this.newStore();
    }
  }

  @Nested
  final class Resizing extends ResizeContract {
    @Override
    StoreFixture newStore() {
      return BackendContract.this.newStore();
    }
  }

  @Nested
  final class ResizedElsewhere extends ResizedElsewhereContract {
    @Override
    StoreFixture newStore() {
      return BackendContract.this.newStore();
    }
  }

  @Nested
  final class ResizingUnderLoad extends ResizeConcurrencyContract {
    @Override
    StoreFixture newStore() {
      return BackendContract.this.newStore();
    }
  }

  @Nested
  final class Reentries extends ReentryContract {
    @Override
    StoreFixture newStore() {
      return BackendContract.this.newStore();
    }
  }

  @Nested
  final class Copies extends CopyContract {
    @Override
    StoreFixture newStore() {
      return BackendContract.this.newStore();
    }
  }

  @Nested
  final class Rechunks extends RechunkContract {
    @Override
    StoreFixture newStore() {
      return BackendContract.this.newStore();
    }
  }

  @Nested
  final class Layers extends LayerContract {
    @Override
    StoreFixture newStore() {
      return BackendContract.this.newStore();
    }
  }

  @Nested
  final class Progresses extends ProgressContract {
    @Override
    StoreFixture newStore() {
      return BackendContract.this.newStore();
    }
  }

  @Nested
  final class Pyramids extends PyramidContract {
    @Override
    StoreFixture newStore() {
      return BackendContract.this.newStore();
    }
  }

  @Nested
  final class Filters extends FilterContract {
    @Override
    StoreFixture newStore() {
      return BackendContract.this.newStore();
    }
  }

  @Nested
  final class Resumes extends ResumeContract {
    @Override
    StoreFixture newStore() {
      return BackendContract.this.newStore();
    }
  }

  @Nested
  final class Futures extends AsyncContract {
    @Override
    StoreFixture newStore() {
      return BackendContract.this.newStore();
    }
  }
}
