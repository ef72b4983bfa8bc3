package org.dosna.examples.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.dosna.Cluster;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.Dosna;
import org.dosna.NDArray;
import org.dosna.Npy;
import org.dosna.Pool;
import org.dosna.examples.Program;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TIFF files exchanged with tifffile and Pillow, bit for bit. */
@Tag("native")
@Tag("pypi")
class TiffExchangeTest {
  private static final List<DType> DTYPES =
      Stream.of("u1 i1 u2 >u2 i2 u4 i4 >i4 f2 f4 >f4 f8 >f8 u8 i8 c8".split(" "))
          .map(DType::of)
          .toList();

  @TempDir private Path folder;

  /** Another one each time; with it the same arrays are tried again. */
  private final long seed =
      Long.getLong("dosna.exchange.seed", new Random().nextInt(Integer.MAX_VALUE));

  @Test
  void tifffileAndWeReadWhatTheOtherWrote() throws Exception {
    System.out.println("TiffExchangeTest: dosna.exchange.seed=" + seed);
    Random random = new Random(seed);
    int count = 0;
    try (Cluster cluster = Dosna.with("ram", "cpu").cluster("tiff-exchange").connect();
        Pool pool = cluster.createPool("tiff-exchange")) {
      for (DType dtype : DTYPES) {
        for (int axes = 2; axes <= 3; axes++) {
          DatasetSpec spec = DatasetSpec.of(dtype, random.longs(axes, 2, 50).toArray());
          NDArray array = NDArray.random(dtype.nativeOrder(), random.nextLong(), spec.shape());
          Dataset ordered = pool.createDataset("java-" + count, spec, array);
          TiffFile.write(folder.resolve("java-" + count + ".tif"), ordered);
          Npy.write(folder.resolve("java-" + count + ".npy"), ordered);
          count++;
        }
      }
    }
    // Strips: a page of more than 1 MiB.
    NDArray large = NDArray.random(DType.UINT16, seed, 700, 1000);
    TiffFile.write(folder.resolve("java-large.tif"), large);
    Npy.write(folder.resolve("java-large.npy"), large);
    assertEquals("" + (count + 1), python());
    assertReads("java-*.tif");
    assertTrue(assertReads("py-*.tif") > 70);
    assertEquals(9, assertReads("pil-*.tif"));
  }

  private String python() throws IOException, InterruptedException {
    Path script = folder.resolve("exchange.py");
    Files.copy(TiffExchangeTest.class.getResourceAsStream("exchange_tiff.py"), script);
    List<String> command =
        List.of(
            System.getProperty("dosna.pypi.python", "/usr/bin/python3"),
            "-B",
            script.toString(),
            folder.toString(),
            Long.toString(seed));
    Program program = Program.execute(folder, Path.of("/dev/null"), command);
    assertEquals(0, program.exitCode(), () -> program.toString());
    return String.join("\n", program.out());
  }

  private int assertReads(String glob) throws IOException {
    int count = 0;
    try (var files = Files.newDirectoryStream(folder, glob)) {
      for (Path file : files) {
        String name = file.toString().replaceFirst("tif$", "npy");
        NDArray expected = Npy.read(Path.of(name));
        try (SourceFile source = SourceFile.open(file, "")) {
          NDArray all = NDArray.zeros(source.array().dtype().nativeOrder(), source.array().shape());
          source.array().read(new long[all.ndim()], all);
          assertArrayEquals(expected.shape(), all.shape(), file + ", seed " + seed);
          assertEquals(expected, all, file + ", seed " + seed);
          assertEquals(expected.dtype().nativeOrder(), all.dtype(), file + ", seed " + seed);
        }
        count++;
      }
    }
    return count;
  }
}
