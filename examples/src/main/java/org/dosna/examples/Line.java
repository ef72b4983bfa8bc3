package org.dosna.examples;

import java.util.stream.IntStream;

/**
 * The points of a line that can be told apart.
 *
 * @param x the positions
 * @param y the values
 */
record Line(double[] x, double[] y) {
  /** Two for each column of a picture. */
  private static final int MOST = 4000;

  /** All values, or of many the least and the greatest of each group of neighbours. */
  static Line of(double[] values) {
    if (values.length <= MOST) {
      return new Line(IntStream.range(0, values.length).asDoubleStream().toArray(), values);
    }
    double[] x = new double[MOST];
    double[] y = new double[MOST];
    for (int group = 0; group < MOST / 2; group++) {
      int from = (int) ((long) values.length * 2 * group / MOST);
      int to = (int) ((long) values.length * 2 * (group + 1) / MOST);
      int least = from;
      int greatest = from;
      for (int i = from; i < to; i++) {
        least = values[i] < values[least] || Double.isNaN(values[least]) ? i : least;
        greatest = values[i] > values[greatest] || Double.isNaN(values[greatest]) ? i : greatest;
      }
      x[2 * group] = Math.min(least, greatest);
      x[2 * group + 1] = Math.max(least, greatest);
      y[2 * group] = values[Math.min(least, greatest)];
      y[2 * group + 1] = values[Math.max(least, greatest)];
    }
    return new Line(x, y);
  }
}
