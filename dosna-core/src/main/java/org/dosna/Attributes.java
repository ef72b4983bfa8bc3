package org.dosna;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.reflect.Array;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.dosna.spi.UnreadableValue;
import org.dosna.text.NameRule;
import org.dosna.text.Wording;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Attributes of a dataset, a group or a pool: small named values of the user's, such as a unit or a
 * scan number. A view: each call goes to the store, and each change is atomic. May be shared by
 * threads.
 *
 * <p>A value is a String, a whole number, a floating point number, a boolean, or an array of one of
 * them, of at most 60,000 bytes: 8 for a number, 1 for a boolean, 16 and those of its UTF-8 for a
 * text. Whole numbers come back as {@code Long}, floating point numbers as {@code Double}. What
 * other programs wrote may have further values.
 */
public final class Attributes {
  private static final Logger LOG = LoggerFactory.getLogger(Attributes.class);

  /** What an HDF5 file keeps in one attribute, whatever the length of its name. */
  private static final int MAX_BYTES = 60_000;

  private static final int BYTES_OF_TEXT = 16;

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
   *     long[]}, {@code double[]} or {@code boolean[]}; of what other programs wrote also {@code
   *     BigInteger}, {@link Complex}, or {@link NDArray} for what has more axes or no Java array
   * @throws NotFoundException if it is not set; the message lists those that are
   * @throws DosnaException if it has no value in Java; the message says what it is
   */
  public Object get(String name) {
    Arguments.require("name", name);
    Map<String, Object> values = reader.get();
    Object value =
        Optional.ofNullable(values.get(name))
            .orElseThrow(
                () ->
                    new NotFoundException(
                        owner
                            + " has no attribute '"
                            + Arguments.excerpt(name)
                            + "'; it has: "
                            + Wording.quoted(values.keySet().stream().sorted().toList())));
    if (value instanceof UnreadableValue unreadable) {
      throw new DosnaException(
          "Attribute '"
              + name
              + "' of "
              + owner
              + " has no value in Java: "
              + unreadable.reason()
              + ". It can be removed, or replaced by another value");
    }
    return canBeSet(value) ? normalized(name, value) : value;
  }

  /** Whether it is a value that users set, not one of other programs. */
  private static boolean canBeSet(Object value) {
    return !(value instanceof BigInteger
        || value instanceof Complex
        || value instanceof NDArray
        || value instanceof UnreadableValue);
  }

  /**
   * Sets all of them there, but for what says which job made this one; those of other programs that
   * cannot be set are named in the log.
   */
  void copyTo(Attributes target) {
    List<String> leftOut = new ArrayList<>();
    Map<String, Object> copied = new TreeMap<>(reader.get());
    copied.remove(Job.ATTRIBUTE);
    copied.forEach(
        (name, value) -> {
          if (canBeSet(value) && sizeOf(value) <= MAX_BYTES) {
            target.set(name, value);
          } else {
            leftOut.add(name);
          }
        });
    if (!leftOut.isEmpty()) {
      LOG.warn(
          "{} was copied without its attributes {}: other programs wrote them, and they cannot be"
              + " set here",
          owner,
          leftOut);
    }
  }

  /**
   * Sets an attribute, replacing the value it had.
   *
   * @param name its name; the rule for names of datasets holds
   * @param value a String, Boolean, Byte, Short, Integer, Long, Float, Double, or an array of
   *     strings or of a primitive type other than char
   * @throws DosnaException if the value is anything else or too large, or the backend cannot keep
   *     it
   */
  public void set(String name, Object value) {
    Arguments.require("name", name);
    NameRule.requireNew("an attribute", name);
    requireWritable.run();
    Object normalized = normalized(name, value);
    long size = sizeOf(normalized);
    if (size > MAX_BYTES) {
      throw new DosnaException(
          "The 'value' of attribute '"
              + name
              + "' has "
              + size
              + " bytes; allowed are "
              + MAX_BYTES
              + ": store large values as a dataset, or split them");
    }
    writer.accept(name, Optional.of(normalized));
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

  /** Bytes of its elements, as the class comment counts them. */
  private static long sizeOf(Object value) {
    if (value instanceof String text) {
      return BYTES_OF_TEXT + (long) text.getBytes(UTF_8).length;
    }
    if (value instanceof String[] texts) {
      return Arrays.stream(texts).mapToLong(Attributes::sizeOf).sum();
    }
    if (value instanceof boolean[] flags) {
      return flags.length;
    }
    return value.getClass().isArray() ? (long) Long.BYTES * Array.getLength(value) : Long.BYTES;
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
