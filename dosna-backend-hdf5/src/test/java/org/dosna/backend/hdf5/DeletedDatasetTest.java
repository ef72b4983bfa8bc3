package org.dosna.backend.hdf5;

import static org.dosna.backend.hdf5.Stores.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.dosna.ArraySource;
import org.dosna.ChunkException;
import org.dosna.DType;
import org.dosna.DataChunk;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.DosnaException;
import org.dosna.NDArray;
import org.dosna.NotFoundException;
import org.dosna.Pool;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Datasets that are deleted, and perhaps made anew, while others have them open. */
class DeletedDatasetTest {
  private static final DatasetSpec SPEC = DatasetSpec.of(DType.INT32, 8).chunkSize(4).fillValue(-1);

  @TempDir Path cluster;
  private Pool pool;
  private Dataset old;

  @BeforeEach
  void createDataset() {
    pool = Stores.createPool(cluster);
    old = pool.createDataset("data", SPEC, NDArray.arange(DType.INT32, 8));
  }

  @Test
  void nothingCanBeDoneWithADeletedDataset() {
    DataChunk chunk = old.getChunk(0);
    pool.deleteDataset("data");
    assertRefused(old::get, "deleted", "data");
    assertRefused(() -> old.set("0", 1), "deleted", "data");
    assertRefused(() -> old.set("...", 1), "deleted");
    assertRefused(() -> old.load(NDArray.arange(DType.INT32, 8)), "deleted");
    assertRefused(() -> old.createChunk(1), "deleted");
    assertRefused(() -> old.getChunk(1), "deleted");
    assertRefused(() -> old.hasChunk(1), "deleted");
    assertRefused(() -> old.deleteChunk(1), "deleted");
    assertRefused(old::clear, "deleted");
    assertRefused(old::countStoredChunks, "deleted");
    assertRefused(() -> chunk.setData(NDArray.arange(DType.INT32, 4)), "deleted");
    assertRefused(chunk::getData, "deleted");
    assertRefused(() -> old.attributes().set("a", 1), "deleted");
    assertRefused(() -> old.attributes().list(), "deleted");
    assertThrows(NotFoundException.class, old::delete);
    assertEquals(List.of(".dosna"), names(cluster.resolve("pool")));
  }

  private static List<String> names(Path folder) {
    return TestFiles.list(folder).stream().map(file -> file.getFileName().toString()).toList();
  }

  @Test
  void nothingIsWrittenToADatasetThatWasMadeAnew() {
    Dataset another = Stores.openPool(cluster).getDataset("data");
    pool.deleteDataset("data");
    Dataset made = pool.createDataset("data", DatasetSpec.of(DType.FLOAT64, 20).chunkSize(10));
    made.set("0", 7);
    for (Dataset stale : List.of(old, another)) {
      assertRefused(() -> stale.set("0", 1), "made anew", "open it again");
      assertRefused(() -> stale.set("...", 1), "made anew");
      assertRefused(() -> stale.createChunk(1), "made anew");
      assertRefused(() -> stale.deleteChunk(0), "made anew");
      assertRefused(stale::clear, "made anew");
      assertRefused(() -> stale.attributes().set("a", 1), "made anew");
      assertRefused(stale::delete, "made anew");
      // Reading notices that the dataset is of another type.
      assertRefused(stale::get, "made anew");
    }
    NDArray expected = NDArray.zeros(DType.FLOAT64, 20);
    expected.set("0", 7);
    assertEquals(expected, made.get());
    assertEquals(1, made.countStoredChunks());
    assertEquals(List.of(), made.attributes().list());
    assertEquals(List.of(), Stores.leftOvers(cluster));
  }

  @Test
  void whoseLoadFailsDoesNotDeleteWhatOthersMadeAnew() {
    Pool others = Stores.openPool(cluster);
    ArraySource source =
        new ArraySource() {
          @Override
          public DType dtype() {
            return DType.INT32;
          }

          @Override
          public long[] shape() {
            return new long[] {8};
          }

          @Override
          public void read(long[] origin, NDArray into) {
            others.deleteDataset("slow");
            others.createDataset("slow", SPEC, NDArray.full(DType.INT32, 7, 8));
          }
        };
    assertRefused(() -> pool.createDataset("slow", SPEC, source), "made anew", "slow");
    assertEquals(NDArray.full(DType.INT32, 7, 8), pool.getDataset("slow").get());
  }

  @Test
  void aPoolThatWasMadeAnewIsNotWrittenToEither() {
    Stores.connect(cluster).deletePool("pool");
    assertRefused(() -> pool.createDataset("other", SPEC), "pool");
    Dataset made = Stores.createPool(cluster).createDataset("data", SPEC);
    assertRefused(() -> old.set("0", 1), "made anew");
    assertEquals(0, made.countStoredChunks());
  }

  @Test
  void aReaderIsToldWhenTheDatasetGoes() throws Exception {
    CompletableFuture<Throwable> end =
        CompletableFuture.supplyAsync(
            () ->
                assertThrows(
                    DosnaException.class,
                    () -> {
                      while (true) {
                        // Never fill value in place of what was there.
                        assertEquals(NDArray.arange(DType.INT32, 8), old.get());
                      }
                    }));
    Thread.sleep(20);
    pool.deleteDataset("data");
    // It goes between two reads, or between two chunks of one.
    Throwable failure = end.get();
    Throwable reason = failure instanceof ChunkException ? failure.getCause() : failure;
    assertInstanceOf(NotFoundException.class, reason);
  }

  /** The dataset as Python would have made it: without lock file. */
  private Dataset openWithoutLockFile() throws IOException {
    Files.delete(cluster.resolve("pool/data/.lock"));
    Dataset opened = Stores.openPool(cluster).getDataset("data");
    opened.get();
    assertFalse(Files.exists(cluster.resolve("pool/data/.lock")));
    return opened;
  }

  /** The Python code deletes file by file. */
  private void deleteAsPythonDoes() throws IOException {
    for (Path file : TestFiles.list(cluster.resolve("pool/data"))) {
      Files.delete(file);
    }
    Files.delete(cluster.resolve("pool/data"));
  }

  @Test
  void aDatasetOfPythonIsRecognizedOnceWritten() throws IOException {
    Dataset opened = openWithoutLockFile();
    opened.set("1", 7);
    assertTrue(Files.exists(cluster.resolve("pool/data/.lock")));
    assertEquals(7, opened.get("1").getLong());
    deleteAsPythonDoes();
    assertRefused(() -> opened.set("1", 8), "deleted");
    pool.createDataset("data", SPEC);
    assertRefused(() -> opened.set("1", 8), "made anew");
  }

  @Test
  void aDatasetOfPythonIsRecognizedByItsDescriptionBeforeThat() throws IOException {
    Dataset opened = openWithoutLockFile();
    Dataset another = Stores.openPool(cluster).getDataset("data");
    deleteAsPythonDoes();
    Dataset made = pool.createDataset("data", SPEC.fillValue(5));
    made.set("0", 1);
    assertRefused(() -> opened.set("1", 8), "made anew");
    assertRefused(() -> opened.deleteChunk(0), "made anew");
    assertRefused(() -> another.attributes().set("a", 1), "made anew");
    assertEquals(1, made.get("0").getLong());
    assertEquals(List.of(), made.attributes().list());
    assertEquals(List.of(), Stores.leftOvers(cluster));
  }

  @Test
  void aDatasetOfPythonMayGetAttributesMeanwhile() throws IOException {
    Dataset opened = openWithoutLockFile();
    Dataset another = Stores.openPool(cluster).getDataset("data");
    another.attributes().set("unit", "mm");
    opened.set("1", 8);
    opened.attributes().set("more", 1);
    assertEquals(List.of("more", "unit"), another.attributes().list());
    assertEquals(8, another.get("1").getLong());
  }
}
