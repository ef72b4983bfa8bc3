package org.dosna.fold;

import java.util.Arrays;
import org.dosna.element.Cast;
import org.dosna.element.Doubles;
import org.dosna.element.ElementType;
import org.dosna.element.ElementType.Category;

/**
 * Sums, means, products and extremes of floating point numbers, computed in double; means of
 * integers, too.
 */
final class FloatFold implements Fold {
  private final Statistic statistic;
  private final ElementType result;
  private final DoubleRow row;
  private final boolean skipsNaN;

  FloatFold(Statistic statistic, ElementType type, boolean skipsNaN) {
    this.statistic = statistic;
    this.result = type.isIntegral() ? ElementType.FLOAT64 : type;
    this.row = statistic == Statistic.MEAN ? DoubleRow.SUM : DoubleRow.valueOf(statistic.name());
    this.skipsNaN = skipsNaN;
  }

  @Override
  public ElementType result() {
    return result;
  }

  @Override
  public Cells begin(int cells) {
    Cells begun = Cells.ofDoubles(cells);
    Arrays.fill(begun.doubles(), row.identity());
    return begun;
  }

  @Override
  public void add(Cells cells, ElementType type, Object array, FoldShape shape, long place) {
    double[] numbers = new double[FoldShape.MAX_ROW];
    long[] present = new long[skipsNaN ? FoldShape.MAX_ROW : 0];
    shape.visit(
        new FoldShape.Visitor() {
          @Override
          public void toCell(int from, int count, int cell, int at) {
            load(type, array, from, numbers, present, count);
            row.toCell(numbers, count, cells.doubles(), cell);
            if (skipsNaN) {
              LongRow.SUM.toCell(present, count, cells.counts(), cell);
            }
          }

          @Override
          public void toCells(int from, int count, int cell, int at) {
            load(type, array, from, numbers, present, count);
            row.toCells(numbers, count, cells.doubles(), cell);
            if (skipsNaN) {
              LongRow.SUM.toCells(present, count, cells.counts(), cell);
            }
          }

          @Override
          public void rowsToCells(int from, int count, int cell, int at, int rows, int stride) {
            boolean direct =
                type == ElementType.FLOAT32
                    && !skipsNaN
                    && FloatColumns.toCells(
                        row, (float[]) array, from, count, rows, stride, cells.doubles(), cell);
            if (!direct) {
              FoldShape.Visitor.super.rowsToCells(from, count, cell, at, rows, stride);
            }
          }
        });
  }

  private void load(
      ElementType type, Object array, int from, double[] numbers, long[] present, int count) {
    Doubles.load(type, array, from, numbers, count);
    for (int i = 0; skipsNaN && i < count; i++) {
      present[i] = Double.isNaN(numbers[i]) ? 0 : 1;
      numbers[i] = present[i] == 0 ? row.identity() : numbers[i];
    }
  }

  @Override
  public void combine(Cells cells, Cells others) {
    row.toCells(others.doubles(), others.doubles().length, cells.doubles(), 0);
    LongRow.SUM.toCells(others.counts(), others.counts().length, cells.counts(), 0);
  }

  @Override
  public Object finish(Cells cells, long perCell) {
    double[] numbers = cells.doubles();
    for (int i = 0; i < numbers.length; i++) {
      long count = skipsNaN ? cells.counts()[i] : perCell;
      if (statistic == Statistic.MEAN) {
        numbers[i] /= count;
      } else if (statistic.isExtreme() && count == 0) {
        numbers[i] = Double.NaN;
      }
    }
    ElementType slots =
        result.category() == Category.COMPLEX
            ? (result == ElementType.COMPLEX64 ? ElementType.FLOAT32 : ElementType.FLOAT64)
            : result;
    return Cast.array(numbers, ElementType.FLOAT64, numbers.length, slots);
  }
}
