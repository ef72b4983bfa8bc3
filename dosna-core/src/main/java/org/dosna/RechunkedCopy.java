package org.dosna;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.dosna.indexing.RechunkPass;
import org.dosna.indexing.Slicing;
import org.dosna.plan.CopiedChunks;
import org.dosna.plan.Plans;
import org.dosna.plan.SparsePlan;
import org.dosna.plan.Window;
import org.dosna.spi.ChunkPlan;
import org.dosna.spi.ChunkStep;
import org.dosna.spi.LaneWalker;
import org.dosna.spi.Transfer;

/**
 * A copy with other chunks on its way: pass by pass from the source through the intermediates into
 * the target. An intermediate is removed as soon as it was read, and also if anything fails.
 *
 * <p>It is called {@code rechunk-}, eight digits that the target's name gives, and a random number.
 * What a killed process leaves is removed by the next one that makes the same target: the target is
 * made first, and of several processes only one succeeds in that.
 */
final class RechunkedCopy {
  private static final String OPERATION = "copy";

  private final Rechunking rechunking;
  private final Group pool;
  private final Dataset target;
  private final UnaryOperator<ChunkPlan> left;
  private final List<RechunkPass> passes;

  private RechunkedCopy(
      Rechunking rechunking, Group pool, Dataset target, UnaryOperator<ChunkPlan> left) {
    this.rechunking = rechunking;
    this.pool = pool;
    this.target = target;
    this.left = left;
    this.passes = rechunking.ways();
  }

  /**
   * Fills a dataset.
   *
   * @param left gives what is left to do of a plan that writes it
   */
  static void run(
      Rechunking rechunking,
      Window source,
      Group pool,
      Dataset target,
      UnaryOperator<ChunkPlan> left) {
    RechunkedCopy copy = new RechunkedCopy(rechunking, pool, target, left);
    Progress.together(OPERATION, () -> copy.run(source));
  }

  private void run(Window source) {
    List<String> names = passes.size() == 1 ? List.of() : names();
    Optional<Dataset> intermediate = Optional.empty();
    try {
      Window from = source;
      for (int pass = 0; pass < passes.size() - 1; pass++) {
        Dataset next = intermediate(names.get(pass), passes.get(pass), from);
        Optional<Dataset> read = intermediate;
        intermediate = Optional.of(next);
        from = next.view().window();
        read.ifPresent(Dataset::remove);
      }
      fill(target, from, passes.get(passes.size() - 1), left);
    } catch (RuntimeException | Error e) {
      try {
        intermediate.ifPresent(Dataset::remove);
      } catch (RuntimeException again) {
        e.addSuppressed(again);
      }
      throw e;
    }
    intermediate.ifPresent(Dataset::remove);
  }

  /** Names for the intermediates, the same in all processes; those of dead ones are removed. */
  private List<String> names() {
    CRC32C name = new CRC32C();
    name.update(target.name().getBytes(StandardCharsets.UTF_8));
    String prefix = "rechunk-" + HexFormat.of().toHexDigits((int) name.getValue()) + "-";
    List<String> left =
        pool.group()
            .root(
                "names for the rechunk into '" + target.name() + "'",
                () -> {
                  ArrayList<String> known = new ArrayList<>(pool.listDatasets());
                  known.removeIf(other -> !other.matches(prefix + "[0-9a-f]{16}-[0-9]"));
                  long number = UUID.randomUUID().getMostSignificantBits();
                  known.add(0, prefix + HexFormat.of().toHexDigits(number));
                  return known;
                });
    left.stream().skip(1).forEach(pool::deleteDataset);
    return passes.stream().map(pass -> left.get(0) + "-" + passes.indexOf(pass)).toList();
  }

  private Dataset intermediate(String name, RechunkPass pass, Window from) {
    DatasetSpec spec =
        DatasetSpec.of(from.dtype(), from.shape())
            .chunkSize(pass.to().chunkSize())
            .fillElement(target.spec().fillElement());
    return pool.createFilled(
        name,
        spec,
        Dataset.workOn(OPERATION, target),
        (created, all) -> fill(created, from, pass, all));
  }

  /** Block by block; several processes share the blocks. */
  private void fill(
      Dataset filled, Window from, RechunkPass pass, UnaryOperator<ChunkPlan> change) {
    try (Stream<long[]> touched =
        filled.agreed(OPERATION, () -> CopiedChunks.touched(from, pass.blocks().chunkSize()))) {
      List<long[]> blocks = touched.toList();
      int processes = filled.group().size();
      ChunkPlan plan =
          new ChunkPlan(
              OPERATION,
              true,
              blocks.size(),
              Math.max(1, (blocks.size() + processes - 1) / processes), // one lane in each
              first -> steps(blocks.listIterator((int) first), filled, from, pass, change));
      filled.run(
          filled.partOf(plan),
          lane -> {
            walk(filled, lane);
            from.requireSettled();
          });
    }
  }

  /** Walks blocks; what fails in one is told as it happened to its chunk. */
  private static void walk(Dataset filled, Iterator<ChunkStep> blocks) {
    try {
      filled.walk(blocks);
    } catch (ChunkException e) {
      throw e.getCause() instanceof DosnaException cause ? cause : e;
    }
  }

  private Iterator<ChunkStep> steps(
      Iterator<long[]> blocks,
      Dataset filled,
      Window from,
      RechunkPass pass,
      UnaryOperator<ChunkPlan> change) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return blocks.hasNext();
      }

      @Override
      public ChunkStep next() {
        return new BlockStep(filled, from, pass, blocks.next(), change);
      }
    };
  }

  /** A block that is read and then written, by all lanes of the engine. */
  private final class BlockStep implements ChunkStep {
    private final Dataset filled;
    private final Window from;
    private final RechunkPass pass;
    private final UnaryOperator<ChunkPlan> change;
    private final Region region;

    BlockStep(
        Dataset filled,
        Window from,
        RechunkPass pass,
        long[] block,
        UnaryOperator<ChunkPlan> change) {
      this.filled = filled;
      this.from = from;
      this.pass = pass;
      this.change = change;
      int[] extent = pass.blocks().extent(block);
      long[] shape = Arrays.stream(extent).asLongStream().toArray();
      this.region = new Region(pass.blocks().origin(block), shape);
    }

    @Override
    public String operation() {
      return OPERATION;
    }

    /** The first chunk of the block. */
    @Override
    public long[] index() {
      long[] index = new long[region.origin().length];
      Arrays.setAll(index, axis -> region.origin()[axis] / pass.to().chunkSize(axis));
      return index;
    }

    @Override
    public Optional<Transfer> work() {
      NDArray block = NDArray.zeros(from.dtype(), region.shape());
      Window part = from.then(Slicing.box(region.origin(), region.shape(), from.shape()));
      Iterator<ChunkPlan> reads =
          Plans.reads(OPERATION, part, block, rechunking.chunksAtOnce(pass.from()));
      while (reads.hasNext()) {
        run(reads.next(), part.dataset()::walk);
      }
      ChunkPlan writes = Plans.copy(filled.spec(), region, block);
      run(change.apply(SparsePlan.ofNew(writes, filled.spec())), filled::walk);
      return Optional.empty();
    }

    private void run(ChunkPlan plan, LaneWalker walker) {
      Progress.track(plan, from.dtype().itemSize(), tracked -> filled.run(tracked, walker));
    }
  }
}
