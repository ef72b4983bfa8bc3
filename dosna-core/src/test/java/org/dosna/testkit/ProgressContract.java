package org.dosna.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.dosna.CancelledException;
import org.dosna.ChunkException;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.Halo;
import org.dosna.NDArray;
import org.dosna.Progress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Listening to long operations, and stopping them. */
abstract class ProgressContract extends StoreContract {
  private static final NDArray DATA = NDArray.arange(DType.INT32, 7, 10);
  private static final int CHUNKS = 9;

  /** Steps that others may be at, two threads with two requests each. */
  private static final int MOST_AT_WORK = 4;

  private static final long BYTES = 4 * 7 * 10;

  private final List<Update> updates = Collections.synchronizedList(new ArrayList<>());
  private Dataset data;

  private record Update(String operation, long chunksDone, long chunksInAll, long bytesDone) {
    static Update of(Progress p) {
      return new Update(p.operation(), p.chunksDone(), p.chunksInAll(), p.bytesDone());
    }
  }

  @BeforeEach
  void createData() {
    data = createInts("data", shape(7, 10), 3, 4);
    data.load(DATA);
  }

  private void listen(Progress progress) {
    updates.add(Update.of(progress));
  }

  /** Asserts that an operation was reported of which each process does its share. */
  private void assertShareReported(String operation, long chunksInAll, long bytes) {
    if (cluster.group().size() == 1) {
      assertReported(operation, chunksInAll, bytes);
      return;
    }
    long share = chunksInAll == CHUNKS ? mine(CHUNKS) : chunksInAll;
    long bytesDone = updates.get(updates.size() - 1).bytesDone();
    assertTrue(bytesDone < bytes, () -> bytesDone + " bytes");
    assertReported(operation, mine(CHUNKS), share, bytesDone);
  }

  private void assertReported(String operation, long chunksInAll, long bytes) {
    assertReported(operation, CHUNKS, chunksInAll, bytes);
  }

  /** Asserts that one operation was reported chunk by chunk, and forgets it. */
  private void assertReported(String operation, long chunks, long chunksInAll, long bytes) {
    assertEquals(chunks, updates.size(), updates::toString);
    for (int i = 0; i < chunks; i++) {
      assertEquals(operation, updates.get(i).operation());
      assertEquals(i + 1, updates.get(i).chunksDone());
      assertEquals(chunksInAll, updates.get(i).chunksInAll());
      assertTrue(i == 0 || updates.get(i).bytesDone() > updates.get(i - 1).bytesDone());
    }
    assertEquals(bytes, updates.get(updates.size() - 1).bytesDone());
    updates.clear();
  }

  @Test
  void everyOperationIsReportedChunkByChunk() {
    assertEquals(DATA, Progress.report(this::listen, () -> data.get()));
    assertReported("get", CHUNKS, BYTES);
    Progress.report(this::listen, () -> data.set("...", 1));
    assertReported("set", CHUNKS, BYTES);
    Progress.report(this::listen, () -> data.load(DATA));
    assertShareReported("load", CHUNKS, BYTES);
    Progress.report(this::listen, () -> data.apply((block, where) -> block));
    assertShareReported("apply", CHUNKS, 2 * BYTES);
    Dataset made = Progress.report(this::listen, () -> pool.createDataset("made", DATA, 3, 4));
    assertEquals(DATA, made.get());
    assertShareReported("load", CHUNKS, BYTES);
    Progress.report(this::listen, () -> data.copy("copy"));
    assertShareReported("copy", updates.get(0).chunksInAll(), BYTES);
    Progress.report(this::listen, () -> data.map((block, where) -> block, "map"));
    assertShareReported("map", CHUNKS, BYTES);
    Progress.report(this::listen, () -> data.map((b, w) -> b, Halo.of(1, 1), "halo"));
    assertShareReported("map", CHUNKS, BYTES);
    Number sum = Progress.report(this::listen, () -> data.sum());
    assertEquals(LongStream.range(0, 70).sum(), sum.longValue());
    assertShareReported("sum", CHUNKS, BYTES);
    Progress.report(this::listen, () -> data.view("::-1").argMin());
    assertShareReported("argMin", CHUNKS, BYTES);
    Progress.report(this::listen, () -> data.reduce((block, where) -> 1, Integer::sum));
    assertShareReported("reduce", CHUNKS, BYTES);
    Progress.report(this::listen, () -> data.clear());
    assertEquals(mine(CHUNKS), updates.size());
    assertEquals("clear", updates.get(0).operation());
    assertEquals(0, data.countStoredChunks());
  }

  @Test
  void appendingIsReported() {
    if (resizes()) {
      Progress.report(this::listen, () -> data.append(DATA.get(":2"), 0));
      // Of several processes, the root appends.
      assertEquals(
          cluster.group().isRoot() ? List.of(new Update("append", 3, 3, 80)) : List.of(),
          updates.stream().skip(2).toList());
    }
  }

  @Test
  void onlyWhatIsChosenIsReported() {
    Progress.report(this::listen, () -> data.get("2:4, 5"));
    assertEquals(List.of(1L, 2L), updates.stream().map(Update::chunksDone).toList());
    assertEquals(8, updates.get(1).bytesDone());
    updates.clear();
    Progress.report(this::listen, () -> data.get("3:3"));
    data.get();
    assertEquals(List.of(), updates);
  }

  /** What a function or a listener does is its own affair. */
  @Test
  void nestedOperationsAreNotReported() {
    Dataset other = data.copy("other");
    Progress.report(
        progress -> {
          listen(progress);
          other.get("0:4");
        },
        () -> data.map((block, where) -> other.get().get(text(where.toString())), "map"));
    assertShareReported("map", CHUNKS, BYTES);
    assertEquals(DATA, reopen("map").get());
  }

  private static String text(String region) {
    return region.replaceAll("[\\[\\]]", "");
  }

  @Test
  void listenersMayBeNested() {
    List<String> inner = Collections.synchronizedList(new ArrayList<>());
    Progress.report(
        this::listen,
        () -> {
          Progress.report(p -> inner.add(p.operation()), () -> data.get("0, 0"));
          data.set("0, 0", 3);
        });
    assertEquals(List.of("get"), inner);
    assertEquals(List.of("set"), updates.stream().map(Update::operation).toList());
  }

  @Test
  void severalOperationsAreReportedOneByOne() {
    Progress.report(
        this::listen,
        () -> {
          data.get("0, 0");
          data.set("0, :", 3);
        });
    assertEquals(
        List.of("get 1 of 1", "set 1 of 3", "set 2 of 3", "set 3 of 3"),
        updates.stream()
            .map(u -> u.operation() + " " + u.chunksDone() + " of " + u.chunksInAll())
            .toList());
  }

  private Progress.Listener cancelAfter(int chunks) {
    return progress -> {
      listen(progress);
      if (progress.chunksDone() >= chunks) {
        progress.cancel();
      }
    };
  }

  /** After how many of its chunks each of several processes stops, so that some are left. */
  private int share(int chunks) {
    return cluster.group().size() == 1 ? chunks : 1;
  }

  /** Steps that others were at are still finished. */
  private void assertStoppedAfter(int chunks, CancelledException e) {
    assertTrue(updates.size() >= chunks, updates::toString);
    assertTrue(updates.size() <= chunks + MOST_AT_WORK, updates::toString);
    assertTrue(e.getMessage().contains("cancelled"), e.getMessage());
    updates.clear();
  }

  private CancelledException assertCancelled(Runnable operation, int chunks) {
    return assertRefused(
        CancelledException.class, () -> Progress.report(cancelAfter(chunks), operation));
  }

  @Test
  void aCancelledOperationStops() {
    assertStoppedAfter(2, assertCancelled(() -> data.get(), 2));
    assertStoppedAfter(1, assertCancelled(() -> data.sum(), 1));
    assertStoppedAfter(2, assertCancelled(() -> data.set("...", -8), 2));
    long changed = Arrays.stream(reopen("data").get().toLongs()).filter(v -> v == -8).count();
    assertTrue(changed >= 2 && changed < 70, changed + " elements were changed");
    data.load(DATA);
    assertStoppedAfter(share(2), assertCancelled(data::clear, share(2)));
    long left = reopen("data").countStoredChunks();
    assertTrue(left > 0 && left <= CHUNKS - share(2), left + " chunks are left");
  }

  @Test
  void whatACancelledOperationWasMakingIsRemoved() {
    assertStoppedAfter(
        share(2), assertCancelled(() -> pool.createDataset("new", DATA, 3, 4), share(2)));
    assertStoppedAfter(share(2), assertCancelled(() -> data.copy("new"), share(2)));
    assertStoppedAfter(share(2), assertCancelled(() -> data.map((b, w) -> b, "new"), share(2)));
    assertFalse(connect().getPool(POOL).hasDataset("new"));
    if (resizes()) {
      int appended = cluster.group().isRoot() ? 1 : 0;
      assertStoppedAfter(appended, assertCancelled(() -> data.append(DATA, 0), 1));
    }
    assertEquals(DATA, reopen("data").get());
    assertEquals(CHUNKS, data.countStoredChunks());
  }

  @Test
  void cancellingAtTheEndIsTooLate() {
    Progress.report(cancelAfter(CHUNKS), () -> data.set("...", 5));
    assertEquals(NDArray.full(DType.INT32, 5, 7, 10), reopen("data").get());
  }

  @Test
  void aHugeOperationIsCancelledAtOnce() {
    DatasetSpec spec = DatasetSpec.of(DType.INT16, 100_000, 100_000, 100_000).chunkSize(10, 10, 10);
    Dataset huge = pool.createDataset("huge", spec);
    assertStoppedAfter(3, assertCancelled(() -> huge.apply((block, where) -> block), 3));
    assertStoppedAfter(3, assertCancelled(() -> huge.reduce((block, where) -> 1, Integer::sum), 3));
    Progress.report(this::listen, () -> huge.get("0, 0, 0"));
    assertEquals(0, huge.chunkCount() - 1_000_000_000_000L);
  }

  /** Such as the thread of a window, which shows it. */
  @Test
  void anotherThreadMayLookWhileTheListenerWaitsForIt() {
    Progress.report(
        progress -> {
          CompletableFuture<Update> seen =
              CompletableFuture.supplyAsync(() -> Update.of(progress))
                  .orTimeout(1, TimeUnit.MINUTES);
          updates.add(seen.join());
        },
        () -> data.get());
    assertReported("get", CHUNKS, BYTES);
  }

  /** The chunk of which it heard is done, and the message says so. */
  @Test
  void aListenerThatFailsStopsTheOperation() {
    RuntimeException failure = new IllegalStateException("no terminal");
    Progress.Listener failing =
        progress -> {
          throw failure;
        };
    ChunkException e =
        assertRefused(
            ChunkException.class,
            () -> Progress.report(failing, () -> data.set("...", 5)),
            "no terminal",
            "listener",
            "is done");
    assertCause(failure, e.getCause());
    NDArray ofChunk = NDArray.zeros(DType.INT32, 1, 1);
    data.read(shape(3 * e.index()[0], 4 * e.index()[1]), ofChunk);
    assertEquals(NDArray.full(DType.INT32, 5, 1, 1), ofChunk);
  }
}
