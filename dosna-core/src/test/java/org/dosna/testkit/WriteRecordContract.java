package org.dosna.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.DosnaException;
import org.dosna.FillChunks;
import org.dosna.Finding;
import org.dosna.Finding.Kind;
import org.dosna.NDArray;
import org.dosna.Pool;
import org.junit.jupiter.api.Test;

/** The record of written chunks, or its refusal. */
abstract class WriteRecordContract extends StoreContract {
  private static final DatasetSpec SPEC =
      DatasetSpec.of(DType.INT32, 10, 10).chunkSize(4, 4).recordWrites(true);
  private static final int ROUNDS = Effort.times(200);

  private final NDArray elements = NDArray.arange(DType.INT32, 10, 10).plus(1);

  @Override
  Pool firstPool() {
    return onlyPool();
  }

  /** A dataset with a record, without chunks; empty if there can be none, which is said. */
  private Optional<Dataset> recorded() {
    try {
      return Optional.of(pool.createDataset("data", SPEC));
    } catch (DosnaException e) {
      String why = String.valueOf(e.getMessage());
      assertTrue(why.contains("no record of written chunks"), why);
      assertFalse(pool.hasDataset("data"));
      return Optional.empty();
    }
  }

  private static void assertLost(List<Finding> found, String... chunks) {
    assertEquals(chunks.length, found.size(), found::toString);
    for (int i = 0; i < chunks.length; i++) {
      assertEquals(Kind.LOST, found.get(i).kind());
      assertTrue(found.get(i).where().contains(chunks[i]), found::toString);
    }
  }

  @Test
  void whatIsLostIsToldFromWhatWasNeverWritten() {
    Optional<Dataset> made = recorded();
    if (made.isPresent() && store.raw().isPresent()) {
      Dataset data = made.get();
      RawStore raw = store.raw().get();
      data.set("0:8", elements.get("0:8"));
      assertEquals(List.of(), cluster.check());
      raw.removeChunk(POOL, "data", 0, 1);
      assertLost(cluster.check(), "[0, 1]");
      assertLost(reopen("data").check(), "[0, 1]");
      NDArray expected = NDArray.zeros(DType.INT32, 10, 10);
      expected.set("0:8", elements.get("0:8"));
      expected.set("0:4, 4:8", 0);
      assertEquals(expected, data.get());
      assertLost(data.repair(), "[0, 1]");
      assertEquals(List.of(), cluster.check());
      data.set("...", elements);
      raw.removeChunk(POOL, "data", 2, 2);
      assertLost(reopen("data").check(), "[2, 2]");
      data.set("9, 9", 5);
      assertEquals(List.of(), data.check());
    }
  }

  @Test
  void whatIsDroppedWithAPartOfTheShapeIsNotLost() {
    Optional<Dataset> made = recorded();
    if (made.isPresent() && resizes()) {
      Dataset data = made.get();
      data.set("...", elements);
      store.raw().ifPresent(raw -> raw.removeChunk(POOL, "data", 2, 2));
      data.resize(10, 5);
      data.resize(50, 1000);
      assertEquals(List.of(), cluster.check());
      data.append(NDArray.full(DType.INT32, 3, 50, 7), 1);
      assertEquals(List.of(), cluster.check());
      assertEquals(NDArray.full(DType.INT32, 3, 50, 7), data.get(":, 1000:"));
    }
  }

  @Test
  void theRecordIsTrueWhateverIsDone() {
    Optional<Dataset> made = recorded();
    if (made.isPresent()) {
      Dataset data = made.get();
      assertTrue(data.toString().contains("writes recorded"), data::toString);
      data.createChunk(1, 1);
      data.load(elements, FillChunks.STORED);
      assertTrue(data.deleteChunk(1, 2));
      data.apply((block, where) -> where.origin()[0] == 0 ? block.times(0) : block);
      Dataset copy = reopen("data").copy(pool, "copy", 3, 5);
      assertTrue(copy.spec().recordsWrites());
      assertTrue(copy.toString().contains("writes recorded"), copy::toString);
      assertEquals(data.get(), copy.get());
      assertEquals(List.of(), cluster.check());
      if (store.capabilities().contains(Capability.GROUPS)) {
        pool.rename("copy", "a/renamed");
        assertTrue(reopen("a/renamed").spec().recordsWrites());
        store.raw().ifPresent(raw -> raw.removeChunk(POOL, "a/renamed", 3, 1));
        assertEquals(store.raw().isPresent() ? 1 : 0, cluster.check().size());
      }
      data.clear();
      assertEquals(List.of(), data.check());
      data.delete();
      assertFalse(pool.createDataset("data", SPEC.recordWrites(false)).spec().recordsWrites());
    }
  }

  @Test
  void whoChecksWhileOthersWriteAndDeleteFindsNothing() throws Exception {
    Optional<Dataset> made = recorded();
    if (made.isPresent()) {
      Dataset data = made.get();
      Race.rounds(
          independent(4),
          ROUNDS,
          (thread, round) -> {
            switch (thread) {
              case 0 -> data.set("0:4, 0:4", round);
              case 1 -> data.deleteChunk(0, 0);
              case 2 -> data.set("3, 3", -round);
              default -> assertEquals(List.of(), data.check());
            }
          });
      assertEquals(List.of(), cluster.check());
    }
  }
}
