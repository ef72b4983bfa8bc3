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
import org.dosna.ChunkException;
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
  private static final int SHARDS = 6;
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
    Node top = new Node(store, "pool");
    pool = new ZarrPool(cluster, OpenMode.READ_WRITE, store, top, ZarrFormat.V3);
    pool.open();
  }

  @AfterEach
  void disconnect() {
    cluster.close();
  }

  private <S extends DraftStore> S watched(Class<S> type, S store) {
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
                return switch (method.getName()) {
                  case "inside" -> watched(DraftStore.class, (DraftStore) result);
                  case "draft" -> watched((String) arguments[0], (Draft) result);
                  default -> result;
                };
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
    return type.cast(proxy);
  }

  private Draft watched(String key, Draft draft) {
    Object proxy =
        Proxy.newProxyInstance(
            ShardsTest.class.getClassLoader(),
            new Class<?>[] {Draft.class},
            (self, method, arguments) -> {
              if (method.getName().equals("publish")) {
                writes.add(key);
              }
              return method.invoke(draft, arguments);
            });
    return (Draft) proxy;
  }

  /** How often shards were written since this was asked last; attributes do not count. */
  private int shardWrites() {
    int count = (int) writes.stream().filter(key -> key.contains("/c/")).count();
    writes.clear();
    return count;
  }

  @Test
  void eachShardIsWrittenOnceByALoadAndALargeSet() {
    Dataset data = pool.createDataset("data", SPEC, DATA);
    assertEquals(SHARDS, shardWrites());
    assertEquals(25, data.countStoredChunks());
    data.set("...", DATA.get("::-1"));
    assertEquals(SHARDS, shardWrites());
    assertEquals(DATA.get("::-1"), data.get());
    data.set("0:2, 0:2", 1);
    assertEquals(List.of("pool/data/c/0/0"), writes);
  }

  @Test
  void eachShardIsWrittenOnceWhateverIsDoneWithAllChunks() {
    Dataset data = pool.createDataset("data", SPEC, DATA);
    shardWrites();
    NDArray twice = data.map((block, where) -> block.get(), "mapped").get();
    assertEquals(SHARDS, shardWrites());
    assertEquals(DATA, twice);
    assertEquals(DATA, data.copy("copy").get());
    assertEquals(SHARDS, shardWrites());
    assertEquals(DATA, data.copy(pool, "encoded", Codecs.parse("zstd:1")).get());
    assertEquals(SHARDS, shardWrites());
    data.apply((block, where) -> NDArray.full(DType.INT32, 7, block.shape()));
    assertEquals(SHARDS, shardWrites());
    assertEquals(NDArray.full(DType.INT32, 7, 10, 10), data.get());
    data.append(NDArray.full(DType.INT32, 8, 10, 2), 1);
    assertEquals(3, shardWrites());
    assertEquals(NDArray.full(DType.INT32, 8, 10, 2), data.get(":, 10:"));
    data.clear();
    assertEquals(SHARDS, shardWrites());
    assertEquals(0, data.countStoredChunks());
  }

  @Test
  void partsOfChunksAndChunksThatAreLeftOutAreTheSameWrite() {
    Dataset data = pool.createDataset("data", SPEC, DATA);
    shardWrites();
    data.set("1:9, 1:9", 5);
    assertEquals(SHARDS, shardWrites());
    NDArray expected = DATA.get();
    expected.set("1:9, 1:9", 5);
    assertEquals(expected, data.get());
    expected.set("3:7, :8", 0);
    expected.set("9, 9", 0);
    data.load(expected); // some chunks are nothing but fill value now
    assertEquals(SHARDS, shardWrites());
    assertEquals(expected, data.get());
    assertEquals(25 - 4, data.countStoredChunks());
    data.load(NDArray.zeros(DType.INT32, 10, 10));
    assertEquals(SHARDS, shardWrites());
    data.load(NDArray.zeros(DType.INT32, 10, 10));
    assertEquals(0, shardWrites());
    assertEquals(0, data.countStoredChunks());
  }

  /** Chunks that were written when a later step fails are done, as they are without shards. */
  @Test
  void whatWasDoneWhenAStepFailsStays() {
    Dataset data = pool.createDataset("data", SPEC, DATA);
    shardWrites();
    ChunkException failure =
        assertThrows(
            ChunkException.class,
            () ->
                data.apply(
                    (block, where) -> {
                      if (where.origin()[1] == 4) {
                        throw new IllegalStateException("enough");
                      }
                      return NDArray.full(DType.INT32, 7, block.shape());
                    }));
    assertTrue(failure.getMessage().contains("[0, 2]"), failure.getMessage());
    assertEquals(1, shardWrites());
    NDArray expected = DATA.get();
    expected.set(":2, :4", 7);
    assertEquals(expected, data.get());
  }

  /** Others come in between, by the same store and by one that knows no locks. */
  @Test
  void aShardThatOthersReplaceMeanwhileIsChangedAgain() throws IOException {
    Dataset data = pool.createDataset("data", SPEC, DATA);
    Dataset other = cluster.getPool("pool").getDataset("data");
    Path shard = folder.resolve("pool/data/c/0/0");
    data.apply(
        (block, where) -> {
          if (where.origin()[0] == 2 && where.origin()[1] == 0) {
            other.set("0, :6", -1); // the same shard, of which a chunk is written already
          }
          return where.origin()[1] < 6 ? NDArray.full(DType.INT32, 7, block.shape()) : block;
        });
    NDArray expected = DATA.get();
    expected.set(":, :6", 7);
    assertEquals(expected, data.get());
    byte[] before = Files.readAllBytes(shard);
    data.set("0, 0", 1);
    Files.write(shard, before); // as another program does
    data.set("3, 5", 2);
    expected.set("3, 5", 2);
    assertEquals(expected, data.get());
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
