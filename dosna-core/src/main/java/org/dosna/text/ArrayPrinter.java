package org.dosna.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.dosna.element.ElementType;
import org.dosna.element.Shapes;
import org.dosna.text.Decimal.Format;

/**
 * Prints arrays as numpy's {@code str} does with its default print options: lines of 75 characters,
 * arrays of more than 1000 elements summarised to 3 at either end of each axis. Only the elements
 * that are shown are looked at.
 *
 * @see <a
 *     href="https://numpy.org/doc/stable/reference/generated/numpy.set_printoptions.html">numpy:
 *     print options</a>
 */
public final class ArrayPrinter {
  private static final int LINE_WIDTH = 75;
  private static final int THRESHOLD = 1000;
  private static final int EDGE_ITEMS = 3;

  private final long[] shape;
  private final boolean summarized;
  private final IntFunction<String> element;

  private ArrayPrinter(ElementType type, Object elements, long[] shape) {
    this.shape = shape;
    this.summarized = Shapes.size(shape) > THRESHOLD;
    this.element = element(type, elements, shownPositions(0, 0).toArray());
  }

  /**
   * Prints an array.
   *
   * @param type the element type
   * @param elements the elements in C order
   * @param shape the array's shape
   * @return the text, over several lines if need be
   */
  public static String print(ElementType type, Object elements, long[] shape) {
    if (shape.length == 0) {
      return scalar(type, elements);
    }
    return Shapes.size(shape) == 0
        ? "[]"
        : new ArrayPrinter(type, elements, shape).print(0, 0, " ", LINE_WIDTH);
  }

  private static String scalar(ElementType type, Object elements) {
    double real = type.getDouble(elements, 0);
    return switch (type.category()) {
      case COMPLEX -> complex(real, type.getImaginary(elements, 0), format(type));
      case FLOAT -> FloatFormat.scalar(real, format(type), true);
      case BOOL -> type.getLong(elements, 0) != 0 ? "True" : "False";
      case SIGNED, UNSIGNED -> integer(type, elements, 0);
    };
  }

  private static String complex(double re, double im, Format format) {
    String imaginary = FloatFormat.scalar(im, format, false) + "j";
    if (re == 0 && 1 / re > 0) {
      return imaginary;
    }
    String sign = imaginary.startsWith("-") ? "" : "+";
    return "(" + FloatFormat.scalar(re, format, false) + sign + imaginary + ")";
  }

  private static String integer(ElementType type, Object elements, int i) {
    long value = type.getLong(elements, i);
    return type == ElementType.UINT64 ? Long.toUnsignedString(value) : Long.toString(value);
  }

  private static Format format(ElementType type) {
    return switch (type) {
      case FLOAT16 -> Format.HALF;
      case FLOAT32, COMPLEX64 -> Format.SINGLE;
      default -> Format.DOUBLE;
    };
  }

  /** How an element is printed, given its position, so that all that are shown look alike. */
  private static IntFunction<String> element(ElementType type, Object elements, int[] shown) {
    IntToDoubleFunction real = i -> type.getDouble(elements, i);
    return switch (type.category()) {
      case BOOL -> i -> type.getLong(elements, i) != 0 ? " True" : "False";
      case FLOAT -> {
        FloatFormat number = floats(real, shown, format(type), false);
        yield i -> number.print(real.applyAsDouble(i));
      }
      case COMPLEX -> {
        IntToDoubleFunction imaginary = i -> type.getImaginary(elements, i);
        FloatFormat re = floats(real, shown, format(type), false);
        FloatFormat im = floats(imaginary, shown, format(type), true);
        yield i -> re.print(real.applyAsDouble(i)) + j(im.print(imaginary.applyAsDouble(i)));
      }
      case SIGNED, UNSIGNED -> {
        IntFunction<String> digits = i -> integer(type, elements, i);
        int width = IntStream.of(shown).map(i -> digits.apply(i).length()).max().orElse(0);
        yield i -> padded(digits.apply(i), width);
      }
    };
  }

  private static FloatFormat floats(
      IntToDoubleFunction part, int[] shown, Format format, boolean plus) {
    return new FloatFormat(IntStream.of(shown).mapToDouble(part).toArray(), format, plus);
  }

  private static String padded(String text, int width) {
    return " ".repeat(width - text.length()) + text;
  }

  /** The spaces that align the fraction stay behind the j. */
  private static String j(String imaginary) {
    String digits = imaginary.stripTrailing();
    return digits + "j" + imaginary.substring(digits.length());
  }

  private boolean skipsMiddle(int axis) {
    return summarized && shape[axis] > 2 * EDGE_ITEMS;
  }

  private IntStream shownPositions(int axis, int position) {
    if (axis == shape.length) {
      return IntStream.of(position);
    }
    return shownIndices(axis)
        .flatMap(index -> shownPositions(axis + 1, position * (int) shape[axis] + index));
  }

  private IntStream shownIndices(int axis) {
    int length = (int) shape[axis];
    return skipsMiddle(axis)
        ? IntStream.concat(
            IntStream.range(0, EDGE_ITEMS), IntStream.range(length - EDGE_ITEMS, length))
        : IntStream.range(0, length);
  }

  /** Prints what lies below an index: an element, or a row or block between brackets. */
  private String print(int axis, int position, String indent, int width) {
    if (axis == shape.length) {
      return element.apply(position);
    }
    List<String> items = new ArrayList<>();
    shownIndices(axis)
        .map(index -> position * (int) shape[axis] + index)
        .forEach(next -> items.add(print(axis + 1, next, indent + " ", width - 1)));
    if (skipsMiddle(axis)) {
      items.add(EDGE_ITEMS, "...");
    }
    int axesBelow = shape.length - 1 - axis;
    String text =
        axesBelow == 0
            ? wrapped(items, indent, width - 1)
            : String.join("\n".repeat(axesBelow) + indent, items);
    return "[" + text + "]";
  }

  /** A row, over several lines if need be; the bracket takes the place of the first indent. */
  private static String wrapped(List<String> items, String indent, int width) {
    StringBuilder text = new StringBuilder();
    StringBuilder line = new StringBuilder(items.get(0));
    for (String item : items.subList(1, items.size())) {
      if (indent.length() + line.length() + 1 + item.length() > width) {
        text.append(line.toString().stripTrailing()).append("\n").append(indent);
        line = new StringBuilder(item);
      } else {
        line.append(' ').append(item);
      }
    }
    return text.append(line).toString();
  }
}
