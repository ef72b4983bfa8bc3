package org.dosna.reduction;

import org.dosna.NDArray;
import org.dosna.element.ElementType;
import org.dosna.fold.Quantile;
import org.dosna.indexing.Part;
import org.dosna.plan.Window;

/**
 * Finds elements by their rank without putting them in order: elements are keys of 64 bits that
 * compare as they do. A pass over all of them counts the first 8 bits of the keys, the next one
 * counts the next 8 bits of those keys that begin as the one in question does, and so on.
 */
public final class RankSearch {
  private static final int BITS = 8;

  private RankSearch() {}

  /**
   * A quantile of all elements; exact.
   *
   * @param operation what is done, for messages
   * @param window what is reduced, of a dtype that is not complex
   * @param quantile which
   * @param skipsNaN whether NaN counts as if it were not there
   * @return the quantile; NaN if there is no element
   */
  public static double quantile(
      String operation, Window window, Quantile quantile, boolean skipsNaN) {
    ElementType type = window.dtype().element();
    long all = window.selection().size();
    long nan = type.isIntegral() || all == 0 ? 0 : count(operation, window, new Count(0, 0))[1];
    long numbers = all - nan;
    if (numbers == 0 || (nan > 0 && !skipsNaN)) {
      return Double.NaN;
    }
    Found below = find(operation, window, quantile.below(numbers));
    boolean isSame = below.more || quantile.above(numbers) == quantile.below(numbers);
    Found above = isSame ? below : find(operation, window, quantile.above(numbers));
    return quantile.between(numbers, value(type, below.key), value(type, above.key));
  }

  /**
   * An element.
   *
   * @param key its key
   * @param more whether the next one in order is equal
   */
  private record Found(long key, boolean more) {}

  private static Found find(String operation, Window window, long rank) {
    long key = 0;
    long before = rank;
    boolean more = false;
    for (int known = 0; known < bits(window.dtype().element()); known += BITS) {
      long[] counts = count(operation, window, new Count(key, known));
      int next = 0;
      while (before >= counts[2 + next]) {
        before -= counts[2 + next++];
      }
      key |= (long) next << (Long.SIZE - BITS - known);
      more = before + 1 < counts[2 + next];
    }
    return new Found(key, more);
  }

  private static long[] count(String operation, Window window, Count count) {
    return Reducer.reduce(operation, window, count).orElseThrow();
  }

  /** How many bits of a key differ at all. */
  private static int bits(ElementType type) {
    return type == ElementType.FLOAT16 ? Float.SIZE : 8 * type.itemSize();
  }

  /** A key that compares, without a sign, as the element does; NaN is beyond all numbers. */
  private static long key(ElementType type, Object array, int i) {
    if (type.isIntegral()) {
      long value = type.getLong(array, i);
      long sign = type.category() == ElementType.Category.SIGNED ? Long.MIN_VALUE : 0;
      return (value << (Long.SIZE - bits(type))) ^ sign;
    }
    double value = type.getDouble(array, i) + 0.0;
    if (type == ElementType.FLOAT64) {
      long raw = Double.doubleToLongBits(value);
      return raw ^ (raw >> (Long.SIZE - 1) | Long.MIN_VALUE);
    }
    long raw = (long) Float.floatToIntBits((float) value) << Float.SIZE;
    return raw ^ (raw >> (Long.SIZE - 1) << Float.SIZE | Long.MIN_VALUE);
  }

  private static double value(ElementType type, long key) {
    if (type.isIntegral()) {
      long sign = type.category() == ElementType.Category.SIGNED ? Long.MIN_VALUE : 0;
      int shift = Long.SIZE - bits(type);
      long flipped = key ^ sign;
      long value = sign == 0 ? flipped >>> shift : flipped >> shift;
      return type == ElementType.UINT64 ? type.getDouble(new long[] {value}, 0) : (double) value;
    }
    boolean negative = key >= 0;
    if (type == ElementType.FLOAT64) {
      return Double.longBitsToDouble(negative ? ~key : key ^ Long.MIN_VALUE);
    }
    return Float.intBitsToFloat((int) ((negative ? ~key : key ^ Long.MIN_VALUE) >>> Float.SIZE));
  }

  /**
   * Counts: how many elements there are, and are NaN, and how many of those whose keys begin in one
   * way go on in which.
   *
   * @param prefix how they begin
   * @param known how many bits that is
   */
  private record Count(long prefix, int known) implements Reduction<long[]> {
    private void count(long key, boolean isNaN, long times, long[] counts) {
      counts[0] += times;
      counts[1] += isNaN ? times : 0;
      boolean begins = known == 0 || (key ^ prefix) >>> (Long.SIZE - known) == 0;
      if (begins && !isNaN) {
        counts[2 + (int) (key << known >>> (Long.SIZE - BITS))] += times;
      }
    }

    private static boolean isNaN(ElementType type, Object array, int i) {
      return !type.isIntegral() && Double.isNaN(type.getDouble(array, i));
    }

    @Override
    public long[] ofBlock(NDArray block, Part part) {
      long[] counts = new long[2 + (1 << BITS)];
      ElementType type = block.dtype().element();
      Object array = block.array();
      for (int i = 0; i < block.size(); i++) {
        count(key(type, array, i), isNaN(type, array, i), 1, counts);
      }
      return counts;
    }

    @Override
    public long[] ofEqual(NDArray element, long count, long[] position) {
      long[] counts = new long[2 + (1 << BITS)];
      ElementType type = element.dtype().element();
      boolean isNaN = isNaN(type, element.array(), 0);
      count(key(type, element.array(), 0), isNaN, count, counts);
      return counts;
    }

    @Override
    public long[] combine(long[] first, long[] second) {
      for (int i = 0; i < first.length; i++) {
        first[i] += second[i];
      }
      return first;
    }
  }
}
