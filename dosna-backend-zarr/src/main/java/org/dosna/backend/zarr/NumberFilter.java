package org.dosna.backend.zarr;

import java.nio.ByteBuffer;
import java.util.function.UnaryOperator;
import org.dosna.Coder;
import org.dosna.DType;
import org.dosna.DosnaException;
import org.dosna.NDArray;
import org.dosna.spi.Transfer;

/**
 * A filter that makes other numbers of numbers, with the arithmetic and dtypes of numpy: {@code
 * astype} and {@code fixedscaleoffset} of numcodecs. Some of them lose digits. Thread safe.
 *
 * @param decoded the dtype of the elements, in the byte order in which they come
 * @param encoded that of what comes of them
 * @param encoding makes numbers that are then cast to the one
 * @param decoding makes numbers that are then cast to the other
 */
record NumberFilter(
    DType decoded, DType encoded, UnaryOperator<NDArray> encoding, UnaryOperator<NDArray> decoding)
    implements Coder {

  /** Nothing but the cast. */
  static NumberFilter cast(DType decoded, DType encoded) {
    return new NumberFilter(decoded, encoded, UnaryOperator.identity(), UnaryOperator.identity());
  }

  /**
   * The whole numbers next to {@code (x - offset) * scale}.
   *
   * @param offset a Long or a Double, as in Python
   * @param scale the same
   */
  static NumberFilter scaled(DType decoded, DType encoded, Number offset, Number scale) {
    return new NumberFilter(
        decoded,
        encoded,
        elements -> rounded(elements.minus(offset).times(scale)),
        elements -> elements.divide(scale).plus(offset));
  }

  private static NDArray rounded(NDArray numbers) {
    if (numbers.dtype().numpy().charAt(1) != 'f') {
      return numbers;
    }
    NDArray rounded = numbers.astype(DType.FLOAT64);
    double[] values = (double[]) rounded.array();
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.rint(values[i]);
    }
    return rounded;
  }

  @Override
  public long maxEncoded(long size) {
    return size / decoded.itemSize() * encoded.itemSize();
  }

  @Override
  public void encode(ByteBuffer from, ByteBuffer to) {
    convert(from, decoded, encoding, encoded, to);
  }

  @Override
  public void decode(ByteBuffer from, ByteBuffer to) {
    convert(from, encoded, decoding, decoded, to);
  }

  private static void convert(
      ByteBuffer from, DType given, UnaryOperator<NDArray> change, DType made, ByteBuffer to) {
    int count = from.remaining() / given.itemSize();
    if (count * given.itemSize() != from.remaining()
        || (long) count * made.itemSize() > to.remaining()) {
      throw new DosnaException(
          "These " + from.remaining() + " bytes are not the elements of a chunk as " + given);
    }
    NDArray elements = NDArray.zeros(given.nativeOrder(), count);
    Transfer.whole(elements).fromChunk(from.slice().order(given.byteOrder()), 0);
    NDArray result = change.apply(elements).astype(made.nativeOrder());
    Transfer.whole(result).toChunk(to.slice().order(made.byteOrder()), 0);
    to.position(to.position() + count * made.itemSize());
  }
}
