package org.dosna.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.Consumer;
import org.dosna.AlreadyExistsException;
import org.dosna.ClosedException;
import org.dosna.DType;
import org.dosna.DataChunk;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.DosnaException;
import org.dosna.NDArray;
import org.dosna.NotFoundException;
import org.dosna.OpenMode;
import org.dosna.Pool;
import org.junit.jupiter.api.Test;

/** The datasets of a pool, and what a closed or read-only pool refuses. */
abstract class PoolContract extends StoreContract {
  private static final DatasetSpec SPEC = DatasetSpec.of(DType.FLOAT32, 4, 4).chunkSize(2, 2);

  @Test
  void createdDatasetsAreListedAndFound() {
    pool.createDataset("dark", SPEC);
    pool.createDataset("Flat", SPEC);
    Pool other = connect().getPool(POOL);
    assertEquals(List.of("Flat", "dark"), other.listDatasets());
    assertTrue(other.hasDataset("dark"));
    assertFalse(other.hasDataset("scan"));
    assertEquals("dark", other.getDataset("dark").name());
  }

  @Test
  void aDatasetIsCreatedOnce() {
    NDArray data = NDArray.arange(DType.FLOAT32, 4, 4);
    pool.createDataset("data", SPEC, data);
    Pool other = connect().getPool(POOL);
    assertRefused(
        AlreadyExistsException.class,
        () -> other.createDataset("data", SPEC),
        "'data'",
        "'" + POOL + "'",
        cluster.name());
    assertRefused(AlreadyExistsException.class, () -> other.createDataset("data", data, 1, 1));
    assertRefused(AlreadyExistsException.class, () -> reopen("data").copy("data"));
    assertRefused(AlreadyExistsException.class, () -> reopen("data").map((b, w) -> b, "data"));
    assertEquals(data, reopen("data").get());
  }

  @Test
  void missingDatasetsAreNamedWithThoseThereAre() {
    pool.createDataset("dark", SPEC);
    pool.createDataset("flat", SPEC);
    String[] parts = {"'scan'", "'" + POOL + "'", cluster.name(), "'dark'", "'flat'"};
    assertRefused(NotFoundException.class, () -> pool.getDataset("scan"), parts);
    assertRefused(NotFoundException.class, () -> pool.deleteDataset("scan"), parts);
    assertEquals(List.of("dark", "flat"), pool.listDatasets());
  }

  @Test
  void aDeletedDatasetIsGoneAndCanBeMadeAnew() {
    NDArray data = NDArray.arange(DType.FLOAT32, 4, 4);
    Dataset first = pool.createDataset("data", SPEC, data);
    Dataset kept = pool.createDataset("data2", SPEC, data);
    connect().getPool(POOL).deleteDataset("data");
    assertFalse(pool.hasDataset("data"));
    assertEquals(List.of("data2"), pool.listDatasets());
    assertRefused(NotFoundException.class, first::delete);
    Dataset second = pool.createDataset("data", DatasetSpec.of(DType.INT8, 4).chunkSize(2));
    assertEquals(NDArray.zeros(DType.INT8, 4), second.get());
    assertEquals(0, second.countStoredChunks());
    assertEquals(data, kept.get());
  }

  @Test
  void writingToADeletedDatasetDoesNotBringItBack() {
    Dataset dataset = pool.createDataset("data", SPEC);
    dataset.set("0, 0", 1);
    connect().getPool(POOL).deleteDataset("data");
    assertRefused(DosnaException.class, () -> dataset.set("...", 2), "data");
    assertRefused(DosnaException.class, () -> dataset.set("3, 3", 2), "data");
    assertFalse(pool.hasDataset("data"));
    assertEquals(List.of(), connect().getPool(POOL).listDatasets());
  }

  @Test
  void opensAndClosesAsOftenAsAsked() {
    pool.open();
    pool.close();
    pool.close();
    assertFalse(pool.isOpen());
    pool.open();
    assertTrue(pool.isOpen());
    assertEquals(List.of(), pool.listDatasets());
  }

  @Test
  void closingOnePoolObjectLeavesOthersOpen() {
    Dataset dataset = pool.createDataset("data", SPEC);
    cluster.getPool(POOL).close();
    connect().getPool(POOL).close();
    dataset.set("...", 1);
    assertEquals(1, dataset.get("0, 0").getLong());
  }

  @Test
  void aClosedPoolRefusesEverything() {
    Dataset dataset = pool.createDataset("data", SPEC);
    DataChunk chunk = dataset.createChunk(0, 0);
    NDArray block = NDArray.zeros(DType.FLOAT32, 2, 2);
    pool.close();
    List<Consumer<Dataset>> uses =
        List.of(
            d -> pool.createDataset("other", SPEC),
            d -> pool.getDataset("data"),
            d -> pool.hasDataset("data"),
            d -> pool.deleteDataset("data"),
            d -> pool.listDatasets(),
            Dataset::get,
            d -> d.get(":2, :2", block),
            d -> d.read(new long[2], block),
            d -> d.set("0, 0", 1),
            d -> d.load(NDArray.zeros(DType.FLOAT32, 4, 4)),
            d -> d.blocks(),
            d -> d.apply((b, w) -> b),
            d -> d.map((b, w) -> b, "mapped"),
            d -> d.copy("copy"),
            d -> d.cloneStructure("clone"),
            Dataset::clear,
            Dataset::delete,
            Dataset::countStoredChunks,
            d -> d.createChunk(1, 1),
            d -> d.getChunk(0, 0),
            d -> d.hasChunk(0, 0),
            d -> d.deleteChunk(0, 0),
            d -> chunk.getData(),
            d -> chunk.setData(block),
            d -> d.attributes().list(),
            d -> d.attributes().get("a"),
            d -> d.attributes().set("a", 1),
            d -> d.attributes().remove("a"));
    for (Consumer<Dataset> use : uses) {
      assertRefused(ClosedException.class, () -> use.accept(dataset), "'" + POOL + "'", "open");
    }
    pool.open();
    assertEquals(List.of("data"), pool.listDatasets());
    assertEquals(1, dataset.countStoredChunks());
  }

  @Test
  void aReadOnlyPoolRefusesEveryChange() {
    NDArray data = NDArray.arange(DType.FLOAT32, 4, 4);
    pool.createDataset("data", SPEC, data);
    Pool readOnly = connect().getPool(POOL, OpenMode.READ_ONLY);
    assertEquals(OpenMode.READ_ONLY, readOnly.mode());
    Dataset dataset = readOnly.getDataset("data");
    DataChunk chunk = dataset.getChunk(0, 0);
    NDArray block = NDArray.zeros(DType.FLOAT32, 2, 2);
    List<Consumer<Dataset>> changes =
        List.of(
            d -> readOnly.createDataset("other", SPEC),
            d -> readOnly.createDataset("other", data),
            d -> readOnly.deleteDataset("data"),
            d -> d.set("0, 0", 1),
            d -> d.set("...", block),
            d -> d.load(data),
            d -> d.apply((b, w) -> b),
            d -> d.map((b, w) -> b, "mapped"),
            d -> d.copy("copy"),
            d -> d.cloneStructure("clone"),
            Dataset::clear,
            Dataset::delete,
            d -> d.createChunk(1, 1),
            d -> d.deleteChunk(0, 0),
            d -> chunk.setData(block),
            d -> d.attributes().set("a", 1),
            d -> d.attributes().remove("a"));
    for (Consumer<Dataset> change : changes) {
      assertRefused(DosnaException.class, () -> change.accept(dataset), POOL, "READ_ONLY");
    }
    assertEquals(data, dataset.get());
    assertEquals(data.get(":2, :2"), chunk.getData());
    assertEquals(4, dataset.countStoredChunks());
    assertEquals(List.of("data"), readOnly.listDatasets());
    assertEquals(List.of(), dataset.attributes().list());
  }
}
