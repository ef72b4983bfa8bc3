package org.dosna.element;

import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ShortBuffer;

/** Rows of slots in {@code short[]}. */
final class ShortRows implements RowLoops {
  @Override
  public Buffer view(ByteBuffer bytes) {
    return bytes.asShortBuffer();
  }

  @Override
  public Buffer view(Object array) {
    return ShortBuffer.wrap((short[]) array);
  }

  @Override
  public void copyRows(Object from, int i, Object to, int j, Rows rows) {
    short[] source = (short[]) from;
    short[] target = (short[]) to;
    int p = i;
    int q = j;
    for (int row = 0; row < rows.count(); row++) {
      if (rows.areDense()) {
        System.arraycopy(source, p, target, q, rows.length());
      } else {
        for (int n = 0; n < rows.length(); n++) {
          target[q + n * rows.toStep()] = source[p + n * rows.fromStep()];
        }
      }
      p += rows.fromStride();
      q += rows.toStride();
    }
  }

  @Override
  public void getRows(Buffer from, int i, Object to, int j, Rows rows) {
    ShortBuffer source = (ShortBuffer) from;
    short[] target = (short[]) to;
    int p = i;
    int q = j;
    for (int row = 0; row < rows.count(); row++) {
      if (rows.areDense()) {
        source.get(p, target, q, rows.length());
      } else {
        for (int n = 0; n < rows.length(); n++) {
          target[q + n * rows.toStep()] = source.get(p + n * rows.fromStep());
        }
      }
      p += rows.fromStride();
      q += rows.toStride();
    }
  }

  @Override
  public void putRows(Object from, int i, Buffer to, int j, Rows rows) {
    short[] source = (short[]) from;
    ShortBuffer target = (ShortBuffer) to;
    int p = i;
    int q = j;
    for (int row = 0; row < rows.count(); row++) {
      if (rows.areDense()) {
        target.put(q, source, p, rows.length());
      } else {
        for (int n = 0; n < rows.length(); n++) {
          target.put(q + n * rows.toStep(), source[p + n * rows.fromStep()]);
        }
      }
      p += rows.fromStride();
      q += rows.toStride();
    }
  }

  @Override
  public void getRows(Buffer[] from, int i, Object to, int j, Rows rows, SideBySideRows beside) {
    short[] target = (short[]) to;
    int p = i;
    int q = j;
    for (int row = 0; row < rows.count(); row++) {
      for (int n = 0; n < from.length; n++) {
        ShortBuffer source = (ShortBuffer) from[n];
        int first = p + beside.chunkOffset()[n];
        source.get(first, target, q + beside.arrayOffset()[n], beside.length()[n]);
      }
      p += rows.fromStride();
      q += rows.toStride();
    }
  }

  @Override
  public void putRows(Object from, int i, Buffer[] to, int j, Rows rows, SideBySideRows beside) {
    short[] source = (short[]) from;
    int p = i;
    int q = j;
    for (int row = 0; row < rows.count(); row++) {
      for (int n = 0; n < to.length; n++) {
        ShortBuffer target = (ShortBuffer) to[n];
        int first = q + beside.chunkOffset()[n];
        target.put(first, source, p + beside.arrayOffset()[n], beside.length()[n]);
      }
      p += rows.fromStride();
      q += rows.toStride();
    }
  }
}
