package org.dosna.indexing;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Numbers put into groups.
 *
 * @param order places of all numbers, group by group; those of one group in order
 * @param begin where in that order each group begins, and where the last one ends
 */
record Groups(int[] order, int[] begin) {
  /** Groups of equal numbers, in ascending order of these. */
  static Groups equal(long[] numbers) {
    long[] sorted = numbers.clone();
    Arrays.sort(sorted);
    long[] distinct =
        IntStream.range(0, sorted.length)
            .filter(i -> i == 0 || sorted[i] != sorted[i - 1])
            .mapToLong(i -> sorted[i])
            .toArray();
    int[] begin = new int[distinct.length + 1];
    int[] group = new int[numbers.length];
    for (int i = 0; i < group.length; i++) {
      group[i] = Arrays.binarySearch(distinct, numbers[i]);
      begin[group[i] + 1]++;
    }
    for (int g = 1; g < begin.length; g++) {
      begin[g] += begin[g - 1];
    }
    int[] next = begin.clone();
    int[] order = new int[numbers.length];
    for (int i = 0; i < order.length; i++) {
      order[next[group[i]]++] = i;
    }
    return new Groups(order, begin);
  }

  /** Groups of equal numbers that follow each other. */
  static Groups runs(long[] numbers) {
    int[] order = new int[numbers.length];
    int[] begin = new int[numbers.length + 1];
    int groups = 0;
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
      if (i == 0 || numbers[i] != numbers[i - 1]) {
        begin[groups++] = i;
      }
    }
    begin[groups] = numbers.length;
    return new Groups(order, Arrays.copyOf(begin, groups + 1));
  }
}
