package org.dosna.examples.files;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageWriterSpi;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import org.dosna.DType;
import org.dosna.DosnaException;
import org.dosna.NDArray;
import org.dosna.Npy;
import org.dosna.examples.Images;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A file that is damaged is read, or refused in one line; nothing else is thrown. */
class BrokenFilesTest {
  private static final int TIMES = 500;

  @TempDir private Path folder;

  private final long seed =
      Long.getLong("dosna.broken.seed", new Random().nextInt(Integer.MAX_VALUE));

  @TestFactory
  Stream<DynamicTest> damageIsSaidInOneLine() throws IOException {
    Map<String, Path> whole = new TreeMap<>();
    whole.put("npz", npz());
    Path png = folder.resolve("whole.png");
    Images.gray(NDArray.arange(DType.UINT16, 40, 30), png);
    whole.put("png", png);
    Path bare = folder.resolve("bare.tif");
    TiffFile.write(bare, NDArray.arange(DType.FLOAT32, 3, 40, 30));
    whole.put("bare.tif", bare);
    for (String compression : new String[] {"LZW", "ZLib", "PackBits"}) {
      whole.put(compression + ".tif", tiff(compression));
    }
    System.out.println("BrokenFilesTest: dosna.broken.seed=" + seed);
    return whole.entrySet().stream()
        .map(entry -> dynamicTest(entry.getKey(), () -> assertRefused(entry.getValue())));
  }

  private Path npz() throws IOException {
    Path file = folder.resolve("whole.npz");
    Path npy = folder.resolve("whole.npy");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (String name : new String[] {"first", "second"}) {
        Npy.write(npy, NDArray.random(DType.INT16, 1, 10, 12));
        zip.putNextEntry(new ZipEntry(name + ".npy"));
        zip.write(Files.readAllBytes(npy));
        zip.closeEntry();
      }
    }
    return file;
  }

  private Path tiff(String compression) throws IOException {
    Path file = folder.resolve(compression + ".tif");
    BufferedImage image = new BufferedImage(60, 50, BufferedImage.TYPE_USHORT_GRAY);
    for (int i = 0; i < 3000; i++) {
      image.getRaster().setSample(i % 60, i / 60, 0, 7 * i);
    }
    ImageWriter writer = new TIFFImageWriterSpi().createWriterInstance(null);
    try (var out = ImageIO.createImageOutputStream(file.toFile())) {
      writer.setOutput(out);
      ImageWriteParam how = writer.getDefaultWriteParam();
      how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      how.setCompressionType(compression);
      writer.write(null, new IIOImage(image, null, null), how);
    }
    return file;
  }

  private void assertRefused(Path whole) throws IOException {
    byte[] bytes = Files.readAllBytes(whole);
    Random random = new Random(seed);
    int refused = 0;
    for (int i = 0; i < TIMES; i++) {
      Path broken = folder.resolve("broken-" + whole.getFileName());
      Broken.write(broken, bytes, random);
      try {
        for (String path : FileFormat.of(broken).paths(broken)) {
          try (SourceFile source = SourceFile.open(broken, path)) {
            readAll(source);
          }
        }
      } catch (DosnaException e) {
        refused++;
        String message = String.valueOf(e.getMessage());
        assertTrue(message.lines().count() == 1 && message.contains("broken-"), message);
      } catch (IOException | RuntimeException | Error e) {
        throw new AssertionError("seed " + seed + ", time " + i + ": " + e, e);
      }
    }
    assertTrue(refused > TIMES / 20, refused + " refused");
  }

  private static void readAll(SourceFile source) {
    long[] shape = source.array().shape();
    for (int axis = 0; axis < shape.length; axis++) {
      shape[axis] = Math.min(shape[axis], 100);
    }
    NDArray box = NDArray.zeros(source.array().dtype().nativeOrder(), shape);
    source.array().read(new long[shape.length], box);
  }
}
