package org.dosna;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.dosna.plan.TransferStep;
import org.dosna.spi.ChunkPlan;
import org.dosna.spi.ChunkStep;
import org.dosna.spi.LaneWalker;
import org.dosna.spi.Refresh;
import org.dosna.spi.Transfer;

/**
 * A dataset that wraps another one and passes everything on: the base of engines, which override
 * {@link #run}, and of layers, which override {@link #walk}. All that is read, written or deleted
 * of chunks goes through the {@code walk} of every wrapper, from the outermost to the backend.
 */
public abstract class FilterDataset extends Dataset {
  /** The wrapped dataset. */
  protected final Dataset in;

  /**
   * Wraps a dataset.
   *
   * @param pool the pool that wraps the dataset's pool
   * @param in the dataset
   */
  protected FilterDataset(FilterPool pool, Dataset in) {
    super(pool, Arguments.require("in", in).name(), in.spec());
    this.in = in;
  }

  @Override
  public DatasetSpec spec() {
    return in.spec();
  }

  @Override
  protected void refresh() {
    in.refresh();
  }

  @Override
  protected Refresh beginRefresh() {
    return in.beginRefresh();
  }

  @Override
  protected long shrinks() {
    return in.shrinks();
  }

  @Override
  protected void doResize(UnaryOperator<long[]> change, Consumer<Dataset> fill) {
    in.doResize(change, grown -> fill.accept(((FilterPool) pool()).wrap(grown)));
  }

  @Override
  protected boolean doDelete() {
    return in.doDelete();
  }

  @Override
  protected Optional<DataChunk> doCreateChunk(long[] index) {
    return in.doCreateChunk(index).map(chunk -> chunkAt(index));
  }

  @Override
  protected Optional<DataChunk> doGetChunk(long[] index) {
    return in.doGetChunk(index).map(chunk -> chunkAt(index));
  }

  @Override
  protected boolean doHasChunk(long[] index) {
    return in.doHasChunk(index);
  }

  @Override
  protected boolean deleteChunk(long[] index, LaneWalker walker) {
    return in.deleteChunk(index, walker);
  }

  /** By way of {@link #walk}, which is what wrappers override. */
  @Override
  protected final boolean doDeleteChunk(long[] index) {
    return super.deleteChunk(index, this::walk);
  }

  /** By way of {@link #walk}, which is what wrappers override. */
  @Override
  protected final void readChunk(long[] index, Transfer transfer) {
    walkAlone(TransferStep.read("read", index, transfer), this::walk);
  }

  /** By way of {@link #walk}, which is what wrappers override. */
  @Override
  protected final void writeChunk(long[] index, Transfer transfer) {
    walkAlone(TransferStep.write("write", index, transfer), this::walk);
  }

  @Override
  protected List<Optional<Object>> chunkStamps(List<long[]> indices) {
    return in.chunkStamps(indices);
  }

  @Override
  protected boolean isCached() {
    return in.isCached();
  }

  @Override
  protected List<Finding> inspect(boolean repair) {
    return in.inspect(repair);
  }

  @Override
  protected String setAside(long[] index) {
    return in.setAside(index);
  }

  @Override
  protected Stream<long[]> recordedChunks() {
    return in.recordedChunks();
  }

  @Override
  protected boolean isLost(long[] index, boolean forget) {
    return in.isLost(index, forget);
  }

  @Override
  protected long storedBytes(Stream<long[]> chunks) {
    return in.storedBytes(chunks);
  }

  @Override
  protected Stream<long[]> existingChunks() {
    return in.existingChunks();
  }

  @Override
  protected Map<String, Object> doGetAttributes() {
    return in.doGetAttributes();
  }

  @Override
  protected void doSetAttribute(String attribute, Optional<Object> value) {
    in.doSetAttribute(attribute, value);
  }

  @Override
  protected ChunkPlan partOf(ChunkPlan plan) {
    return in.partOf(plan);
  }

  @Override
  protected Stream<long[]> agreed(String operation, Supplier<Stream<long[]>> listing) {
    return in.agreed(operation, listing);
  }

  @Override
  protected <P> P combined(
      String operation, List<Optional<P>> computed, Function<List<P>, P> combine) {
    return in.combined(operation, computed, combine);
  }

  @Override
  protected void run(ChunkPlan plan, LaneWalker walker) {
    in.run(plan, walker);
  }

  @Override
  protected void walk(Iterator<ChunkStep> lane) {
    in.walk(lane);
  }

  @Override
  protected int inflight() {
    return in.inflight();
  }

  /** The engine and what it wraps: {@code ThreadsDataset(Hdf5Dataset data ...)}. */
  @Override
  public String toString() {
    return getClass().getSimpleName() + "(" + in + ")";
  }
}
