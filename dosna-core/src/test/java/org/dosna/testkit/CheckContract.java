package org.dosna.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.dosna.ChunkException;
import org.dosna.Codecs;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.DosnaException;
import org.dosna.Finding;
import org.dosna.Finding.Kind;
import org.dosna.NDArray;
import org.dosna.Pool;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a check finds, and a repair does. */
abstract class CheckContract extends StoreContract {
  private static final List<UnaryOperator<byte[]>> DAMAGES =
      List.of(bytes -> Arrays.copyOf(bytes, bytes.length / 2), bytes -> new byte[0]);

  private final NDArray elements = NDArray.arange(DType.INT32, 10, 10);

  @Override
  Pool firstPool() {
    return onlyPool();
  }

  @BeforeEach
  void create() {
    pool.createDataset("data", DatasetSpec.of(DType.INT32, 10, 10).chunkSize(4, 4), elements);
  }

  private static List<Kind> kinds(List<Finding> found) {
    return found.stream().map(Finding::kind).sorted().toList();
  }

  @Test
  void nothingIsFoundWhereAllIsWell() {
    if (store.capabilities().contains(Capability.ATTRIBUTES)) {
      pool.getDataset("data").attributes().set("unit", "mm");
    }
    if (store.capabilities().contains(Capability.GROUPS)) {
      pool.createDataset("a/b/c", elements, 3, 3);
      pool.group("a").attributes().set("unit", "mm");
    }
    if (resizes()) {
      pool.getDataset("data").resize(3, 12);
      pool.getDataset("data").resize(10, 10);
    }
    pool.createDataset("empty", DatasetSpec.of(DType.INT8, 0, 3));
    assertEquals(List.of(), cluster.check());
    assertEquals(List.of(), pool.check());
    assertEquals(List.of(), pool.getDataset("data").check());
    assertEquals(List.of(), cluster.repair());
  }

  @Test
  void aDamagedChunkIsFoundAndSetAside() {
    store
        .raw()
        .ifPresent(
            raw -> {
              for (UnaryOperator<byte[]> damage : DAMAGES) {
                Dataset data = pool.getDataset("data");
                raw.changeChunk(POOL, "data", damage, 1, 1);
                assertThrows(ChunkException.class, data::get);
                List<Finding> found = data.check();
                assertEquals(List.of(Kind.DAMAGED_CHUNK), kinds(found), found::toString);
                assertTrue(found.get(0).where().contains("[1, 1]"), found::toString);
                assertEquals(found, pool.check());
                assertEquals(List.of(Kind.DAMAGED_CHUNK), kinds(cluster.repair()));
                NDArray expected = elements.get("...");
                expected.set("4:8, 4:8", 0);
                assertEquals(expected, data.get());
                found = cluster.check();
                assertEquals(List.of(Kind.SET_ASIDE), kinds(found), found::toString);
                data.delete();
                assertEquals(List.of(), cluster.check());
                create();
              }
            });
  }

  @Test
  void whatIsForeignIsFoundAndLeft() {
    store
        .raw()
        .ifPresent(
            raw -> {
              raw.addForeign(POOL, "notes");
              List<Finding> found = cluster.check();
              assertEquals(List.of(Kind.FOREIGN), kinds(found), found::toString);
              assertTrue(found.get(0).where().contains("notes"), found::toString);
              assertEquals(found, pool.repair());
              assertEquals(elements, pool.getDataset("data").get());
            });
  }

  @Test
  void aDescriptionThatCannotBeReadIsFound() {
    store
        .raw()
        .ifPresent(
            raw -> {
              int unreadable = 0;
              for (int seed = 0; seed < 12; seed++) {
                pool.createDataset("empty" + seed, DatasetSpec.of(DType.INT8, 4));
                raw.change(POOL, "empty" + seed, new Random(seed), bytes -> new byte[1]);
                unreadable += isReadable("empty" + seed) ? 0 : 1;
              }
              List<Finding> found = cluster.check();
              assertTrue(unreadable > 0);
              assertEquals(Collections.nCopies(unreadable, Kind.DAMAGED_METADATA), kinds(found));
              assertEquals(elements, pool.getDataset("data").get());
            });
  }

  private boolean isReadable(String dataset) {
    try {
      return pool.getDataset(dataset) != null;
    } catch (DosnaException e) {
      return false;
    }
  }

  @Test
  void swappedChunksAreNoticedByTheirChecksum() {
    if (store.capabilities().contains(Capability.PLACED_CHECKSUMS)) {
      store
          .raw()
          .ifPresent(
              raw -> {
                Codecs codecs = Codecs.parse("shuffle, gzip:1, crc32c");
                DatasetSpec spec = DatasetSpec.of(DType.INT32, 10, 10).chunkSize(4, 4);
                Dataset one = pool.createDataset("one", spec.codecs(codecs), elements);
                Dataset two = pool.createDataset("two", spec.codecs(codecs), elements);
                byte[][] kept = new byte[1][];
                raw.changeChunk(POOL, "one", bytes -> kept[0] = bytes, 0, 1);
                raw.changeChunk(POOL, "one", bytes -> kept[0], 1, 0);
                raw.changeChunk(POOL, "two", bytes -> kept[0], 0, 1);
                assertEquals(List.of(Kind.DAMAGED_CHUNK), kinds(one.check()));
                assertEquals(List.of(Kind.DAMAGED_CHUNK), kinds(two.check()));
                assertFalse(one.get("0:4").equals(elements));
                two.set("0:4, 4:8", elements.get("0:4, 4:8"));
                assertEquals(elements, two.get());
                assertEquals(List.of(), two.check());
              });
    }
  }
}
