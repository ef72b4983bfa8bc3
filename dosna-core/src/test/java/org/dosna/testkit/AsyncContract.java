package org.dosna.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.dosna.ArraySource;
import org.dosna.ClosedException;
import org.dosna.Codecs;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.DosnaException;
import org.dosna.InvalidSliceException;
import org.dosna.NDArray;
import org.junit.jupiter.api.Test;

/** Calls that return futures do what the same calls do that are waited for. */
abstract class AsyncContract extends StoreContract {
  private static final NDArray DATA = NDArray.arange(DType.INT32, 20, 30);

  private static Throwable failure(CompletableFuture<?> future) {
    return assertThrows(CompletionException.class, future::join).getCause();
  }

  private void assertManyGets(Dataset data) {
    Random random = new Random(1);
    List<String> slices = new ArrayList<>();
    for (int n = 0; n < 200; n++) {
      int y = random.nextInt(20);
      int x = random.nextInt(30);
      slices.add(y + ":" + (y + 5) + ", " + (random.nextBoolean() ? "::-3" : x));
    }
    List<CompletableFuture<NDArray>> futures = slices.stream().map(data.async()::get).toList();
    for (int n = 0; n < slices.size(); n++) {
      assertEquals(DATA.get(slices.get(n)), futures.get(n).join(), slices.get(n));
    }
  }

  @Test
  void manyGetsAtOnce() {
    Dataset data = createInts("data", shape(20, 30), 7, 4);
    data.load(DATA);
    data.deleteChunk(0, 0);
    data.set(":7, :4", DATA.get(":7, :4"));
    assertManyGets(data);
  }

  @Test
  void manyGetsAtOnceOfEncodedChunks() {
    boolean has = store.capabilities().contains(Capability.CODECS);
    DatasetSpec spec = DatasetSpec.of(DType.INT32, 20, 30).chunkSize(7, 4);
    Codecs codecs = has ? Codecs.parse("gzip") : Codecs.none();
    Dataset data = pool.createDataset("data", spec.codecs(codecs));
    data.load(DATA);
    assertManyGets(data);
  }

  @Test
  void whatIsWrittenIsThereWhenTheFutureEnds() {
    Dataset data = createInts("data", shape(20, 30), 7, 4);
    data.async().load(DATA).join();
    assertEquals(DATA, reopen("data").get());
    // Another dataset: on ranks, one may set while the others still read the first.
    Dataset parts = createInts("parts", shape(20, 30), 7, 4);
    parts
        .async()
        .set("3", 5)
        .thenCompose(done -> parts.async().set("4, ::2", NDArray.full(DType.INT32, 6, 15)))
        .thenCompose(done -> parts.async().prefetch("..."))
        .join();
    NDArray expected = NDArray.full(DType.INT32, -1, 20, 30);
    expected.set("3", 5);
    expected.set("4, ::2", 6);
    assertEquals(expected, reopen("parts").get());
  }

  @Test
  void eachCallFailsAsItDoesWhenWaitedFor() {
    Dataset data = createInts("data", shape(20, 30), 7, 4);
    data.load(DATA);
    List<CompletableFuture<NDArray>> futures = new ArrayList<>();
    for (int n = 0; n < 20; n++) {
      futures.add(data.async().get(n % 3 == 0 ? "77" : Integer.toString(n)));
    }
    for (int n = 0; n < 20; n++) {
      if (n % 3 == 0) {
        Throwable e = assertInstanceOf(InvalidSliceException.class, failure(futures.get(n)));
        String waited =
            assertThrows(InvalidSliceException.class, () -> data.get("77")).getMessage();
        assertEquals(waited, e.getMessage());
      } else {
        assertEquals(DATA.get(Integer.toString(n)), futures.get(n).join());
      }
    }
    assertInstanceOf(InvalidSliceException.class, failure(data.async().set("77", 1)));
    assertInstanceOf(
        DosnaException.class, failure(data.async().load(NDArray.zeros(DType.INT32, 2))));
    pool.close();
    assertInstanceOf(ClosedException.class, failure(data.async().get("0")));
  }

  @Test
  void whatIsCancelledBeginsNoFurtherChunk() throws InterruptedException {
    if (cluster.group().size() > 1) {
      return; // A load of several processes is not to be cancelled by one of them.
    }
    Dataset data = createInts("data", shape(400, 30), 1, 30);
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch cancelled = new CountDownLatch(1);
    CompletableFuture<Void> load =
        data.async()
            .load(
                source(
                    data,
                    into -> {
                      begun.countDown();
                      await(cancelled);
                      into.set("...", 3);
                    }));
    begun.await();
    assertTrue(load.cancel(true));
    cancelled.countDown();
    assertThrows(CancellationException.class, load::join);
    // As many calls as run at once do so only when what was cancelled has ended.
    int atOnce = Runtime.getRuntime().availableProcessors();
    CountDownLatch met = new CountDownLatch(atOnce);
    ArraySource meeting =
        source(
            data,
            into -> {
              met.countDown();
              await(met);
              throw new DosnaException("met");
            });
    List<CompletableFuture<Void>> others = new ArrayList<>();
    for (int n = 0; n < atOnce; n++) {
      others.add(data.async().load(meeting));
    }
    others.forEach(other -> assertInstanceOf(DosnaException.class, failure(other)));
    assertTrue(data.countStoredChunks() < 400);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new DosnaException("interrupted", e);
    }
  }

  /** A source for all of a dataset. */
  private static ArraySource source(Dataset data, Consumer<NDArray> read) {
    return new ArraySource() {
      @Override
      public DType dtype() {
        return data.dtype();
      }

      @Override
      public long[] shape() {
        return data.shape();
      }

      @Override
      public void read(long[] origin, NDArray into) {
        read.accept(into);
      }
    };
  }

  @Test
  void whatHangsOnAFutureMayWaitForOthers() {
    Dataset data = createInts("data", shape(20, 30), 7, 4);
    data.load(DATA);
    List<CompletableFuture<NDArray>> futures = new ArrayList<>();
    for (int n = 0; n < 50; n++) {
      futures.add(data.async().get("0").thenApply(first -> data.async().get("1").join()));
    }
    futures.forEach(future -> assertEquals(DATA.get("1"), future.join()));
  }
}
