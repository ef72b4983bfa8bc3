package org.dosna.backend.zarr;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.dosna.Cluster;
import org.dosna.Codecs;
import org.dosna.Complex;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.Dosna;
import org.dosna.Member;
import org.dosna.NDArray;
import org.dosna.Npy;
import org.dosna.Pool;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random arrays, exchanged with zarr-python and TensorStore. */
@Tag("native")
@Tag("pypi")
class ZarrPythonTest {
  private static final int COUNT = 60;
  private static final List<String> DTYPES =
      List.of("bool", "int8", ">i2", "<i4", ">i4", "uint64", "float16", ">f4", "float64", "<c8");
  private static final List<String> CHAINS =
      List.of(
          "",
          "gzip:3",
          "zstd:-2",
          "blosc:lz4:5:shuffle",
          "blosc:zstd:3:bitshuffle",
          "blosc:blosclz:1:noshuffle",
          "blosc:zlib:2:shuffle",
          "crc32c",
          "zstd:3, crc32c");

  @TempDir Path folder;

  /** Another one tries other arrays. */
  private final long seed = Long.getLong("dosna.zarr.seed", 20261126);

  private String python(String script, String... arguments) throws Exception {
    Path file = folder.resolve(script);
    try (InputStream source = ZarrPythonTest.class.getResourceAsStream(script)) {
      Files.copy(Objects.requireNonNull(source), file);
    }
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("dosna.zarr.python", "/usr/bin/python3"));
    command.add(file.toString());
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor(), () -> "seed " + seed + ": " + said);
    return said.strip();
  }

  private void assertReads(String script, String... more) throws Exception {
    Path made = folder.resolve("made");
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of(made.toString(), "" + COUNT, "" + seed));
    arguments.addAll(List.of(more));
    python(script, arguments.toArray(String[]::new));
    try (Cluster cluster = Dosna.with("zarr", "cpu").cluster(made.toString()).connect();
        Pool pool = cluster.getPool("p")) {
      List<String> arrays =
          pool.walk().filter(member -> !member.isGroup()).map(Member::path).toList();
      assertEquals(COUNT, arrays.size());
      for (String array : arrays) {
        NDArray expected = Npy.read(made.resolve("p").resolve(array + ".npy"));
        Dataset read = pool.getDataset(array);
        assertEquals(expected, read.get(), () -> "seed " + seed + ": " + read);
      }
    }
  }

  @Test
  void javaReadsWhatPythonWrote() throws Exception {
    assertReads("arrays_of_zarr_python.py");
  }

  @Test
  void javaReadsShardsThatPythonWrote() throws Exception {
    assertReads("arrays_of_zarr_python.py", "sharded");
  }

  @Test
  void javaReadsVersion2() throws Exception {
    assertReads("v2_arrays_of_zarr_python.py");
  }

  @Test
  void javaReadsN5() throws Exception {
    assertReads("n5_of_tensorstore.py");
  }

  @Test
  void pythonReadsWhatJavaWrote() throws Exception {
    Random random = new Random(seed);
    try (Cluster cluster = Dosna.with("zarr", "cpu").cluster(folder.toString()).connect();
        Pool pool = cluster.createPool("p")) {
      for (int i = 0; i < COUNT; i++) {
        write(pool, "d" + i, random);
      }
    }
    assertEquals("" + COUNT, python("check_arrays.py", folder.toString()));
  }

  private void write(Pool pool, String name, Random random) throws IOException {
    int ndim = 1 + random.nextInt(4);
    long[] shape = new long[ndim];
    int[] chunk = new int[ndim];
    int[] shard = new int[ndim];
    for (int axis = 0; axis < ndim; axis++) {
      shape[axis] = 1 + random.nextInt(ndim == 4 ? 5 : 17);
      chunk[axis] = 1 + random.nextInt(8);
      shard[axis] = chunk[axis] * (1 + random.nextInt(3));
    }
    DType dtype = DType.of(DTYPES.get(random.nextInt(DTYPES.size())));
    DatasetSpec spec =
        DatasetSpec.of(dtype, shape)
            .chunkSize(chunk)
            .fillValue(fill(dtype, random))
            .codecs(Codecs.parse(CHAINS.get(random.nextInt(CHAINS.size()))));
    Dataset data = pool.createDataset(name, random.nextBoolean() ? spec.shardSize(shard) : spec);
    long[] part = shape.clone();
    part[0] = 1 + random.nextInt((int) shape[0]);
    data.set(":" + part[0], NDArray.random(dtype.nativeOrder(), random.nextLong(), part));
    if (random.nextInt(3) == 0) {
      shape[ndim - 1] = 1 + random.nextInt(20);
      data.resize(shape);
    }
    Npy.write(folder.resolve("p").resolve(name + ".npy"), data);
  }

  private static Object fill(DType dtype, Random random) {
    return switch (dtype.numpy().charAt(1)) {
      case 'b' -> random.nextBoolean();
      case 'f' -> List.of(0.0, -0.0, Double.NaN, Double.NEGATIVE_INFINITY).get(random.nextInt(4));
      case 'c' -> new Complex(Double.NaN, -2);
      default -> random.nextInt(100);
    };
  }
}
