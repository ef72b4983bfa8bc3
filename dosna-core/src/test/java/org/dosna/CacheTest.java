package org.dosna;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.dosna.cache.CacheOptions;
import org.dosna.objects.ObjectsCluster;
import org.dosna.spi.FilterStep;
import org.dosna.spi.Layer;
import org.dosna.spi.MemoryObjectStore;
import org.dosna.spi.Transfer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the chunk cache reads of the store, and what it never shows. */
class CacheTest {
  private static final NDArray DATA = NDArray.arange(DType.INT32, 8, 8);
  private static final int CHUNK_BYTES = 4 * 4 * 4;

  private final MemoryObjectStore store = new MemoryObjectStore();
  private final AtomicLong reads = new AtomicLong();
  private final Layer counting =
      dataset ->
          step ->
              new FilterStep(step) {
                @Override
                public Optional<Transfer> input() {
                  Optional<Transfer> input = in.input();
                  input.ifPresent(read -> reads.incrementAndGet());
                  return input;
                }
              };
  private final Cluster writer = new ObjectsCluster(store).connect();
  private final Dataset written = writer.createPool("pool").createDataset("data", DATA, 4, 4);
  private Cluster cluster = writer;

  @AfterEach
  void close() {
    cluster.close();
    writer.close();
  }

  private Dataset cached(long bytes, boolean trusts) {
    Cluster counted = new LayeredCluster(new ObjectsCluster(store), counting);
    cluster = new CachedCluster(counted, new CacheOptions(bytes, trusts)).connect();
    return open();
  }

  private Dataset open() {
    return cluster.getPool("pool").getDataset("data");
  }

  private void assertReads(int expected) {
    assertEquals(expected, reads.getAndSet(0));
  }

  @Test
  void chunksAreReadOnce() {
    Dataset data = cached(1 << 20, false);
    assertEquals(DATA.get("1, 1"), data.get("1, 1"));
    assertEquals(DATA.get("2, :4"), data.get("2, :4"));
    assertReads(1);
    assertEquals(DATA, data.get());
    assertEquals(DATA, open().get());
    assertReads(3);
    assertEquals(DATA.get("::3, ::-2"), data.get("::3, ::-2"));
    assertEquals(BigInteger.valueOf(63 * 32), data.sum());
    assertReads(0);
  }

  @Test
  void whatOthersWroteIsSeen() {
    Dataset data = cached(1 << 20, false);
    data.get();
    written.set("0, 0", 99);
    assertEquals(99, data.get("0, 0").getLong());
    written.deleteChunk(1, 1);
    assertEquals(written.get(), data.get());
  }

  @Test
  void whatIsTrustedIsReadAgainWhenOpenedAgain() {
    Dataset data = cached(1 << 20, true);
    data.get();
    written.set("0, 0", 99);
    assertEquals(0, data.get("0, 0").getLong());
    assertEquals(99, open().get("0, 0").getLong());
  }

  @Test
  void ownChangesAreSeenAlsoWhereAllIsTrusted() {
    Dataset data = cached(1 << 20, true);
    Dataset other = open();
    data.get();
    other.set("1:6, 1:6", -1);
    assertEquals(written.get(), data.get());
    data.apply((block, where) -> NDArray.full(DType.INT32, 3, block.shape()));
    assertEquals(NDArray.full(DType.INT32, 3, 8, 8), other.get());
    data.deleteChunk(0, 1);
    assertEquals(written.get(), other.get());
    other.clear();
    assertEquals(NDArray.zeros(DType.INT32, 8, 8), data.get());
    other.delete();
    assertThrows(NotFoundException.class, data::get);
  }

  @Test
  void readersAndWritersAtOnceLeaveNothingStale() {
    Dataset data = cached(1 << 20, true);
    for (int round = 1; round <= 200; round++) {
      int value = round;
      IntStream.range(0, 4)
          .parallel()
          .forEach(
              n -> {
                if (n == 0) {
                  data.set("0, 0", value);
                } else {
                  long seen = data.get("0, 0").getLong();
                  assertTrue(seen == value || seen == value - 1, () -> seen + " of " + value);
                }
              });
      assertEquals(value, data.get("0, 0").getLong());
    }
  }

  @Test
  void whatIsUsedAgainOutlivesWhatIsReadOnce() {
    Dataset data = cached(2 * (CHUNK_BYTES + 256) + 100, false);
    data.get("0, 0");
    data.get("0, 1");
    data.get("0, 7");
    data.get("7, 0");
    data.get("7, 7");
    assertReads(4);
    data.get("0, 2");
    data.get("7, 6");
    assertReads(0);
    data.get("7, 1");
    assertReads(1);
  }

  @Test
  void whatIsTooLargeIsReadAsWithoutCache() {
    Dataset data = cached(100, false);
    assertEquals(DATA, data.get());
    assertEquals(DATA, data.get());
    assertReads(8);
  }

  @Test
  void prefetchFillsTheCache() {
    Dataset data = cached(1 << 20, false);
    data.prefetch("2:6, 0");
    assertReads(2);
    assertEquals(DATA.get(":, :4"), data.get(":, :4"));
    assertReads(0);
    data.prefetch(Slice.at(0));
    assertReads(1);
    assertThrows(InvalidSliceException.class, () -> data.prefetch("9, 9"));
    written.prefetch("0, 0");
    assertThrows(InvalidSliceException.class, () -> written.prefetch("9, 9"));
  }

  @Test
  void aCheckLooksAtTheStore() {
    Dataset data = cached(1 << 20, false);
    data.get();
    reads.set(0);
    assertEquals(0, data.check().size());
    assertReads(4);
  }

  @Test
  void optionsSayWhatIsAllowed() {
    for (String size : new String[] {"", "M", "1.5G", "-1", "512 M", "900000T"}) {
      DosnaException e =
          assertThrows(
              DosnaException.class, () -> CacheOptions.of(Options.of("cache", size)), size);
      assertTrue(e.getMessage().contains("such as 512M"), e.getMessage());
    }
    assertThrows(DosnaException.class, () -> CacheOptions.of(Options.of("recheck", "never")));
  }

  @Test
  void sizesHaveUnits() {
    assertEquals(3L << 20, CacheOptions.of(Options.of("cache", "3M")).orElseThrow().bytes());
    assertEquals(5L << 10, CacheOptions.of(Options.of("cache", "5K")).orElseThrow().bytes());
    assertEquals(77, CacheOptions.of(Options.of("cache", 77)).orElseThrow().bytes());
    assertTrue(CacheOptions.of(Options.of("cache", "0")).isEmpty());
    assertTrue(CacheOptions.of(Options.none()).isEmpty());
  }
}
