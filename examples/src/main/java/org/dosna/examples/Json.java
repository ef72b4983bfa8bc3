package org.dosna.examples;

import java.lang.reflect.Array;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Values as JSON, in one line. */
public final class Json {
  private Json() {}

  /**
   * A value as JSON.
   *
   * @param value maps, lists, arrays, numbers and booleans; what is none of them, and what JSON has
   *     no number for, such as NaN, becomes text
   * @return one line
   */
  public static String text(Object value) {
    if (value instanceof Map<?, ?> map) {
      return joined(
          "{",
          map.entrySet().stream()
              .map(entry -> quoted(entry.getKey().toString()) + ": " + text(entry.getValue())),
          "}");
    }
    if (value instanceof Iterable<?> list) {
      return joined("[", StreamSupport.stream(list.spliterator(), false).map(Json::text), "]");
    }
    if (value.getClass().isArray()) {
      IntStream positions = IntStream.range(0, Array.getLength(value));
      return joined("[", positions.mapToObj(i -> text(Array.get(value, i))), "]");
    }
    boolean finite = value instanceof Number number && Double.isFinite(number.doubleValue());
    return finite || value instanceof Boolean ? value.toString() : quoted(value.toString());
  }

  private static String joined(String open, Stream<String> items, String close) {
    return items.collect(Collectors.joining(", ", open, close));
  }

  /** Control characters would move the cursor of a terminal; half a surrogate is no character. */
  private static String quoted(String text) {
    return text.codePoints()
        .mapToObj(
            c -> {
              boolean isHalf = Character.getType(c) == Character.SURROGATE;
              if (isHalf || Character.isISOControl(c)) {
                return "\\u%04x".formatted(c);
              }
              return (c == '"' || c == '\\' ? "\\" : "") + Character.toString(c);
            })
        .collect(Collectors.joining("", "\"", "\""));
  }
}
