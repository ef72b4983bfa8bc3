package org.dosna.fold;

/**
 * Sums of floating point numbers in double, by halves: the error grows with the logarithm of the
 * count only. Eight running sums at the bottom keep the processor busy. As numpy does; see N. J.
 * Higham, "The accuracy of floating point summation", SIAM J. Sci. Comput. 14 (1993).
 */
public final class PairwiseSum {
  private static final int BOTTOM = 512;

  private PairwiseSum() {}

  public static double of(float[] values, int from, int count) {
    if (count > BOTTOM) {
      int half = count / 2 & -8;
      return of(values, from, half) + of(values, from + half, count - half);
    }
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    double s4 = 0;
    double s5 = 0;
    double s6 = 0;
    double s7 = 0;
    int i = from;
    for (int end = from + (count & -8); i < end; i += 8) {
      s0 += values[i];
      s1 += values[i + 1];
      s2 += values[i + 2];
      s3 += values[i + 3];
      s4 += values[i + 4];
      s5 += values[i + 5];
      s6 += values[i + 6];
      s7 += values[i + 7];
    }
    double sum = ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
    for (; i < from + count; i++) {
      sum += values[i];
    }
    return sum;
  }

  public static double of(double[] values, int from, int count) {
    if (count > BOTTOM) {
      int half = count / 2 & -8;
      return of(values, from, half) + of(values, from + half, count - half);
    }
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = from;
    for (int end = from + (count & -4); i < end; i += 4) {
      s0 += values[i];
      s1 += values[i + 1];
      s2 += values[i + 2];
      s3 += values[i + 3];
    }
    double sum = (s0 + s1) + (s2 + s3);
    for (; i < from + count; i++) {
      sum += values[i];
    }
    return sum;
  }
}
