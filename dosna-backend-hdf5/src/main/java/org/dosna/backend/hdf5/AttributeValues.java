package org.dosna.backend.hdf5;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jhdf.object.datatype.StringData;
import io.jhdf.object.datatype.VariableLength;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dosna.DType;
import org.dosna.DosnaException;

/** Attributes as Java values. Numbers are written as int64 and float64, little-endian. */
final class AttributeValues {
  private static final DType INT64 = DType.of("<i8");
  private static final DType FLOAT64 = DType.of("<f8");
  private static final long[] SCALAR = {};

  private AttributeValues() {}

  /** Makes an attribute, see {@link Hdf5Attribute#of}. */
  static Hdf5Attribute encode(String name, Object value) {
    if (value instanceof String text) {
      return Hdf5Attribute.text(name, SCALAR, List.of(encodeText(name, text)));
    } else if (value instanceof String[] texts) {
      List<byte[]> encoded = Arrays.stream(texts).map(text -> encodeText(name, text)).toList();
      return Hdf5Attribute.text(name, new long[] {texts.length}, encoded);
    } else if (value instanceof Boolean flag) {
      return bools(name, SCALAR, flag);
    } else if (value instanceof boolean[] flags) {
      return bools(name, new long[] {flags.length}, flags);
    } else if (value instanceof long[] numbers) {
      return integers(name, new long[] {numbers.length}, numbers);
    } else if (value instanceof int[] numbers) {
      return encode(name, Arrays.stream(numbers).asLongStream().toArray());
    } else if (value instanceof double[] numbers) {
      return floats(name, new long[] {numbers.length}, numbers);
    } else if (value instanceof Double || value instanceof Float) {
      return floats(name, SCALAR, ((Number) value).doubleValue());
    } else if (value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte) {
      return integers(name, SCALAR, ((Number) value).longValue());
    }
    throw new DosnaException(
        String.format(
            "Attribute '%s' cannot be %s; it can be a String, a Boolean, a whole number of up to 8"
                + " bytes, a Float or Double, String[], boolean[], int[], long[] or double[]",
            name, value == null ? "null" : "of type " + value.getClass().getSimpleName()));
  }

  private static Hdf5Attribute bools(String name, long[] shape, boolean... values) {
    FormatBytes elements = new FormatBytes();
    for (boolean value : values) {
      elements.int8(value ? 1 : 0);
    }
    return Hdf5Attribute.numeric(name, DType.BOOL, shape, elements.toArray());
  }

  private static Hdf5Attribute integers(String name, long[] shape, long... values) {
    FormatBytes elements = new FormatBytes();
    for (long value : values) {
      elements.int64(value);
    }
    return Hdf5Attribute.numeric(name, INT64, shape, elements.toArray());
  }

  private static Hdf5Attribute floats(String name, long[] shape, double... values) {
    FormatBytes elements = new FormatBytes();
    for (double value : values) {
      elements.int64(Double.doubleToRawLongBits(value));
    }
    return Hdf5Attribute.numeric(name, FLOAT64, shape, elements.toArray());
  }

  /** Text as UTF-8; refused where HDF5 or UTF-8 would lose a part of it. */
  private static byte[] encodeText(String attribute, String text) {
    if (text == null || text.indexOf('\0') >= 0) {
      throw new DosnaException(
          String.format(
              "A text of attribute '%s' %s: HDF5 cannot store it without loss",
              attribute, text == null ? "is null" : "contains the character NUL"));
    }
    try {
      ByteBuffer encoded = UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return bytes;
    } catch (CharacterCodingException e) {
      throw new DosnaException(
          "A text of attribute '" + attribute + "' contains half a surrogate pair", e);
    }
  }

  /** Refuses names that HDF5 cannot store. */
  static String checkName(String name) {
    if (name.isEmpty()) {
      throw new DosnaException("The name of an attribute is empty, expected is at least a letter");
    }
    encodeText(name, name);
    return name;
  }

  /** Gives the value of an attribute, see {@link Hdf5Attribute#value}. */
  static Object decode(Hdf5Attribute attribute) {
    long[] shape = attribute.shape();
    if (shape.length > 1) {
      throw noValue(attribute, "its shape is " + Arrays.toString(shape));
    }
    boolean scalar = shape.length == 0;
    if ((attribute.type() instanceof VariableLength type && type.isVariableLengthString())
        || attribute.type() instanceof StringData) {
      String[] texts = decodeTexts(attribute);
      return scalar ? texts[0] : texts;
    }
    DType dtype = attribute.dtype().orElseThrow(() -> noValue(attribute, "it is no number"));
    ByteBuffer elements = ByteBuffer.wrap(attribute.data()).order(dtype.byteOrder());
    int count = scalar ? 1 : (int) shape[0];
    return switch (dtype.numpy().charAt(1)) {
      case 'b' -> {
        boolean[] flags = new boolean[count];
        for (int i = 0; i < count; i++) {
          flags[i] = elements.get(i) != 0;
        }
        yield scalar ? flags[0] : flags;
      }
      case 'i', 'u' -> {
        long[] integers = new long[count];
        for (int i = 0; i < count; i++) {
          integers[i] = decodeInteger(attribute, dtype, elements, i);
        }
        yield scalar ? integers[0] : integers;
      }
      case 'f' -> {
        double[] floats = new double[count];
        for (int i = 0; i < count; i++) {
          floats[i] = decodeFloat(dtype, elements, i);
        }
        yield scalar ? floats[0] : floats;
      }
      default -> throw noValue(attribute, "it is complex");
    };
  }

  private static DosnaException noValue(Hdf5Attribute attribute, String reason) {
    return new DosnaException(
        String.format(
            "Attribute '%s' of type %s has no Java value: %s; expected are text, booleans or"
                + " numbers, one or a row of them",
            attribute.name(), Datatypes.describe(attribute.type()), reason));
  }

  private static long decodeInteger(
      Hdf5Attribute attribute, DType dtype, ByteBuffer elements, int i) {
    boolean signed = dtype.numpy().charAt(1) == 'i';
    return switch (dtype.itemSize()) {
      case 1 -> signed ? elements.get(i) : elements.get(i) & 0xff;
      case 2 -> signed ? elements.getShort(2 * i) : elements.getShort(2 * i) & 0xffff;
      case 4 -> signed ? elements.getInt(4 * i) : elements.getInt(4 * i) & 0xffffffffL;
      default -> {
        long value = elements.getLong(8 * i);
        if (!signed && value < 0) {
          throw noValue(attribute, Long.toUnsignedString(value) + " is more than a long can hold");
        }
        yield value;
      }
    };
  }

  private static double decodeFloat(DType dtype, ByteBuffer elements, int i) {
    return switch (dtype.itemSize()) {
      case 2 -> decodeHalf(elements.getShort(2 * i));
      case 4 -> elements.getFloat(4 * i);
      default -> elements.getDouble(8 * i);
    };
  }

  /** IEEE 754 half precision: 1 bit of sign, 5 of exponent (bias 15), 10 of fraction. */
  private static double decodeHalf(int bits) {
    int exponent = bits >> 10 & 0x1f;
    int fraction = bits & 0x3ff;
    double size =
        switch (exponent) {
          case 0 -> Math.scalb((double) fraction, -24);
          case 0x1f -> fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
          default -> Math.scalb((double) (0x400 + fraction), exponent - 25);
        };
    return (bits & 0x8000) == 0 ? size : -size;
  }

  private static String[] decodeTexts(Hdf5Attribute attribute) {
    List<String> texts = new ArrayList<>();
    if (attribute.type() instanceof StringData type) {
      for (int i = 0; i < attribute.data().length; i += type.getSize()) {
        ByteBuffer text = ByteBuffer.wrap(attribute.data(), i, type.getSize()).slice();
        type.getStringPaddingHandler().setBufferLimit(text);
        texts.add(UTF_8.decode(text).toString());
      }
    } else {
      for (byte[] object : attribute.heapObjects()) {
        String text = new String(object, UTF_8);
        int end = text.indexOf('\0'); // some writers store it with C's terminator
        texts.add(end < 0 ? text : text.substring(0, end));
      }
    }
    return texts.toArray(new String[0]);
  }
}
