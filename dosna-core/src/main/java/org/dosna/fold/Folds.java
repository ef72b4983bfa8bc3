package org.dosna.fold;

import org.dosna.DosnaException;
import org.dosna.element.ElementType;
import org.dosna.element.ElementType.Category;

/** Which fold computes what. */
public final class Folds {
  private Folds() {}

  /**
   * The fold that computes something.
   *
   * @param statistic what is computed
   * @param type the type of the elements
   * @param skipsNaN whether NaN counts as if it were not there
   * @param ddof what is subtracted from the count where a deviation is divided by it
   * @param quantile which quantile is meant, if one is
   * @return the fold
   * @throws DosnaException if it is not defined for the type
   */
  public static Fold of(
      Statistic statistic, ElementType type, boolean skipsNaN, double ddof, Quantile quantile) {
    boolean isComplex = type.category() == Category.COMPLEX;
    switch (statistic) {
      case ANY, ALL, COUNT -> {
        return new CountFold(statistic);
      }
      case SUM, MEAN -> {}
      default -> {
        if (isComplex) {
          throw new DosnaException(
              statistic
                  + " is not defined for "
                  + type.typeName()
                  + "; of complex numbers there are sum, mean, any, all and count");
        }
      }
    }
    boolean skips = skipsNaN && !type.isIntegral();
    return switch (statistic) {
      case STD, VAR -> new MomentFold(type, statistic == Statistic.STD, skips, ddof);
      case ARG_MIN, ARG_MAX -> new PositionFold(statistic == Statistic.ARG_MAX, skips);
      case QUANTILE -> new QuantileFold(type, quantile, skips);
      case MEAN -> new FloatFold(statistic, type, skips);
      default ->
          type.isIntegral()
              ? new IntegerFold(statistic, type)
              : new FloatFold(statistic, type, skips);
    };
  }
}
