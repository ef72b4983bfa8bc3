package org.dosna.backend.hdf5.format.object;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import org.dosna.DType;
import org.dosna.backend.hdf5.format.Cursor;
import org.dosna.backend.hdf5.format.FormatException;

/**
 * How the elements of a dataset are stored (specification IV.A.2.d), and the dtype that they have
 * for h5py and here.
 *
 * @param size bytes of a stored element
 * @param dtype the dtype, in the byte order that the elements have once converted
 * @param conversion what makes elements of the dtype out of stored ones; none if they are the same
 */
public record StoredType(int size, DType dtype, Optional<Conversion> conversion) {
  private static final int FIXED_POINT = 0;
  private static final int FLOATING_POINT = 1;
  private static final int BITFIELD = 4;
  private static final int COMPOUND = 6;
  private static final int ENUMERATION = 8;
  private static final int COMPLEX = 11;

  private static final String[] NAMES = {
    "an integer",
    "a float",
    "a time",
    "a fixed-length string",
    "a bitfield",
    "opaque",
    "a compound",
    "a reference",
    "an enumeration",
    "a variable-length sequence or string",
    "an array",
    "complex"
  };

  private static final int FIRST_UNPADDED = 3;
  private static final int MAX_DEPTH = 3;

  /** What every datatype begins with. */
  private record Prefix(int version, int typeClass, int bits, int size) {
    static Prefix parse(Cursor message) {
      int first = message.int8();
      int bits = (int) message.bits(3);
      return new Prefix(first >> 4, first & 0xf, bits, message.count(4));
    }

    FormatException unknown(String detail) {
      String name = typeClass < NAMES.length ? NAMES[typeClass] : "of class " + typeClass;
      return new FormatException(
          String.format(
              "its type is %s of %d bytes%s; expected is bool, an integer, a float or complex",
              name, size, detail));
    }

    String order() {
      return size == 1 ? "|" : (bits & 1) == 0 ? "<" : ">";
    }
  }

  static StoredType parse(Cursor message) {
    return parse(message, 0);
  }

  private static StoredType parse(Cursor message, int depth) {
    Prefix type = Prefix.parse(message);
    if (type.version < 1 || type.version > 5 || type.size == 0 || depth > MAX_DEPTH) {
      throw type.unknown(" in version " + type.version);
    }
    return switch (type.typeClass) {
      case FIXED_POINT -> integer(type, message, (type.bits & 8) != 0);
      case BITFIELD -> integer(type, message, false);
      case FLOATING_POINT -> real(type, message);
      case ENUMERATION -> enumeration(type, message, depth);
      case COMPOUND -> compound(type, message, depth);
      case COMPLEX -> complex(type, parse(message, depth + 1), 0, type.size / 2);
      default -> throw type.unknown("");
    };
  }

  private static StoredType integer(Prefix type, Cursor message, boolean signed) {
    int offset = message.int16();
    int precision = message.int16();
    int size = type.size;
    if (size > Long.BYTES || precision == 0 || offset + precision > 8 * size) {
      throw type.unknown(", bits " + offset + " to " + (offset + precision));
    }
    // numpy has no sizes between its own: h5py takes the next larger one.
    int itemSize = Integer.highestOneBit(2 * size - 1);
    DType dtype = DType.of((itemSize == 1 ? "|" : type.order()) + (signed ? "i" : "u") + itemSize);
    boolean plain = itemSize == size && precision == 8 * size;
    return new StoredType(
        size,
        dtype,
        plain
            ? Optional.empty()
            : Optional.of(
                new IntegerConversion(
                    size, offset, precision, signed, (type.bits & 1) != 0, dtype)));
  }

  private static StoredType real(Prefix type, Cursor message) {
    FloatFormat format = FloatFormat.parse(message, type.bits);
    int size = type.size;
    if ((type.bits & 0x40) != 0 || size > Long.BYTES || !format.fits(size)) {
      throw type.unknown(", which is no IEEE format: " + format);
    }
    if (format.isIeee(size)) {
      return new StoredType(size, DType.of(type.order() + "f" + size), Optional.empty());
    }
    int itemSize = format.itemSize();
    DType dtype = DType.of(type.order().replace('|', '<') + "f" + itemSize);
    return new StoredType(
        size, dtype, Optional.of(new FloatConversion(size, format, (type.bits & 1) != 0, dtype)));
  }

  private static StoredType enumeration(Prefix type, Cursor message, int depth) {
    StoredType base = parse(message, depth + 1);
    int members = type.bits & 0xffff;
    if (base.size != type.size || "iu".indexOf(base.dtype.numpy().charAt(1)) < 0) {
      throw type.unknown(" over " + base.dtype);
    }
    if (members == 2 && isBool(type, message, base)) {
      return new StoredType(
          type.size,
          DType.BOOL,
          type.size == 1 ? Optional.empty() : Optional.of(new BoolConversion(type.size)));
    }
    return base;
  }

  /** Whether it is h5py's: FALSE = 0, TRUE = 1, in either order. */
  private static boolean isBool(Prefix type, Cursor message, StoredType base) {
    String first = name(message, type.version);
    String second = name(message, type.version);
    boolean swapped = first.equals("TRUE") && second.equals("FALSE");
    if (!swapped && !(first.equals("FALSE") && second.equals("TRUE"))) {
      return false;
    }
    long one = base.dtype.numpy().startsWith(">") ? 1L << (8 * (type.size - 1)) : 1;
    long firstValue = message.bits(type.size);
    long secondValue = message.bits(type.size);
    return firstValue == (swapped ? one : 0) && secondValue == (swapped ? 0 : one);
  }

  private static StoredType compound(Prefix type, Cursor message, int depth) {
    if ((type.bits & 0xffff) != 2) {
      throw type.unknown(" with " + (type.bits & 0xffff) + " members");
    }
    StoredType[] parts = new StoredType[2];
    int[] offsets = new int[2];
    for (int i = 0; i < 2; i++) {
      String name = name(message, type.version);
      if (!name.equals(i == 0 ? "r" : "i")) {
        throw type.unknown(" with a member '" + name + "'");
      }
      offsets[i] = message.count(type.version < FIRST_UNPADDED ? 4 : bytesOf(type.size));
      message.skip(type.version == 1 ? 28 : 0); // an array's dimensions, of old
      parts[i] = parse(message, depth + 1);
    }
    if (parts[0].dtype != parts[1].dtype
        || parts[0].conversion.isPresent()
        || parts[1].conversion.isPresent()) {
      throw type.unknown(" of " + parts[0].dtype + " and " + parts[1].dtype);
    }
    return complex(type, parts[0], offsets[0], offsets[1]);
  }

  private static StoredType complex(Prefix type, StoredType part, int real, int imaginary) {
    int half = part.dtype.itemSize();
    boolean isFloat = part.dtype.numpy().charAt(1) == 'f' && part.conversion.isEmpty();
    if (!isFloat || half < Float.BYTES || type.size < half + Math.max(real, imaginary)) {
      throw type.unknown(" of twice " + part.dtype);
    }
    DType dtype = DType.of(part.dtype.numpy().charAt(0) + "c" + 2 * half);
    boolean packed = real == 0 && imaginary == half && type.size == 2 * half;
    return new StoredType(
        type.size,
        dtype,
        packed
            ? Optional.empty()
            : Optional.of(new ComplexConversion(type.size, half, real, imaginary)));
  }

  static int bytesOf(int most) {
    return (31 - Integer.numberOfLeadingZeros(most)) / 8 + 1;
  }

  private static String name(Cursor message, int version) {
    int start = message.position();
    String name = new String(message.untilNul(), UTF_8);
    int length = message.position() - start;
    message.skip(version < FIRST_UNPADDED ? Math.floorMod(-length, 8) : 0);
    return name;
  }
}
