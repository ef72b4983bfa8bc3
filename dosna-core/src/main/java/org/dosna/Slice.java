package org.dosna;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What is wanted of one axis, with numpy's meaning: an integer, a range, {@code ...} or {@code
 * newaxis}. Immutable.
 *
 * <pre>{@code
 * dataset.get(Slice.range(36, 80), Slice.all().step(2), Slice.at(-1));   // "36:80, ::2, -1"
 * }</pre>
 *
 * <p>A range is clamped to the axis, an integer has to lie in it; negative values count from the
 * axis's end.
 *
 * @see <a href="https://numpy.org/doc/stable/user/basics.indexing.html">numpy: indexing</a>
 */
public final class Slice {
  /** The four things that can stand between commas. */
  public enum Kind {
    /** An integer: picks one position, and the axis is dropped from the result. */
    INTEGER,
    /** Start, stop and step, each of which may be left out. */
    RANGE,
    /** As many whole axes as are needed. */
    ELLIPSIS,
    /** A new axis of length 1 in the result. */
    NEW_AXIS
  }

  private static final Slice ALL = new Slice(Kind.RANGE, null, null, 1);
  private static final Slice ELLIPSIS = new Slice(Kind.ELLIPSIS, null, null, 1);
  private static final Slice NEW_AXIS = new Slice(Kind.NEW_AXIS, null, null, 1);

  private final Kind kind;
  private final Long start;
  private final Long stop;
  private final long step;

  private Slice(Kind kind, Long start, Long stop, long step) {
    this.kind = kind;
    this.start = start;
    this.stop = stop;
    this.step = step;
  }

  /**
   * One position: {@code a[5]}. The axis is dropped from the result.
   *
   * @param position the position; negative counts from the end
   * @return the slice
   */
  public static Slice at(long position) {
    return new Slice(Kind.INTEGER, position, null, 1);
  }

  /**
   * A whole axis: {@code a[:]}.
   *
   * @return the slice
   */
  public static Slice all() {
    return ALL;
  }

  /**
   * A range: {@code a[start:stop]}.
   *
   * @param start first position; negative counts from the end
   * @param stop the position after the last; negative counts from the end
   * @return the slice
   */
  public static Slice range(long start, long stop) {
    return new Slice(Kind.RANGE, start, stop, 1);
  }

  /**
   * A range with a step: {@code a[start:stop:step]}.
   *
   * @param start first position; negative counts from the end
   * @param stop the position at which the range ends, itself not included
   * @param step distance between positions; negative walks backwards
   * @return the slice
   * @throws InvalidSliceException if step is 0
   */
  public static Slice range(long start, long stop, long step) {
    return range(start, stop).step(step);
  }

  /**
   * From a position to the end: {@code a[start:]}.
   *
   * @param start first position; negative counts from the end
   * @return the slice
   */
  public static Slice from(long start) {
    return new Slice(Kind.RANGE, start, null, 1);
  }

  /**
   * From the beginning to a position: {@code a[:stop]}.
   *
   * @param stop the position after the last; negative counts from the end
   * @return the slice
   */
  public static Slice to(long stop) {
    return new Slice(Kind.RANGE, null, stop, 1);
  }

  /**
   * All axes that are not named: {@code a[..., 0]}. May occur once.
   *
   * @return the slice
   */
  public static Slice ellipsis() {
    return ELLIPSIS;
  }

  /**
   * A new axis of length 1: {@code a[np.newaxis]}.
   *
   * @return the slice
   */
  public static Slice newAxis() {
    return NEW_AXIS;
  }

  /**
   * Reads slices from text as Python writes them between brackets.
   *
   * @param text such as {@code "36:80, ::2, -1"}, {@code "..., newaxis"}; empty for the whole array
   * @return the slices
   * @throws InvalidSliceException if the text cannot be read; the message points at the place
   */
  public static Slice[] parse(String text) {
    return Parser.parse(text);
  }

  /**
   * The same range with another step.
   *
   * @param newStep distance between positions; negative walks backwards
   * @return the slice
   * @throws InvalidSliceException if the step is 0 or this is not a range
   */
  public Slice step(long newStep) {
    if (newStep == 0) {
      throw new InvalidSliceException("A slice's step must not be 0");
    }
    if (kind != Kind.RANGE) {
      throw new InvalidSliceException("Only a range can have a step, not '" + this + "'");
    }
    return new Slice(kind, start, stop, newStep);
  }

  /**
   * What sort of slice this is.
   *
   * @return the kind
   */
  public Kind kind() {
    return kind;
  }

  /**
   * A range's first position, or an integer's position, as given.
   *
   * @return empty where it was left out
   */
  public OptionalLong start() {
    return start == null ? OptionalLong.empty() : OptionalLong.of(start);
  }

  /**
   * Where a range stops, as given.
   *
   * @return empty where it was left out
   */
  public OptionalLong stop() {
    return stop == null ? OptionalLong.empty() : OptionalLong.of(stop);
  }

  /**
   * A range's step.
   *
   * @return the step, 1 where it was left out; never 0
   */
  public long step() {
    return step;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Slice that
        && kind == that.kind
        && Objects.equals(start, that.start)
        && Objects.equals(stop, that.stop)
        && step == that.step;
  }

  @Override
  public int hashCode() {
    return Objects.hash(kind, start, stop, step);
  }

  /** The slice as Python writes it. */
  @Override
  public String toString() {
    return switch (kind) {
      case INTEGER -> start.toString();
      case ELLIPSIS -> "...";
      case NEW_AXIS -> "newaxis";
      case RANGE -> text(start) + ":" + text(stop) + (step == 1 ? "" : ":" + step);
    };
  }

  private static String text(Long bound) {
    return bound == null ? "" : bound.toString();
  }

  /** Reads slices from text. */
  private static final class Parser {
    private static final Set<String> NEW_AXIS_WORDS = Set.of("newaxis", "np.newaxis", "None");
    private static final BigInteger MIN = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

    private Parser() {}

    static Slice[] parse(String text) {
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
      if (NEW_AXIS_WORDS.contains(item)) {
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
}
