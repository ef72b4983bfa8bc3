package org.dosna.backend.ceph;

import java.io.Closeable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** Many small requests, of which a few are on their way at a time. Used by one thread. */
final class RequestWindow implements Closeable {
  private record Entry(Request request, Consumer<Request> whenDone) {}

  private final int size;
  private final Deque<Entry> entries = new ArrayDeque<>();

  RequestWindow(int size) {
    this.size = size;
  }

  /**
   * Adds a request that was just sent.
   *
   * @param whenDone gets it when it is the oldest one, and waits for it
   */
  void add(Request request, Consumer<Request> whenDone) {
    entries.add(new Entry(request, whenDone));
    if (entries.size() >= size) {
      finishOldest();
    }
  }

  private void finishOldest() {
    Entry oldest = entries.remove();
    oldest.whenDone.accept(oldest.request);
  }

  /** Waits for all of them. */
  void finish() {
    while (!entries.isEmpty()) {
      finishOldest();
    }
  }

  /** Waits for those that are still on their way after a failure. */
  @Override
  public void close() {
    entries.forEach(entry -> entry.request.await());
    entries.clear();
  }
}
