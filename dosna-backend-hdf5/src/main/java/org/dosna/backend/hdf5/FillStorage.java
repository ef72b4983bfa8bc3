package org.dosna.backend.hdf5;

import java.nio.ByteBuffer;

/** Storage that was never allocated: every element is the fill value. */
final class FillStorage implements Storage {
  private static final int MAX_RUN = 1 << 13;

  private final byte[] fillValue;
  private final byte[] run;

  /** Makes a storage of one value, given as the bytes of one element. */
  FillStorage(byte[] fillValue) {
    this.fillValue = fillValue;
    this.run = new byte[MAX_RUN * fillValue.length];
    for (int i = 0; i < run.length; i += fillValue.length) {
      System.arraycopy(fillValue, 0, run, i, fillValue.length);
    }
  }

  @Override
  public void read(long[] origin, long[] shape, RunSink sink) {
    long[] start = new long[shape.length];
    Box.forEachRun(shape, shape, start, shape, start, (a, b, count) -> fill(b, count, sink));
  }

  /** Hands out the fill value for {@code count} elements from {@code index} on. */
  void fill(long index, long count, RunSink sink) {
    for (long done = 0; done < count; done += MAX_RUN) {
      int elements = (int) Math.min(MAX_RUN, count - done);
      ByteBuffer bytes = ByteBuffer.wrap(run, 0, elements * fillValue.length);
      sink.accept(bytes.asReadOnlyBuffer(), index + done);
    }
  }
}
