package org.dosna;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Named settings of a backend or an engine: {@code Options.of("conffile", "ceph.conf", "timeout",
 * 5)}. Immutable. A backend or engine refuses names that it does not know.
 */
public final class Options {
  private static final Options NONE = new Options(Map.of());

  private final Map<String, Object> values;

  private Options(Map<String, Object> values) {
    this.values = values;
  }

  /**
   * No settings.
   *
   * @return empty options
   */
  public static Options none() {
    return NONE;
  }

  /**
   * Settings.
   *
   * @param namesAndValues name, value, name, value and so on; names are strings
   * @return the options
   * @throws DosnaException if a value is missing, a name is not a string or occurs twice
   */
  public static Options of(Object... namesAndValues) {
    Arguments.require("namesAndValues", namesAndValues);
    Map<String, Object> values = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      boolean pair = namesAndValues[i] instanceof String && i + 1 < namesAndValues.length;
      if (!pair || namesAndValues[i + 1] == null) {
        throw new DosnaException(
            "Options are pairs of a name and a value, such as Options.of(\"jobs\", 8);"
                + " 'namesAndValues' is "
                + Arguments.excerpt(Arrays.toString(namesAndValues)));
      }
      if (values.put((String) namesAndValues[i], namesAndValues[i + 1]) != null) {
        throw new DosnaException(
            "The option '" + Arguments.excerpt(namesAndValues[i]) + "' is given twice");
      }
    }
    return new Options(values);
  }

  /** The same without some settings. */
  Options without(String... names) {
    Map<String, Object> left = new LinkedHashMap<>(values);
    left.keySet().removeAll(List.of(names));
    return new Options(left);
  }

  /**
   * The names that are set.
   *
   * @return names in the order given
   */
  public List<String> names() {
    return List.copyOf(values.keySet());
  }

  /**
   * A setting as text.
   *
   * @param name its name
   * @param otherwise the value if it is not set
   * @return the value
   */
  public String getString(String name, String otherwise) {
    Arguments.require("name", name);
    Arguments.require("otherwise", otherwise);
    return values.getOrDefault(name, otherwise).toString();
  }

  /**
   * A setting as a whole number.
   *
   * @param name its name
   * @param otherwise the value if it is not set
   * @param min the least value allowed
   * @return the value
   * @throws DosnaException if it is not a whole number, or less than min
   */
  public int getInt(String name, int otherwise, int min) {
    Arguments.require("name", name);
    Object value = values.getOrDefault(name, otherwise);
    String allowed = "a whole number from " + min + " to " + Integer.MAX_VALUE;
    try {
      int number = Integer.parseInt(value.toString());
      if (number >= min) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new DosnaException(notAllowed(name, value, allowed), e);
    }
    throw new DosnaException(notAllowed(name, value, allowed));
  }

  /**
   * A setting that is on or off.
   *
   * @param name its name
   * @param otherwise the value if it is not set
   * @return the value
   * @throws DosnaException if it is neither true nor false
   */
  public boolean getBoolean(String name, boolean otherwise) {
    Arguments.require("name", name);
    Object value = values.getOrDefault(name, otherwise);
    return switch (value.toString()) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new DosnaException(notAllowed(name, value, "true or false"));
    };
  }

  private static String notAllowed(String name, Object value, String allowed) {
    return "The option '" + name + "' is " + allowed + ", not '" + Arguments.excerpt(value) + "'";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Options that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  /** The settings as {@code {jobs=8}}. */
  @Override
  public String toString() {
    return values.toString();
  }
}
