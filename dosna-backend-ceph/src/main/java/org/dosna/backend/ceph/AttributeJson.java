package org.dosna.backend.ceph;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.dosna.DosnaException;

/**
 * Values of the user's attributes as JSON text, as Python's module {@code json} writes and reads
 * it: with {@code NaN} and {@code Infinity}. Floating point numbers have a point or an exponent,
 * whole numbers have not.
 */
final class AttributeJson {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .build();

  private AttributeJson() {}

  /** A value as text; {@code name} is for messages. */
  static byte[] format(String name, Object value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      write(json, value);
    } catch (IOException e) {
      throw new DosnaException("Attribute '" + name + "' cannot be kept: " + e.getMessage(), e);
    }
    return bytes.toByteArray();
  }

  /** A name and its value as text: {@code {"NAME": VALUE}}. */
  static byte[] formatNamed(String name, Object value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeFieldName(name);
      write(json, value);
      json.writeEndObject();
    } catch (IOException e) {
      throw new DosnaException("Attribute '" + name + "' cannot be kept: " + e.getMessage(), e);
    }
    return bytes.toByteArray();
  }

  private static void write(JsonGenerator json, Object value) throws IOException {
    if (value instanceof String text) {
      json.writeString(text);
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else if (value instanceof Long number) {
      json.writeNumber(number);
    } else if (value instanceof Double number) {
      json.writeNumber(number);
    } else {
      writeArray(json, value);
    }
  }

  private static void writeArray(JsonGenerator json, Object value) throws IOException {
    json.writeStartArray();
    if (value instanceof String[] texts) {
      for (String text : texts) {
        json.writeString(text);
      }
    } else if (value instanceof boolean[] flags) {
      for (boolean flag : flags) {
        json.writeBoolean(flag);
      }
    } else if (value instanceof long[] numbers) {
      for (long number : numbers) {
        json.writeNumber(number);
      }
    } else {
      for (double number : (double[]) value) {
        json.writeNumber(number);
      }
    }
    json.writeEndArray();
  }

  /** Reads what {@link #formatNamed} gives. */
  static void parseNamed(byte[] text, BiConsumer<String, Object> attribute) {
    try (JsonParser json = JSON.createParser(text)) {
      json.nextToken();
      String name = json.nextFieldName();
      if (name != null) {
        attribute.accept(name, readNext(json));
        return;
      }
    } catch (IOException e) {
      throw new DosnaException(unreadable("of a long name", text), e);
    }
    throw new DosnaException(unreadable("of a long name", text));
  }

  private static Object readNext(JsonParser json) throws IOException {
    return json.nextToken() == JsonToken.START_ARRAY ? readArray(json) : read(json);
  }

  /** The value that a text stands for; {@code name} is for messages. */
  static Object parse(String name, byte[] text) {
    try (JsonParser json = JSON.createParser(text)) {
      Object value = readNext(json);
      if (json.nextToken() == null) {
        return value;
      }
    } catch (IOException e) {
      throw new DosnaException(unreadable(name, text), e);
    }
    throw new DosnaException(unreadable(name, text));
  }

  private static String unreadable(String name, byte[] text) {
    String shown = new String(text, UTF_8);
    return "Attribute '"
        + name
        + "' is neither a string, number or boolean in JSON nor an array of one of them: "
        + (shown.length() > 100 ? shown.substring(0, 100) + " ..." : shown);
  }

  private static Object read(JsonParser json) throws IOException {
    JsonToken token = json.currentToken();
    if (token == null) {
      throw new IOException("nothing");
    }
    return switch (token) {
      case VALUE_STRING -> json.getText();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NUMBER_INT -> json.getLongValue();
      case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
      default -> throw new IOException("unexpected " + token);
    };
  }

  private static Object readArray(JsonParser json) throws IOException {
    List<Object> values = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      values.add(read(json));
    }
    if (!values.isEmpty() && allAre(String.class, values)) {
      return values.toArray(String[]::new);
    }
    if (!values.isEmpty() && allAre(Boolean.class, values)) {
      boolean[] flags = new boolean[values.size()];
      for (int i = 0; i < flags.length; i++) {
        flags[i] = (Boolean) values.get(i);
      }
      return flags;
    }
    if (allAre(Long.class, values)) {
      return values.stream().mapToLong(v -> (Long) v).toArray();
    }
    if (allAre(Number.class, values)) {
      return values.stream().mapToDouble(v -> ((Number) v).doubleValue()).toArray();
    }
    throw new IOException("an array of different things");
  }

  private static boolean allAre(Class<?> type, List<Object> values) {
    return values.stream().allMatch(type::isInstance);
  }
}
