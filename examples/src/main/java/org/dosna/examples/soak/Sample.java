package org.dosna.examples.soak;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * What this process holds, taken while nothing is being done.
 *
 * @param heap bytes in use after garbage collection
 * @param threads live threads
 * @param descriptors open file descriptors; 0 where they are not counted (Windows)
 */
record Sample(long heap, long threads, long descriptors) {
  private static final long MIB = 1 << 20;

  /** What a heap may grow by without being called a leak: caches of the JDK. */
  private static final long MORE_HEAP = 8 * MIB;

  /** Threads come when needed, and descriptors with them; a leak has hundreds a minute. */
  private static final long MORE_OF_OTHERS = 16;

  static Sample take() {
    System.gc();
    long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    long threads = ManagementFactory.getThreadMXBean().getThreadCount();
    long descriptors =
        ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
            ? unix.getOpenFileDescriptorCount()
            : 0;
    return new Sample(heap, threads, descriptors);
  }

  /** The larger of each. */
  Sample max(Sample other) {
    return new Sample(
        Math.max(heap, other.heap),
        Math.max(threads, other.threads),
        Math.max(descriptors, other.descriptors));
  }

  /** Whether this one is larger than what was seen at first. */
  boolean hasGrownFrom(Sample first) {
    return heap > first.heap + MORE_HEAP
        || threads > first.threads + MORE_OF_OTHERS
        || descriptors > first.descriptors + MORE_OF_OTHERS;
  }

  @Override
  public String toString() {
    return String.format(
        "heap %.1f MiB, %d threads, %d descriptors", (double) heap / MIB, threads, descriptors);
  }
}
