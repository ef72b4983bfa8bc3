package org.dosna.fold;

import java.util.Arrays;
import org.dosna.element.Cast;
import org.dosna.element.Doubles;
import org.dosna.element.ElementType;

/** Quantiles. All elements of a cell are kept until the end. */
final class QuantileFold implements Fold {
  private final ElementType result;
  private final Quantile quantile;
  private final boolean skipsNaN;

  QuantileFold(ElementType type, Quantile quantile, boolean skipsNaN) {
    this.result = type.isIntegral() ? ElementType.FLOAT64 : type;
    this.quantile = quantile;
    this.skipsNaN = skipsNaN;
  }

  @Override
  public ElementType result() {
    return result;
  }

  @Override
  public Cells begin(int cells) {
    return Cells.ofLists(cells);
  }

  @Override
  public void add(Cells cells, ElementType type, Object array, FoldShape shape, long place) {
    double[] row = new double[FoldShape.MAX_ROW];
    double[][] lists = cells.lists();
    for (int cell = 0; cell < lists.length; cell++) {
      lists[cell] = Arrays.copyOf(lists[cell], lists[cell].length + shape.perCell());
    }
    int begin = lists.length == 0 ? 0 : lists[0].length - shape.perCell();
    shape.visit(
        new FoldShape.Visitor() {
          @Override
          public void toCell(int from, int count, int cell, int at) {
            Doubles.load(type, array, from, row, count);
            System.arraycopy(row, 0, lists[cell], begin + at, count);
          }

          @Override
          public void toCells(int from, int count, int cell, int at) {
            Doubles.load(type, array, from, row, count);
            for (int i = 0; i < count; i++) {
              lists[cell + i][begin + at] = row[i];
            }
          }
        });
  }

  @Override
  public void combine(Cells cells, Cells others) {
    for (int cell = 0; cell < cells.lists().length; cell++) {
      double[] first = cells.lists()[cell];
      double[] more = others.lists()[cell];
      cells.lists()[cell] = Arrays.copyOf(first, first.length + more.length);
      System.arraycopy(more, 0, cells.lists()[cell], first.length, more.length);
    }
  }

  @Override
  public Object finish(Cells cells, long perCell) {
    double[] results = new double[cells.lists().length];
    Arrays.setAll(results, cell -> quantile.of(cells.lists()[cell], skipsNaN));
    return Cast.array(results, ElementType.FLOAT64, results.length, result);
  }
}
