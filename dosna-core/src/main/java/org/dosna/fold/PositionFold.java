package org.dosna.fold;

import java.util.Arrays;
import org.dosna.DosnaException;
import org.dosna.element.ElementType;

/**
 * Where the smallest or largest elements are. Of equal ones the first counts; NaN is beyond all
 * numbers.
 */
final class PositionFold implements Fold {
  private static final long NOWHERE = -1;

  private final boolean max;
  private final boolean skipsNaN;

  PositionFold(boolean max, boolean skipsNaN) {
    this.max = max;
    this.skipsNaN = skipsNaN;
  }

  @Override
  public ElementType result() {
    return ElementType.INT64;
  }

  @Override
  public Cells begin(int cells) {
    Cells begun = Cells.ofPositions(cells);
    Arrays.fill(begun.longs(), NOWHERE);
    return begun;
  }

  @Override
  public void add(Cells cells, ElementType type, Object array, FoldShape shape, long place) {
    shape.visit(
        new FoldShape.Visitor() {
          @Override
          public void toCell(int from, int count, int cell, int at) {
            for (int i = 0; i < count; i++) {
              consider(cells, type, array, from + i, cell, place + at + i);
            }
          }

          @Override
          public void toCells(int from, int count, int cell, int at) {
            for (int i = 0; i < count; i++) {
              consider(cells, type, array, from + i, cell + i, place + at);
            }
          }
        });
  }

  /** Integers are kept as longs in the counts, so that none is rounded. */
  private void consider(
      Cells cells, ElementType type, Object array, int element, int cell, long place) {
    if (type.isIntegral()) {
      long flipped = type == ElementType.UINT64 ? Long.MIN_VALUE : 0;
      consider(cells, cell, 0, type.getLong(array, element) ^ flipped, place);
    } else {
      double value = type.getDouble(array, element);
      if (!(skipsNaN && Double.isNaN(value))) {
        consider(cells, cell, value, 0, place);
      }
    }
  }

  private void consider(Cells cells, int cell, double value, long integer, long place) {
    long best = cells.longs()[cell];
    int order = best == NOWHERE ? 1 : order(value, cells.doubles()[cell]);
    if (order == 0) {
      int compared = Long.compare(integer, cells.counts()[cell]);
      order = max ? compared : -compared;
    }
    if (order > 0 || (order == 0 && place < best)) {
      cells.longs()[cell] = place;
      cells.doubles()[cell] = value;
      cells.counts()[cell] = integer;
    }
  }

  /** More than 0 if the first number is to be preferred. */
  private int order(double value, double other) {
    if (Double.isNaN(value) || Double.isNaN(other)) {
      return Boolean.compare(Double.isNaN(value), Double.isNaN(other));
    }
    return value == other ? 0 : value > other == max ? 1 : -1;
  }

  @Override
  public void combine(Cells cells, Cells others) {
    for (int cell = 0; cell < others.longs().length; cell++) {
      if (others.longs()[cell] != NOWHERE) {
        consider(cells, cell, others.doubles()[cell], others.counts()[cell], others.longs()[cell]);
      }
    }
  }

  @Override
  public Object finish(Cells cells, long perCell) {
    if (Arrays.stream(cells.longs()).anyMatch(position -> position == NOWHERE)) {
      throw new DosnaException("There is nothing but NaN where a position is asked for");
    }
    return cells.longs();
  }
}
