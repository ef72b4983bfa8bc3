package org.dosna.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.dosna.Cluster;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.Dosna;
import org.dosna.DosnaException;
import org.dosna.NDArray;
import org.dosna.Pool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The commands for JShell that draw. */
class ShellTest {
  private static final int DARK = ColorMap.VIRIDIS.color(0);
  private static final int BRIGHT = ColorMap.VIRIDIS.color(1);

  /** Where the first plane begins in a picture. */
  private static final int LEFT = 16;

  private static final int TOP = 24;

  private static BufferedImage read(Path file) throws IOException {
    BufferedImage image = ImageIO.read(file.toFile());
    Files.delete(file);
    return image;
  }

  private static int color(BufferedImage image, int x, int y) {
    return image.getRGB(x, y) & 0xffffff;
  }

  @Test
  void aSmallPlaneIsEnlarged() throws IOException {
    BufferedImage image = read(Shell.show(NDArray.arange(DType.INT32, 2, 2)));
    assertEquals(DARK, color(image, LEFT, TOP));
    assertEquals(DARK, color(image, LEFT + 255, TOP + 255));
    assertEquals(BRIGHT, color(image, LEFT + 256, TOP + 256));
    assertEquals(BRIGHT, color(image, LEFT + 511, TOP + 511));
    assertEquals(0xffffff, color(image, LEFT + 512, TOP + 256));
    // The bars: black below, and from dark to bright beside it.
    assertEquals(0, color(image, LEFT + 100, TOP + 512 + 8));
    assertEquals(BRIGHT, color(image, LEFT + 512 + 16, TOP));
    assertEquals(DARK, color(image, LEFT + 512 + 16, TOP + 511));
  }

  /** Of a dataset of 8 TB three planes are looked at, of each one element in so many. */
  @Test
  void ofAVolumeThreePlanesAreShown() throws IOException {
    try (Cluster cluster = Dosna.with("ram", "cpu").cluster("shell-test").connect();
        Pool pool = cluster.createPool("shell-test")) {
      Dataset huge = pool.createDataset("huge", DatasetSpec.of(DType.FLOAT64, 10240, 10240, 10240));
      huge.set("5120, :10, :10", 1);
      BufferedImage image = read(Shell.show(huge));
      assertEquals(BRIGHT, color(image, LEFT, TOP));
      assertEquals(DARK, color(image, LEFT + 1, TOP + 1));
      assertEquals(DARK, color(image, LEFT + 1024 + 16, TOP));
      assertTrue(image.getWidth() > 3 * 1024 && image.getHeight() > 1024, image.toString());
    }
    BufferedImage image = read(Shell.show(NDArray.arange(DType.UINT8, 2, 4, 8).get("...")));
    assertEquals(BRIGHT, color(image, LEFT + 319, TOP + 159));
  }

  @Test
  void linesAndHistogramsAreDrawn() throws IOException {
    NDArray line = NDArray.arange(DType.FLOAT32, 100);
    for (Path file :
        new Path[] {
          Shell.show(line), Shell.plot(line), Shell.hist(line), Shell.hist(Shell.demo())
        }) {
      BufferedImage image = read(file);
      assertEquals(900, image.getWidth());
      long blue =
          image.getRGB(0, 0, 900, 560, null, 0, 900).length
              - Arrays.stream(image.getRGB(0, 0, 900, 560, null, 0, 900))
                  .filter(c -> (c & 0xff) == (c >> 16 & 0xff))
                  .count();
      assertTrue(blue > 200, file + " has " + blue + " pixels of colour");
    }
  }

  @Test
  void aLongLineKeepsItsPeaks() {
    double[] values = new double[1_000_000];
    values[777_777] = 5;
    values[12_345] = -3;
    values[99] = Double.NaN;
    Line line = Line.of(values);
    assertEquals(4000, line.x().length);
    assertEquals(5, Arrays.stream(line.y()).max().getAsDouble());
    assertEquals(-3, Arrays.stream(line.y()).min().getAsDouble());
    for (int i = 1; i < line.x().length; i++) {
      assertTrue(line.x()[i - 1] <= line.x()[i], i + " is not in order");
    }
  }

  @Test
  void whatHasNoPictureIsRefused() {
    assertRefused("take a slice: show", () -> Shell.show(NDArray.zeros(DType.INT8, 2, 2, 2, 2)));
    assertRefused("take a slice: show", () -> Shell.show(NDArray.zeros(DType.INT8, 2, 0)));
    assertRefused("take a slice: plot", () -> Shell.plot(NDArray.zeros(DType.INT8, 2, 2)));
    assertRefused("no finite element", () -> Shell.hist(NDArray.full(DType.FLOAT32, Float.NaN, 2)));
    assertRefused("complex", () -> Shell.hist(NDArray.zeros(DType.COMPLEX64, 2)));
  }

  private static void assertRefused(String problem, Executable draw) {
    DosnaException e = assertThrows(DosnaException.class, draw);
    assertTrue(e.getMessage().contains(problem), e.getMessage());
  }

  @Test
  void helpListsAll() {
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      Shell.help();
    } finally {
      System.setOut(before);
    }
    for (Method method : Shell.class.getDeclaredMethods()) {
      boolean isThere = printed.toString(StandardCharsets.UTF_8).contains(method.getName());
      assertTrue(isThere || !Modifier.isPublic(method.getModifiers()), method.getName());
    }
  }
}
