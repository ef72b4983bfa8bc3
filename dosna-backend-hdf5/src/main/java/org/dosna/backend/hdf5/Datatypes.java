package org.dosna.backend.hdf5;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.jhdf.object.datatype.CompoundDataType;
import io.jhdf.object.datatype.CompoundDataType.CompoundDataMember;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.EnumDataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import io.jhdf.object.datatype.OrderedDataType;
import io.jhdf.object.datatype.VariableLength;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dosna.DType;

/**
 * Datatypes as HDF5 stores them: datatype messages made from dtypes, and back.
 *
 * <p>The mapping is h5py's: bool is the enumeration {FALSE=0, TRUE=1} over int8, complex the
 * compound {r, i} of two floats. Written in version 1 of the message, which every reader knows.
 * HDF5 file format specification 3.0, section IV.A.2.d.
 */
final class Datatypes {
  private static final int VERSION = 1 << 4;
  private static final int FIXED_POINT = 0;
  private static final int FLOATING_POINT = 1;
  private static final int OPAQUE = 5;
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

  /** Parses a datatype message. The tag of an opaque type is left out. */
  static DataType parse(byte[] message) {
    ByteBuffer bytes = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
    if ((message[0] & 0xf) == OPAQUE) {
      // jhdf insists on a NUL in the tag, but that of numpy's void has no bytes at all.
      byte[] emptyTag = start(OPAQUE, 8, 0, bytes.getInt(4)).zeros(8).toArray();
      bytes = ByteBuffer.wrap(emptyTag).order(ByteOrder.LITTLE_ENDIAN);
    }
    return DataType.readDataType(bytes);
  }

  /**
   * The dtype of a datatype.
   *
   * @return the dtype, byte order included; an enumeration other than bool reads as its integers,
   *     as in h5py; empty if there is no such dtype (strings, other compounds, odd sizes)
   */
  static Optional<DType> dtype(DataType type) {
    if (type instanceof FixedPoint integer) {
      return dtype(integer);
    } else if (type instanceof FloatingPoint real) {
      return dtype(real);
    } else if (type instanceof EnumDataType enumeration) {
      boolean bool = enumeration.getEnumMapping().equals(Map.of(0, "FALSE", 1, "TRUE"));
      return bool && type.getSize() == 1
          ? Optional.of(DType.BOOL)
          : dtype(enumeration.getBaseType());
    } else if (type instanceof CompoundDataType compound) {
      return dtype(compound);
    }
    return Optional.empty();
  }

  private static Optional<DType> dtype(FixedPoint type) {
    int size = type.getSize();
    boolean plain = type.getBitOffset() == 0 && type.getBitPrecision() == 8 * size;
    boolean known = plain && Integer.bitCount(size) == 1 && size <= Long.BYTES;
    return known ? dtype(type, type.isSigned() ? "i" : "u", size) : Optional.empty();
  }

  private static Optional<DType> dtype(FloatingPoint type) {
    return Ieee.ofSize(type.getSize())
        .filter(format -> format.describes(type))
        .flatMap(format -> dtype(type, "f", type.getSize()));
  }

  private static Optional<DType> dtype(CompoundDataType type) {
    List<CompoundDataMember> members = type.getMembers();
    if (members.size() != 2) {
      return Optional.empty();
    }
    CompoundDataMember re = members.get(0);
    CompoundDataMember im = members.get(1);
    Optional<DType> part =
        re.getDataType() instanceof FloatingPoint ? dtype(re.getDataType()) : Optional.empty();
    int half = type.getSize() / 2;
    boolean known =
        part.isPresent()
            && part.equals(dtype(im.getDataType()))
            && (half == Float.BYTES || half == Double.BYTES)
            && part.get().itemSize() == half
            && type.getSize() == 2 * half
            && re.getName().equals("r")
            && im.getName().equals("i")
            && re.getOffset() == 0
            && im.getOffset() == half;
    return known
        ? dtype((OrderedDataType) re.getDataType(), "c", type.getSize())
        : Optional.empty();
  }

  private static Optional<DType> dtype(OrderedDataType type, String kind, int size) {
    String order = type.getByteOrder() == ByteOrder.LITTLE_ENDIAN ? "<" : ">";
    return Optional.of(DType.of((size == 1 ? "|" : order) + kind + size));
  }

  /** A datatype in words, for error messages. */
  static String describe(DataType type) {
    if (type instanceof VariableLength variable) {
      return variable.isVariableLengthString()
          ? "variable-length string"
          : "variable-length sequence of " + describe(variable.getParent());
    }
    return dtype(type)
        .map(DType::toString)
        .orElseGet(() -> type.getClass().getSimpleName() + " of " + type.getSize() + " bytes");
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

    /** Whether a floating point datatype is this format. */
    private boolean describes(FloatingPoint type) {
      int bits = 1 + exponent + mantissa;
      return type.getBitOffset() == 0
          && type.getBitPrecision() == bits
          && type.getSignLocation() == bits - 1
          && type.getMantissaNormalization() == 2
          && type.getMantissaLocation() == 0
          && type.getMantissaSize() == mantissa
          && type.getExponentLocation() == mantissa
          && type.getExponentSize() == exponent
          && type.getExponentBias() == bias();
    }
  }
}
