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
    List<Runnable> ends = new ArrayList<>();
    List<AsyncGet> others = new ArrayList<>();
    try {
      Window all = Window.of(dataset.chunked(), shape -> Selections.of(new Slice[0], shape));
      GatheredGets gets = new GatheredGets(all);
      double bytes = 0;
      for (AsyncGet call : calls) {
        Selection selection = Selections.of(call.slices.get(), all.shape());
        double more = bytes(dataset, selection);
        if (call.future().isDone() || bytes + more > MAX_BYTES) {
          others.add(call);
        } else {
          bytes += more;
          NDArray result = gets.add(selection);
          ends.add(() -> call.future().complete(result));
        }
      }
      dataset.chunked().run(gets.plan());
      all.requireSettled();
    } catch (RuntimeException e) {
      // Each by itself shows which one fails, and how.
      return calls.stream().map(call -> call.done(dataset)).toList();
    }
    others.forEach(call -> ends.add(call.done(dataset)));
    return ends;
  }

  private static double bytes(Dataset dataset, Selection selection) {
    return LongStream.of(selection.resultShape())
        .asDoubleStream()
        .reduce(dataset.dtype().itemSize(), (size, length) -> size * length);
  }
}
