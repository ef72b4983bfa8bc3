package org.dosna;

import java.util.Iterator;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.dosna.array.Comparison;
import org.dosna.indexing.ChunkCut;
import org.dosna.indexing.ChunkPart;
import org.dosna.indexing.Selection;
import org.dosna.plan.PartTransfers;
import org.dosna.spi.ChunkPlan;
import org.dosna.spi.ChunkStep;
import org.dosna.spi.Transfer;

/** The plans of a dataset's operations: for each chunk touched, the step to be done with it. */
final class ChunkPlans {
  private ChunkPlans() {}

  /** Reads a selection into an array, from an element on and with given strides. */
  static ChunkPlan get(
      SlicedDataset dataset, Selection selection, NDArray into, long begin, long[] strides) {
    ChunkCut cut = new ChunkCut(selection, dataset.spec().grid());
    return plan("get", false, cut, part -> new GetStep(part, into, begin, strides));
  }

  /** Writes a value, broadcast, to a selection. */
  static ChunkPlan set(SlicedDataset dataset, Selection selection, NDArray value) {
    return write("set", false, dataset, selection, value);
  }

  /** Writes all of a dataset from a source. */
  static ChunkPlan load(Dataset dataset, long[] shape, ArraySource source) {
    if (source instanceof NDArray array) {
      return write("load", true, dataset, all(shape), array);
    }
    Function<ChunkPart, Transfer> read = reading(source, dataset);
    ChunkCut cut = wholeChunks(shape, dataset);
    return plan("load", true, cut, part -> new WriteStep("load", part, false, read));
  }

  /** Writes all of a dataset from what a function gives for the blocks of another one. */
  static ChunkPlan map(Mapping mapping, Dataset target) {
    Function<ChunkPart, Transfer> call = part -> mapping.transfer(part, target.spec());
    ChunkCut cut = wholeChunks(target.shape(), target);
    return plan("map", true, cut, part -> new WriteStep("map", part, false, call));
  }

  /** Writes the last part of a dataset on one axis from a source. */
  static ChunkPlan append(Dataset dataset, long[] added, ArraySource source, int axis) {
    long[] begin = new long[dataset.ndim()];
    begin[axis] = dataset.shape()[axis] - added[axis];
    Selection end = Selection.box(begin, added, dataset.shape());
    ChunkCut cut = new ChunkCut(end, dataset.spec().grid());
    Function<ChunkPart, Transfer> read = reading(source, dataset);
    return plan("append", true, cut, part -> new WriteStep("append", part, false, read));
  }

  /** Reads from a source, which is laid over the selection, what belongs into a part of it. */
  private static Function<ChunkPart, Transfer> reading(ArraySource source, Dataset dataset) {
    return part -> {
      NDArray block = NDArray.zeros(source.dtype(), part.shape());
      source.read(part.position(), block);
      return PartTransfers.transfer(part, block.astype(dataset.dtype()));
    };
  }

  private static ChunkPlan write(
      String operation, boolean shared, SlicedDataset dataset, Selection selection, NDArray value) {
    long[] strides = selection.broadcast(value.shape());
    boolean cast = value.dtype() != dataset.dtype().nativeOrder();
    // A cast makes a copy, so it is made of one chunk's part at a time.
    Function<ChunkPart, Transfer> pick =
        part ->
            cast
                ? PartTransfers.transfer(
                    part, PartTransfers.pick(part, value, strides).astype(dataset.dtype()))
                : PartTransfers.transfer(part, value, 0, strides);
    ChunkCut cut = new ChunkCut(selection, dataset.spec().grid());
    return plan(operation, shared, cut, part -> new WriteStep(operation, part, !cast, pick));
  }

  /** Replaces each chunk by what a function gives for it. */
  static ChunkPlan apply(Dataset dataset, long[] shape, ChunkFunction function) {
    ChunkCut cut = wholeChunks(shape, dataset);
    return plan("apply", true, cut, part -> new ApplyStep(dataset, part, function));
  }

  /** Writes the given chunks of a dataset from a source of the same shape. */
  static ChunkPlan copy(ArraySource source, Dataset target, Stream<long[]> chunks) {
    Function<ChunkPart, Transfer> read = reading(source, target);
    return plan(
        "copy",
        chunks,
        index -> new WriteStep("copy", ChunkPart.whole(index, target.spec().grid()), false, read));
  }

  /** Deletes the given chunks. */
  static ChunkPlan clear(Stream<long[]> chunks) {
    return plan("clear", chunks, DeleteStep::new);
  }

  private static Selection all(long[] shape) {
    return Selection.of(new Slice[0], shape);
  }

  private static ChunkCut wholeChunks(long[] shape, Dataset dataset) {
    return new ChunkCut(all(shape), ChunkGrid.of(shape, dataset.chunkSize()));
  }

  private static ChunkPlan plan(
      String operation, boolean shared, ChunkCut cut, Function<ChunkPart, ChunkStep> step) {
    return new ChunkPlan(operation, shared, cut.size(), 1, first -> mapped(cut.iterator(), step));
  }

  private static ChunkPlan plan(
      String operation, Stream<long[]> chunks, Function<long[], ChunkStep> step) {
    return new ChunkPlan(
        operation, true, Long.MAX_VALUE, 1, first -> mapped(chunks.iterator(), step));
  }

  private static <T> Iterator<ChunkStep> mapped(Iterator<T> items, Function<T, ChunkStep> step) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return items.hasNext();
      }

      @Override
      public ChunkStep next() {
        return step.apply(items.next());
      }
    };
  }

  private record GetStep(ChunkPart part, NDArray into, long begin, long[] strides)
      implements ChunkStep {
    @Override
    public String operation() {
      return "get";
    }

    @Override
    public long[] index() {
      return part.index();
    }

    @Override
    public boolean isCopy() {
      return true;
    }

    @Override
    public Optional<Transfer> input() {
      return Optional.of(PartTransfers.transfer(part, into, begin, strides));
    }
  }

  private record WriteStep(
      String operation, ChunkPart part, boolean isCopy, Function<ChunkPart, Transfer> output)
      implements ChunkStep {
    @Override
    public long[] index() {
      return part.index();
    }

    @Override
    public Optional<Transfer> work() {
      return Optional.of(output.apply(part));
    }
  }

  private record DeleteStep(long[] index) implements ChunkStep {
    @Override
    public String operation() {
      return "clear";
    }

    @Override
    public boolean callsUser() {
      return false;
    }

    @Override
    public boolean deletes() {
      return true;
    }
  }

  private static final class ApplyStep implements ChunkStep {
    private final Dataset dataset;
    private final ChunkPart part;
    private final ChunkFunction function;
    private NDArray block;

    ApplyStep(Dataset dataset, ChunkPart part, ChunkFunction function) {
      this.dataset = dataset;
      this.part = part;
      this.function = function;
    }

    @Override
    public String operation() {
      return "apply";
    }

    @Override
    public long[] index() {
      return part.index();
    }

    @Override
    public Optional<Transfer> input() {
      block = NDArray.zeros(dataset.dtype(), part.shape());
      return Optional.of(PartTransfers.transfer(part, block));
    }

    @Override
    public Optional<Transfer> work() {
      Region where = new Region(part.origin(), part.shape());
      NDArray result = Mapping.call(function, block, where).astype(dataset.dtype());
      // A chunk that is not stored reads as fill value anyway.
      if (Comparison.isFilledWith(result.array(), dataset.spec().fillElement().array())
          && !dataset.doHasChunk(part.index())) {
        return Optional.empty();
      }
      return Optional.of(PartTransfers.transfer(part, result));
    }
  }
}
