package org.dosna.backend.hdf5;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.dosna.AlreadyExistsException;
import org.dosna.ArraySource;
import org.dosna.CancelledException;
import org.dosna.Cluster;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.DatasetView;
import org.dosna.Dosna;
import org.dosna.DosnaException;
import org.dosna.NDArray;
import org.dosna.Pool;
import org.dosna.Progress;
import org.dosna.testkit.Effort;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files written for others: h5py reads them as the datasets are. */
class Hdf5ExportTest {
  private static final long SEED = 20261126;

  private static final List<String> DTYPES =
      List.of(
          "|b1", "|i1", "|u1", "<i2", ">i2", "<u2", "<i4", ">u4", "<i8", ">i8", "<u8", "<f2", ">f2",
          "<f4", ">f4", "<f8", ">f8", "<c8", ">c8", "<c16", ">c16");

  @TempDir private Path folder;
  private Path file;
  private Cluster cluster;
  private Pool pool;

  @BeforeEach
  void createPool() throws IOException {
    cluster = Dosna.with("hdf5", "cpu").cluster(folder.resolve("cluster").toString()).connect();
    pool = cluster.createPool("pool");
    Files.createDirectory(folder.resolve("files"));
    file = folder.resolve("files").resolve("export.h5");
  }

  @AfterEach
  void close() {
    cluster.close();
  }

  private Dataset random(Random random, String name) {
    DType dtype = DType.of(DTYPES.get(random.nextInt(DTYPES.size())));
    int axes = 1 + random.nextInt(4);
    long[] shape = random.longs(axes, 1, axes < 3 ? 40 : 12).toArray();
    int[] chunks = random.ints(axes, 1, 14).toArray();
    DatasetSpec spec = DatasetSpec.of(dtype, shape).chunkSize(chunks);
    if (random.nextBoolean()) {
      spec = spec.fillValue(1);
    }
    Dataset dataset = pool.createDataset(name, spec);
    if (random.nextInt(5) > 0) {
      NDArray elements = NDArray.random(dtype.nativeOrder(), random.nextLong(), shape);
      boolean part = random.nextBoolean();
      dataset.set(
          part ? ":" + (shape[0] + 1) / 2 : "...",
          part ? elements.get(":" + (shape[0] + 1) / 2) : elements);
    }
    return dataset;
  }

  private static Hdf5Export options(Random random, Hdf5Export export) {
    Hdf5Export with = random.nextBoolean() ? export.shuffle() : export;
    with = random.nextBoolean() ? with.deflate(random.nextInt(10)) : with;
    with = random.nextBoolean() ? with.fletcher32() : with;
    return random.nextBoolean() ? with.unlimited() : with;
  }

  @Test
  @Tag("native")
  void whatH5pyReadsIsTheSame() {
    Random random = new Random(SEED);
    int count = Effort.times(60);
    for (int n = 0; n < count; n++) {
      Dataset dataset = random(random, "data" + n);
      Path to = file.resolveSibling("random" + n + ".h5");
      options(random, Hdf5Export.to(to)).write("a/b/data" + n, dataset);
      assertEquals(dataset.get(), ForeignFiles.read(to, "/a/b/data" + n), dataset::toString);
    }
    List<ForeignFiles.Expected> read = ForeignFiles.expected(file.getParent());
    assertEquals(count, read.size());
    for (ForeignFiles.Expected expected : read) {
      String name = expected.path().substring("/a/b/".length());
      assertEquals(pool.getDataset(name).get(), expected.elements(), "seed " + SEED + ": " + name);
    }
  }

  @Test
  @Tag("native")
  void aPoolBecomesAFileWithAllInIt() {
    pool.attributes().set("beamline", "I13 ünï");
    Dataset scan =
        pool.createDataset("entry/dätä/scan 1", NDArray.arange(DType.INT32, 50, 40), 20, 20);
    scan.attributes().set("unit", "mm");
    scan.attributes().set("axes", new String[] {"y", "x"});
    scan.attributes().set("numbers", new double[] {1, 2.5});
    scan.attributes().set("good", true);
    pool.group("entry").attributes().set("count", 7);
    pool.createGroup("empty");
    for (int n = 0; n < 30; n++) {
      pool.createDataset("many/number " + n, NDArray.full(DType.UINT8, n, 3));
    }
    Hdf5Export.to(file).shuffle().deflate(6).fletcher32().unlimited().write(pool);
    Native.python(
        """
        import h5py, numpy as np, sys
        with h5py.File(sys.argv[1], "r") as f:
            assert f.attrs["beamline"] == "I13 ünï"
            assert sorted(f) == ["empty", "entry", "many"] and len(f["empty"]) == 0
            assert f["entry"].attrs["count"] == 7
            d = f["entry/dätä/scan 1"]
            assert d.chunks == (20, 20) and d.maxshape == (None, 40) and d.shape == (50, 40)
            assert d.compression == "gzip" and d.compression_opts == 6 and d.shuffle and d.fletcher32
            assert (d[...] == np.arange(2000).reshape(50, 40)).all()
            assert d.attrs["unit"] == "mm" and list(d.attrs["axes"]) == ["y", "x"]
            assert list(d.attrs["numbers"]) == [1, 2.5] and d.attrs["good"] == True
            assert len(f["many"]) == 30 and (f["many/number 29"][...] == 29).all()
        with h5py.File(sys.argv[1], "r+") as f:
            d = f["entry/dätä/scan 1"]
            d.resize(60, 0)
            d[50:] = 1
            f.create_dataset("more", data=[1, 2])
            assert d[...].sum() == 2000 * 1999 // 2 + 400
        """,
        file);
    assertTrue(Native.h5dump(file).contains("number 29"));
  }

  @Test
  @Tag("native")
  void manyChunksAreFound() {
    Dataset data =
        pool.createDataset("data", DatasetSpec.of(DType.INT16, 1, 1_000_000).chunkSize(1, 1));
    Random random = new Random(SEED);
    for (int n = 0; n < 200; n++) {
      data.set("0, " + random.nextInt(1_000_000), 1 + random.nextInt(1000));
    }
    Hdf5Export.to(file).write("sparse", data);
    Hdf5Export.to(file.resolveSibling("dense.h5"))
        .chunkSize(7)
        .write("dense", NDArray.arange(DType.INT32, 70_001));
    for (ForeignFiles.Expected read : ForeignFiles.expected(file.getParent())) {
      boolean sparse = read.path().equals("/sparse");
      assertEquals(sparse ? data.get() : NDArray.arange(DType.INT32, 70_001), read.elements());
      assertEquals(read.elements(), ForeignFiles.read(read.file(), read.path()));
    }
  }

  @Test
  void viewsAndOtherChunksAndEmptyAxesAreWritten() throws IOException {
    Dataset data = pool.createDataset("data", NDArray.arange(DType.FLOAT64, 30, 20), 8, 8);
    Hdf5Export.to(file).write("view", data.view("::-2, 3:17"));
    assertEquals(data.get("::-2, 3:17"), ForeignFiles.read(file, "/view"));
    Hdf5Export.to(file).replace().chunkSize(30, 1).deflate(1).write("columns", data);
    assertEquals(data.get(), ForeignFiles.read(file, "/columns"));
    assertArrayEquals(new long[] {30, 1}, Hdf5Source.list(file).get(0).chunks().orElseThrow());
    Dataset empty = pool.createDataset("empty", DatasetSpec.of(DType.INT8, 0, 5));
    Hdf5Export.to(file).replace().unlimited().write("/empty", empty);
    assertArrayEquals(new long[] {0, 5}, Hdf5Source.list(file).get(0).shape());
    long[] many = new long[32];
    Arrays.fill(many, 1);
    many[31] = 3;
    NDArray deep = NDArray.arange(DType.INT16, many);
    Hdf5Export.to(file).replace().write("deep", deep);
    assertEquals(deep, ForeignFiles.read(file, "/deep"));
    try (Stream<Path> left = Files.list(file.getParent())) {
      assertEquals(List.of(file), left.toList());
    }
  }

  @Test
  void viewsKeepFillValueAndChunks() {
    DatasetSpec spec = DatasetSpec.of(DType.FLOAT32, 1 << 20, 1 << 20, 64).fillValue(-1.5);
    Dataset data = pool.createDataset("data", spec.chunkSize(128, 64, 64));
    data.set("1000, 2000, :", 7);
    DatasetView view = data.view("::-1, 2, 1:");
    Hdf5Export.to(file).write("view", view);
    assertArrayEquals(new long[] {128, 63}, Hdf5Source.list(file).get(0).chunks().orElseThrow());
    try (Hdf5Source source = Hdf5Source.open(file, "/view")) {
      NDArray row = NDArray.zeros(DType.FLOAT32, 1, 63);
      source.read(new long[] {5, 0}, row);
      assertEquals(NDArray.full(DType.FLOAT32, -1.5, 1, 63), row);
    }
  }

  /** There are 2^36 of the new chunks. */
  @Test
  void aSparseDatasetInOtherChunksCostsWhatIsStored() throws IOException {
    Dataset data =
        pool.createDataset(
            "data", DatasetSpec.of(DType.INT16, 1L << 40, 64).chunkSize(64, 64).fillValue(3));
    data.set("1000000000, :", 7);
    data.set("5, 5", 3);
    Hdf5Export.to(file).chunkSize(16, 64).write("sparse", data);
    assertTrue(Files.size(file) < 10_000, Files.size(file) + " bytes");
    Hdf5Export.to(file).replace().write("view", data.view("::-1, 3:60"));
    assertTrue(Files.size(file) < 20_000, Files.size(file) + " bytes");
    try (Hdf5Source source = Hdf5Source.open(file, "/view")) {
      NDArray rows = NDArray.zeros(DType.INT16, 2, 57);
      source.read(new long[] {(1L << 40) - 1_000_000_001, 0}, rows);
      assertEquals(NDArray.full(DType.INT16, 7, 57), rows.get("0"));
      assertEquals(NDArray.full(DType.INT16, 3, 57), rows.get("1"));
    }
  }

  /** The dataset that comes last in the file has a chunk of 2 GiB. */
  @Test
  void whatHdf5CannotHoldIsRefusedBeforeAnythingIsWritten() {
    try (Cluster memory = Dosna.with("ram", "cpu").cluster("export").connect()) {
      Pool from = memory.createPool("pool");
      from.createDataset("a", NDArray.arange(DType.INT32, 100), 10);
      from.createDataset("z", DatasetSpec.of(DType.INT64, 10, 10).chunkSize(1 << 14, 1 << 14));
      assertRefusedUnread("chunkSize(...)", () -> Hdf5Export.to(file).write(from));
      String name = "x".repeat(256);
      Dataset good = from.getDataset("a");
      assertRefusedUnread("255 bytes", () -> Hdf5Export.to(file).write(name, good));
      NDArray deep = NDArray.zeros(DType.INT8, new long[33]);
      assertRefusedUnread("32 axes", () -> Hdf5Export.to(file).write("deep", deep));
      memory.deletePool("pool");
    }
  }

  private void assertRefusedUnread(String part, Runnable export) {
    Progress.Listener reader = progress -> fail("chunks are read");
    DosnaException e =
        assertThrows(DosnaException.class, () -> Progress.report(reader, export::run));
    assertTrue(e.getMessage().contains(part), e.getMessage());
    assertEquals(List.of(), TestFiles.list(file.getParent()));
  }

  @Test
  void aFailureLeavesWhatWasThere() throws IOException {
    Dataset data = pool.createDataset("data", NDArray.arange(DType.INT32, 100), 10);
    Hdf5Export.to(file).write("first", data);
    byte[] before = Files.readAllBytes(file);
    assertThrows(AlreadyExistsException.class, () -> Hdf5Export.to(file).write("second", data));
    assertThrows(
        CancelledException.class,
        () ->
            Progress.report(
                Progress::cancel, () -> Hdf5Export.to(file).replace().write("second", data)));
    ArraySource broken =
        new ArraySource() {
          @Override
          public DType dtype() {
            return DType.INT32;
          }

          @Override
          public long[] shape() {
            return new long[] {10};
          }

          @Override
          public void read(long[] origin, NDArray into) {
            throw new IllegalStateException("no beam");
          }
        };
    assertThrows(
        IllegalStateException.class, () -> Hdf5Export.to(file).replace().write("x", broken));
    assertThrows(DosnaException.class, () -> Hdf5Export.to(file).replace().write("a//b", data));
    assertThrows(
        DosnaException.class, () -> Hdf5Export.to(folder.resolve("no/x.h5")).write("x", data));
    assertThrows(DosnaException.class, () -> Hdf5Export.to(folder).replace().write("x", data));
    assertThrows(DosnaException.class, () -> Hdf5Export.to(file).deflate(10));
    assertThrows(
        DosnaException.class, () -> Hdf5Export.to(file).replace().chunkSize(1, 2).write("x", data));
    assertArrayEquals(before, Files.readAllBytes(file));
    try (Stream<Path> left = Files.list(file.getParent())) {
      assertEquals(List.of(file), left.toList());
    }
  }
}
