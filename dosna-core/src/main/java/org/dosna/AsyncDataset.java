package org.dosna;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A dataset's operations for those who do not wait: each call returns at once a future, which ends
 * as the same call of {@link Dataset} does, with its result or its exception ({@code join} wraps
 * that as Java's futures do). May be shared by threads.
 *
 * <p>Calls run in as many daemon threads as there are processors, on the dataset's engine. Small
 * gets that wait are done together. What waits takes no more memory than its arguments, what runs
 * no more than a few calls do; the number of waiting calls is not limited. Calls may overtake each
 * other: who wants an order says {@code thenCompose}. With an engine of several processes calls run
 * one by one, in order.
 *
 * <p>A future that is cancelled ends at once; its call is not begun, or begins no further chunk.
 * Chunks that were written then stay.
 */
public final class AsyncDataset {
  private static final AtomicInteger THREADS = new AtomicInteger();
  private static final ExecutorService POOL =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "dosna-async-" + THREADS.incrementAndGet());
            thread.setDaemon(true);
            return thread;
          });

  /** So many small gets are done together at most. */
  private static final int MAX_BATCH = 512;

  private final Dataset dataset;
  private final Deque<AsyncCall<?>> waiting = new ArrayDeque<>();
  private int running;

  AsyncDataset(Dataset dataset) {
    this.dataset = dataset;
  }

  /**
   * Reads a slice.
   *
   * @param slices as {@link Slice#parse} reads it
   * @return gets a new array, or fails as {@link Dataset#get(String)} does
   */
  public CompletableFuture<NDArray> get(String slices) {
    Arguments.require("slices", slices);
    return add(new AsyncGet(() -> Slice.parse(slices)));
  }

  /**
   * Reads a slice.
   *
   * @param slices one per axis; missing ones mean whole axes
   * @return gets a new array, or fails as {@link Dataset#get(Slice...)} does
   */
  public CompletableFuture<NDArray> get(Slice... slices) {
    Slice[] given = required(slices);
    return add(new AsyncGet(() -> given));
  }

  /**
   * Assigns to a slice.
   *
   * @param slices as {@link Slice#parse} reads it
   * @param value as in {@link Dataset#set(String, NDArray)}; not to be changed before the end
   * @return ends, or fails, as that does
   */
  public CompletableFuture<Void> set(String slices, NDArray value) {
    Arguments.require("slices", slices);
    Arguments.require("value", value);
    return run(() -> dataset.set(slices, value));
  }

  /**
   * Assigns one value to a slice.
   *
   * @param slices as {@link Slice#parse} reads it
   * @param scalar as in {@link Dataset#set(String, Object)}
   * @return ends, or fails, as that does
   */
  public CompletableFuture<Void> set(String slices, Object scalar) {
    Arguments.require("slices", slices);
    Arguments.require("scalar", scalar);
    return run(() -> dataset.set(slices, scalar));
  }

  /**
   * Assigns to a slice.
   *
   * @param slices one per axis; missing ones mean whole axes
   * @param value as in {@link Dataset#set(Slice[], NDArray)}; not to be changed before the end
   * @return ends, or fails, as that does
   */
  public CompletableFuture<Void> set(Slice[] slices, NDArray value) {
    Slice[] given = required(slices);
    Arguments.require("value", value);
    return run(() -> dataset.set(given, value));
  }

  /**
   * Writes all elements.
   *
   * @param source as in {@link Dataset#load(ArraySource)}; not to be changed before the end
   * @return ends, or fails, as that does
   */
  public CompletableFuture<Void> load(ArraySource source) {
    Arguments.require("source", source);
    return run(() -> dataset.load(source));
  }

  /**
   * Reads the chunks that a slice touches into the chunk cache; without one does nothing.
   *
   * @param slices as {@link Slice#parse} reads it
   * @return ends, or fails, as {@link Dataset#prefetch(String)} does
   */
  public CompletableFuture<Void> prefetch(String slices) {
    Arguments.require("slices", slices);
    return run(() -> dataset.prefetch(slices));
  }

  /** A copy without null. */
  private static Slice[] required(Slice[] slices) {
    Slice[] given = Arguments.require("slices", slices).clone();
    for (Slice slice : given) {
      Arguments.require("slices", slice);
    }
    return given;
  }

  private CompletableFuture<Void> run(Runnable work) {
    return add(
        new AsyncCall<Void>(
            any -> {
              work.run();
              return null;
            }));
  }

  private <T> CompletableFuture<T> add(AsyncCall<T> call) {
    synchronized (waiting) {
      waiting.add(call);
      startWaiting();
    }
    return call.future();
  }

  private int lanes() {
    return dataset.group().size() > 1 ? 1 : Runtime.getRuntime().availableProcessors();
  }

  /** As many threads as may be; who has the lock calls it. */
  private void startWaiting() {
    while (running < lanes() && !waiting.isEmpty()) {
      running++;
      List<AsyncCall<?>> batch = next();
      POOL.execute(() -> run(batch));
    }
  }

  /** One call, or this thread's share of gets that wait one behind the other. */
  private List<AsyncCall<?>> next() {
    int share = Math.min(MAX_BATCH, (waiting.size() + lanes() - 1) / lanes());
    List<AsyncCall<?>> batch = new ArrayList<>();
    do {
      batch.add(waiting.remove());
    } while (batch.size() < share
        && batch.get(0) instanceof AsyncGet
        && waiting.peek() instanceof AsyncGet);
    return batch;
  }

  private void run(List<AsyncCall<?>> batch) {
    List<Runnable> ends = List.of();
    try {
      ends = done(batch);
    } catch (Error e) {
      ends = batch.stream().map(call -> call.failed(e)).toList();
    } finally {
      // Before the futures end: what hangs on them may wait for other calls.
      synchronized (waiting) {
        running--;
        startWaiting();
      }
    }
    ends.forEach(Runnable::run);
  }

  private List<Runnable> done(List<AsyncCall<?>> batch) {
    return batch.size() == 1
        ? List.of(batch.get(0).done(dataset))
        : AsyncGet.together(dataset, batch.stream().map(AsyncGet.class::cast).toList());
  }
}
