package org.dosna.backend.hdf5.format.object;

import java.util.Arrays;
import org.dosna.backend.hdf5.format.Cursor;
import org.dosna.backend.hdf5.format.FormatException;

/**
 * The shape of a dataset (specification IV.A.2.b).
 *
 * @param shape the length of each axis; none for a scalar
 * @param limits the length that each axis may grow to, or {@link #UNLIMITED}
 */
public record Dataspace(long[] shape, long[] limits) {
  /** An axis may grow to any length. */
  public static final long UNLIMITED = -1;

  private static final int MAX_RANK = 32;
  private static final int NULL = 2;

  /**
   * Parses a dataspace.
   *
   * @param message the message
   * @param lengthSize bytes of a length
   * @return what it says
   * @throws FormatException if it is damaged, or says that there is nothing at all
   */
  public static Dataspace parse(Cursor message, int lengthSize) {
    int version = message.version("its dataspace", 1, 2);
    int rank = message.int8();
    boolean limited = (message.int8() & 1) != 0;
    int type = message.int8();
    message.skip(version == 1 ? 4 : 0);
    if (version == 2 && type == NULL) {
      throw new FormatException("it is empty (null dataspace), expected is an array");
    }
    if (rank > MAX_RANK) {
      throw new FormatException("the file is damaged: it has " + rank + " axes");
    }
    long[] shape = new long[rank];
    for (int axis = 0; axis < rank; axis++) {
      shape[axis] = message.length();
    }
    long[] limits = shape.clone();
    long unlimited = lengthSize == Long.BYTES ? -1 : (1L << (8 * lengthSize)) - 1;
    for (int axis = 0; limited && axis < rank; axis++) {
      long limit = message.bits(lengthSize);
      limits[axis] = limit == unlimited ? UNLIMITED : limit;
      if (limit != unlimited && limit < shape[axis]) {
        throw new FormatException(
            "the file is damaged: its shape is "
                + Arrays.toString(shape)
                + ", axis "
                + axis
                + " may have "
                + Long.toUnsignedString(limit));
      }
    }
    return new Dataspace(shape, limits);
  }

  /**
   * How many elements there are.
   *
   * @return the product of the shape
   * @throws FormatException if it is beyond 2^63
   */
  public long size() {
    if (Arrays.stream(shape).anyMatch(length -> length == 0)) {
      return 0;
    }
    try {
      return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    } catch (ArithmeticException e) {
      throw new FormatException("its shape is " + Arrays.toString(shape) + ", beyond 2^63", e);
    }
  }
}
