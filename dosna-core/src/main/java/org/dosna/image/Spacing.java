package org.dosna.image;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.dosna.Arguments;
import org.dosna.DosnaException;

/**
 * How far apart the elements of an image lie: {@code Spacing.of(2, 0.65, 0.65).unit("micrometer")}.
 * Immutable.
 */
public final class Spacing {
  private final double[] step;
  private final List<String> unit;

  private Spacing(double[] step, List<String> unit) {
    this.step = step;
    this.unit = unit;
  }

  /**
   * Distances without a unit.
   *
   * @param step along each axis, above 0
   * @return the spacing
   * @throws DosnaException if one is not above 0, or not finite
   */
  public static Spacing of(double... step) {
    double[] given = Arguments.require("step", step).clone();
    if (!Arrays.stream(given).allMatch(value -> value > 0 && Double.isFinite(value))) {
      throw new DosnaException(
          "Elements lie more than 0 apart along each axis, not " + Arrays.toString(given));
    }
    return new Spacing(given, Collections.nCopies(given.length, ""));
  }

  /**
   * The same in a unit.
   *
   * @param newUnit for each axis or for all; OME-Zarr knows {@code nanometer}, {@code micrometer},
   *     {@code millimeter}, {@code meter}, {@code second} and others; empty for none
   * @return the spacing
   * @throws DosnaException if there is another number of units than of axes
   */
  public Spacing unit(String... newUnit) {
    List<String> given = List.of(Arguments.requireAll("newUnit", newUnit));
    if (given.size() != 1 && given.size() != step.length) {
      throw new DosnaException(
          step.length + " axes have 1 unit or " + step.length + ", not " + given);
    }
    return new Spacing(
        step, given.size() == 1 ? Collections.nCopies(step.length, given.get(0)) : given);
  }

  double[] step() {
    return step.clone();
  }

  List<String> unit() {
    return unit;
  }

  /** For instance {@code Spacing [2.0, 0.65, 0.65] [micrometer, micrometer, micrometer]}. */
  @Override
  public String toString() {
    return "Spacing " + Arrays.toString(step) + " " + unit;
  }
}
