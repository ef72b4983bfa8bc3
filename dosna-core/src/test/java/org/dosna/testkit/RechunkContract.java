package org.dosna.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.dosna.CancelledException;
import org.dosna.ChunkException;
import org.dosna.Cluster;
import org.dosna.Codecs;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.DosnaException;
import org.dosna.LayeredCluster;
import org.dosna.NDArray;
import org.dosna.Pool;
import org.dosna.Progress;
import org.dosna.RechunkPlan;
import org.dosna.Rechunking;
import org.dosna.spi.ChunkStep;
import org.dosna.spi.ChunkedArray;
import org.dosna.spi.FilterStep;
import org.dosna.spi.Layer;
import org.dosna.spi.Transfer;
import org.junit.jupiter.api.Test;

/** Copies into other chunks within a stated memory. */
abstract class RechunkContract extends StoreContract {
  private static final NDArray DATA = NDArray.random(DType.INT32, 5, 64, 64);

  /** Takes an intermediate: a block has eight of the source's columns, or of the target's rows. */
  private static final RechunkPlan ROWS = RechunkPlan.to(1, 64).withMemory(3 * 8 * 64 * 4);

  private Dataset columns(Pool in) {
    return in.createDataset("columns", DATA, 64, 1);
  }

  /** Counts what is read and written, and how many bytes of chunks are on their way at once. */
  private static final class Counted implements Layer {
    private final Map<String, AtomicLong> written = new ConcurrentHashMap<>();
    private final AtomicLong reads = new AtomicLong();
    private final AtomicLong onTheirWay = new AtomicLong();
    private final AtomicLong most = new AtomicLong();

    @Override
    public UnaryOperator<ChunkStep> over(ChunkedArray dataset) {
      return step -> new Step(dataset, step);
    }

    private final class Step extends FilterStep {
      private final ChunkedArray dataset;
      private boolean begun;

      Step(ChunkedArray dataset, ChunkStep step) {
        super(step);
        this.dataset = dataset;
      }

      private void begin() {
        begun = true;
        long now = onTheirWay.addAndGet(dataset.spec().chunkBytes());
        most.accumulateAndGet(now, Math::max);
      }

      @Override
      public Optional<Transfer> input() {
        Optional<Transfer> input = in.input();
        input.ifPresent(
            read -> {
              begin();
              reads.incrementAndGet();
            });
        return input;
      }

      @Override
      public Optional<Transfer> work() throws Exception {
        Optional<Transfer> output = in.work();
        output.ifPresent(
            write -> {
              begin();
              String chunk = dataset.name() + Arrays.toString(index());
              written.computeIfAbsent(chunk, c -> new AtomicLong()).incrementAndGet();
            });
        return output;
      }

      @Override
      public void done() {
        in.done();
        if (begun) {
          onTheirWay.addAndGet(-dataset.spec().chunkBytes());
        }
      }
    }
  }

  private Pool layered(Layer layer) {
    return connect(new LayeredCluster(store.newCluster(), layer)).getPool(POOL);
  }

  @Test
  void intermediatesLetEachChunkBeReadAndWrittenOnce() {
    columns(pool);
    Counted counted = new Counted();
    Dataset source = layered(counted).getDataset("columns");
    Rechunking passes = ROWS.of(source);
    assertEquals(2, passes.passes().size(), passes::toString);
    assertEquals(List.of(8, 8), passes.passes().get(0).writtenChunk());
    assertTrue(passes.memory() <= 3 * 8 * 64 * 4, passes::toString);
    Dataset rows = source.copy(source.pool(), "rows", ROWS);
    assertEquals(DATA, rows.get());
    assertArrayEquals(new int[] {1, 64}, rows.chunkSize());
    assertEquals(List.of("columns", "rows"), pool.listDatasets());
    assertTrue(counted.written.values().stream().allMatch(times -> times.get() == 1));
    if (cluster.group().size() == 1) {
      assertEquals(64 + 64, counted.written.size());
      // Columns and intermediate; the last 64 are of the comparison above.
      assertEquals(64 + 64 + 64, counted.reads.get());
    }
  }

  @Test
  void theLeastMemoryTakesFurtherIntermediates() {
    Dataset source = columns(pool);
    RechunkPlan least = ROWS.withMemory(3 * 64 * 4);
    Rechunking passes = least.of(source);
    assertEquals(3, passes.passes().size(), passes::toString);
    assertEquals(DATA, source.copy(pool, "rows", least).get());
    assertEquals(List.of("columns", "rows"), pool.listDatasets());
    assertRefused(
        DosnaException.class,
        () -> source.copy(pool, "no", ROWS.withMemory(3 * 64 * 4 - 1)),
        "takes a memory of 768 bytes",
        "767 are too few");
    assertRefused(DosnaException.class, () -> RechunkPlan.to(1, 2, 3).of(source), "[1, 2, 3]");
    assertFalse(pool.hasDataset("no"));
  }

  @Test
  void chunksOnTheirWayStayWithinTheMemory() {
    columns(pool);
    Counted counted = new Counted();
    Dataset source = layered(counted).getDataset("columns");
    int[] sizes = {1, 64, 7, 20, 3, 2};
    for (int size : Arrays.copyOf(sizes, Effort.times(sizes.length))) {
      long memory = 3L * size * 64 * 4;
      counted.most.set(0);
      Dataset rows = source.copy(source.pool(), "rows" + size, ROWS.withMemory(memory));
      long most = counted.most.get();
      assertTrue(2 * most <= 2 * memory / 3, most + " bytes at once of " + memory);
      assertEquals(DATA, rows.get());
    }
  }

  @Test
  void randomCases() {
    long seed = 19;
    Cases cases = new Cases(seed);
    for (int i = 0; i < Effort.times(60); i++) {
      long[] shape = cases.shape();
      int[] from = cases.chunkSize(shape);
      int[] to = cases.chunkSize(shape);
      Dataset data = createInts("data", shape, from);
      data.set(cases.slices(shape), cases.value(DType.INT32, shape.length == 0 ? shape : shape(1)));
      long least = 3L * 4 * Math.max(product(from), product(to));
      RechunkPlan plan = RechunkPlan.to(to).withMemory(least * cases.between(1, 6));
      Rechunking passes = plan.of(data);
      assertTrue(passes.memory() <= least * 6, passes::toString);
      Dataset copy = data.copy(pool, "copy", plan);
      String described = "seed " + seed + ", case " + i + ": " + passes;
      assertEquals(data.get(), copy.get(), described);
      assertEquals(data.spec().fillValue(), copy.spec().fillValue());
      assertArrayEquals(data.copy(pool, "plain", to).chunkSize(), copy.chunkSize());
      assertEquals(pool.getDataset("plain").countStoredChunks(), copy.countStoredChunks());
      assertEquals(List.of("copy", "data", "plain"), pool.listDatasets(), described);
      List.of("copy", "data", "plain").forEach(pool::deleteDataset);
    }
  }

  private static long product(int[] lengths) {
    return Arrays.stream(lengths).asLongStream().reduce(1, (a, b) -> a * b);
  }

  @Test
  void whatIsNotStoredCostsNothing() {
    if (!store.capabilities().contains(Capability.CHUNK_LISTING)) {
      return;
    }
    DatasetSpec spec = DatasetSpec.of(DType.INT16, 100_000, 100_000, 100_000);
    Dataset huge = pool.createDataset("huge", spec.chunkSize(100, 1, 10));
    huge.set("49995:50005, 49995:50005, 49995:50005", 1);
    RechunkPlan plan = RechunkPlan.to(1, 100, 10).withMemory("60K");
    Dataset copy = huge.copy(pool, "copy", plan);
    assertEquals(
        NDArray.full(DType.INT16, 1, 10, 10, 10),
        copy.get("49995:50005, 49995:50005, 49995:50005"));
    assertEquals(10 * 2 * 2, copy.countStoredChunks());
    assertEquals(List.of("copy", "huge"), pool.listDatasets());
  }

  @Test
  void intoAnotherClusterWithAttributesAndCodecs() {
    Dataset source = columns(pool);
    if (store.capabilities().contains(Capability.ATTRIBUTES)) {
      source.attributes().set("unit", "mm");
    }
    StoreFixture otherStore = newStore();
    try (Cluster other = otherStore.newCluster().connect()) {
      Pool elsewhere = other.createPool("elsewhere");
      boolean codes = store.capabilities().contains(Capability.CODECS);
      RechunkPlan plan = codes ? ROWS.withCodecs(Codecs.parse("gzip")) : ROWS;
      Dataset rows = source.copy(elsewhere, "rows", plan);
      assertEquals(DATA, rows.get());
      assertEquals(codes ? "gzip" : "", rows.spec().codecs().toString().replaceAll(":.*", ""));
      assertEquals(source.attributes().list(), rows.attributes().list());
      assertEquals(List.of("rows"), elsewhere.listDatasets());
      assertEquals(DATA, rows.copy(pool, "back", RechunkPlan.to(64, 1).withMemory(1200)).get());
    } finally {
      otherStore.destroy();
    }
    assertEquals(List.of("back", "columns"), pool.listDatasets());
  }

  private static Progress.Listener cancelAfter(long chunks) {
    return progress -> {
      assertEquals("copy", progress.operation());
      if (progress.chunksDone() >= chunks) {
        progress.cancel();
      }
    };
  }

  @Test
  void whatIsCancelledLeavesNothing() {
    Dataset source = columns(pool);
    // In the first pass, and in the second one.
    for (long chunks : new long[] {3, (64 + 64) / cluster.group().size() + 20}) {
      assertRefused(
          CancelledException.class,
          () ->
              Progress.report(cancelAfter(chunks), () -> source.copy(source.pool(), "rows", ROWS)),
          "cancelled");
      assertEquals(List.of("columns"), connect().getPool(POOL).listDatasets());
    }
    AtomicLong done = new AtomicLong();
    AtomicLong bytes = new AtomicLong();
    Progress.report(
        progress -> {
          done.set(progress.chunksDone());
          bytes.set(progress.bytesDone());
        },
        () -> source.copy(pool, "rows", ROWS));
    if (cluster.group().size() == 1) {
      assertEquals(64 + 64 + 64 + 64, done.get());
      assertEquals(4 * DATA.size() * 4, bytes.get());
    }
  }

  @Test
  void whatFailsLeavesNothing() {
    columns(pool);
    Layer failing =
        dataset ->
            step ->
                new FilterStep(step) {
                  @Override
                  public Optional<Transfer> work() throws Exception {
                    if (dataset.name().equals("rows") && step.index()[0] == 40) {
                      throw new IllegalStateException("no more room");
                    }
                    return in.work();
                  }
                };
    Pool full = layered(failing);
    assertRefused(
        ChunkException.class,
        () -> full.getDataset("columns").copy(full, "rows", ROWS),
        "no more room");
    assertEquals(List.of("columns"), connect().getPool(POOL).listDatasets());
  }

  @Test
  void whatAKilledProcessLeftIsRemovedByTheNextOne() {
    Dataset source = columns(pool);
    Pool seen = connect().getPool(POOL);
    ConcurrentLinkedQueue<String> names = new ConcurrentLinkedQueue<>();
    Progress.report(
        progress -> {
          if (names.isEmpty()) {
            seen.listDatasets().stream()
                .filter(name -> name.startsWith("rechunk-"))
                .forEach(names::add);
          }
        },
        () -> source.copy(pool, "rows", ROWS));
    pool.deleteDataset("rows");
    String left = cluster.group().root("name of the intermediate", () -> names.peek());
    createInts(left, shape(3), 2);
    createInts("rechunk-of-mine", shape(3), 2);
    assertEquals(DATA, source.copy(pool, "rows", ROWS).get());
    assertEquals(List.of("columns", "rechunk-of-mine", "rows"), pool.listDatasets());
  }

  @Test
  void memoryIsSaidInBytesOrWithAUnit() {
    RechunkPlan plan = RechunkPlan.to(2);
    assertEquals("rechunk to [2] within 256 MiB", plan.toString());
    assertEquals("rechunk to [2] within 512 MiB", plan.withMemory("512M").toString());
    assertEquals("rechunk to [2] within 1.5 KiB", plan.withMemory("1536").toString());
    assertEquals(plan.withMemory(2L << 30).toString(), plan.withMemory("2 GiB").toString());
    for (String bad : List.of("", "M", "-1", "1.5G", "0", "5 M B")) {
      assertRefused(DosnaException.class, () -> plan.withMemory(bad), "The memory of a rechunk");
    }
    assertRefused(DosnaException.class, () -> plan.withMemory(0), "not 0");
  }
}
