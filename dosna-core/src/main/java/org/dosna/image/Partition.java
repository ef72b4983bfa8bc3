package org.dosna.image;

/** Numbers in sets that are joined: union-find, the smallest number of a set standing for it. */
final class Partition {
  private final int[] parents;

  /**
   * Each number in a set of its own.
   *
   * @param size how many numbers there are, from 0 on
   */
  Partition(int size) {
    this.parents = new int[size];
    for (int i = 0; i < size; i++) {
      parents[i] = i;
    }
  }

  /** The smallest number of the set that a number is in. */
  int first(int number) {
    int first = number;
    while (parents[first] != first) {
      parents[first] = parents[parents[first]]; // so that the next one has a shorter way
      first = parents[first];
    }
    return first;
  }

  /** Makes one set of those of two numbers. */
  void join(int number, int other) {
    int first = first(number);
    int second = first(other);
    parents[Math.max(first, second)] = Math.min(first, second);
  }
}
