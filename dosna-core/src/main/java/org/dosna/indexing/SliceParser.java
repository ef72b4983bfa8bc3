package org.dosna.indexing;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.dosna.InvalidSliceException;
import org.dosna.Slice;

/** Reads slices from text as Python writes them between brackets. */
public final class SliceParser {
  private static final Set<String> NEW_AXIS = Set.of("newaxis", "np.newaxis", "None");
  private static final BigInteger MIN = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

  private SliceParser() {}

  /**
   * Reads slices.
   *
   * @param text slices separated by commas; empty or blank for none
   * @return the slices
   * @throws InvalidSliceException if the text cannot be read
   */
  public static Slice[] parse(String text) {
    List<Slice> slices = new ArrayList<>();
    String[] items = text.split(",", -1);
    for (int i = 0; i < items.length; i++) {
      String item = items[i].strip();
      boolean trailing = item.isEmpty() && i == items.length - 1;
      if (!trailing) {
        slices.add(parseItem(item, text));
      }
    }
    return slices.toArray(new Slice[0]);
  }

  private static Slice parseItem(String item, String text) {
    if (item.equals("...")) {
      return Slice.ellipsis();
    }
    if (NEW_AXIS.contains(item)) {
      return Slice.newAxis();
    }
    if (!item.contains(":")) {
      return Slice.at(position(item, text));
    }
    String[] bounds = item.split(":", -1);
    if (bounds.length > 3) {
      throw invalid(item, text);
    }
    String start = bounds[0].strip();
    String stop = bounds[1].strip();
    String step = bounds.length == 3 ? bounds[2].strip() : "";
    return range(start, stop, item, text).step(step.isEmpty() ? 1 : bound(step, item, text));
  }

  private static Slice range(String start, String stop, String item, String text) {
    if (stop.isEmpty()) {
      return start.isEmpty() ? Slice.all() : Slice.from(bound(start, item, text));
    }
    return start.isEmpty()
        ? Slice.to(bound(stop, item, text))
        : Slice.range(bound(start, item, text), bound(stop, item, text));
  }

  private static long position(String item, String text) {
    BigInteger position = number(item, item, text);
    if (position.compareTo(MIN) < 0 || position.compareTo(MAX) > 0) {
      throw new InvalidSliceException(
          "Index " + item + " in the slice \"" + text + "\" is out of range for any axis");
    }
    return position.longValue();
  }

  /** A bound or a step: Python clamps them, too. */
  private static long bound(String digits, String item, String text) {
    return number(digits, item, text).max(MIN).min(MAX).longValue();
  }

  private static BigInteger number(String digits, String item, String text) {
    try {
      return new BigInteger(digits);
    } catch (NumberFormatException e) {
      InvalidSliceException invalid = invalid(item, text);
      invalid.initCause(e);
      throw invalid;
    }
  }

  private static InvalidSliceException invalid(String item, String text) {
    return new InvalidSliceException(
        "Cannot read '"
            + item
            + "' in the slice \""
            + text
            + "\"; write integers, ranges such as 36:80, ::2 or ::-1, '...' or 'newaxis',"
            + " separated by commas");
  }
}
