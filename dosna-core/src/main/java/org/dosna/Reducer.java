package org.dosna;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BinaryOperator;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.dosna.element.ElementType.Category;
import org.dosna.indexing.ChunkCut;
import org.dosna.indexing.ChunkPart;
import org.dosna.indexing.Selection;
import org.dosna.plan.PartTransfers;
import org.dosna.reduction.Extreme;
import org.dosna.reduction.Reduction;
import org.dosna.spi.ChunkPlan;
import org.dosna.spi.ChunkStep;
import org.dosna.spi.Transfer;

/**
 * Runs reductions. The parts of the selection are put into at most {@value #GROUPS} groups of
 * consecutive parts; each group is reduced in order, by whichever thread, and the results of groups
 * are combined in a fixed tree.
 */
final class Reducer {
  private static final int GROUPS = 4096;

  private Reducer() {}

  static boolean isIntegral(DatasetView view) {
    return view.dtype().element().isIntegral();
  }

  static Extreme extreme(String operation, DatasetView view, boolean max) {
    return reduce(operation, view, new Extreme.Of(max)).orElseThrow(() -> empty(operation, view));
  }

  static long[] positionOf(String operation, DatasetView view, boolean max) {
    return view.selection().onResultAxes(extreme(operation, view, max).position(), 0);
  }

  private static DosnaException empty(String operation, DatasetView view) {
    return new DosnaException(
        "There are no elements for "
            + operation
            + " in shape "
            + Arrays.toString(view.shape())
            + " of dataset '"
            + view.dataset().name()
            + "'");
  }

  /** Reduces with a reduction of ours, which knows what elements that are not stored give. */
  static <P> Optional<P> reduce(String operation, DatasetView view, Reduction<P> reduction) {
    if (view.dtype().element().category() == Category.COMPLEX) {
      throw new DosnaException(
          operation + " is not defined for " + view.dtype() + "; write it with reduce(...)");
    }
    Dataset dataset = view.dataset();
    ChunkCut cut = new ChunkCut(view.presentSelection(), dataset.spec().grid());
    if (cut.size() <= Math.min(GROUPS, dataset.chunkCount() / 2)) {
      return run(operation, view, cut.size(), cut::iterator, reduction);
    }
    List<long[]> stored = stored(operation, dataset, cut);
    Optional<P> ofStored =
        run(
            operation,
            view,
            stored.size(),
            first -> stored.stream().skip(first).map(i -> cut.partIn(i).orElseThrow()).iterator(),
            reduction);
    Optional<P> ofMissing = missing(view, cut, stored, reduction);
    if (ofStored.isEmpty() || ofMissing.isEmpty()) {
      return ofStored.or(() -> ofMissing);
    }
    return Optional.of(reduction.combine(ofStored.get(), ofMissing.get()));
  }

  /** The stored chunks in which something is selected, in the order of the selection. */
  private static List<long[]> stored(String operation, Dataset dataset, ChunkCut cut) {
    dataset.pool().requireOpen();
    try (Stream<long[]> chunks = dataset.agreed(operation, dataset::existingChunks)) {
      return chunks.filter(index -> cut.partIn(index).isPresent()).sorted(cut::compare).toList();
    }
  }

  /** The result of all elements that are not stored; they are counted, not visited. */
  private static <P> Optional<P> missing(
      DatasetView view, ChunkCut cut, List<long[]> stored, Reduction<P> reduction) {
    long count = view.size();
    for (long[] index : stored) {
      count -= cut.partIn(index).orElseThrow().size();
    }
    if (count == 0) {
      return Optional.empty();
    }
    // The first missing part is found after as many others at most as are stored.
    Iterator<long[]> known = stored.iterator();
    for (ChunkPart part : cut) {
      if (!known.hasNext() || !Arrays.equals(known.next(), part.index())) {
        NDArray fill = view.dataset().spec().fillElement();
        return Optional.of(reduction.ofEqual(fill, count, part.position()));
      }
    }
    return Optional.empty();
  }

  private static <P> Optional<P> run(
      String operation,
      DatasetView view,
      long count,
      LongFunction<Iterator<ChunkPart>> parts,
      Reduction<P> reduction) {
    Queue<NDArray> blocks = new ConcurrentLinkedQueue<>();
    Dataset dataset = view.dataset();
    return grouped(
        operation,
        view,
        count,
        parts,
        reduction::combine,
        (part, partial) ->
            new Step<P>(operation, part, partial, reduction::combine) {
              private NDArray block;

              @Override
              public boolean callsUser() {
                return false;
              }

              @Override
              public Optional<Transfer> input() {
                block = blocks.poll();
                if (block == null || !Arrays.equals(block.shape(), part.shape())) {
                  block = NDArray.zeros(dataset.dtype(), part.shape());
                }
                return Optional.of(PartTransfers.transfer(part, block));
              }

              @Override
              P compute() {
                P result = reduction.ofBlock(block, part.position());
                blocks.add(block);
                return result;
              }
            });
  }

  /** Reduces with a function of the user's, which gets every block. */
  static <P> P reduce(DatasetView view, BlockFunction<P> perBlock, BinaryOperator<P> combine) {
    Dataset dataset = view.dataset();
    Selection selection = view.presentSelection();
    ChunkCut cut = new ChunkCut(selection, dataset.spec().grid());
    BinaryOperator<P> checked = (a, b) -> notNull("combining", combine.apply(a, b));
    return grouped(
            "reduce",
            view,
            cut.size(),
            cut::iterator,
            checked,
            (part, partial) ->
                new Step<P>("reduce", part, partial, checked) {
                  private NDArray block;

                  @Override
                  public Optional<Transfer> input() {
                    block = NDArray.zeros(dataset.dtype(), part.shape());
                    return Optional.of(PartTransfers.transfer(part, block));
                  }

                  @Override
                  P compute() throws Exception {
                    long[] shape = selection.onResultAxes(part.shape(), 1);
                    long[] origin = selection.onResultAxes(part.position(), 0);
                    P result = perBlock.apply(block.reshape(shape), new Region(origin, shape));
                    return notNull("the block function", result);
                  }
                })
        .orElseThrow(() -> empty("reduce", view));
  }

  private static <P> P notNull(String what, P result) {
    if (result == null) {
      throw new DosnaException("reduce needs results; " + what + " returned null");
    }
    return result;
  }

  /** Makes a step that adds to the partial result of its group. */
  private interface StepMaker<P> {
    ChunkStep step(ChunkPart part, Partial<P> partial);
  }

  /** The result of a group so far; touched by one thread at a time. */
  private static final class Partial<P> {
    private P value;
  }

  private abstract static class Step<P> implements ChunkStep {
    private final String operation;
    private final ChunkPart part;
    private final Partial<P> partial;
    private final BinaryOperator<P> combine;

    Step(String operation, ChunkPart part, Partial<P> partial, BinaryOperator<P> combine) {
      this.operation = operation;
      this.part = part;
      this.partial = partial;
      this.combine = combine;
    }

    abstract P compute() throws Exception;

    @Override
    public String operation() {
      return operation;
    }

    @Override
    public long[] index() {
      return part.index();
    }

    @Override
    public Optional<Transfer> work() throws Exception {
      P result = compute();
      partial.value = partial.value == null ? result : combine.apply(partial.value, result);
      return Optional.empty();
    }
  }

  private static <P> Optional<P> grouped(
      String operation,
      DatasetView view,
      long count,
      LongFunction<Iterator<ChunkPart>> parts,
      BinaryOperator<P> combine,
      StepMaker<P> maker) {
    Dataset dataset = view.dataset();
    dataset.pool().requireOpen();
    if (count == 0) {
      return Optional.empty();
    }
    long unit = (count - 1) / GROUPS + 1;
    List<Partial<P>> groups =
        LongStream.rangeClosed(0, (count - 1) / unit).mapToObj(i -> new Partial<P>()).toList();
    LongFunction<Iterator<ChunkStep>> steps =
        first -> {
          Iterator<ChunkPart> rest = parts.apply(first);
          return new Iterator<>() {
            private long made = first;

            @Override
            public boolean hasNext() {
              return rest.hasNext();
            }

            @Override
            public ChunkStep next() {
              return maker.step(rest.next(), groups.get((int) (made++ / unit)));
            }
          };
        };
    dataset.start(new ChunkPlan(operation, true, count, unit, steps));
    List<Optional<P>> computed = groups.stream().map(g -> Optional.ofNullable(g.value)).toList();
    return Optional.of(
        dataset.combined(
            operation + " of " + view.selection(),
            computed,
            results -> tree(results, 0, results.size(), combine)));
  }

  private static <P> P tree(List<P> groups, int from, int to, BinaryOperator<P> combine) {
    if (to - from == 1) {
      return groups.get(from);
    }
    int middle = (from + to) >>> 1;
    return combine.apply(tree(groups, from, middle, combine), tree(groups, middle, to, combine));
  }
}
