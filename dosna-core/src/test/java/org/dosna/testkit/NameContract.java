package org.dosna.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DosnaException;
import org.dosna.NDArray;
import org.dosna.Pool;
import org.junit.jupiter.api.Test;

/** Names that stores trip over: each works exactly, or is refused and nothing is lost. */
abstract class NameContract extends StoreContract {
  private static final List<String> PLAIN =
      List.of(
          ("with space| leading|trailing | |100%|%2F|%2e%2e|%00|%s|ünïcode|データ|😀|'single'|"
                  + "\"double\"|`tick`|$HOME|$(x)|a;b|a&b|a+b|a=b|*|?|<>|[x]|{x}|:|c:|~|-rf|#|@"
                  + "|!|a..b|a.|a.h5|dataset.h5|chunk_0|chunk_0_0.h5|chunk_0_0|0|0.0|data|_"
                  + "|user.x|NUL|CON")
              .split("\\|"));

  private static final List<String> LONG_OR_INVISIBLE =
      List.of(
          "|",
          "a::b",
          "a".repeat(200),
          "é".repeat(100),
          "😀".repeat(50),
          "\u00a0",
          "\u200b",
          "\u2028",
          "\u202ereversed",
          "\ufeffmark",
          "\ufffd");

  private static final List<String> REFUSED =
      List.of(
          "",
          ".",
          "..",
          ".hidden",
          "...",
          "/",
          "a/b",
          "/absolute",
          "../" + POOL,
          "../../etc",
          POOL + "/data",
          "data/0.0",
          "\\",
          "a\\b",
          "\0",
          "a\0b",
          "line\nbreak",
          "\t",
          "\u001b[31m",
          "\u007f",
          "\u0085",
          "\ud800",
          "a\udc00b",
          "\udc00\ud800",
          "a".repeat(201),
          "é".repeat(100) + "a",
          "a".repeat(100_000));

  /** Those that are paths of datasets in groups. */
  private static final Set<String> PATHS = Set.of("a/b", POOL + "/data", "data/0.0");

  @Override
  Pool firstPool() {
    return onlyPool();
  }

  private static List<String> allowed() {
    return Stream.concat(PLAIN.stream(), LONG_OR_INVISIBLE.stream()).toList();
  }

  private static List<String> sorted(List<String> names) {
    return names.stream().sorted().toList();
  }

  @Test
  void datasetsOfAllAllowedNamesAreKeptApart() {
    List<String> names = allowed();
    for (int i = 0; i < names.size(); i++) {
      createInts(names.get(i), shape(3), 2).set("0", i);
    }
    Pool other = connect().getPool(POOL);
    assertEquals(sorted(names), other.listDatasets());
    for (int i = 0; i < names.size(); i += 2) {
      other.deleteDataset(names.get(i));
    }
    for (int i = 0; i < names.size(); i++) {
      boolean kept = i % 2 == 1;
      String name = names.get(i);
      assertEquals(kept, pool.hasDataset(name), name);
      if (kept) {
        NDArray expected = NDArray.of(new int[] {i, -1, -1});
        assertEquals(expected, pool.getDataset(name).get(), name);
        assertEquals(1, pool.getDataset(name).countStoredChunks(), name);
      }
    }
  }

  @Test
  void poolsOfAllAllowedNamesAreKeptApart() {
    List<String> names = allowed();
    for (int i = 0; i < names.size(); i++) {
      Pool named = cluster.createPool(names.get(i));
      named.createDataset("data", NDArray.of(new int[] {i}));
    }
    for (int i = 0; i < names.size(); i++) {
      Pool named = cluster.getPool(names.get(i));
      assertEquals(names.get(i), named.name());
      assertEquals(List.of("data"), named.listDatasets(), names.get(i));
      assertEquals(i, named.getDataset("data").get("0").getLong(), names.get(i));
    }
    cluster.deletePool(POOL);
    assertEquals(sorted(names), connect().listPools());
    names.forEach(cluster::deletePool);
    assertEquals(List.of(), connect().listPools());
  }

  @Test
  void aPoolAndItsDatasetMayShareAName() {
    for (String name : List.of("dataset.h5", "chunk_0.h5", "😀", "x".repeat(200))) {
      Pool named = cluster.createPool(name);
      named.createDataset(name, NDArray.of(new int[] {1, 2}), 1).set("0", 7);
      assertEquals(NDArray.of(new int[] {7, 2}), named.getDataset(name).get());
      named.deleteDataset(name);
      assertTrue(cluster.hasPool(name));
      assertFalse(named.hasDataset(name));
    }
  }

  @Test
  void refusedNamesCreateNothing() {
    NDArray data = NDArray.of(new int[] {1, 2, 3});
    Dataset kept = pool.createDataset("data", data, 2);
    for (String name : REFUSED) {
      assertRefused(DosnaException.class, () -> cluster.createPool(name), "name", "allowed");
      if (!PATHS.contains(name)) {
        assertRefused(DosnaException.class, () -> pool.createDataset(name, data), "name");
        assertRefused(DosnaException.class, () -> kept.copy(name), "name");
        assertRefused(DosnaException.class, () -> kept.cloneStructure(name), "name");
        assertRefused(DosnaException.class, () -> kept.map((b, w) -> b, name), "name");
      }
      assertRefused(DosnaException.class, () -> kept.attributes().set(name, 1), "name");
    }
    assertOnlyDataIsThere(data);
  }

  @Test
  void refusedNamesReachNothing() {
    NDArray data = NDArray.of(new int[] {1, 2, 3});
    pool.createDataset("data", data, 2);
    for (String name : REFUSED) {
      assertRefused(DosnaException.class, () -> cluster.getPool(name));
      assertRefused(DosnaException.class, () -> cluster.deletePool(name));
      assertRefused(DosnaException.class, () -> pool.getDataset(name));
      assertRefused(DosnaException.class, () -> pool.deleteDataset(name));
      assertFalse(foundOrRefused(() -> cluster.hasPool(name)), name);
      assertFalse(foundOrRefused(() -> pool.hasDataset(name)), name);
    }
    assertOnlyDataIsThere(data);
  }

  private void assertOnlyDataIsThere(NDArray data) {
    assertEquals(List.of(POOL), connect().listPools());
    assertEquals(List.of("data"), connect().getPool(POOL).listDatasets());
    assertEquals(data, reopen("data").get());
  }

  private static boolean foundOrRefused(BooleanSupplier look) {
    try {
      return look.getAsBoolean();
    } catch (DosnaException e) {
      return false;
    }
  }

  /** Some file systems take such names for one; then the second must be refused, not mixed up. */
  @Test
  void namesThatLookAlikeAreNotMixedUp() {
    List<List<String>> pairs =
        List.of(List.of("Scan", "scan"), List.of("\u00e9", "e\u0301"), List.of("\u212b", "\u00c5"));
    for (List<String> pair : pairs) {
      NDArray first = NDArray.arange(DType.INT64, 5);
      pool.createDataset(pair.get(0), first, 2);
      try {
        NDArray second = NDArray.full(DType.INT8, 9, 3);
        pool.createDataset(pair.get(1), second, 2);
        assertEquals(second, reopen(pair.get(1)).get());
        pool.deleteDataset(pair.get(1));
      } catch (DosnaException e) {
        assertTrue(e.getMessage().contains(pair.get(1)), e.getMessage());
      }
      assertEquals(first, reopen(pair.get(0)).get());
    }
  }
}
