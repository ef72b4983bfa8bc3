package org.dosna.examples.files;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.LongStream;
import org.dosna.DType;
import org.dosna.DosnaException;

/**
 * A picture in a file.
 *
 * @param number its number in the file, from 0
 * @param height its rows
 * @param width its columns
 * @param samples the values of a pixel, such as 3 for red, green and blue
 * @param dtype of the values, in native byte order
 * @param tileRows the rows that are stored together
 * @param tileColumns the columns that are stored together
 * @param bare where its elements lie one after the other as they are, if they do
 */
record ImagePage(
    int number,
    int height,
    int width,
    int samples,
    DType dtype,
    int tileRows,
    int tileColumns,
    Optional<Bare> bare) {
  /** Of deflate and LZW it is less. */
  private static final long MOST_PER_BYTE = 2000;

  /** Of fax an empty row is one bit. */
  private static final long MOST_PER_BYTE_OF_BITS = 1 << 18;

  /**
   * Elements that are neither compressed nor cut.
   *
   * @param offset where they begin in the file
   * @param dtype their dtype, with its byte order
   */
  record Bare(long offset, DType dtype) {}

  /** Rows, columns and, if there are several, samples. */
  long[] shape() {
    LongStream shape = LongStream.of(height, width);
    return (samples == 1 ? shape : LongStream.concat(shape, LongStream.of(samples))).toArray();
  }

  /** Whether both fit into one array. */
  boolean fits(ImagePage other) {
    return dtype == other.dtype && Arrays.equals(shape(), other.shape());
  }

  /** The same, bare, somewhere else in the file. */
  ImagePage at(int where, Bare elements) {
    return new ImagePage(
        where, height, width, samples, dtype, tileRows, tileColumns, Optional.of(elements));
  }

  /**
   * Refuses what no file of a length can hold, however well it is compressed: else damage would
   * make us ask for all memory there is.
   */
  void requirePlausible(Path file, long length) {
    long most = length * (dtype == DType.BOOL ? MOST_PER_BYTE_OF_BITS : MOST_PER_BYTE);
    long tile = Math.multiplyExact((long) tileRows * tileColumns * samples, dtype.itemSize());
    if (bytes() > most || tile > most) {
      throw new DosnaException(
          "Cannot read '"
              + file
              + "': a page of "
              + Arrays.toString(shape())
              + " cannot be in "
              + length
              + " bytes");
    }
  }

  long bytes() {
    return Math.multiplyExact(rowBytes(), height);
  }

  long rowBytes() {
    return Math.multiplyExact((long) width * samples, dtype.itemSize());
  }
}
