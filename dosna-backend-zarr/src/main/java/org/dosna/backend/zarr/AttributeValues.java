package org.dosna.backend.zarr;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values of the user's attributes, between JSON and what DosNa has. */
final class AttributeValues {
  private AttributeValues() {}

  /** Values as a tree of JSON has them; what DosNa has no type for is given as its text. */
  static Map<String, Object> of(Map<String, Object> json) {
    Map<String, Object> values = new LinkedHashMap<>();
    json.forEach((name, value) -> values.put(name, value(value)));
    return values;
  }

  private static Object value(Object json) {
    boolean isOurs =
        json instanceof String
            || json instanceof Boolean
            || json instanceof Long
            || json instanceof Double;
    if (isOurs) {
      return json;
    }
    return json instanceof List<?> values ? array(values) : Json.text(json);
  }

  private static Object array(List<?> values) {
    if (!values.isEmpty() && values.stream().allMatch(String.class::isInstance)) {
      return values.toArray(String[]::new);
    }
    if (!values.isEmpty() && values.stream().allMatch(Boolean.class::isInstance)) {
      boolean[] flags = new boolean[values.size()];
      for (int i = 0; i < flags.length; i++) {
        flags[i] = (Boolean) values.get(i);
      }
      return flags;
    }
    if (values.stream().allMatch(Long.class::isInstance)) {
      return values.stream().mapToLong(value -> (Long) value).toArray();
    }
    if (values.stream().allMatch(Number.class::isInstance)) {
      return values.stream().mapToDouble(value -> ((Number) value).doubleValue()).toArray();
    }
    return Json.text(values);
  }

  /** A value as a tree of JSON. */
  static Object json(Object value) {
    if (value instanceof String[] texts) {
      return List.of(texts);
    }
    if (value instanceof long[] numbers) {
      return Arrays.stream(numbers).boxed().toList();
    }
    if (value instanceof double[] numbers) {
      return Arrays.stream(numbers).boxed().toList();
    }
    if (value instanceof boolean[] flags) {
      Boolean[] boxed = new Boolean[flags.length];
      Arrays.setAll(boxed, i -> flags[i]);
      return List.of(boxed);
    }
    return value;
  }
}
