package org.dosna.backend.zarr;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dosna.DosnaException;

/**
 * JSON as a tree of {@code Map}, {@code List}, {@code String}, {@code Boolean}, {@code Long},
 * {@code BigInteger}, {@code Double} and {@link #NULL}. As Python's module {@code json} writes it,
 * {@code NaN} and {@code Infinity} are numbers.
 */
final class Json {
  /** What stands for {@code null}. */
  static final Object NULL =
      new Object() {
        @Override
        public String toString() {
          return "null";
        }
      };

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNestingDepth(100)
                  .build())
          .build();

  private Json() {}

  /**
   * Reads an object.
   *
   * @param file where the text is, for messages
   */
  static Map<String, Object> parse(String file, ByteBuffer text) {
    byte[] bytes = new byte[text.remaining()];
    text.duplicate().get(bytes);
    try (JsonParser json = JSON.createParser(bytes)) {
      if (json.nextToken() == JsonToken.START_OBJECT) {
        Map<String, Object> read = object(json);
        if (json.nextToken() == null) {
          return read;
        }
      }
    } catch (IOException e) {
      throw new DosnaException("'" + file + "' is no JSON: " + e.getMessage(), e);
    }
    throw new DosnaException("'" + file + "' is not one object in JSON");
  }

  private static Map<String, Object> object(JsonParser json) throws IOException {
    Map<String, Object> members = new LinkedHashMap<>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      members.put(name, value(json));
    }
    return members;
  }

  private static Object value(JsonParser json) throws IOException {
    JsonToken token = json.currentToken();
    if (token == null) {
      throw new IOException("it ends too early");
    }
    return switch (token) {
      case START_OBJECT -> object(json);
      case START_ARRAY -> array(json);
      case VALUE_STRING -> json.getText();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> NULL;
      case VALUE_NUMBER_INT -> whole(json.getBigIntegerValue());
      case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
      default -> throw new IOException("unexpected " + token);
    };
  }

  private static Object whole(BigInteger number) {
    return number.bitLength() < Long.SIZE ? (Object) number.longValue() : number;
  }

  private static List<Object> array(JsonParser json) throws IOException {
    List<Object> values = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      values.add(value(json));
    }
    return values;
  }

  /** Writes a tree, in which there may be primitive arrays and arrays of strings, too. */
  static ByteBuffer format(Object value) {
    return ByteBuffer.wrap(write(value, true));
  }

  /** A tree as text in one line. */
  static String text(Object value) {
    return new String(write(value, false), StandardCharsets.UTF_8);
  }

  private static byte[] write(Object value, boolean pretty) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      if (pretty) {
        json.setPrettyPrinter(new DefaultPrettyPrinter());
      }
      write(json, value);
    } catch (IOException e) {
      throw new DosnaException("It cannot be kept as JSON: " + e.getMessage(), e);
    }
    return bytes.toByteArray();
  }

  private static void write(JsonGenerator json, Object value) throws IOException {
    if (value instanceof Map<?, ?> members) {
      json.writeStartObject();
      for (Map.Entry<?, ?> member : members.entrySet()) {
        json.writeFieldName((String) member.getKey());
        write(json, member.getValue());
      }
      json.writeEndObject();
    } else if (value instanceof List<?> values) {
      json.writeStartArray();
      for (Object element : values) {
        write(json, element);
      }
      json.writeEndArray();
    } else if (value instanceof String text) {
      json.writeString(text);
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else if (value instanceof BigInteger number) {
      json.writeNumber(number);
    } else if (value instanceof Double number) {
      json.writeNumber(number);
    } else if (value instanceof Number number) {
      json.writeNumber(number.longValue());
    } else {
      json.writeNull();
    }
  }
}
