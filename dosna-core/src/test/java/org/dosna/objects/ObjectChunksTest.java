package org.dosna.objects;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.Stream;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.DosnaException;
import org.dosna.NDArray;
import org.dosna.NotFoundException;
import org.dosna.Pool;
import org.dosna.spi.ChunkKeys;
import org.dosna.spi.MemoryObjectStore;
import org.dosna.spi.ObjectBytes;
import org.dosna.spi.ObjectVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Chunks as objects: their bytes, what is fetched of them, and others that get in between. */
class ObjectChunksTest {
  /** Says what was fetched; lets others do something just before each write. */
  private static final class WatchedStore extends MemoryObjectStore {
    private final List<Integer> fetched = new ArrayList<>();
    private final Queue<Runnable> between = new ArrayDeque<>();

    @Override
    public Optional<ObjectBytes> getRange(String key, long offset, int length) {
      Optional<ObjectBytes> range = super.getRange(key, offset, length);
      range.ifPresent(part -> fetched.add(part.bytes().remaining()));
      return range;
    }

    private void letOthers() {
      Optional.ofNullable(between.poll()).ifPresent(Runnable::run);
    }

    @Override
    public ObjectVersion put(String key, ByteBuffer bytes) {
      letOthers();
      return super.put(key, bytes);
    }

    @Override
    public Optional<ObjectVersion> putIfAbsent(String key, ByteBuffer bytes) {
      letOthers();
      return super.putIfAbsent(key, bytes);
    }

    @Override
    public Optional<ObjectVersion> putIfUnchanged(
        String key, ByteBuffer bytes, ObjectVersion version) {
      letOthers();
      return super.putIfUnchanged(key, bytes, version);
    }
  }

  private final WatchedStore store = new WatchedStore();
  private final ObjectsCluster cluster = new ObjectsCluster(store);
  private Pool pool;

  @BeforeEach
  void createPool() {
    cluster.connect();
    pool = cluster.createPool("pool");
  }

  @AfterEach
  void disconnect() {
    cluster.close();
  }

  private Dataset create(DType dtype, long length, int chunk) {
    return pool.createDataset("data", DatasetSpec.of(dtype, length).chunkSize(chunk).fillValue(7));
  }

  private List<String> chunks() {
    try (Stream<String> keys = store.list("chunks/")) {
      return keys.sorted().toList();
    }
  }

  @Test
  void theBytesAreTheElementsInTheOrderOfTheDType() {
    Dataset data = create(DType.of(">i2"), 3, 2);
    data.set("...", NDArray.of(new int[] {1, 2, 0x304}));
    byte[] bytes = new byte[4];
    store.get(chunks().get(1)).orElseThrow().bytes().get(bytes);
    assertArrayEquals(new byte[] {3, 4, 0, 7}, bytes);
  }

  @Test
  void whatLiesBeyondTheShapeBecomesFillValue() {
    Dataset data = create(DType.INT8, 3, 2);
    data.set("2", 1);
    store.put(chunks().get(0), ByteBuffer.wrap(new byte[] {1, 99}));
    data.set("2", 5);
    assertEquals(ByteBuffer.wrap(new byte[] {5, 7}), store.get(chunks().get(0)).get().bytes());
  }

  @Test
  void anObjectThatIsNoChunkIsNamed() {
    Dataset data = create(DType.INT32, 100, 100);
    data.set("...", 1);
    String key = chunks().get(0);
    store.put(key, ByteBuffer.allocate(399));
    List<Executable> uses = List.of(data::get, () -> data.get("3"), () -> data.set("3", 1));
    for (Executable use : uses) {
      String message = assertThrows(DosnaException.class, use).getCause().getMessage();
      assertTrue(
          Stream.of(key, "399", "400").allMatch(message::contains), () -> "said: " + message);
    }
  }

  @Test
  void noMoreIsFetchedThanPays() {
    Dataset data = create(DType.INT8, 100, 100);
    data.set("...", NDArray.arange(DType.INT8, 100));
    Map<String, Integer> fetched =
        Map.of("7", 1, "10:60", 50, "10:30:5", 16, "10:61", 100, "::-1", 100);
    fetched.forEach(
        (slice, expected) -> {
          store.fetched.clear();
          assertEquals(NDArray.arange(DType.INT8, 100).get(slice), data.get(slice));
          store.fetched.removeIf(size -> size == 0);
          assertEquals(List.of(expected), store.fetched, slice);
        });
  }

  @Test
  void aPartialWriteBeginsAgainWhenOthersWereFaster() {
    Dataset data = create(DType.INT8, 5, 5);
    Dataset others = pool.getDataset("data");
    store.between.add(() -> others.set("1", 1));
    store.between.add(() -> {});
    store.between.add(() -> others.set("2", 2));
    data.set("0", 0);
    assertEquals(NDArray.of(new byte[] {0, 1, 2, 7, 7}), data.get());
    store.between.add(() -> others.deleteChunk(0));
    data.set("4", 4);
    assertEquals(NDArray.of(new byte[] {7, 7, 7, 7, 4}), data.get());
  }

  @Test
  void aChunkWrittenAfterItsDatasetHadGoneIsRemoved() {
    List<String> slices = List.of("...", "0");
    for (String slice : slices) {
      Dataset data = create(DType.INT8, 5, 5);
      store.between.add(() -> pool.deleteDataset("data"));
      Throwable failure = assertThrows(DosnaException.class, () -> data.set(slice, 1)).getCause();
      assertEquals(NotFoundException.class, failure.getClass());
      assertEquals(List.of(), chunks());
    }
  }

  @Test
  void chunksThatAreTooLargeAreRefused() {
    DatasetSpec spec = DatasetSpec.of(DType.FLOAT64, 1L << 30).chunkSize(1 << 28);
    assertThrows(DosnaException.class, () -> pool.createDataset("data", spec));
    assertEquals(List.of(), pool.listDatasets());
  }

  @Test
  void keysArePositionsAndNothingElse() {
    ChunkKeys keys = ChunkKeys.numbered("a/c/", '.');
    assertEquals("a/c/0.12.3", keys.key(new long[] {0, 12, 3}));
    assertArrayEquals(new long[] {0, 12, 3}, keys.index("a/c/0.12.3").orElseThrow());
    for (String foreign : List.of("", "x", "0.", ".0", "00", "+1", "0.1/2", "0,1", "٣", "1e3")) {
      assertEquals(Optional.empty(), keys.index("a/c/" + foreign), foreign);
    }
    Dataset data = create(DType.INT8, 5, 5);
    data.set("0", 1);
    String folder = chunks().get(0).replaceFirst("0$", "");
    for (String foreign : List.of("1", "-1", "0/0", "notes.txt")) {
      store.put(folder + foreign, ByteBuffer.allocate(1));
    }
    assertEquals(1, data.countStoredChunks());
  }
}
