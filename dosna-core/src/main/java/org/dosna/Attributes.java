package org.dosna;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.dosna.text.NameRule;
import org.dosna.text.Wording;

/**
 * Attributes of a dataset, a group or a pool: small named values of the user's, such as a unit or a
 * scan number. A view: each call goes to the store, and each change is atomic. May be shared by
 * threads.
 *
 * <p>A value is a String, a whole number, a floating point number, a boolean, or an array of one of
 * them. Whole numbers come back as {@code Long}, floating point numbers as {@code Double}.
 */
public final class Attributes {
  private final String owner;
  private final Runnable requireWritable;
  private final Supplier<Map<String, Object>> reader;
  private final BiConsumer<String, Optional<Object>> writer;

  /**
   * Attributes of something.
   *
   * @param owner what it is called, at the start of a message
   * @param requireWritable throws if nothing may be changed
   * @param reader gives all that are set
   * @param writer sets one, or removes it if there is no value
   */
  Attributes(
      String owner,
      Runnable requireWritable,
      Supplier<Map<String, Object>> reader,
      BiConsumer<String, Optional<Object>> writer) {
    this.owner = owner;
    this.requireWritable = requireWritable;
    this.reader = reader;
    this.writer = writer;
  }

  /**
   * An attribute's value.
   *
   * @param name its name
   * @return {@code String}, {@code Long}, {@code Double}, {@code Boolean}, {@code String[]}, {@code
   *     long[]}, {@code double[]} or {@code boolean[]}
   * @throws NotFoundException if it is not set; the message lists those that are
   */
  public Object get(String name) {
    Arguments.require("name", name);
    Map<String, Object> values = reader.get();
    if (!values.containsKey(name)) {
      throw new NotFoundException(
          owner
              + " has no attribute '"
              + Arguments.excerpt(name)
              + "'; it has: "
              + Wording.quoted(list()));
    }
    return normalized(name, values.get(name));
  }

  /**
   * Sets an attribute, replacing the value it had.
   *
   * @param name its name; the rule for names of datasets holds
   * @param value a String, Boolean, Byte, Short, Integer, Long, Float, Double, or an array of
   *     strings or of a primitive type other than char
   * @throws DosnaException if the value is anything else, or the backend cannot keep it
   */
  public void set(String name, Object value) {
    Arguments.require("name", name);
    NameRule.requireNew("an attribute", name);
    requireWritable.run();
    writer.accept(name, Optional.of(normalized(name, value)));
  }

  /**
   * Removes an attribute.
   *
   * @param name its name
   * @return false if it was not set
   */
  public boolean remove(String name) {
    Arguments.require("name", name);
    requireWritable.run();
    boolean isSet = reader.get().containsKey(name);
    if (isSet) {
      writer.accept(name, Optional.empty());
    }
    return isSet;
  }

  /**
   * The attributes that are set.
   *
   * @return names, sorted
   */
  public List<String> list() {
    return reader.get().keySet().stream().sorted().toList();
  }

  /** Whose attributes they are; looks at none. */
  @Override
  public String toString() {
    return "Attributes of " + owner;
  }

  private static Object normalized(String name, Object value) {
    if (value instanceof String || value instanceof Boolean) {
      return value;
    }
    if (value instanceof Double || value instanceof Float) {
      return ((Number) value).doubleValue();
    }
    if (value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    return normalizedArray(name, value);
  }

  private static Object normalizedArray(String name, Object value) {
    if (value instanceof boolean[] flags) {
      return flags.clone();
    }
    if (value instanceof double[] || value instanceof float[]) {
      return NDArray.ofNested(value).toDoubles();
    }
    if (value instanceof long[]
        || value instanceof int[]
        || value instanceof short[]
        || value instanceof byte[]) {
      return NDArray.ofNested(value).toLongs();
    }
    if (value instanceof String[] texts && Arrays.stream(texts).allMatch(t -> t != null)) {
      return texts.clone();
    }
    String given = value == null ? "null" : value.getClass().getSimpleName();
    throw new DosnaException(
        "The 'value' of attribute '"
            + name
            + "' cannot be "
            + given
            + "; allowed are strings, numbers, booleans and arrays of them");
  }
}
