package org.dosna.engine.mpi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.dosna.DataChunk;
import org.dosna.Dataset;
import org.dosna.FilterDataset;
import org.dosna.spi.ChunkPlan;
import org.dosna.spi.LaneWalker;

/**
 * A dataset whose shared plans are worked on by all ranks, each doing its part. Chunks, shape and
 * attributes are changed by the root for all.
 */
final class MpiDataset extends FilterDataset {
  private final Ranks ranks;

  MpiDataset(MpiPool pool, Dataset in, Ranks ranks) {
    super(pool, in);
    this.ranks = ranks;
  }

  private String call(String operation) {
    return operation + " of dataset '" + name() + "' in pool '" + pool().name() + "'";
  }

  @Override
  protected ChunkPlan partOf(ChunkPlan plan) {
    return plan.shared() && !ranks.worksAlone()
        ? SharedSteps.part(plan, ranks.rank(), ranks.size())
        : plan;
  }

  @Override
  protected void run(ChunkPlan plan, LaneWalker walker) {
    if (plan.shared() && ranks.size() > 1) {
      ranks.all(
          call(plan.operation() + " (shape " + Arrays.toString(shape()) + ")"),
          () -> super.run(SharedSteps.marked(plan), walker));
    } else {
      super.run(plan, walker);
    }
  }

  @Override
  protected Stream<long[]> agreed(String operation, Supplier<Stream<long[]>> listing) {
    if (ranks.worksAlone()) {
      return super.agreed(operation, listing);
    }
    long[][] chunks =
        ranks.root(
            call(operation),
            () -> {
              try (Stream<long[]> listed = listing.get()) {
                return listed.toArray(long[][]::new);
              }
            });
    return Stream.of(chunks);
  }

  /** Of each unit the rank's result that has worked on it; all travel, so that all are alike. */
  @Override
  protected <P> P combined(
      String operation, List<Optional<P>> computed, Function<List<P>, P> combine) {
    if (ranks.worksAlone()) {
      return super.combined(operation, computed, combine);
    }
    List<Object> given =
        ranks.gather(
            call(operation + " (" + computed.size() + " results)"),
            () -> computed.stream().flatMap(Optional::stream).toArray());
    Object[] results = new Object[computed.size()];
    for (int unit = 0; unit < results.length; unit++) {
      Object[] ofRank = (Object[]) given.get(unit % ranks.size());
      results[unit] = ofRank[unit / ranks.size()];
    }
    @SuppressWarnings("unchecked")
    List<P> all = (List<P>) List.of(results);
    List<P> combination = new ArrayList<>(1);
    ranks.all(call(operation + ", combined"), () -> combination.add(combine.apply(all)));
    return combination.get(0);
  }

  /** The root alone writes what is appended: only it holds the dataset as it will be. */
  @Override
  protected void doResize(UnaryOperator<long[]> change, Consumer<Dataset> fill) {
    if (!ranks.worksAlone()) {
      requireSame(change);
    }
    ranks.root(
        call("resize or append"),
        () -> {
          long[][] shapes = new long[3][];
          super.doResize(
              present -> {
                shapes[0] = present.clone();
                shapes[1] = change.apply(present);
                return shapes[1];
              },
              fill);
          shapes[2] = new long[] {super.shrinks()};
          return shapes;
        },
        this::awaitShape);
  }

  /** Before anything is changed: a rank that wants another shape than the root is told to all. */
  private void requireSame(UnaryOperator<long[]> change) {
    long[] present =
        ranks.root(
            call("resize or append"),
            () -> {
              super.refresh();
              return shape();
            });
    List<Object> wanted =
        ranks.gather(call("resize or append, shapes"), () -> change.apply(present.clone()));
    String ofRoot = Arrays.toString((long[]) wanted.get(0));
    for (int rank = 1; rank < wanted.size(); rank++) {
      String ofRank = Arrays.toString((long[]) wanted.get(rank));
      if (!ofRank.equals(ofRoot)) {
        throw new MismatchException(
            "Ranks want to change the shape of dataset '%s' differently: rank 0 to %s, rank %d to %s"
                .formatted(name(), ofRoot, rank, ofRank));
      }
    }
  }

  /**
   * Waits for the new shape, and until this rank counts as many shrinks as the root: else it would
   * hear of one later, and take it for another.
   *
   * @param shapes before and after, and how often the root then saw the dataset made smaller
   */
  private void awaitShape(long[][] shapes) {
    Seen.changed(
        () -> {
          super.refresh();
          boolean isSeen = !Arrays.equals(shape(), shapes[0]) || Arrays.equals(shape(), shapes[1]);
          return isSeen && super.shrinks() >= shapes[2][0];
        });
  }

  @Override
  protected Optional<DataChunk> doCreateChunk(long[] index) {
    String chunk = Arrays.toString(index);
    return ranks.create(
        call("createChunk(" + chunk + ")"),
        () -> super.doCreateChunk(index),
        () -> Seen.found("Chunk " + chunk, () -> super.doGetChunk(index)));
  }

  @Override
  protected boolean deleteChunk(long[] index, LaneWalker walker) {
    String chunk = Arrays.toString(index);
    return ranks.delete(
        call("deleteChunk(" + chunk + ")"),
        () -> super.deleteChunk(index, walker),
        () -> super.doHasChunk(index));
  }

  @Override
  protected boolean doDelete() {
    return ranks.delete(call("delete"), super::doDelete, () -> in.pool().hasDataset(name()));
  }

  @Override
  protected void doSetAttribute(String attribute, Optional<Object> value) {
    ranks.setAttribute(
        "dataset '" + name() + "' in pool '" + pool().name() + "'",
        attribute,
        value,
        () -> super.doSetAttribute(attribute, value));
  }
}
