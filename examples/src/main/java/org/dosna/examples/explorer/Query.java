package org.dosna.examples.explorer;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.dosna.Arguments;

/**
 * What a request asks for beside its path.
 *
 * @param values by name
 */
record Query(Map<String, String> values) {
  static Query of(Optional<String> raw) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String pair : raw.orElse("").split("&", -1)) {
      String[] parts = pair.split("=", 2);
      if (parts.length == 2) {
        values.put(decoded(parts[0]), decoded(parts[1]));
      }
    }
    return new Query(values);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new RefusedException(400, "'" + Arguments.excerpt(text) + "': hexadecimal follows %");
    }
  }

  String text(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new RefusedException(400, "The request has to say '" + name + "'");
    }
    return value;
  }

  /** A whole number of a range. */
  long number(String name, long least, long most) {
    long number = numbers(name)[0];
    if (number < least || number > most) {
      throw new RefusedException(
          400, "'" + name + "' is " + least + " to " + most + ", not " + number);
    }
    return number;
  }

  /** Whole numbers, one or more. */
  long[] numbers(String name) {
    try {
      return Arrays.stream(text(name).split(",", -1)).mapToLong(Long::parseLong).toArray();
    } catch (NumberFormatException e) {
      throw new RefusedException(
          400, "'" + name + "' is whole numbers, not '" + Arguments.excerpt(text(name)) + "'");
    }
  }

  double real(String name) {
    try {
      return Double.parseDouble(text(name));
    } catch (NumberFormatException e) {
      throw new RefusedException(
          400, "'" + name + "' is a number, not '" + Arguments.excerpt(text(name)) + "'");
    }
  }
}
