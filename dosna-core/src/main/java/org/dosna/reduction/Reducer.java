package org.dosna.reduction;

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
import org.dosna.BlockFunction;
import org.dosna.DatasetSpec;
import org.dosna.DosnaException;
import org.dosna.NDArray;
import org.dosna.Region;
import org.dosna.element.ElementType.Category;
import org.dosna.indexing.Cut;
import org.dosna.indexing.Cuts;
import org.dosna.indexing.Part;
import org.dosna.indexing.Parts;
import org.dosna.indexing.Selection;
import org.dosna.plan.PartTransfers;
import org.dosna.plan.Window;
import org.dosna.spi.ChunkPlan;
import org.dosna.spi.ChunkStep;
import org.dosna.spi.ChunkedArray;
import org.dosna.spi.Transfer;

/**
 * Runs reductions. The parts of the selection are put into at most {@value #GROUPS} groups of
 * consecutive parts; each group is reduced in order, by whichever thread, and the results of groups
 * are combined in a fixed tree.
 */
public final class Reducer {
  private static final int GROUPS = 4096;

  private Reducer() {}

  /**
   * Whether elements are whole numbers.
   *
   * @param window what is to be reduced
   * @return true for integers and bool
   */
  public static boolean isIntegral(Window window) {
    return window.dtype().element().isIntegral();
  }

  /**
   * The smallest or largest element.
   *
   * @param operation what is done, for messages
   * @param window what is reduced
   * @param max whether the largest is wanted
   * @return the element and where it is first
   * @throws DosnaException if there are no elements, or the dtype is complex
   */
  public static Extreme extreme(String operation, Window window, boolean max) {
    return reduce(operation, window, new Extreme.Of(max))
        .orElseThrow(() -> empty(operation, window));
  }

  /**
   * Where the smallest or largest element is first.
   *
   * @param operation what is done, for messages
   * @param window what is reduced
   * @param max whether the largest is wanted
   * @return position on the axes of the window
   * @throws DosnaException if there are no elements, or the dtype is complex
   */
  public static long[] positionOf(String operation, Window window, boolean max) {
    return window.selection().onResultAxes(extreme(operation, window, max).position(), 0);
  }

  private static DosnaException empty(String operation, Window window) {
    return new DosnaException(
        "There are no elements for "
            + operation
            + " in shape "
            + Arrays.toString(window.shape())
            + " of dataset '"
            + window.dataset().name()
            + "'");
  }

  /**
   * Reduces with a reduction of ours, which knows what elements that are not stored give.
   *
   * @param <P> the type of the results
   * @param operation what is done, for messages
   * @param seen what is reduced
   * @param reduction the reduction
   * @return the result; empty if there are no elements
   * @throws DosnaException if the dtype is complex
   */
  public static <P> Optional<P> reduce(String operation, Window seen, Reduction<P> reduction) {
    if (seen.dtype().element().category() == Category.COMPLEX) {
      throw new DosnaException(
          operation + " is not defined for " + seen.dtype() + "; write it with reduce(...)");
    }
    Window window = seen.present();
    ChunkedArray dataset = window.dataset();
    DatasetSpec spec = dataset.spec();
    Cut<? extends Part> cut = Cuts.of(window.selection(), spec.grid());
    if (cut.size() <= Math.min(GROUPS, spec.grid().size() / 2)) {
      return run(operation, window, cut.size(), cut::iterator, reduction);
    }
    List<long[]> stored = stored(operation, dataset, cut);
    Optional<P> ofStored =
        run(
            operation,
            window,
            stored.size(),
            first -> stored.stream().skip(first).map(i -> cut.partIn(i).orElseThrow()).iterator(),
            reduction);
    Optional<P> ofMissing = missing(window, cut, stored, reduction);
    if (ofStored.isEmpty() || ofMissing.isEmpty()) {
      return ofStored.or(() -> ofMissing);
    }
    return Optional.of(reduction.combine(ofStored.get(), ofMissing.get()));
  }

  /** The stored chunks in which something is selected, in the order of the selection. */
  private static List<long[]> stored(String operation, ChunkedArray dataset, Cut<?> cut) {
    try (Stream<long[]> chunks = dataset.agreed(operation, dataset::storedChunks)) {
      return chunks.filter(index -> cut.partIn(index).isPresent()).sorted(cut::compare).toList();
    }
  }

  /** The result of all elements that are not stored; they are counted, not visited. */
  private static <P> Optional<P> missing(
      Window window, Cut<? extends Part> cut, List<long[]> stored, Reduction<P> reduction) {
    long count = window.selection().size();
    for (long[] index : stored) {
      count -= cut.partIn(index).orElseThrow().size();
    }
    if (count == 0) {
      return Optional.empty();
    }
    // The first missing part is found after as many others at most as are stored.
    Iterator<long[]> known = stored.iterator();
    for (Part part : cut) {
      if (!known.hasNext() || !Arrays.equals(known.next(), part.index())) {
        NDArray fill = window.dataset().spec().fillElement();
        long[] first = part.positionOf(new long[part.shape().length]);
        return Optional.of(reduction.ofEqual(fill, count, first));
      }
    }
    return Optional.empty();
  }

  private static <P> Optional<P> run(
      String operation,
      Window window,
      long count,
      LongFunction<? extends Iterator<? extends Part>> parts,
      Reduction<P> reduction) {
    Queue<NDArray> blocks = new ConcurrentLinkedQueue<>();
    DatasetSpec spec = window.dataset().spec();

    return grouped(
        operation,
        window,
        count,
        parts,
        reduction::combine,
        (part, partial) ->
            new Step<P>(operation, part, partial, reduction::combine) {
              private NDArray block;
              private Optional<P> seen = Optional.empty();

              @Override
              public boolean callsUser() {
                return false;
              }

              @Override
              public Optional<Transfer> input() {
                block = blocks.poll();
                if (block == null || !Arrays.equals(block.shape(), part.shape())) {
                  block = NDArray.zeros(spec.dtype(), part.shape());
                }
                return Optional.of(PartTransfers.transfer(part, block).lookingAt(this::look));
              }

              private void look(Object chunk) {
                NDArray elements = NDArray.of(spec.dtype(), chunk, part.shape());
                seen = Optional.of(reduction.ofBlock(elements, part));
              }

              @Override
              P compute() {
                P result = seen.orElseGet(() -> reduction.ofBlock(block, part));
                blocks.add(block);
                return result;
              }
            });
  }

  /**
   * Reduces with a function of the user's, which gets every block.
   *
   * @param <P> the type of the results
   * @param seen what is reduced
   * @param perBlock gives the result of one block
   * @param combine makes one result out of two
   * @return the result of all blocks
   * @throws DosnaException if there are no elements
   */
  public static <P> P reduce(Window seen, BlockFunction<P> perBlock, BinaryOperator<P> combine) {
    Window window = seen.present();
    DatasetSpec spec = window.dataset().spec();
    Selection selection = window.selection();
    Parts<? extends Part> blocks = Cuts.blocks(selection, spec.grid());
    BinaryOperator<P> checked = (a, b) -> notNull("combining", combine.apply(a, b));
    return grouped(
            "reduce",
            window,
            blocks.size(),
            blocks::iterator,
            checked,
            (part, partial) ->
                new Step<P>("reduce", part, partial, checked) {
                  private NDArray block;

                  @Override
                  public Optional<Transfer> input() {
                    block = NDArray.zeros(spec.dtype(), selection.onResultAxes(part.shape(), 1));
                    return Optional.of(PartTransfers.transfer(part, block, selection));
                  }

                  @Override
                  P compute() throws Exception {
                    long[] origin =
                        selection.onResultAxes(part.positionOf(new long[part.shape().length]), 0);
                    P result = perBlock.apply(block, new Region(origin, block.shape()));
                    return notNull("the block function", result);
                  }
                })
        .orElseThrow(() -> empty("reduce", window));
  }

  private static <P> P notNull(String what, P result) {
    if (result == null) {
      throw new DosnaException("reduce needs results; " + what + " returned null");
    }
    return result;
  }

  /** Makes a step that adds to the partial result of its group. */
  private interface StepMaker<P> {
    ChunkStep step(Part part, Partial<P> partial);
  }

  /** The result of a group so far; touched by one thread at a time. */
  private static final class Partial<P> {
    private Optional<P> value = Optional.empty();
  }

  private abstract static class Step<P> implements ChunkStep {
    private final String operation;
    private final Part part;
    private final Partial<P> partial;
    private final BinaryOperator<P> combine;

    Step(String operation, Part part, Partial<P> partial, BinaryOperator<P> combine) {
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
      partial.value = Optional.of(partial.value.map(p -> combine.apply(p, result)).orElse(result));
      return Optional.empty();
    }
  }

  private static <P> Optional<P> grouped(
      String operation,
      Window window,
      long count,
      LongFunction<? extends Iterator<? extends Part>> parts,
      BinaryOperator<P> combine,
      StepMaker<P> maker) {
    ChunkedArray dataset = window.dataset();
    if (count == 0) {
      return Optional.empty();
    }
    long unit = (count - 1) / GROUPS + 1;
    List<Partial<P>> groups =
        LongStream.rangeClosed(0, (count - 1) / unit).mapToObj(i -> new Partial<P>()).toList();
    LongFunction<Iterator<ChunkStep>> steps =
        first -> {
          Iterator<? extends Part> rest = parts.apply(first);
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
    dataset.run(new ChunkPlan(operation, true, count, unit, steps));
    List<Optional<P>> computed = groups.stream().map(group -> group.value).toList();
    return Optional.of(
        dataset.combined(
            operation + " of " + window.selection(),
            computed,
            results -> {
              window.requireSettled();
              return tree(results, 0, results.size(), combine);
            }));
  }

  private static <P> P tree(List<P> groups, int from, int to, BinaryOperator<P> combine) {
    if (to - from == 1) {
      return groups.get(from);
    }
    int middle = (from + to) >>> 1;
    return combine.apply(tree(groups, from, middle, combine), tree(groups, middle, to, combine));
  }
}
