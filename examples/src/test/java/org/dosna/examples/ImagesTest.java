package org.dosna.examples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.dosna.DType;
import org.dosna.DosnaException;
import org.dosna.NDArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImagesTest {
  private static final int RED = 0xd62728;

  @TempDir private Path folder;

  private int[][] read(Path file) throws IOException {
    BufferedImage image = ImageIO.read(file.toFile());
    int[][] colors = new int[image.getHeight()][image.getWidth()];
    for (int y = 0; y < colors.length; y++) {
      for (int x = 0; x < colors[y].length; x++) {
        colors[y][x] = image.getRGB(x, y) & 0xffffff;
      }
    }
    return colors;
  }

  private int[][] gray(NDArray array) throws IOException {
    Path file = folder.resolve("picture.png");
    Images.png(array, file, ColorMap.GRAY);
    return read(file);
  }

  private int[][] gray(NDArray array, double low, double high) throws IOException {
    Path file = folder.resolve("picture.png");
    Images.png(array, file, ColorMap.GRAY, low, high);
    return read(file);
  }

  private static void assertColors(int[][] expected, int[][] actual) {
    assertTrue(Arrays.deepEquals(expected, actual), Arrays.deepToString(actual));
  }

  @Test
  void axisZeroGoesDownFromTheLeastToTheGreatest() throws IOException {
    int[][] colors = gray(NDArray.of(new int[] {-10, 0, 10, 5, -5, 10}, 3, 2));
    assertColors(
        new int[][] {{0x000000, 0x808080}, {0xffffff, 0xbfbfbf}, {0x404040, 0xffffff}}, colors);
  }

  @Test
  void givenContrastCutsOff() throws IOException {
    double inf = Double.POSITIVE_INFINITY;
    NDArray array = NDArray.of(new double[] {-1, 0, 1, 2, -inf, inf, Double.NaN, 0.5}, 2, 4);
    assertColors(
        new int[][] {{0x000000, 0x000000, 0xffffff, 0xffffff}, {0x000000, 0xffffff, RED, 0x808080}},
        gray(array, 0, 1));
  }

  @Test
  void nanAndInfinitiesDoNotCount() throws IOException {
    double inf = Double.POSITIVE_INFINITY;
    NDArray array = NDArray.of(new double[] {Double.NaN, 3, 5, inf, -inf}, 1, 5);
    assertColors(new int[][] {{RED, 0x000000, 0xffffff, 0xffffff, 0x000000}}, gray(array));
  }

  @Test
  void flatAndExtremeArraysHavePictures() throws IOException {
    assertColors(new int[][] {{0, 0}}, gray(NDArray.full(DType.FLOAT32, 7, 1, 2)));
    assertColors(new int[][] {{RED}}, gray(NDArray.full(DType.FLOAT32, Float.NaN, 1, 1)));
    assertColors(new int[][] {{0, 0xffffff}}, gray(NDArray.of(new boolean[] {false, true}, 1, 2)));
    double max = Double.MAX_VALUE;
    assertColors(
        new int[][] {{0, 0x808080, 0xffffff}}, gray(NDArray.of(new double[] {-max, 0, max}, 1, 3)));
  }

  @Test
  void viridisGoesFromVioletToYellowAndGetsBrighter() throws IOException {
    Path file = folder.resolve("viridis.png");
    Images.png(NDArray.arange(DType.INT32, 1, 256), file);
    int[] row = read(file)[0];
    assertEquals(0x440154, row[0]);
    assertEquals(0xfde725, row[255]);
    double before = -1;
    for (int color : row) {
      double luminance =
          0.2126 * (color >> 16) + 0.7152 * (color >> 8 & 0xff) + 0.0722 * (color & 0xff);
      assertTrue(luminance > before - 0.5, Integer.toHexString(color));
      before = luminance;
    }
  }

  @Test
  void smallPicturesAreEnlarged() {
    NDArray large = Images.enlarged(NDArray.arange(DType.INT32, 64, 32));
    assertArrayEquals(new long[] {256, 128}, large.shape());
    assertEquals(NDArray.arange(DType.INT32, 64, 32), large.get("1::4, 3::4"));
    NDArray enough = NDArray.zeros(DType.INT32, 3, 256);
    assertSame(enough, Images.enlarged(enough));
    NDArray volume = NDArray.zeros(DType.INT32, 3, 3, 3);
    assertSame(volume, Images.enlarged(volume));
  }

  @Test
  void whatHasNoPictureIsRefused() {
    Path file = folder.resolve("none.png");
    for (long[] shape : new long[][] {{4}, {4, 4, 4}, {0, 4}}) {
      NDArray array = NDArray.zeros(DType.FLOAT32, shape);
      DosnaException e = assertThrows(DosnaException.class, () -> Images.png(array, file));
      assertTrue(e.getMessage().contains("take a slice"), e.getMessage());
    }
    Path missing = folder.resolve("missing/none.png");
    NDArray array = NDArray.zeros(DType.FLOAT32, 2, 2);
    DosnaException e = assertThrows(DosnaException.class, () -> Images.png(array, missing));
    assertTrue(e.getMessage().contains(missing.toString()), e.getMessage());
  }
}
