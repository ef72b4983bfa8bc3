package org.dosna.backend.zarr;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.dosna.Cluster;
import org.dosna.Codecs;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.Dosna;
import org.dosna.Group;
import org.dosna.NDArray;
import org.dosna.OpenMode;
import org.dosna.Options;
import org.dosna.Pool;
import org.dosna.image.Downsample;
import org.dosna.image.Pyramid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a view gives is a Zarr store that reads as what it is a view of. */
class ZarrViewTest {
  @TempDir private Path folder;

  private Cluster cluster;
  private Pool pool;
  private ZarrView view;

  @BeforeEach
  void create() {
    cluster = Dosna.with("zarr", "cpu").cluster("memory:view").connect();
    pool = cluster.createPool("pool");
    view = ZarrView.of(pool);
  }

  @AfterEach
  void delete() {
    cluster.deletePool("pool");
    cluster.close();
  }

  private String text(String key) {
    return UTF_8.decode(view.get(key).orElseThrow()).toString();
  }

  private void write(String key) {
    Optional<ByteBuffer> bytes = view.get(key);
    Path file = folder.resolve("copy").resolve(key);
    try {
      Files.createDirectories(file.getParent());
      if (bytes.isPresent()) {
        Files.write(file, bytes.get().array());
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Writes all that a view has of a dataset into a folder, and opens that. */
  private void assertSame(Dataset dataset) {
    write("zarr.json");
    write(dataset.name() + "/zarr.json");
    dataset
        .spec()
        .grid()
        .positions()
        .forEach(
            index ->
                write(
                    dataset.name()
                        + "/c/"
                        + String.join(
                            "/", LongStream.of(index).mapToObj(Long::toString).toList())));
    try (Cluster copies = Dosna.with("zarr", "cpu").cluster(folder.toString()).connect();
        Pool copy = copies.getPool("copy", OpenMode.READ_ONLY)) {
      Dataset read = copy.getDataset(dataset.name());
      assertEquals(dataset.get(), read.get());
      assertEquals(dataset.fillValue(), read.fillValue());
      assertEquals(dataset.countStoredChunks(), read.countStoredChunks());
      assertEquals(dataset.spec().dimensionNames(), read.spec().dimensionNames());
    }
  }

  @Test
  void whatItGivesReadsAsTheDataset() {
    NDArray data = NDArray.random(DType.FLOAT32, 1, 10, 7);
    DatasetSpec spec = DatasetSpec.of(DType.of(">f4"), 10, 7).chunkSize(4, 3).fillValue(Double.NaN);
    assertSame(pool.createDataset("big", spec.dimensionNames("y", ""), data));
    assertSame(pool.createDataset("packed", spec.codecs(Codecs.parse("gzip:1, crc32c")), data));
    assertSame(
        pool.createDataset(
            "sharded", spec.chunkSize(2, 3).shardSize(4, 6), data.astype(DType.BOOL)));
    pool.createDataset("sparse", spec).set("9, 6", 1);
    assertSame(pool.getDataset("sparse"));
  }

  @Test
  void codecsThatZarrLacksAreLeftOut() {
    try (Cluster other =
            Dosna.with("zarr", "cpu", Options.none())
                .cluster("memory:view-v2", Options.of("zarr_format", 2))
                .connect();
        Pool old = other.createPool("pool")) {
      view = ZarrView.of(old);
      NDArray data = NDArray.random(DType.INT16, 1, 10, 7);
      DatasetSpec spec = DatasetSpec.of(DType.INT16, 10, 7).codecs(Codecs.parse("shuffle, zlib:1"));
      assertSame(old.createDataset("packed", spec, data));
      assertTrue(!text("packed/zarr.json").contains("zlib"), text("packed/zarr.json"));
    }
  }

  @Test
  void groupsSayWhatIsInThemAndWhichImageTheyShow() {
    Dataset scan = pool.createDataset("scan", NDArray.random(DType.UINT8, 1, 8, 8, 8));
    Group group = pool.createGroup("entry/image");
    group.attributes().set("unit", "µm");
    Pyramid.build(scan, group, 2, Downsample.mean());
    String whole = text("zarr.json");
    assertTrue(whole.contains("\"consolidated_metadata\""), whole);
    assertTrue(whole.contains("\"entry/image/1\""), whole);
    String image = text("entry/image/zarr.json");
    assertTrue(image.contains("\"multiscales\"") && image.contains("\"µm\""), image);
  }

  @Test
  void whatIsNotThereIsEmpty() {
    pool.createDataset("scan", DatasetSpec.of(DType.INT8, 10).chunkSize(4));
    for (String key :
        List.of(
            "nothing/zarr.json",
            "scan/c/0",
            "scan/c/3",
            "scan/c/0/0",
            "scan/c/-1",
            "scan/c/00",
            "scan/c/x",
            "scan",
            "",
            "c/0",
            "scan/.zarray")) {
      assertEquals(Optional.empty(), view.get(key), key);
    }
    pool.getDataset("scan").set("0", 1);
    assertTrue(view.get("scan/c/0").isPresent());
    assertThrows(RuntimeException.class, () -> view.get("../zarr.json"));
  }

  @Test
  void aDatasetOfAwkwardNameIsFound() {
    pool.createDataset("c/0/c", NDArray.arange(DType.INT8, 3));
    assertTrue(view.get("c/0/c/c/0").isPresent());
    assertTrue(view.get("c/0/c/zarr.json").isPresent());
    assertTrue(text("c/zarr.json").contains("group"));
  }
}
