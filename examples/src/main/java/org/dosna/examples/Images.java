package org.dosna.examples;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import javax.imageio.ImageIO;
import org.dosna.DType;
import org.dosna.DosnaException;
import org.dosna.NDArray;

/** Pictures of arrays, one pixel for each element: axis 0 goes down, axis 1 to the right. */
public final class Images {
  private static final int SEEN = 256;

  private Images() {}

  /**
   * A small array made larger, so that its picture can be seen.
   *
   * @param array 2 axes
   * @return the array with each element repeated as often on both axes, so that the longer one gets
   *     256 to 511 elements; a larger array, or one that has no picture, as it is
   */
  public static NDArray enlarged(NDArray array) {
    long longer = Arrays.stream(array.shape()).max().orElse(0);
    if (array.ndim() != 2 || array.size() == 0 || longer >= SEEN) {
      return array;
    }
    int times = (int) ((SEEN + longer - 1) / longer);
    long height = array.shape()[0];
    long width = array.shape()[1];
    NDArray large = NDArray.zeros(array.dtype(), height, times, width, times);
    large.set("...", array.reshape(height, 1, width, 1));
    return large.reshape(height * times, width * times);
  }

  /**
   * Writes a picture in viridis, from the least value to the greatest.
   *
   * @param array 2 axes, neither of length 0; of any dtype, of complex the real part
   * @param file where to, replacing what is there
   * @throws DosnaException if the array has another number of axes, or the file cannot be written
   */
  public static void png(NDArray array, Path file) {
    png(array, file, ColorMap.VIRIDIS);
  }

  /**
   * Writes a picture, from the least value to the greatest; NaN and infinities do not count.
   *
   * @param array 2 axes, neither of length 0; of any dtype, of complex the real part
   * @param file where to, replacing what is there
   * @param colors which colour stands for which value
   * @throws DosnaException if the array has another number of axes, or the file cannot be written
   */
  public static void png(NDArray array, Path file, ColorMap colors) {
    DoubleSummaryStatistics range =
        Arrays.stream(array.toDoubles()).filter(Double::isFinite).summaryStatistics();
    boolean any = range.getCount() > 0;
    png(array, file, colors, any ? range.getMin() : 0, any ? range.getMax() : 0);
  }

  /**
   * Writes a picture of given contrast.
   *
   * @param array 2 axes, neither of length 0; of any dtype, of complex the real part
   * @param file where to, replacing what is there
   * @param colors which colour stands for which value
   * @param low what gets the darkest colour, as does all below
   * @param high what gets the brightest colour, as does all above; if it is {@code low}, all that
   *     equals it gets the darkest colour
   * @throws DosnaException if the array has another number of axes, or the file cannot be written
   */
  public static void png(NDArray array, Path file, ColorMap colors, double low, double high) {
    write(picture(array, colors, low, high), file);
  }

  /** The picture of given contrast, one pixel for each element. */
  static BufferedImage picture(NDArray array, ColorMap colors, double low, double high) {
    requirePicture(array);
    int height = (int) array.shape()[0];
    int width = (int) array.shape()[1];
    double[] values = array.toDoubles();
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < values.length; i++) {
      image.setRGB(i % width, i / width, colors.color(fraction(values[i], low, high)));
    }
    return image;
  }

  /**
   * Writes a picture of elements as they are, in grey.
   *
   * @param array 2 axes, neither of length 0; of uint8 or uint16
   * @param file where to, replacing what is there
   * @throws DosnaException if the array has another number of axes or another dtype, or the file
   *     cannot be written
   */
  public static void gray(NDArray array, Path file) {
    boolean isByte = array.dtype() == DType.UINT8;
    if (!isByte && array.dtype() != DType.UINT16) {
      throw new DosnaException(
          "A grey picture has elements of uint8 or uint16, not " + array.dtype());
    }
    requirePicture(array);
    int height = (int) array.shape()[0];
    int width = (int) array.shape()[1];
    int type = isByte ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_USHORT_GRAY;
    BufferedImage image = new BufferedImage(width, height, type);
    image.getRaster().setDataElements(0, 0, width, height, array.array());
    write(image, file);
  }

  private static void requirePicture(NDArray array) {
    if (array.ndim() != 2 || array.size() == 0) {
      throw new DosnaException(
          "A picture has 2 axes, each of length 1 or more, not "
              + Arrays.toString(array.shape())
              + "; take a slice: array.get(\"10, ...\")");
    }
  }

  private static double fraction(double value, double low, double high) {
    if (low == high) {
      return Double.isNaN(value) ? value : value > high ? 1 : 0;
    }
    // Halves, so that the whole range of double does not overflow.
    return (value / 2 - low / 2) / (high / 2 - low / 2);
  }

  /** Writes a PNG file. */
  static void write(BufferedImage image, Path file) {
    try (var out = Files.newOutputStream(file)) {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new DosnaException("Cannot write the picture '" + file + "': " + Cli.described(e), e);
    }
  }
}
