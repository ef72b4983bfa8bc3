package org.dosna.fold;

import java.util.Arrays;
import org.dosna.element.Cast;
import org.dosna.element.ElementType;
import org.dosna.element.ElementType.Category;

/** Sums, products and extremes of integers and bool. */
final class IntegerFold implements Fold {
  private final ElementType type;
  private final ElementType result;
  private final LongRow row;

  /** So that the largest unsigned numbers are the largest signed ones; 0 for all other types. */
  private final long flipped;

  IntegerFold(Statistic statistic, ElementType type) {
    this.type = type;
    this.row = LongRow.valueOf(statistic.name());
    ElementType wide =
        type.category() == Category.UNSIGNED ? ElementType.UINT64 : ElementType.INT64;
    this.result = statistic.isExtreme() ? type : wide;
    this.flipped = statistic.isExtreme() && type == ElementType.UINT64 ? Long.MIN_VALUE : 0;
  }

  @Override
  public ElementType result() {
    return result;
  }

  @Override
  public Cells begin(int cells) {
    Cells begun = Cells.ofLongs(cells);
    Arrays.fill(begun.longs(), row.identity());
    return begun;
  }

  private void load(Object array, int from, long[] numbers, int count) {
    Loader.longs(type, array, from, numbers, count);
    for (int i = 0; flipped != 0 && i < count; i++) {
      numbers[i] ^= flipped;
    }
  }

  @Override
  public void add(Cells cells, ElementType given, Object array, FoldShape shape, long place) {
    long[] numbers = new long[FoldShape.MAX_ROW];
    shape.visit(
        new FoldShape.Visitor() {
          @Override
          public void toCell(int from, int count, int cell, int at) {
            load(array, from, numbers, count);
            row.toCell(numbers, count, cells.longs(), cell);
          }

          @Override
          public void toCells(int from, int count, int cell, int at) {
            load(array, from, numbers, count);
            row.toCells(numbers, count, cells.longs(), cell);
          }
        });
  }

  @Override
  public void combine(Cells cells, Cells others) {
    row.toCells(others.longs(), others.longs().length, cells.longs(), 0);
  }

  @Override
  public Object finish(Cells cells, long perCell) {
    long[] numbers = cells.longs();
    for (int i = 0; flipped != 0 && i < numbers.length; i++) {
      numbers[i] ^= flipped;
    }
    return Cast.array(numbers, ElementType.INT64, numbers.length, result);
  }
}
