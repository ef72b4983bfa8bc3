package org.dosna.fold;

import org.dosna.element.Cast;
import org.dosna.element.Doubles;
import org.dosna.element.ElementType;

/**
 * Standard deviations and variances. Of each block first the mean is computed, then the squared
 * distances from it; blocks are combined as in T. F. Chan, G. H. Golub, R. J. LeVeque, "Updating
 * formulae and a pairwise algorithm for computing sample variances" (1979).
 */
final class MomentFold implements Fold {
  private final ElementType result;
  private final boolean root;
  private final boolean skipsNaN;
  private final double ddof;
  private final FloatFold means;

  MomentFold(ElementType type, boolean root, boolean skipsNaN, double ddof) {
    this.result = type.isIntegral() ? ElementType.FLOAT64 : type;
    this.root = root;
    this.skipsNaN = skipsNaN;
    this.ddof = ddof;
    this.means = new FloatFold(Statistic.SUM, type, skipsNaN);
  }

  @Override
  public ElementType result() {
    return result;
  }

  @Override
  public Cells begin(int cells) {
    return Cells.ofMoments(cells);
  }

  @Override
  public void add(Cells cells, ElementType type, Object array, FoldShape shape, long place) {
    Cells sums = means.begin(shape.cells());
    means.add(sums, type, array, shape, place);
    double[] mean = sums.doubles();
    for (int i = 0; i < mean.length; i++) {
      sums.counts()[i] = skipsNaN ? sums.counts()[i] : shape.perCell();
      mean[i] /= sums.counts()[i];
    }
    double[] squares = new double[mean.length];
    double[] numbers = new double[FoldShape.MAX_ROW];
    shape.visit(
        new FoldShape.Visitor() {
          @Override
          public void toCell(int from, int count, int cell, int at) {
            Doubles.load(type, array, from, numbers, count);
            for (int i = 0; i < count; i++) {
              numbers[i] = square(numbers[i], mean[cell]);
            }
            DoubleRow.SUM.toCell(numbers, count, squares, cell);
          }

          @Override
          public void toCells(int from, int count, int cell, int at) {
            Doubles.load(type, array, from, numbers, count);
            for (int i = 0; i < count; i++) {
              numbers[i] = square(numbers[i], mean[cell + i]);
            }
            DoubleRow.SUM.toCells(numbers, count, squares, cell);
          }
        });
    combine(cells, new Cells(new long[0], mean, squares, sums.counts(), new double[0][]));
  }

  private double square(double number, double mean) {
    double distance = number - mean;
    return skipsNaN && Double.isNaN(number) ? 0 : distance * distance;
  }

  @Override
  public void combine(Cells cells, Cells others) {
    for (int i = 0; i < cells.doubles().length; i++) {
      long more = others.counts()[i];
      long count = cells.counts()[i] + more;
      if (more > 0) {
        double distance = others.doubles()[i] - cells.doubles()[i];
        double share = (double) more / count;
        double between = cells.counts()[i] == 0 ? 0 : distance * distance * cells.counts()[i];
        cells.doubles()[i] =
            cells.counts()[i] == 0 ? others.doubles()[i] : cells.doubles()[i] + distance * share;
        cells.squares()[i] += others.squares()[i] + between * share;
        cells.counts()[i] = count;
      }
    }
  }

  @Override
  public Object finish(Cells cells, long perCell) {
    double[] results = new double[cells.squares().length];
    for (int i = 0; i < results.length; i++) {
      double divisor = cells.counts()[i] - ddof;
      double variance = cells.squares()[i] / Math.max(0, divisor);
      boolean undefined = cells.counts()[i] == 0 || (skipsNaN && divisor <= 0);
      results[i] = undefined ? Double.NaN : root ? Math.sqrt(variance) : variance;
    }
    return Cast.array(results, ElementType.FLOAT64, results.length, result);
  }
}
