package org.dosna;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What is said of arguments that nobody can do anything with, the same everywhere: used by all
 * public methods, and there for authors of backends and engines.
 */
public final class Arguments {
  private static final int SHOWN = 80;

  private Arguments() {}

  /**
   * Refuses null.
   *
   * @param <T> the argument's type
   * @param name what the parameter is called
   * @param value the argument
   * @return the argument
   * @throws DosnaException if it is null
   */
  public static <T> T require(String name, T value) {
    if (value == null) {
      throw new DosnaException("The argument '" + name + "' must not be null");
    }
    return value;
  }

  /**
   * Refuses null for several values, and among them.
   *
   * @param <T> the type of the values
   * @param name what the parameter is called
   * @param values the argument
   * @return the argument
   * @throws DosnaException if it is null, or one of the values is; the message says which
   */
  public static <T> T[] requireAll(String name, T[] values) {
    require(name, values);
    for (int i = 0; i < values.length; i++) {
      if (values[i] == null) {
        throw new DosnaException("The argument '" + name + "' must not have null in it, at " + i);
      }
    }
    return values;
  }

  /**
   * Bad input as a message repeats it: long input would hide what the message says.
   *
   * @param input what was given
   * @return the input, or its beginning and its length
   */
  public static String excerpt(Object input) {
    String text = String.valueOf(input);
    if (text.length() <= SHOWN) {
      return text;
    }
    // A surrogate is not parted from its other half.
    int end = Character.isHighSurrogate(text.charAt(SHOWN - 1)) ? SHOWN - 1 : SHOWN;
    return text.substring(0, end) + "... (" + text.length() + " characters)";
  }

  /**
   * What was meant by a word that is none of those that there are.
   *
   * @param word what was given
   * @param known the words that there are
   * @return the one that is nearest, upper and lower case being the same, if any is near
   */
  public static Optional<String> likeliest(String word, Collection<String> known) {
    String given = word.toLowerCase(Locale.ROOT);
    return known.stream()
        .filter(other -> isNear(given, other.toLowerCase(Locale.ROOT)))
        .min(Comparator.comparing(other -> changes(given, other.toLowerCase(Locale.ROOT))));
  }

  private static boolean isNear(String given, String other) {
    int shorter = Math.min(given.length(), other.length());
    boolean begun = shorter > 1 && given.regionMatches(0, other, 0, shorter);
    return given.length() <= SHOWN && (begun || 2 * changes(given, other) < other.length());
  }

  /** How many letters are to be added, left out or replaced: Levenshtein's distance. */
  private static int changes(String from, String to) {
    int[] row = IntStream.rangeClosed(0, to.length()).toArray();
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int k = 1; k <= to.length(); k++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(k - 1) ? 0 : 1);
        diagonal = row[k];
        row[k] = Math.min(replaced, 1 + Math.min(row[k], row[k - 1]));
      }
    }
    return row[to.length()];
  }
}
