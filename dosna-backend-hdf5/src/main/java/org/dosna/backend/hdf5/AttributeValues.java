package org.dosna.backend.hdf5;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dosna.DType;
import org.dosna.DosnaException;
import org.dosna.NDArray;
import org.dosna.backend.hdf5.format.object.AttributeType.Text;
import org.dosna.spi.Transfer;
import org.dosna.spi.UnreadableValue;

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
    Object value = decodeOrReason(attribute);
    if (value instanceof UnreadableValue unreadable) {
      throw new DosnaException(
          "Attribute '" + attribute.name() + "' has no value in Java: " + unreadable.reason());
    }
    return value;
  }

  static Object decodeOrReason(Hdf5Attribute attribute) {
    Optional<long[]> known = attribute.shapeIfAny();
    if (known.isEmpty()) {
      return new UnreadableValue("it is empty: it has a type, but no elements");
    }
    long[] shape = known.get();
    if (attribute.type().text().isPresent()) {
      if (shape.length > 1) {
        return new UnreadableValue("it is text of shape " + Arrays.toString(shape));
      }
      String[] texts = decodeTexts(attribute, attribute.type().text().get());
      return shape.length == 0 ? texts[0] : texts;
    }
    if (attribute.dtype().isEmpty()) {
      return new UnreadableValue(attribute.type().toString());
    }
    DType dtype = attribute.dtype().get();
    NDArray array = NDArray.zeros(dtype.nativeOrder(), shape);
    if (array.size() > 0) {
      ByteBuffer elements = ByteBuffer.wrap(attribute.data()).order(dtype.byteOrder());
      Transfer.whole(array).fromChunk(elements, 0);
    }
    return shape.length > 1 ? array : javaValue(array);
  }

  /** A number, or a row of them: as a Java array if it has their values. */
  private static Object javaValue(NDArray array) {
    boolean scalar = array.ndim() == 0;
    return switch (array.dtype().numpy().charAt(1)) {
      case 'b' -> scalar ? array.getObject() : flags(array);
      case 'f' -> scalar ? (Object) array.toDoubles()[0] : array.toDoubles();
      case 'c' -> scalar ? array.getObject() : array;
      default -> {
        long[] integers = array.toLongs();
        boolean tooLarge =
            array.dtype() == DType.UINT64 && Arrays.stream(integers).anyMatch(n -> n < 0);
        if (tooLarge) {
          yield scalar ? array.getObject() : array;
        }
        yield scalar ? (Object) integers[0] : integers;
      }
    };
  }

  private static boolean[] flags(NDArray array) {
    boolean[] flags = new boolean[(int) array.size()];
    for (int i = 0; i < flags.length; i++) {
      flags[i] = array.getLong(i) != 0;
    }
    return flags;
  }

  private static String[] decodeTexts(Hdf5Attribute attribute, Text end) {
    List<byte[]> texts = attribute.heapObjects();
    if (!attribute.type().variable()) {
      int size = attribute.type().size();
      byte[] data = attribute.data();
      texts =
          IntStream.range(0, data.length / size)
              .mapToObj(i -> Arrays.copyOfRange(data, i * size, (i + 1) * size))
              .toList();
    }
    return texts.stream().map(text -> decodeText(text, end)).toArray(String[]::new);
  }

  private static String decodeText(byte[] bytes, Text end) {
    String text = new String(bytes, UTF_8);
    if (end == Text.SPACES) {
      return text.replaceFirst(" +$", "");
    }
    int nul = text.indexOf('\0'); // some writers store it with C's terminator
    return nul < 0 ? text : text.substring(0, nul);
  }
}
