package org.dosna.testkit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.dosna.Cluster;
import org.dosna.DataChunk;
import org.dosna.Dataset;
import org.dosna.FilterCluster;
import org.dosna.FilterDataset;
import org.dosna.FilterPool;
import org.dosna.NDArray;
import org.dosna.OpenMode;
import org.dosna.Pool;
import org.dosna.ProcessGroup;
import org.dosna.spi.ChunkPlan;
import org.dosna.spi.LaneWalker;

/**
 * Lets a test run in several processes of a group at once, on one store: wraps the clusters of an
 * engine of several processes so that all processes meet before each operation that the test makes.
 * So each sees what it would see alone, though operations that are local are done by all.
 *
 * <p>Only operations of the thread that made this object are in step: those of chunk functions and
 * of a test's other threads are left alone.
 */
public final class InStep {
  private final Thread test = Thread.currentThread();
  private boolean inside;

  /** In step are the operations of the present thread. */
  public InStep() {}

  /**
   * A cluster whose operations are in step.
   *
   * @param cluster a cluster of the engine under test
   * @return the wrapped cluster
   */
  public Cluster wrap(Cluster cluster) {
    return new StepCluster(cluster);
  }

  private <T> T step(ProcessGroup group, Supplier<T> operation) {
    if (inside || Thread.currentThread() != test) {
      return operation.get();
    }
    inside = true;
    try {
      group.barrier();
      return operation.get();
    } finally {
      inside = false;
    }
  }

  private void step(ProcessGroup group, Runnable operation) {
    step(
        group,
        () -> {
          operation.run();
          return true;
        });
  }

  private final class StepCluster extends FilterCluster {
    StepCluster(Cluster in) {
      super(in);
    }

    @Override
    protected Pool wrap(Pool pool) {
      return new StepPool(this, pool);
    }

    @Override
    protected Optional<Pool> doGetPool(String pool, OpenMode mode) {
      return step(group(), () -> super.doGetPool(pool, mode));
    }

    @Override
    protected boolean doHasPool(String pool) {
      return step(group(), () -> super.doHasPool(pool));
    }

    @Override
    protected List<String> doListPools() {
      return step(group(), () -> super.doListPools());
    }
  }

  private final class StepPool extends FilterPool {
    StepPool(Cluster cluster, Pool in) {
      super(cluster, in);
    }

    @Override
    protected Dataset wrap(Dataset dataset) {
      return new StepDataset(this, dataset);
    }

    @Override
    protected Optional<Dataset> doGetDataset(String dataset) {
      return step(group(), () -> super.doGetDataset(dataset));
    }

    @Override
    protected boolean doHasDataset(String dataset) {
      return step(group(), () -> super.doHasDataset(dataset));
    }

    @Override
    protected List<String> doListDatasets() {
      return step(group(), () -> super.doListDatasets());
    }

    @Override
    protected List<String> doListDatasets(String group) {
      return step(group(), () -> super.doListDatasets(group));
    }

    @Override
    protected boolean doHasGroup(String group) {
      return step(group(), () -> super.doHasGroup(group));
    }

    @Override
    protected List<String> doListGroups(String group) {
      return step(group(), () -> super.doListGroups(group));
    }

    @Override
    protected Map<String, Object> doGetGroupAttributes(String group) {
      return step(group(), () -> super.doGetGroupAttributes(group));
    }
  }

  private final class StepDataset extends FilterDataset {
    StepDataset(FilterPool pool, Dataset in) {
      super(pool, in);
    }

    @Override
    protected void doResize(UnaryOperator<long[]> change, Consumer<Dataset> fill) {
      step(group(), () -> super.doResize(change, fill));
    }

    @Override
    protected Optional<DataChunk> doCreateChunk(long[] index) {
      return super.doCreateChunk(index).map(chunk -> new StepChunk(this, index, chunk));
    }

    @Override
    protected Optional<DataChunk> doGetChunk(long[] index) {
      return step(group(), () -> super.doGetChunk(index))
          .map(chunk -> new StepChunk(this, index, chunk));
    }

    @Override
    protected boolean doHasChunk(long[] index) {
      return step(group(), () -> super.doHasChunk(index));
    }

    @Override
    protected Stream<long[]> existingChunks() {
      return step(group(), () -> super.existingChunks());
    }

    @Override
    protected Map<String, Object> doGetAttributes() {
      return step(group(), () -> super.doGetAttributes());
    }

    @Override
    protected Stream<long[]> agreed(String operation, Supplier<Stream<long[]>> listing) {
      return step(group(), () -> super.agreed(operation, listing));
    }

    @Override
    protected void run(ChunkPlan plan, LaneWalker walker) {
      step(group(), () -> super.run(plan, walker));
    }
  }

  private final class StepChunk extends DataChunk {
    private final Dataset dataset;
    private final DataChunk in;

    StepChunk(Dataset dataset, long[] index, DataChunk in) {
      super(dataset, index);
      this.dataset = dataset;
      this.in = in;
    }

    @Override
    protected NDArray doGetData() {
      return step(dataset.group(), () -> in.getData());
    }

    @Override
    protected void doSetData(NDArray data) {
      step(dataset.group(), () -> in.setData(data));
    }
  }
}
