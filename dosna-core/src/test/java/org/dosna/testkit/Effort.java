package org.dosna.testkit;

/**
 * How often tests repeat random cases and races. The system property {@value #PROPERTY} gives a
 * percentage; 100 if it is not set. Every test is run in any case.
 */
final class Effort {
  private static final String PROPERTY = "dosna.testkit.effort";

  private static final int PERCENT = Integer.getInteger(PROPERTY, 100);

  private Effort() {}

  /** As many times as that, or the percentage of it; at least 2. */
  static int times(int count) {
    return Math.max(2, count * PERCENT / 100);
  }
}
