package org.dosna.text;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Wording that several error messages share. */
public final class Wording {
  private static final int LISTED = 10;

  private Wording() {}

  /**
   * A list of names.
   *
   * @param names the names
   * @return the names in quotes; of a long list the first ones and how many there are
   */
  public static String quoted(List<String> names) {
    if (names.isEmpty()) {
      return "nothing";
    }
    String first =
        names.stream().limit(LISTED).map(n -> "'" + n + "'").collect(Collectors.joining(", "));
    return names.size() <= LISTED ? first : first + " and " + (names.size() - LISTED) + " more";
  }

  /**
   * The beginning of a sentence.
   *
   * @param text some text
   * @return the text with a capital letter in front
   */
  public static String capitalized(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
