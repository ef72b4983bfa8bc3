package org.dosna;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.dosna.indexing.Selection;
import org.dosna.indexing.Selections;
import org.dosna.plan.GatheredGets;
import org.dosna.plan.Window;

/** A get that somebody waits for. Small ones are done together. */
final class AsyncGet extends AsyncCall<NDArray> {
  /** What does not fit in is done by itself. */
  private static final double MAX_BYTES = 16 << 20;

  private final Supplier<Slice[]> slices;

  AsyncGet(Supplier<Slice[]> slices) {
    super(dataset -> dataset.get(slices.get()));
    this.slices = slices;
  }

  /** Does several gets; returns what ends their futures. */
  static List<Runnable> together(Dataset dataset, List<AsyncGet> calls) {
    return tried(dataset, calls).stream().map(Supplier::get).toList();
  }

  /** Does those that are done together; gives for each call what does the rest. */
  private static List<Supplier<Runnable>> tried(Dataset dataset, List<AsyncGet> calls) {
    try {
      return Window.settled(
          dataset.chunked(),
          shape -> Selections.of(new Slice[0], shape),
          all -> gathered(dataset, all, calls));
    } catch (RuntimeException e) {
      // Each by itself shows which one fails, and how.
      return calls.stream().map(call -> (Supplier<Runnable>) () -> call.done(dataset)).toList();
    }
  }

  private static List<Supplier<Runnable>> gathered(
      Dataset dataset, Window all, List<AsyncGet> calls) {
    List<Supplier<Runnable>> results = new ArrayList<>();
    GatheredGets gets = new GatheredGets(all);
    double bytes = 0;
    for (AsyncGet call : calls) {
      Selection selection = Selections.of(call.slices.get(), all.shape());
      double more = bytes(dataset, selection);
      if (call.future().isDone() || bytes + more > MAX_BYTES) {
        results.add(() -> call.done(dataset));
      } else {
        bytes += more;
        NDArray result = gets.add(selection);
        results.add(() -> () -> call.future().complete(result));
      }
    }
    dataset.chunked().run(gets.plan());
    return results;
  }

  private static double bytes(Dataset dataset, Selection selection) {
    return LongStream.of(selection.resultShape())
        .asDoubleStream()
        .reduce(dataset.dtype().itemSize(), (size, length) -> size * length);
  }
}
