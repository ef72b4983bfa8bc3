package org.dosna;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * What is wanted of one axis, with numpy's meaning: an integer, a range, a list of positions,
 * {@code ...} or {@code newaxis}. Immutable.
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
  /** The five things that can stand between commas. */
  public enum Kind {
    /** An integer: picks one position, and the axis is dropped from the result. */
    INTEGER,
    /** Start, stop and step, each of which may be left out. */
    RANGE,
    /** Positions in any order, perhaps repeated: the axis has as many of them in the result. */
    LIST,
    /** As many whole axes as are needed. */
    ELLIPSIS,
    /** A new axis of length 1 in the result. */
    NEW_AXIS
  }

  private static final OptionalLong NONE = OptionalLong.empty();
  private static final long[] NO_POSITIONS = {};
  private static final Slice ALL = new Slice(Kind.RANGE, NONE, NONE, 1);
  private static final Slice ELLIPSIS = new Slice(Kind.ELLIPSIS, NONE, NONE, 1);
  private static final Slice NEW_AXIS = new Slice(Kind.NEW_AXIS, NONE, NONE, 1);

  private final Kind kind;
  private final OptionalLong start;
  private final OptionalLong stop;
  private final long step;
  private final long[] positions;

  private Slice(Kind kind, OptionalLong start, OptionalLong stop, long step) {
    this(kind, start, stop, step, NO_POSITIONS);
  }

  private Slice(Kind kind, OptionalLong start, OptionalLong stop, long step, long[] positions) {
    this.kind = kind;
    this.start = start;
    this.stop = stop;
    this.step = step;
    this.positions = positions;
  }

  /**
   * One position: {@code a[5]}. The axis is dropped from the result.
   *
   * @param position the position; negative counts from the end
   * @return the slice
   */
  public static Slice at(long position) {
    return new Slice(Kind.INTEGER, OptionalLong.of(position), NONE, 1);
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
    return new Slice(Kind.RANGE, OptionalLong.of(start), OptionalLong.of(stop), 1);
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
    return new Slice(Kind.RANGE, OptionalLong.of(start), NONE, 1);
  }

  /**
   * From the beginning to a position: {@code a[:stop]}.
   *
   * @param stop the position after the last; negative counts from the end
   * @return the slice
   */
  public static Slice to(long stop) {
    return new Slice(Kind.RANGE, NONE, OptionalLong.of(stop), 1);
  }

  /**
   * A list of positions: {@code a[[1, 5, 9]]}. The axis stays, even if there is one only.
   *
   * @param positions positions in any order, perhaps repeated; negative ones count from the end
   * @return the slice
   */
  public static Slice list(long... positions) {
    return new Slice(Kind.LIST, NONE, NONE, 1, Arguments.require("positions", positions).clone());
  }

  /**
   * The positions of an axis at which a mask is true: {@code a[np.array([True, False])]}.
   *
   * @param mask one value for each position of the axis
   * @return the slice, which fits axes of the mask's length only
   */
  public static Slice mask(boolean... mask) {
    Arguments.require("mask", mask);
    long[] positions =
        IntStream.range(0, mask.length).filter(i -> mask[i]).asLongStream().toArray();
    return new Slice(Kind.LIST, NONE, OptionalLong.of(mask.length), 1, positions);
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

  /** A box: a start and a length on each axis. */
  static Slice[] box(long[] origin, long[] box) {
    Slice[] slices = new Slice[box.length];
    Arrays.setAll(slices, axis -> range(origin[axis], origin[axis] + box[axis]));
    return slices;
  }

  /**
   * Reads slices from text as Python writes them between brackets.
   *
   * @param slices such as {@code "36:80, ::2, -1"}, {@code "[1, -5, 9], ..., newaxis"}; empty for
   *     the whole array
   * @return the slices
   * @throws InvalidSliceException if the text cannot be read; the message points at the place
   */
  public static Slice[] parse(String slices) {
    return Parser.parse(Arguments.require("slices", slices));
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
    return start;
  }

  /**
   * Where a range stops, as given; of a mask its length.
   *
   * @return empty where it was left out
   */
  public OptionalLong stop() {
    return stop;
  }

  /**
   * A range's step.
   *
   * @return the step, 1 where it was left out; never 0
   */
  public long step() {
    return step;
  }

  /**
   * A list's positions.
   *
   * @return a copy, as given; empty for all other kinds
   */
  public long[] positions() {
    return positions.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Slice that
        && kind == that.kind
        && Arrays.equals(positions, that.positions)
        && start.equals(that.start)
        && stop.equals(that.stop)
        && step == that.step;
  }

  @Override
  public int hashCode() {
    return Objects.hash(kind, start, stop, step, Arrays.hashCode(positions));
  }

  /** The slice as Python writes it. */
  @Override
  public String toString() {
    return switch (kind) {
      case INTEGER -> text(start);
      case LIST -> Arrays.toString(positions);
      case ELLIPSIS -> "...";
      case NEW_AXIS -> "newaxis";
      case RANGE -> text(start) + ":" + text(stop) + (step == 1 ? "" : ":" + step);
    };
  }

  private static String text(OptionalLong bound) {
    return bound.isPresent() ? Long.toString(bound.getAsLong()) : "";
  }

  /** Reads slices from text. */
  private static final class Parser {
    private Parser() {}

    static Slice[] parse(String text) {
      List<Slice> slices = new ArrayList<>();
      int begin = 0;
      for (int comma = comma(text, 0); comma >= 0; comma = comma(text, begin)) {
        slices.add(slice(new Stretch(text, begin, comma)));
        begin = comma + 1;
      }
      Stretch last = new Stretch(text, begin, text.length());
      if (!last.isEmpty()) {
        slices.add(slice(last));
      }
      return slices.toArray(new Slice[0]);
    }

    /** The next comma that is not in a list; -1 if there is none. */
    private static int comma(String text, int begin) {
      boolean inList = false;
      for (int i = begin; i < text.length(); i++) {
        char letter = text.charAt(i);
        if (letter == ',' && !inList) {
          return i;
        }
        inList = letter == '[' || (inList && letter != ']');
      }
      return -1;
    }

    private static Slice list(Stretch item) {
      Stretch inner = new Stretch(item.text, item.begin + 1, item.end - 1);
      List<Long> positions = new ArrayList<>();
      int begin = inner.begin;
      while (begin < inner.end) {
        int comma = inner.find(',', begin);
        positions.add(position(new Stretch(item.text, begin, comma)));
        begin = comma + 1;
      }
      return Slice.list(positions.stream().mapToLong(Long::longValue).toArray());
    }

    private static Slice slice(Stretch item) {
      if (item.isList()) {
        return list(item);
      }
      if (item.is("...")) {
        return Slice.ellipsis();
      }
      if (item.is("newaxis") || item.is("np.newaxis") || item.is("None")) {
        return Slice.newAxis();
      }
      int colon = item.find(':', item.begin);
      return colon == item.end ? Slice.at(position(item)) : range(item, colon);
    }

    private static Slice range(Stretch item, int colon) {
      int stopsAt = item.find(':', colon + 1);
      if (item.find(':', stopsAt + 1) < item.end) {
        throw invalid(item);
      }
      OptionalLong start = bound(item, item.begin, colon);
      OptionalLong stop = bound(item, colon + 1, stopsAt);
      OptionalLong step = bound(item, stopsAt + 1, item.end);
      return new Slice(Kind.RANGE, start, stop, 1).step(step.orElse(1));
    }

    private static long position(Stretch item) {
      try {
        return item.toLong();
      } catch (NumberFormatException e) {
        if (!item.isInteger()) {
          throw invalid(item);
        }
        throw new InvalidSliceException(
            "Index "
                + Arguments.excerpt(item)
                + " in the slice \""
                + Arguments.excerpt(item.text)
                + "\" is out of range for any axis");
      }
    }

    /** A bound or a step, which may be left out. As Python does, it is clamped. */
    private static OptionalLong bound(Stretch item, int begin, int end) {
      Stretch digits = new Stretch(item.text, begin, end);
      if (digits.isEmpty()) {
        return NONE;
      }
      try {
        return OptionalLong.of(digits.toLong());
      } catch (NumberFormatException e) {
        if (!digits.isInteger()) {
          throw invalid(item);
        }
        boolean negative = item.text.charAt(digits.begin) == '-';
        return OptionalLong.of(negative ? Long.MIN_VALUE : Long.MAX_VALUE);
      }
    }

    private static InvalidSliceException invalid(Stretch item) {
      return new InvalidSliceException(
          "Cannot read '"
              + Arguments.excerpt(item)
              + "' in the slice \""
              + Arguments.excerpt(item.text)
              + "\"; write integers, ranges such as 36:80, ::2 or ::-1, lists such as"
              + " [1, 5, 9], '...' or 'newaxis', separated by commas");
    }
  }

  /** A stretch of text, without the blanks at its ends. */
  private static final class Stretch {
    private final String text;
    private final int begin;
    private final int end;

    Stretch(String text, int from, int to) {
      int first = from;
      int last = to;
      while (first < last && Character.isWhitespace(text.charAt(first))) {
        first++;
      }
      while (first < last && Character.isWhitespace(text.charAt(last - 1))) {
        last--;
      }
      this.text = text;
      this.begin = first;
      this.end = last;
    }

    boolean isEmpty() {
      return begin >= end;
    }

    boolean is(String word) {
      return end - begin == word.length() && text.startsWith(word, begin);
    }

    boolean isList() {
      return end - begin > 1 && text.charAt(begin) == '[' && text.charAt(end - 1) == ']';
    }

    /** Where a character is, from a place on; the end if it is not there. */
    int find(char wanted, int from) {
      int found = Math.min(from, end);
      while (found < end && text.charAt(found) != wanted) {
        found++;
      }
      return found;
    }

    /** Whether it is a whole number, however large. */
    boolean isInteger() {
      boolean signed = !isEmpty() && "+-".indexOf(text.charAt(begin)) >= 0;
      int first = signed ? begin + 1 : begin;
      return first < end && text.substring(first, end).chars().allMatch(Character::isDigit);
    }

    long toLong() {
      return Long.parseLong(text, begin, end, 10);
    }

    @Override
    public String toString() {
      return text.substring(begin, end);
    }
  }
}
