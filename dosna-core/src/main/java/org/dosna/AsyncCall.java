package org.dosna;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** One call on a dataset that somebody waits for, or has cancelled. */
class AsyncCall<T> {
  private final CompletableFuture<T> future = new CompletableFuture<>();
  private final Function<Dataset, T> work;

  AsyncCall(Function<Dataset, T> work) {
    this.work = work;
  }

  final CompletableFuture<T> future() {
    return future;
  }

  /** Does it, unless it was cancelled; returns what ends the future. */
  final Runnable done(Dataset dataset) {
    if (future.isDone()) {
      return () -> {};
    }
    try {
      T result = Progress.unless(future::isDone, () -> work.apply(dataset));
      return () -> future.complete(result);
    } catch (RuntimeException | Error e) {
      return failed(e);
    }
  }

  /** What ends the future with an exception. */
  final Runnable failed(Throwable e) {
    return () -> future.completeExceptionally(e);
  }
}
