package org.dosna.backend.hdf5;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dosna.DType;

/**
 * Datatypes as HDF5 stores them: datatype messages made from dtypes.
 *
 * <p>The mapping is h5py's: bool is the enumeration {FALSE=0, TRUE=1} over int8, complex the
 * compound {r, i} of two floats. Written in version 1 of the message, which every reader knows.
 * HDF5 file format specification 3.0, section IV.A.2.d.
 */
final class Datatypes {
  private static final int VERSION = 1 << 4;
  private static final int FIXED_POINT = 0;
  private static final int FLOATING_POINT = 1;
  private static final int COMPOUND = 6;
  private static final int ENUMERATION = 8;
  private static final int VARIABLE_LENGTH = 9;

  /** Bytes of one variable-length element: length, and address and index of its heap object. */
  static final int REFERENCE_SIZE = 16;

  private Datatypes() {}

  /** The datatype message of a dtype. */
  static byte[] encode(DType dtype) {
    int size = dtype.itemSize();
    boolean bigEndian = size > 1 && dtype.byteOrder() == ByteOrder.BIG_ENDIAN;
    return switch (kind(dtype)) {
      case 'b' -> bool();
      case 'i' -> integer(size, true, bigEndian);
      case 'u' -> integer(size, false, bigEndian);
      case 'f' -> ieee(size, bigEndian);
      case 'c' -> complex(size, bigEndian);
      default -> throw new IllegalArgumentException("no HDF5 datatype for " + dtype);
    };
  }

  /** The letter of numpy's short form, {@code <f4}. */
  private static char kind(DType dtype) {
    return dtype.numpy().charAt(1);
  }

  /** The datatype message of a string of any length in UTF-8, h5py's {@code str}. */
  static byte[] encodeText() {
    FormatBytes message = start(VARIABLE_LENGTH, 1, 1, REFERENCE_SIZE);
    return message.put(integer(1, false, false)).toArray();
  }

  private static FormatBytes start(int typeClass, int bits0, int bits8, int size) {
    return new FormatBytes().int8(VERSION | typeClass).int8(bits0).int8(bits8).int8(0).int32(size);
  }

  private static byte[] integer(int size, boolean signed, boolean bigEndian) {
    int bits = (bigEndian ? 1 : 0) | (signed ? 8 : 0);
    return start(FIXED_POINT, bits, 0, size).int16(0).int16(8 * size).toArray();
  }

  private static byte[] ieee(int size, boolean bigEndian) {
    Ieee format = Ieee.ofSize(size).orElseThrow();
    int impliedLeadingBit = 0x20;
    return start(FLOATING_POINT, impliedLeadingBit | (bigEndian ? 1 : 0), 8 * size - 1, size)
        .int16(0)
        .int16(8 * size)
        .int8(format.mantissa)
        .int8(format.exponent)
        .int8(0)
        .int8(format.mantissa)
        .int32(format.bias())
        .toArray();
  }

  private static byte[] bool() {
    FormatBytes message = start(ENUMERATION, 2, 0, 1).put(integer(1, true, false));
    for (String name : List.of("FALSE", "TRUE")) {
      message.put(paddedName(name));
    }
    return message.int8(0).int8(1).toArray();
  }

  private static byte[] complex(int size, boolean bigEndian) {
    FormatBytes message = start(COMPOUND, 2, 0, size);
    for (String name : List.of("r", "i")) {
      int offset = name.equals("r") ? 0 : size / 2;
      int noDimensions = 12 + 4 * Integer.BYTES; // dimensionality, reserved, permutation, 4 sizes
      message.put(paddedName(name)).int32(offset).zeros(noDimensions);
      message.put(ieee(size / 2, bigEndian));
    }
    return message.toArray();
  }

  /** A name and its NUL, filled up to a multiple of 8 bytes. */
  private static byte[] paddedName(String name) {
    return new FormatBytes().put(name.getBytes(US_ASCII)).int8(0).padTo(8).toArray();
  }

  /** The layouts of IEEE 754 numbers: bits of mantissa and exponent. */
  private enum Ieee {
    HALF(10, 5),
    SINGLE(23, 8),
    DOUBLE(52, 11);

    private final int mantissa;
    private final int exponent;

    Ieee(int mantissa, int exponent) {
      this.mantissa = mantissa;
      this.exponent = exponent;
    }

    private int bias() {
      return (1 << (exponent - 1)) - 1;
    }

    /** The format of that many bytes. */
    private static Optional<Ieee> ofSize(int size) {
      return Arrays.stream(values())
          .filter(format -> 1 + format.exponent + format.mantissa == 8 * size)
          .findFirst();
    }
  }
}
