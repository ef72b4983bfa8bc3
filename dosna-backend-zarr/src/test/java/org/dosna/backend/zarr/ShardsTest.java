package org.dosna.backend.zarr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.dosna.Cluster;
import org.dosna.Codecs;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.Dosna;
import org.dosna.DosnaException;
import org.dosna.NDArray;
import org.dosna.OpenMode;
import org.dosna.Pool;
import org.dosna.spi.ObjectStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many chunks in one object: how often it is written, and what a damaged one says. */
class ShardsTest {
  private static final DatasetSpec SPEC =
      DatasetSpec.of(DType.INT32, 10, 10)
          .chunkSize(2, 2)
          .shardSize(4, 6)
          .codecs(Codecs.parse("gzip:1"));
  private static final NDArray DATA = NDArray.arange(DType.INT32, 10, 10);

  @TempDir Path folder;
  private final List<String> writes = Collections.synchronizedList(new ArrayList<>());
  private Cluster cluster;
  private Pool pool;

  /** A pool whose store says what objects are written. */
  @BeforeEach
  void create() {
    cluster = Dosna.with("zarr", "cpu").cluster(folder.toString()).connect();
    cluster.createPool("pool").close();
    TreeStore store = watched(TreeStore.class, new DirectoryStore(folder, 1));
    pool = new ZarrPool(cluster, OpenMode.READ_WRITE, store, new Node(store, "pool"));
    pool.open();
  }

  @AfterEach
  void disconnect() {
    cluster.close();
  }

  private <S extends ObjectStore> S watched(Class<S> type, S store) {
    Object proxy =
        Proxy.newProxyInstance(
            ShardsTest.class.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              if (method.getName().startsWith("put")) {
                writes.add((String) arguments[0]);
              }
              try {
                Object result = method.invoke(store, arguments);
                return method.getName().equals("inside")
                    ? watched(ObjectStore.class, (ObjectStore) result)
                    : result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
    return type.cast(proxy);
  }

  @Test
  void eachShardIsWrittenOnceByALoadAndALargeSet() {
    Dataset data = pool.createDataset("data", SPEC, DATA);
    assertEquals(6, writes.size(), writes::toString);
    assertEquals(25, data.countStoredChunks());
    writes.clear();
    data.set("...", DATA.get("::-1"));
    assertEquals(6, writes.size(), writes::toString);
    assertEquals(DATA.get("::-1"), data.get());
    writes.clear();
    data.set("0:2, 0:2", 1);
    assertEquals(List.of("pool/data/c/0/0"), writes);
  }

  @Test
  void theSpecSaysWhatTheShardsAre() {
    Dataset data = pool.createDataset("data", SPEC, DATA);
    assertArrayEquals(new int[] {4, 6}, data.spec().shardSize().orElseThrow());
    assertArrayEquals(new int[] {2, 2}, data.chunkSize());
    assertTrue(data.toString().contains("chunks [2, 2], grid [5, 5], shards [4, 6]"));
    assertEquals(6, data.copy("copy").spec().shardSize().orElseThrow()[1]);
    assertTrue(data.copy(pool, "other", 3, 3).spec().shardSize().isEmpty());
    Pool ram = Dosna.with("ram", "cpu").cluster("shards").connect().createPool("pool");
    assertTrue(data.copy(ram, "copy").spec().shardSize().isEmpty());
    String said =
        assertThrows(DosnaException.class, () -> ram.createDataset("x", SPEC)).getMessage();
    assertTrue(said.contains("shards"), said);
    for (int[] wrong : new int[][] {{4}, {4, 5}, {0, 2}, {-4, 6}, {1, 1}, {4, 6, 2}}) {
      assertThrows(DosnaException.class, () -> SPEC.shardSize(wrong));
    }
  }

  @Test
  void aDamagedShardIsNamedAndWrittenAnew() throws IOException {
    Dataset data = pool.createDataset("data", SPEC, DATA);
    Path shard = folder.resolve("pool/data/c/0/0");
    byte[] good = Files.readAllBytes(shard);
    for (int at = 0; at < good.length; at++) {
      byte[] bad = good.clone();
      bad[at] ^= (byte) 0x55;
      Files.write(shard, bad);
      readOrNamed(data);
    }
    for (int length = 0; length < good.length; length++) {
      Files.write(shard, Arrays.copyOf(good, length));
      assertThrows(DosnaException.class, data::get);
    }
    data.set(":4, :6", 0);
    assertEquals(NDArray.zeros(DType.INT32, 4, 6), data.get(":4, :6"));
  }

  private static void readOrNamed(Dataset data) {
    try {
      data.get();
    } catch (DosnaException e) {
      assertTrue(e.getMessage().contains("c/0/0"), e.getMessage());
    }
  }
}
