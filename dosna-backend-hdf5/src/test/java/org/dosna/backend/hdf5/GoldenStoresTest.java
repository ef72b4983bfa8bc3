package org.dosna.backend.hdf5;

import static org.dosna.backend.hdf5.Stores.assertRefused;
import static org.dosna.backend.hdf5.TestFiles.list;
import static org.dosna.backend.hdf5.TestFiles.resource;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.dosna.Cluster;
import org.dosna.Dataset;
import org.dosna.NDArray;
import org.dosna.Npy;
import org.dosna.OpenMode;
import org.dosna.Pool;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Stores made by both generations of the Python code, used through the public API. */
class GoldenStoresTest {
  private static final List<String> STORES = List.of("hdf5-pool", "hdf5-connection", "odd");

  @TempDir Path temporary;

  /** A folder of clusters. */
  private Path golden = resource("golden");

  /** For tests that write. */
  private void useCopy() {
    golden = Stores.copy(golden, temporary.resolve("golden"));
  }

  private static String nameOf(Path npy) {
    return npy.getFileName().toString().replace(".npy", "");
  }

  private Stream<DynamicTest> forEachDataset(DatasetTest test) {
    return STORES.stream()
        .flatMap(store -> list(resource("golden/" + store + "/expected")).stream())
        .map(npy -> dynamicTest(npy.toString(), () -> test.run(datasetOf(npy), Npy.read(npy))));
  }

  /** What is tried with each dataset. */
  private interface DatasetTest {
    void run(Dataset dataset, NDArray expected);
  }

  private Dataset datasetOf(Path npy) {
    Path cluster = golden.resolve(npy.getParent().getParent().getFileName());
    return Stores.openPool(cluster).getDataset(nameOf(npy));
  }

  @TestFactory
  Stream<DynamicTest> readBitForBit() {
    return forEachDataset(
        (dataset, expected) -> {
          assertEquals(expected.dtype(), dataset.dtype().nativeOrder());
          assertEquals(expected, dataset.get());
        });
  }

  @TestFactory
  Stream<DynamicTest> readBitForBitInSmallPieces() {
    return forEachDataset(
        (dataset, expected) -> {
          String backwards = "::-2, ".repeat(dataset.ndim());
          assertEquals(expected.get(backwards), dataset.get(backwards));
          assertEquals(expected.get("-1"), dataset.get("-1"));
          dataset
              .blocks()
              .forEach(
                  block -> {
                    NDArray part = NDArray.zeros(dataset.dtype(), block.region().shape());
                    expected.read(block.region().origin(), part);
                    assertEquals(part, block.data());
                  });
        });
  }

  @Test
  void readingChangesNothing() {
    List<String> before = Stores.tree(golden);
    for (String store : STORES) {
      try (Cluster cluster = Stores.connect(golden.resolve(store));
          Pool pool = cluster.getPool("pool", OpenMode.READ_ONLY)) {
        for (Path npy : list(golden.resolve(store).resolve("expected"))) {
          Dataset dataset = pool.getDataset(nameOf(npy));
          dataset.get();
          dataset.countStoredChunks();
          dataset.hasChunk(new long[dataset.ndim()]);
          dataset.attributes().list();
        }
        pool.listDatasets();
        cluster.listPools();
      }
    }
    assertEquals(before, Stores.tree(golden));
  }

  @TestFactory
  Stream<DynamicTest> onePartAfterTheOtherIsWrittenAndReadBack() {
    useCopy();
    return forEachDataset(
        (dataset, expected) -> {
          NDArray changed = expected.get("...");
          NDArray values = NDArray.random(dataset.dtype(), 7, dataset.shape());
          String corner = "1:, ".repeat(dataset.ndim());
          dataset.set(corner, values.get(corner));
          changed.set(corner, values.get(corner));
          assertEquals(changed, dataset.get());
          dataset.set("-1", values.get("-1"));
          changed.set("-1", values.get("-1"));
          assertEquals(changed, dataset.get());
          assertEquals(dataset.chunkCount(), dataset.countStoredChunks());
        });
  }

  @TestFactory
  Stream<DynamicTest> allIsWrittenAndReadBack() {
    useCopy();
    return forEachDataset(
        (dataset, expected) -> {
          NDArray values = NDArray.random(dataset.dtype(), 8, dataset.shape());
          dataset.load(values);
          assertEquals(values, dataset.get());
          dataset.clear();
          assertEquals(0, dataset.countStoredChunks());
          assertEquals(
              NDArray.full(dataset.dtype(), dataset.fillValue(), dataset.shape()), dataset.get());
        });
  }

  @Test
  void poolsWithAndWithoutMarkerAreOpenedAndListed() throws IOException {
    assertTrue(Files.exists(golden.resolve("hdf5-pool/pool/.dosna")));
    assertFalse(Files.exists(golden.resolve("hdf5-connection/pool/.dosna")));
    for (String store : STORES) {
      try (Cluster cluster = Stores.connect(golden.resolve(store))) {
        // "expected" holds no dataset and no marker; yet it may be meant to become a pool.
        assertEquals(List.of("pool"), cluster.listPools());
        assertTrue(cluster.hasPool("pool"));
        assertEquals(List.of(), cluster.getPool("expected").listDatasets());
      }
    }
  }

  @Test
  void datasetsAreListed() {
    for (String store : List.of("hdf5-pool", "hdf5-connection")) {
      List<String> expected =
          list(golden.resolve(store).resolve("expected")).stream()
              .map(GoldenStoresTest::nameOf)
              .toList();
      assertEquals(expected, Stores.openPool(golden.resolve(store)).listDatasets());
    }
  }

  @Test
  void chunksThatWereNeverWrittenAreFillValue() {
    for (String store : List.of("hdf5-pool", "hdf5-connection")) {
      Pool pool = Stores.openPool(golden.resolve(store));
      Dataset untouched = pool.getDataset("untouched");
      assertEquals(0, untouched.countStoredChunks());
      assertEquals(
          NDArray.full(untouched.dtype(), untouched.fillValue(), untouched.shape()),
          untouched.get());
      Dataset late = pool.getDataset("late");
      assertEquals(2, late.countStoredChunks());
      assertEquals(4, late.chunkCount());
      Dataset partial = pool.getDataset("partial");
      assertEquals(7.0, ((Number) partial.fillValue()).doubleValue());
    }
  }

  @Test
  void userAttributesAreAddedToWhatPythonWrote() {
    useCopy();
    for (String store : List.of("hdf5-pool", "hdf5-connection")) {
      Dataset dataset = Stores.openPool(golden.resolve(store)).getDataset("f4_3d");
      assertEquals(List.of(), dataset.attributes().list());
      dataset.attributes().set("unit", "µm");
      Dataset again = Stores.openPool(golden.resolve(store)).getDataset("f4_3d");
      assertEquals("µm", again.attributes().get("unit"));
      assertEquals(Npy.read(golden.resolve(store).resolve("expected/f4_3d.npy")), again.get());
    }
  }

  @Test
  void damagedDescriptionsAreRefusedByName() {
    Pool pool = Stores.openPool(golden.resolve("odd"));
    Path folder = golden.resolve("odd/pool");
    assertRefused(() -> pool.getDataset("bad_meta"), folder.resolve("bad_meta/dataset.h5"));
    assertRefused(() -> pool.getDataset("bad_dtype"), folder.resolve("bad_dtype/dataset.h5"));
    assertRefused(
        () -> pool.getDataset("bad_grid"), folder.resolve("bad_grid/dataset.h5"), "shape", "chunk");
  }

  @Test
  void damagedChunksAreRefusedByNameAndTheOthersRead() {
    useCopy();
    Pool pool = Stores.openPool(golden.resolve("odd"));
    Path folder = golden.resolve("odd/pool");
    Dataset shape = pool.getDataset("bad_shape");
    assertRefused(shape::get, folder.resolve("bad_shape/chunk_0_0.h5"), "[3, 4]");
    Dataset truncated = pool.getDataset("bad_truncated");
    assertRefused(truncated::get, folder.resolve("bad_truncated/chunk_1_1.h5"), "truncated");
    assertEquals(4, truncated.countStoredChunks());
    NDArray first = truncated.get("0");
    // Part of a damaged chunk cannot be written.
    assertRefused(() -> truncated.set("-1, -1", 1), "chunk_1_1.h5");
    truncated.deleteChunk(1, 1);
    assertEquals(truncated.fillValue(), truncated.get("-1, -1").getObject());
    assertEquals(first, truncated.get("0"));
  }
}
