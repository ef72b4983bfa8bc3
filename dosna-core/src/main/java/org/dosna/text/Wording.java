package org.dosna.text;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Wording that several error messages share. */
public final class Wording {
  private static final int LISTED = 10;
  private static final List<String> UNITS = List.of("bytes", "KiB", "MiB", "GiB", "TiB", "PiB");

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
   * An amount of memory, to be read.
   *
   * @param bytes 0 or more
   * @return for instance {@code 12 bytes}, {@code 1.5 MiB}
   */
  public static String bytes(long bytes) {
    int unit = 0;
    double amount = bytes;
    while (amount >= 1024 && unit < UNITS.size() - 1) {
      amount /= 1024;
      unit++;
    }
    String number = String.format(Locale.ROOT, "%.1f", amount).replace(".0", "");
    return number + " " + UNITS.get(unit);
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
