package org.dosna.examples;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.dosna.ArraySource;
import org.dosna.Progress;

/**
 * Work on many chunks, with a bar of how far it is if somebody is watching. When the process is
 * told to end, such as by Ctrl-C, the work is cancelled first, so that it removes what it has half
 * made.
 */
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
      return watch(work);
    }
<<<<<<< HEAD
    ProgressBarBuilder bars =
        new ProgressBarBuilder()
            .setTaskName(name)
            .setInitialMax(bytes)
            .setUnit(" MiB", MIB)
            .setStyle(ProgressBarStyle.ASCII)
            .showSpeed();
    try (ProgressBar bar = bars.build()) {
      return Progress.report(progress -> bar.stepTo(progress.bytesDone()), work);
=======
    try (Interruption interruption = new Interruption()) {
      ProgressBarBuilder bars =
          new ProgressBarBuilder()
              .setTaskName(name)
              .setInitialMax(byteCount(source))
              .setUnit(" MiB", MIB)
              .setStyle(ProgressBarStyle.ASCII)
              .showSpeed();
      try (ProgressBar bar = bars.build()) {
        return Progress.report(new Watch(interruption, bar::stepTo), work);
      }
    }
  }

  /**
   * Does work of unknown size, without a bar.
   *
   * @param work the work
   * @param <T> what it gives
   * @return what the work returns
   */
  public static <T> T watch(Supplier<T> work) {
    try (Interruption interruption = new Interruption()) {
      return Progress.report(new Watch(interruption, bytes -> {}), work);
    }
  }

  /** Adds up the operations of some work, one after the other. */
  private static final class Watch implements Progress.Listener {
    private final Interruption interruption;
    private final LongConsumer bytes;
    private Optional<Progress> current = Optional.empty();
    private long before;

    Watch(Interruption interruption, LongConsumer bytes) {
      this.interruption = interruption;
      this.bytes = bytes;
    }

    @Override
    public void update(Progress progress) {
      if (current.isEmpty() || current.get() != progress) {
        before += current.map(Progress::bytesDone).orElse(0L);
        current = Optional.of(progress);
      }
      bytes.accept(before + progress.bytesDone());
      if (interruption.isRequested()) {
        progress.cancel();
      }
>>>>>>> 2f5abf7d62ca7c9799f0ecde60e3b22b4f51fef2
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
