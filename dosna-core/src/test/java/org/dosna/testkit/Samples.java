package org.dosna.testkit;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.dosna.Complex;
import org.dosna.DType;
import org.dosna.NDArray;

/** Values at which storage goes wrong, for every dtype, and the bytes they are stored as. */
final class Samples {
  private static final List<String> CODES =
      List.of("b1", "i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8", "f2", "f4", "f8", "c8", "c16");

  private Samples() {}

  /** The 14 element types, in both byte orders where they have one. */
  static List<DType> dtypes() {
    return CODES.stream()
        .flatMap(code -> Stream.of(DType.of("<" + code), DType.of(">" + code)))
        .distinct()
        .toList();
  }

  /** The least and the greatest, signed zeros, subnormals, infinities and NaNs with payloads. */
  static NDArray extremes(DType dtype) {
    Object array =
        switch (code(dtype)) {
          case "b1" -> new byte[] {0, 1, 1, 0, 1};
          case "i1", "u1" -> new byte[] {0, 1, -1, Byte.MAX_VALUE, Byte.MIN_VALUE};
          case "i2", "u2" -> new short[] {0, 1, -1, Short.MAX_VALUE, Short.MIN_VALUE, 0x1234};
          case "i4", "u4" -> new int[] {0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 0x12345678};
          case "i8", "u8" ->
              new long[] {0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE, 0x123456789abcdef0L};
          case "f2" -> halves();
          case "f4", "c8" -> floats();
          default -> doubles();
        };
    return NDArray.of(dtype, array);
  }

  private static short[] halves() {
    int[] bits = {0, 0x8000, 1, 0x83ff, 0x3c00, 0x7bff, 0x7c00, 0xfc00, 0x7e00, 0x7e55, 0xfdab};
    short[] halves = new short[bits.length];
    for (int i = 0; i < bits.length; i++) {
      halves[i] = (short) bits[i];
    }
    return halves;
  }

  private static float[] floats() {
    float quietNaN = Float.intBitsToFloat(0x7fc12345);
    float negativeNaN = Float.intBitsToFloat(0xffc54321);
    return new float[] {
      0f,
      -0f,
      Float.MIN_VALUE,
      -Float.MIN_NORMAL,
      Float.MAX_VALUE,
      -1.1f,
      Float.POSITIVE_INFINITY,
      Float.NEGATIVE_INFINITY,
      Float.NaN,
      quietNaN,
      negativeNaN,
      Float.intBitsToFloat(0x7f800001)
    };
  }

  private static double[] doubles() {
    double quietNaN = Double.longBitsToDouble(0x7ff8123456789abcL);
    double negativeNaN = Double.longBitsToDouble(0xfff8cba987654321L);
    return new double[] {
      0,
      -0.0,
      Double.MIN_VALUE,
      -Double.MIN_NORMAL,
      Double.MAX_VALUE,
      -1.1,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      Double.NaN,
      quietNaN,
      negativeNaN,
      Double.longBitsToDouble(0x7ff0000000000001L)
    };
  }

  /** Fill values that a dtype can hold. */
  static List<Object> fillValues(DType dtype) {
    return switch (code(dtype)) {
      case "b1" -> List.of(true, false);
      case "i1" -> List.of(Byte.MIN_VALUE, Byte.MAX_VALUE);
      case "u1" -> List.of(255);
      case "i2" -> List.of(Short.MIN_VALUE, Short.MAX_VALUE);
      case "u2" -> List.of(65535);
      case "i4" -> List.of(Integer.MIN_VALUE, Integer.MAX_VALUE);
      case "u4" -> List.of(4294967295L);
      case "i8" -> List.of(Long.MIN_VALUE, Long.MAX_VALUE, 9007199254740993L);
      case "u8" -> List.of(BigInteger.TWO.pow(64).subtract(BigInteger.ONE), BigInteger.TWO.pow(63));
      case "f2" -> List.of(2.5f, 65504f, Float.NaN, Float.NEGATIVE_INFINITY);
      case "f4" -> List.of(7f, 0.1f, Float.MAX_VALUE, Float.NaN, Float.POSITIVE_INFINITY);
      case "f8" ->
          List.of(-7.0, 0.1, Double.MIN_VALUE, 1e300, Double.NaN, Double.NEGATIVE_INFINITY);
      case "c8" -> List.of(new Complex(1.5, -2), new Complex(0, 1));
      default -> List.of(new Complex(0.1, -1e-300), new Complex(-3, 0));
    };
  }

  private static String code(DType dtype) {
    return dtype.numpy().substring(1);
  }

  /** An array's elements in a dtype's byte order, worked out without the code under test. */
  static byte[] bytes(NDArray array, DType dtype) {
    int slotBytes = dtype.itemSize() * (int) array.size();
    ByteBuffer bytes = ByteBuffer.allocate(slotBytes).order(dtype.byteOrder());
    Object values = array.array();
    if (values instanceof byte[] v) {
      bytes.put(v);
    } else if (values instanceof short[] v) {
      bytes.asShortBuffer().put(v);
    } else if (values instanceof int[] v) {
      bytes.asIntBuffer().put(v);
    } else if (values instanceof long[] v) {
      bytes.asLongBuffer().put(v);
    } else if (values instanceof float[] v) {
      int[] bits = new int[v.length];
      Arrays.setAll(bits, i -> Float.floatToRawIntBits(v[i]));
      bytes.asIntBuffer().put(bits);
    } else {
      double[] v = (double[]) values;
      bytes.asLongBuffer().put(Arrays.stream(v).mapToLong(Double::doubleToRawLongBits).toArray());
    }
    return bytes.array();
  }
}
