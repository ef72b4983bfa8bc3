package org.dosna.text;

import java.util.List;
import java.util.Locale;

/** Amounts of memory as text, in units of 1024. */
public final class ByteSize {
  private static final List<String> UNITS = List.of("", "K", "M", "G", "T", "P");

  private ByteSize() {}

  /**
   * An amount that somebody gave.
   *
   * @param number of 15 digits at most
   * @param unit {@code K}, {@code M}, {@code G} or {@code T}; empty for bytes
   * @return in bytes; the largest long if it is more
   */
  public static long of(String number, String unit) {
    return (long) (Long.parseLong(number) * Math.pow(1024, UNITS.indexOf(unit)));
  }

  /**
   * An amount to be read.
   *
   * @param bytes 0 or more
   * @return for instance {@code 12 bytes}, {@code 1.5 MiB}
   */
  public static String text(long bytes) {
    int unit = 0;
    double amount = bytes;
    while (amount >= 1024 && unit < UNITS.size() - 1) {
      amount /= 1024;
      unit++;
    }
    String number = String.format(Locale.ROOT, "%.1f", amount).replace(".0", "");
    return number + (unit == 0 ? " bytes" : " " + UNITS.get(unit) + "iB");
  }
}
