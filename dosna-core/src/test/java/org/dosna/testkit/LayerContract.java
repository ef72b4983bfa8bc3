package org.dosna.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.dosna.ArraySource;
import org.dosna.Block;
import org.dosna.ChunkException;
import org.dosna.DType;
import org.dosna.DataChunk;
import org.dosna.Dataset;
import org.dosna.DosnaException;
import org.dosna.Halo;
import org.dosna.LayeredCluster;
import org.dosna.NDArray;
import org.dosna.Pool;
import org.dosna.Slice;
import org.dosna.spi.ChunkStep;
import org.dosna.spi.FilterStep;
import org.dosna.spi.Layer;
import org.dosna.spi.Transfer;
import org.junit.jupiter.api.Test;

/** There is one way in and out of a chunk: a layer sees everything that any operation does. */
abstract class LayerContract extends StoreContract {
  private static final NDArray DATA = NDArray.arange(DType.INT32, 7, 10);
  private static final int CHUNKS = 9;

  private final AtomicLong reads = new AtomicLong();
  private final AtomicLong writes = new AtomicLong();
  private final AtomicLong deletes = new AtomicLong();

  private final class CountedStep extends FilterStep {
    CountedStep(ChunkStep step) {
      super(step);
    }

    @Override
    public Optional<Transfer> input() {
      Optional<Transfer> input = in.input();
      reads.addAndGet(input.isPresent() ? 1 : 0);
      return input;
    }

    @Override
    public Optional<Transfer> work() throws Exception {
      Optional<Transfer> output = in.work();
      writes.addAndGet(output.isPresent() ? 1 : 0);
      return output;
    }

    @Override
    public void deleted(boolean existed) {
      deletes.addAndGet(existed ? 1 : 0);
      in.deleted(existed);
    }
  }

  /** Answers every read by itself. */
  private static final class AnsweredStep extends FilterStep {
    private final NDArray answer;

    AnsweredStep(ChunkStep step, NDArray answer) {
      super(step);
      this.answer = answer;
    }

    @Override
    public Optional<Transfer> input() {
      in.input().ifPresent(transfer -> transfer.fill(answer));
      return Optional.empty();
    }
  }

  private Pool layered(Layer layer) {
    return connect(new LayeredCluster(store.newCluster(), layer)).getPool(POOL);
  }

  private Dataset counted() {
    createInts("data", shape(7, 10), 3, 4).load(DATA);
    Dataset data = layered(dataset -> CountedStep::new).getDataset("data");
    assertCounted(0, 0, 0);
    return data;
  }

  /** The same elements as something that is no array. */
  private static ArraySource source(NDArray array) {
    return new ArraySource() {
      @Override
      public DType dtype() {
        return array.dtype();
      }

      @Override
      public long[] shape() {
        return array.shape();
      }

      @Override
      public void read(long[] origin, NDArray into) {
        array.read(origin, into);
      }
    };
  }

  private void assertCounted(long read, long written, long deleted) {
    String expected = read + " read, " + written + " written, " + deleted + " deleted";
    String actual =
        reads.getAndSet(0)
            + " read, "
            + writes.getAndSet(0)
            + " written, "
            + deletes.getAndSet(0)
            + " deleted";
    assertEquals(expected, actual);
  }

  @Test
  void slicesAreSeen() {
    Dataset data = counted();
    assertEquals(DATA, data.get());
    assertCounted(CHUNKS, 0, 0);
    data.get("0, 0");
    assertCounted(1, 0, 0);
    data.get("1:5, 2:7", NDArray.zeros(DType.INT32, 4, 5));
    assertCounted(4, 0, 0);
    data.read(new long[] {0, 0}, NDArray.zeros(DType.INT32, 3, 5));
    assertCounted(2, 0, 0);
    data.view("::6").get("0, :3");
    assertCounted(1, 0, 0);
    data.view("::6").set("0, :3", 5);
    assertCounted(0, 1, 0);
    data.set("1:5, 2:7", 3);
    assertCounted(0, 4, 0);
    for (Block block : data.blocks()) {
      assertEquals(data.get(slices(block)), block.data());
    }
    assertCounted(2 * CHUNKS, 0, 0);
  }

  private static String slices(Block block) {
    String text = block.region().toString();
    return text.substring(1, text.length() - 1);
  }

  @Test
  void chunksAreSeen() {
    Dataset data = counted();
    DataChunk chunk = data.getChunk(0, 1);
    assertEquals(DATA.get(":3, 4:8"), chunk.getData());
    assertCounted(1, 0, 0);
    chunk.setData(chunk.getData());
    assertCounted(1, 1, 0);
    chunk.setData(NDArray.of(new int[] {1}), Slice.at(0));
    assertCounted(0, 1, 0);
    assertTrue(data.deleteChunk(0, 1));
    assertCounted(0, 0, cluster.group().isRoot() ? 1 : 0);
    data.createChunk(0, 1);
    assertEquals(NDArray.full(DType.INT32, -1, 3, 4), data.getChunk(0, 1).getData());
    assertCounted(1, 0, 0);
  }

  @Test
  void workOnWholeDatasetsIsSeen() {
    Dataset data = counted();
    long share = mine(CHUNKS);
    data.load(DATA);
    assertCounted(0, share, 0);
    data.load(source(DATA));
    assertCounted(0, share, 0);
    data.apply((block, where) -> block);
    assertCounted(share, share, 0);
    assertEquals(BigInteger.valueOf(69 * 70 / 2), data.sum());
    assertCounted(share, 0, 0);
    assertEquals(DATA, data.map((block, where) -> block, "mapped").get());
    assertCounted(share + CHUNKS, share, 0);
    assertEquals(DATA, data.copy("copied").get());
    assertCounted(share + CHUNKS, share, 0);
    assertEquals(DATA, data.copy(data.pool(), "recut", 7, 10).get());
    assertCounted(CHUNKS * mine(1) + 1, mine(1), 0);
    data.clear();
    assertCounted(0, 0, share);
  }

  @Test
  void neighboursAreSeen() {
    Dataset data = counted();
    Dataset sums = data.map((block, where) -> block, Halo.of(1, 1).constant(0), "sums");
    long read = reads.getAndSet(0);
    // Every chunk of the grid of 3 x 3 with its neighbours: 7 x 7 in all, fewer if read together.
    assertTrue(read >= mine(CHUNKS) && read <= 49, () -> read + " read");
    assertEquals(mine(CHUNKS), writes.get());
    assertEquals(DATA, sums.get());
  }

  @Test
  void growingIsSeen() {
    Dataset data = counted();
    if (resizes()) {
      data.append(NDArray.zeros(DType.INT32, 3, 10), 0);
      // Rows 7 to 9 lie in the last chunks that were there, and in new ones.
      assertCounted(0, cluster.group().isRoot() ? 6 : 0, 0);
      assertEquals(DATA, data.get(":7"));
    } else {
      assertThrows(DosnaException.class, () -> data.resize(10, 10));
    }
  }

  @Test
  void nothingGoesAroundALayer() {
    createInts("data", shape(7, 10), 3, 4).load(DATA);
    NDArray answer = NDArray.full(DType.INT32, 42);
    NDArray all = NDArray.full(DType.INT32, 42, 7, 10);
    Dataset data = layered(dataset -> step -> new AnsweredStep(step, answer)).getDataset("data");
    assertEquals(all, data.get());
    assertEquals(all.get("::2"), data.view("::2").get());
    assertEquals(all.get(":3, :4"), data.getChunk(0, 0).getData());
    assertEquals(all.get(":3, :4"), data.blocks().iterator().next().data());
    assertEquals(BigInteger.valueOf(42 * 70), data.sum());
    data.copy("copied");
    data.map((block, where) -> block, "mapped");
    data.map((block, where) -> block, Halo.of(2, 2), "smooth");
    pool.createDataset("loaded", data.view(), 7, 10);
    data.apply((block, where) -> block);
    for (String written : new String[] {"copied", "mapped", "smooth", "loaded", "data"}) {
      assertEquals(all, reopen(written).get(), written);
    }
  }

  @Test
  void aFaultOfALayerIsOneOfItsStep() {
    createInts("data", shape(7, 10), 3, 4).load(DATA);
    DosnaException fault = new DosnaException("injected");
    Layer faulty =
        dataset ->
            step ->
                new FilterStep(step) {
                  @Override
                  public Optional<Transfer> work() throws Exception {
                    if (index()[0] == 1 && index()[1] == 2) {
                      throw fault;
                    }
                    return in.work();
                  }
                };
    Dataset data = layered(faulty).getDataset("data");
    ChunkException e = assertThrows(ChunkException.class, () -> data.set("3:6, 8:", 7));
    assertEquals("data", e.dataset());
    assertEquals(fault, e.getCause());
    assertEquals(DATA, reopen("data").get());
    data.set(":3", 7);
    assertEquals(NDArray.full(DType.INT32, 7, 3, 10), reopen("data").get(":3"));
  }
}
