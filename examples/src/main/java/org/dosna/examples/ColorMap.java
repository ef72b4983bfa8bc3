package org.dosna.examples;

/**
 * Which colour stands for which value; brightness grows evenly with the value. NaN is red in each.
 */
public enum ColorMap {
  /**
   * From violet over green to yellow; also for the colour-blind, and right when printed in grey. By
   * Nathaniel Smith and Stéfan van der Walt; these are 17 of its 256 colours, those between are
   * interpolated.
   */
  VIRIDIS(
      0x440154, 0x48186a, 0x472d7b, 0x424086, 0x3b528b, 0x33638d, 0x2c728e, 0x26828e, 0x21918c,
      0x1fa088, 0x28ae80, 0x3fbc73, 0x5ec962, 0x84d44b, 0xaddc30, 0xd8e219, 0xfde725),
  /** From black over red to pale yellow; by the same, and likewise 17 of its colours. */
  MAGMA(
      0x000004, 0x0a0822, 0x1d1147, 0x36106b, 0x51127c, 0x6a1c81, 0x832681, 0x9c2e7f, 0xb73779,
      0xcf4070, 0xe55064, 0xf4695c, 0xfb8761, 0xfea571, 0xfec287, 0xfde0a1, 0xfcfdbf),
  /** From black to white. */
  GRAY(0x000000, 0xffffff);

  private static final int NAN = 0xd62728;

  private final int[] colors;

  ColorMap(int... colors) {
    this.colors = colors;
  }

  /**
   * The colour of a value.
   *
   * @param fraction where the value lies between the darkest, 0, and the brightest, 1; what lies
   *     outside gets the nearer of the two, NaN gets red
   * @return red, green and blue, 8 bits each: {@code 0xRRGGBB}
   */
  public int color(double fraction) {
    if (Double.isNaN(fraction)) {
      return NAN;
    }
    double place = Math.min(Math.max(fraction, 0), 1) * (colors.length - 1);
    int below = Math.min((int) place, colors.length - 2);
    int color = 0;
    for (int shift : new int[] {16, 8, 0}) {
      int low = colors[below] >> shift & 0xff;
      int high = colors[below + 1] >> shift & 0xff;
      color |= (int) Math.round(low + (place - below) * (high - low)) << shift;
    }
    return color;
  }
}
