package org.dosna.reduction;

import java.math.BigInteger;
import org.dosna.NDArray;
import org.dosna.element.ElementType;
import org.dosna.indexing.Part;

/** The exact sum of integer elements, however large it gets. */
public final class IntegerSum implements Reduction<BigInteger> {
  /** Stateless. */
  public IntegerSum() {}

  @Override
  public BigInteger ofBlock(NDArray block, Part part) {
    return sum(block);
  }

  private static BigInteger sum(NDArray block) {
    ElementType type = block.dtype().element();
    boolean unsigned = type == ElementType.UINT64;
    Object elements = block.array();
    // A block has less than 2^31 elements, so that neither sum of halves can overflow.
    long low = 0;
    long high = 0;
    for (int i = 0; i < block.size(); i++) {
      long value = type.getLong(elements, i);
      low += value & 0xffffffffL;
      high += unsigned ? value >>> 32 : value >> 32;
    }
    return BigInteger.valueOf(high).shiftLeft(32).add(BigInteger.valueOf(low));
  }

  @Override
  public BigInteger ofEqual(NDArray element, long count, long[] position) {
    return sum(element).multiply(BigInteger.valueOf(count));
  }

  @Override
  public BigInteger combine(BigInteger first, BigInteger second) {
    return first.add(second);
  }
}
