package org.dosna.examples;

import java.util.Arrays;
import java.util.function.LongConsumer;
import org.dosna.ArraySource;
import org.dosna.DType;
import org.dosna.NDArray;

/** A source that tells how much of it has been read. */
final class ProgressSource implements ArraySource {
  private final ArraySource source;
  private final LongConsumer bytesRead;

  /**
   * Wraps a source.
   *
   * @param source where the elements come from
   * @param bytesRead told after each read how many bytes it gave; by any thread
   */
  ProgressSource(ArraySource source, LongConsumer bytesRead) {
    this.source = source;
    this.bytesRead = bytesRead;
  }

  /** The size of all its elements in bytes. */
  static long byteCount(ArraySource source) {
    long elements = Arrays.stream(source.shape()).reduce(1, Math::multiplyExact);
    return Math.multiplyExact(elements, source.dtype().itemSize());
  }

  @Override
  public DType dtype() {
    return source.dtype();
  }

  @Override
  public long[] shape() {
    return source.shape();
  }

  @Override
  public void read(long[] origin, NDArray into) {
    source.read(origin, into);
    bytesRead.accept(byteCount(into));
  }
}
