package org.dosna.backend.zarr;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.dosna.DType;
import org.dosna.DosnaException;
import org.dosna.NDArray;

/** Fill values as Zarr spells them in JSON, to the last bit. */
final class FillValue {
  /** With what the bits of a NaN begin that has others than usual; only in Zarr v3. */
  static final String HEX = "0x";

  private FillValue() {}

  /**
   * The bytes of a fill value.
   *
   * @param json as {@link Json} reads it
   * @return its bytes in the byte order of the dtype
   * @throws DosnaException if it is not one of that dtype
   */
  static byte[] bytes(DType dtype, Object json) {
    ByteBuffer bytes = ByteBuffer.allocate(dtype.itemSize()).order(dtype.byteOrder());
    switch (kind(dtype)) {
      case 'b' -> bytes.put((byte) (asBoolean(dtype, json) ? 1 : 0));
      case 'i', 'u' -> putWhole(dtype, json, bytes);
      case 'f' -> putReal(dtype, dtype.itemSize(), json, bytes);
      default -> {
        if (!(json instanceof List<?> parts) || parts.size() != 2) {
          throw wrong(dtype, json);
        }
        parts.forEach(part -> putReal(dtype, dtype.itemSize() / 2, part, bytes));
      }
    }
    return bytes.array();
  }

  private static char kind(DType dtype) {
    return dtype.numpy().charAt(1);
  }

  private static boolean asBoolean(DType dtype, Object json) {
    if (json instanceof Boolean flag) {
      return flag;
    }
    throw wrong(dtype, json);
  }

  private static void putWhole(DType dtype, Object json, ByteBuffer bytes) {
    BigInteger value =
        json instanceof Long || json instanceof BigInteger
            ? new BigInteger(json.toString())
            : whole(dtype, json);
    int bits = 8 * dtype.itemSize();
    boolean fits =
        kind(dtype) == 'i'
            ? value.bitLength() < bits
            : value.signum() >= 0 && value.bitLength() <= bits;
    if (!fits) {
      throw wrong(dtype, json);
    }
    putBits(bits / 8, value.longValue(), bytes);
  }

  /** Some write {@code 0.0} for any dtype. */
  private static BigInteger whole(DType dtype, Object json) {
    if (json instanceof Double number && number == number.longValue()) {
      return BigInteger.valueOf(number.longValue());
    }
    throw wrong(dtype, json);
  }

  private static void putBits(int size, long bits, ByteBuffer bytes) {
    switch (size) {
      case 1 -> bytes.put((byte) bits);
      case 2 -> bytes.putShort((short) bits);
      case 4 -> bytes.putInt((int) bits);
      default -> bytes.putLong(bits);
    }
  }

  private static void putReal(DType dtype, int size, Object json, ByteBuffer bytes) {
    if (json instanceof String text && text.startsWith(HEX)) {
      putBits(size, hex(dtype, size, text), bytes);
      return;
    }
    double value = real(dtype, json);
    switch (size) {
      case 2 -> bytes.putShort(((short[]) NDArray.full(DType.FLOAT16, value, 1).array())[0]);
      case 4 -> bytes.putFloat((float) value);
      default -> bytes.putDouble(value);
    }
  }

  private static long hex(DType dtype, int size, String text) {
    String digits = text.substring(HEX.length());
    if (digits.length() != 2 * size || !digits.chars().allMatch(HexFormat::isHexDigit)) {
      throw wrong(dtype, text);
    }
    return Long.parseUnsignedLong(digits, 16);
  }

  private static double real(DType dtype, Object json) {
    if (json instanceof Number number) {
      return number.doubleValue();
    }
    return switch (String.valueOf(json)) {
      case "NaN" -> Double.NaN;
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default -> throw wrong(dtype, json);
    };
  }

  private static DosnaException wrong(DType dtype, Object json) {
    return new DosnaException(JsonObject.shown(json) + " is no " + dtype.nativeOrder());
  }

  /**
   * A fill value as JSON.
   *
   * @param fill its bytes in the byte order of the dtype
   * @return a tree for {@link Json}
   */
  static Object json(DType dtype, byte[] fill) {
    ByteBuffer bytes = ByteBuffer.wrap(fill).order(dtype.byteOrder());
    int size = dtype.itemSize();
    return switch (kind(dtype)) {
      case 'b' -> bytes.get() != 0;
      case 'i' -> bits(size, bytes);
      case 'u' -> unsigned(size, bits(size, bytes));
      case 'f' -> real(size, bits(size, bytes));
      default -> {
        List<Object> parts = new ArrayList<>();
        parts.add(real(size / 2, bits(size / 2, bytes)));
        parts.add(real(size / 2, bits(size / 2, bytes)));
        yield parts;
      }
    };
  }

  private static long bits(int size, ByteBuffer bytes) {
    return switch (size) {
      case 1 -> bytes.get();
      case 2 -> bytes.getShort();
      case 4 -> bytes.getInt();
      default -> bytes.getLong();
    };
  }

  private static Object unsigned(int size, long bits) {
    return size == Long.BYTES ? new BigInteger(Long.toUnsignedString(bits)) : mask(size, bits);
  }

  private static long mask(int size, long bits) {
    return size == Long.BYTES ? bits : bits & ((1L << (8 * size)) - 1);
  }

  private static Object real(int size, long bits) {
    double value =
        switch (size) {
          case 2 -> NDArray.of(DType.FLOAT16, new short[] {(short) bits}, 1).getDouble(0);
          case 4 -> Float.intBitsToFloat((int) bits);
          default -> Double.longBitsToDouble(bits);
        };
    if (Double.isNaN(value)) {
      long usual = size == 2 ? 0x7e00 : size == 4 ? 0x7fc00000 : 0x7ff8000000000000L;
      String digits = HexFormat.of().toHexDigits(mask(size, bits), 2 * size);
      return mask(size, bits) == usual ? "NaN" : HEX + digits;
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "Infinity" : "-Infinity";
    }
    return value;
  }
}
