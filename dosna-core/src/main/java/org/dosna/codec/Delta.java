package org.dosna.codec;

import java.nio.ByteBuffer;
import org.dosna.Codec;
import org.dosna.Coder;
import org.dosna.DType;
import org.dosna.DosnaException;

/**
 * Differences of neighbours in C order, which wrap: {@code delta}, for integers; as numcodecs has
 * it. Thread safe.
 */
public final class Delta implements Codec {
  private static final String NAME = "delta";

  /** For ServiceLoader. */
  public Delta() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Kind kind() {
    return Kind.ARRAY_TO_ARRAY;
  }

  @Override
  public String parameters(String parameters) {
    return Parameters.none(NAME, parameters);
  }

  @Override
  public Coder coder(String parameters, DType dtype, int[] chunkSize) {
    char kind = dtype.numpy().charAt(1);
    if (kind != 'i' && kind != 'u') {
      throw new DosnaException(
          "The codec 'delta' is for integers, whose differences are exact; the dtype is " + dtype);
    }
    return new Coder() {
      @Override
      public void encode(ByteBuffer from, ByteBuffer to) {
        ByteBuffer in = from.slice().order(dtype.byteOrder());
        ByteBuffer out = to.slice().order(dtype.byteOrder());
        differences(dtype.itemSize(), in, out);
        to.position(to.position() + in.limit());
      }

      @Override
      public void decode(ByteBuffer from, ByteBuffer to) {
        if (from.remaining() > to.remaining()) {
          throw Libraries.tooLong(NAME, to.remaining());
        }
        ByteBuffer in = from.slice().order(dtype.byteOrder());
        ByteBuffer out = to.slice().order(dtype.byteOrder());
        sums(dtype.itemSize(), in, out);
        to.position(to.position() + in.limit());
      }
    };
  }

  private static void differences(int size, ByteBuffer in, ByteBuffer out) {
    int end = in.limit() / size * size;
    long before = 0;
    for (int at = 0; at < end; at += size) {
      long value = get(size, in, at);
      put(size, out, at, value - before);
      before = value;
    }
  }

  private static void sums(int size, ByteBuffer in, ByteBuffer out) {
    int end = in.limit() / size * size;
    long sum = 0;
    for (int at = 0; at < end; at += size) {
      sum += get(size, in, at);
      put(size, out, at, sum);
    }
  }

  private static long get(int size, ByteBuffer in, int at) {
    return switch (size) {
      case Byte.BYTES -> in.get(at);
      case Short.BYTES -> in.getShort(at);
      case Integer.BYTES -> in.getInt(at);
      default -> in.getLong(at);
    };
  }

  private static void put(int size, ByteBuffer out, int at, long value) {
    switch (size) {
      case Byte.BYTES -> out.put(at, (byte) value);
      case Short.BYTES -> out.putShort(at, (short) value);
      case Integer.BYTES -> out.putInt(at, (int) value);
      default -> out.putLong(at, value);
    }
  }
}
