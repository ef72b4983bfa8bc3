package org.dosna.testkit;

/**
 * How often tests repeat random cases and races. The system property {@value #PROPERTY} gives a
 * percentage; 100 if it is not set. Every test is run in any case.
 */
public final class Effort {
  private static final String PROPERTY = "dosna.testkit.effort";

  private static final int PERCENT = Integer.getInteger(PROPERTY, 100);

  private Effort() {}

  /**
   * How often something is repeated.
   *
   * @param count how often at 100 %
   * @return as many times as that, or the percentage of it; at least 2
   */
  public static int times(int count) {
    return Math.max(2, count * PERCENT / 100);
  }
}
