package org.dosna.examples.files;

import java.util.Comparator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Texts in the order that people expect: numbers in them count as numbers, so 9 is before 10. */
public final class NaturalOrder {
  private static final Pattern PARTS = Pattern.compile("\\d+|\\D+");

  /** Compares two texts; those that only differ in leading zeros character by character. */
  public static final Comparator<String> COMPARATOR =
      ((Comparator<String>) NaturalOrder::compare).thenComparing(Comparator.naturalOrder());

  private NaturalOrder() {}

  private static int compare(String a, String b) {
    String[] left = PARTS.matcher(a).results().map(MatchResult::group).toArray(String[]::new);
    String[] right = PARTS.matcher(b).results().map(MatchResult::group).toArray(String[]::new);
    for (int i = 0; i < Math.min(left.length, right.length); i++) {
      int order = comparePart(left[i], right[i]);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.length, right.length);
  }

  private static int comparePart(String a, String b) {
    if (!Character.isDigit(a.charAt(0)) || !Character.isDigit(b.charAt(0))) {
      return a.compareTo(b);
    }
    String left = a.replaceFirst("^0+", "");
    String right = b.replaceFirst("^0+", "");
    int longer = Integer.compare(left.length(), right.length());
    return longer == 0 ? left.compareTo(right) : longer;
  }
}
