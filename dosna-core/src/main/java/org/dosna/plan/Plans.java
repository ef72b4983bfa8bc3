package org.dosna.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.dosna.ChunkException;
import org.dosna.ChunkFunction;
import org.dosna.DatasetSpec;
import org.dosna.Halo;
import org.dosna.NDArray;
import org.dosna.Region;
import org.dosna.Slice;
import org.dosna.indexing.ChunkCut;
import org.dosna.indexing.Cuts;
import org.dosna.indexing.Part;
import org.dosna.indexing.Selection;
import org.dosna.indexing.Slicing;
import org.dosna.spi.ChunkPlan;
import org.dosna.spi.ChunkStep;
import org.dosna.spi.ChunkedArray;
import org.dosna.spi.Transfer;

/** The plans of a dataset's operations: for each chunk touched, the step to be done with it. */
public final class Plans {
  private Plans() {}

  /**
   * Writes a value to a selection.
   *
   * @param window what is written
   * @param value broadcast to the window's shape and cast to its dtype
   * @return the plan, which each process runs for itself
   */
  public static ChunkPlan set(Window window, NDArray value) {
    return write("set", false, window.dataset().spec(), window.selection(), value);
  }

  /**
   * Reads something of each chunk of a selection, for a cache below, which reads all of it.
   *
   * @param window what is wanted
   * @return the plan, which each process runs for itself
   */
  public static ChunkPlan prefetch(Window window) {
    DatasetSpec spec = window.dataset().spec();
    long[] one = new long[spec.grid().ndim()];
    Arrays.fill(one, 1);
    return PartPlan.of(
        "prefetch",
        false,
        Cuts.of(window.selection(), spec.grid()),
        part ->
            TransferStep.read(
                "prefetch",
                part.index(),
                Transfer.box(
                    NDArray.zeros(spec.dtype(), one), spec.chunkSize(), new int[one.length])));
  }

  /**
   * Writes all of a dataset from an array in memory.
   *
   * @param spec what the dataset is made of
   * @param value an array of its shape; cast to its dtype
   * @return the plan, which the processes share
   */
  public static ChunkPlan load(DatasetSpec spec, NDArray value) {
    return write("load", true, spec, all(spec), value);
  }

  /**
   * Writes all of a dataset from a source.
   *
   * @param spec what the dataset is made of
   * @param source of its shape
   * @return the plan, which the processes share
   */
  public static ChunkPlan load(DatasetSpec spec, Source source) {
    return PartPlan.of("load", true, cut(all(spec), spec), part -> source.step("load", spec, part));
  }

  /**
   * Writes all of a dataset from what a function gives for the blocks of another one.
   *
   * @param spec what the dataset is made of
   * @param source of its shape
   * @param function is called for each block; what it gives is cast to the dataset's dtype
   * @param halo how far the function sees beyond a block
   * @return the plan, which the processes share
   */
  public static ChunkPlan map(
      DatasetSpec spec, Window source, ChunkFunction function, Optional<Halo> halo) {
    Optional<HaloCut> around = halo.map(reach -> new HaloCut(reach, source.shape()));
    int[] margin = halo.map(Halo::width).orElseGet(() -> new int[spec.grid().ndim()]);
    return PartPlan.of(
        "map",
        true,
        cut(all(spec), spec),
        part -> {
          Region inside = new Region(part.origin(), part.shape());
          Region seen = around.map(cut -> cut.extended(inside)).orElse(inside);
          SourceBlock block = new SourceBlock(source, seen, around);
          return new SourceStep(
              "map",
              part.index(),
              block,
              elements ->
                  PartTransfers.transfer(
                      part,
                      FunctionCall.call(function, elements, seen).astype(spec.dtype()),
                      margin));
        });
  }

  /**
   * Writes the last part of a dataset on one axis from a source.
   *
   * @param spec what the dataset is made of, the new part included
   * @param added the shape of the new part
   * @param source the new part
   * @param axis the axis that has grown
   * @return the plan, which the processes share
   */
  public static ChunkPlan append(DatasetSpec spec, long[] added, Source source, int axis) {
    long[] begin = new long[added.length];
    begin[axis] = spec.shape()[axis] - added[axis];
    Slicing end = Slicing.box(begin, added, spec.shape());
    return PartPlan.of("append", true, cut(end, spec), part -> source.step("append", spec, part));
  }

  /**
   * Replaces each chunk by what a function gives for it.
   *
   * @param spec what the dataset is made of
   * @param function is called for each block; what it gives is cast to the dtype
   * @return the plan, which the processes share
   */
  public static ChunkPlan apply(DatasetSpec spec, ChunkFunction function) {
    return PartPlan.of(
        "apply", true, cut(all(spec), spec), part -> new ApplyStep(spec, part, function));
  }

  /**
   * Writes given chunks of a dataset from a source.
   *
   * @param spec what the dataset is made of
   * @param source of its shape
   * @param chunks positions in the dataset's chunk grid
   * @return the plan, which the processes share
   */
  public static ChunkPlan copy(DatasetSpec spec, Source source, Stream<long[]> chunks) {
    ChunkCut all = cut(all(spec), spec);
    return PartPlan.of(
        "copy", all, chunks, index -> source.step("copy", spec, all.partIn(index).orElseThrow()));
  }

  /**
   * Reads all of a window into an array, a limited number of chunks at a time.
   *
   * @param operation what this is a part of
   * @param window what is read
   * @param into an array of its shape and dtype
   * @param most how many chunks may be on their way at once
   * @return plans to be run one after the other, by this process
   */
  public static Iterator<ChunkPlan> reads(String operation, Window window, NDArray into, int most) {
    Iterator<ChunkStep> steps = window.reading(into, 0, window.selection().strides());
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return steps.hasNext();
      }

      @Override
      public ChunkPlan next() {
        List<ChunkStep> some = new ArrayList<>();
        while (some.size() < most && steps.hasNext()) {
          some.add(steps.next());
        }
        return new ChunkPlan(operation, false, some.size(), 1, first -> some.iterator());
      }
    };
  }

  /**
   * Writes a box of a dataset from an array in memory.
   *
   * @param spec what the dataset is made of
   * @param box where it lies in the dataset
   * @param elements an array of its shape and of the dataset's dtype
   * @return the plan, which each process runs for itself
   */
  public static ChunkPlan copy(DatasetSpec spec, Region box, NDArray elements) {
    Slicing selection = Slicing.box(box.origin(), box.shape(), spec.shape());
    return write("copy", false, spec, selection, elements);
  }

  /**
   * Deletes given chunks.
   *
   * @param spec what the dataset is made of
   * @param chunks positions in the chunk grid
   * @return the plan, which the processes share
   */
  public static ChunkPlan clear(DatasetSpec spec, Stream<long[]> chunks) {
    return PartPlan.of(
        "clear", cut(all(spec), spec), chunks, index -> new DeleteStep("clear", index));
  }

  /**
   * Reads chunks to see whether that is possible.
   *
   * @param operation check or repair
   * @param dataset whose chunks they are
   * @param chunks positions in the chunk grid
   * @param failed hears which chunk cannot be read, and why
   * @return the plan, which the processes share
   */
  public static ChunkPlan check(
      String operation,
      ChunkedArray dataset,
      Stream<long[]> chunks,
      BiConsumer<long[], ChunkException> failed) {
    return PartPlan.of(operation, chunks, index -> new CheckStep(dataset, index, failed));
  }

  private static ChunkPlan write(
      String operation, boolean shared, DatasetSpec spec, Selection selection, NDArray value) {
    long[] strides = selection.broadcast(value.shape());
    boolean cast = value.dtype() != spec.dtype().nativeOrder();
    // A cast makes a copy, so it is made of one chunk's part at a time.
    Function<Part, Transfer> pick =
        part ->
            cast
                ? PartTransfers.transfer(
                    part, PartTransfers.pick(part, value, strides).astype(spec.dtype()))
                : PartTransfers.transfer(part, value, 0, strides);
    return PartPlan.of(
        operation,
        shared,
        Cuts.of(selection, spec.grid(), spec.shardSize()),
        part -> new WriteStep(operation, part, !cast, pick));
  }

  private static Slicing all(DatasetSpec spec) {
    return Slicing.of(new Slice[0], spec.shape());
  }

  private static ChunkCut cut(Slicing selection, DatasetSpec spec) {
    return new ChunkCut(selection, spec.grid(), spec.shardSize());
  }
}
