package org.dosna.examples;

import java.util.Arrays;
import java.util.function.Supplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.dosna.ArraySource;
import org.dosna.Progress;

/** Work on many chunks, with a bar of how far it is if somebody is watching. */
public final class WatchedWork {
  static final int MIB = 1 << 20;

  private WatchedWork() {}

  /**
   * Does the work.
   *
   * @param name what stands beside the bar
   * @param source what is moved, whose size says when the bar is full
   * @param work the work
   * @param <T> what it gives
   * @return what the work returns
   */
  public static <T> T watch(String name, ArraySource source, Supplier<T> work) {
    return watch(name, byteCount(source), work);
  }

  /**
   * Does the work.
   *
   * @param name what stands beside the bar
   * @param bytes how many are read and written when the bar is full
   * @param work the work
   * @param <T> what it gives
   * @return what the work returns
   */
  public static <T> T watch(String name, long bytes, Supplier<T> work) {
    if (!Terminal.isAttached()) {
      return work.get();
    }
    ProgressBarBuilder bars =
        new ProgressBarBuilder()
            .setTaskName(name)
            .setInitialMax(bytes)
            .setUnit(" MiB", MIB)
            .setStyle(ProgressBarStyle.ASCII)
            .showSpeed();
    try (ProgressBar bar = bars.build()) {
      return Progress.report(progress -> bar.stepTo(progress.bytesDone()), work);
    }
  }

  /**
   * The bytes of all elements.
   *
   * @param source an array
   * @return not compressed
   */
  public static long byteCount(ArraySource source) {
    long elements = Arrays.stream(source.shape()).reduce(1, Math::multiplyExact);
    return Math.multiplyExact(elements, source.dtype().itemSize());
  }
}
