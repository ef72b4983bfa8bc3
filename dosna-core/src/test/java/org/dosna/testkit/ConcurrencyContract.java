package org.dosna.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.DosnaException;
import org.dosna.NDArray;
import org.dosna.NotFoundException;
import org.dosna.Slice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/**
 * Threads that work on the same chunks, each through a connection of its own: no write is lost and
 * no chunk is seen half written.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
abstract class ConcurrencyContract extends StoreContract {
  private static final int THREADS = 4;

  /** 64 KiB: large enough that a copy takes a while, and others get in between. */
  private static final int LENGTH = 16384;

  /** The dataset as each thread has opened it. */
  private List<Dataset> openedBy(int threads, String name) {
    return IntStream.range(0, threads).mapToObj(t -> reopen(name)).toList();
  }

  /** What writers and readers do until the writers are through. */
  private interface Round {
    void run(Dataset dataset, int round) throws Exception;
  }

  /** Writers run a number of rounds; meanwhile readers run as many as they can, at least one. */
  private void whileWriting(String name, int rounds, List<Round> writers, Round... readers)
      throws Exception {
    List<Dataset> datasets = openedBy(writers.size() + readers.length, name);
    AtomicInteger writing = new AtomicInteger(writers.size());
    Race.run(
        datasets.size(),
        t -> {
          if (t >= writers.size()) {
            int round = 0;
            do {
              readers[t - writers.size()].run(datasets.get(t), round++);
            } while (writing.get() > 0);
            return;
          }
          try {
            for (int round = 0; round < Effort.times(rounds); round++) {
              writers.get(t).run(datasets.get(t), round);
            }
          } finally {
            writing.decrementAndGet();
          }
        });
  }

  private static void assertUniform(NDArray block) {
    int[] values = (int[]) block.array();
    for (int i = 1; i < values.length; i++) {
      if (values[i] != values[0]) {
        throw new AssertionError(
            "torn: element 0 is " + values[0] + ", element " + i + " is " + values[i]);
      }
    }
  }

  /** Large chunks, so that others get in while one is read, changed and written back. */
  @Test
  void singleElementsOfSharedChunksAllLast() throws Exception {
    int each = Effort.times(60);
    int width = LENGTH / 32;
    createInts("data", shape(each, width), 32, width);
    List<Dataset> datasets = openedBy(THREADS, "data");
    Race.rounds(
        THREADS, each, (t, row) -> datasets.get(t).set(row + ", " + 7 * t, row * THREADS + t));
    NDArray expected = NDArray.full(DType.INT32, -1, each, width);
    expected.set(":, :" + 7 * THREADS + ":7", NDArray.arange(DType.INT32, each, THREADS));
    assertEquals(expected, reopen("data").get());
  }

  @Test
  void firstWritesOfAChunkAllLast() throws Exception {
    int chunks = Effort.times(150);
    createInts("data", shape(chunks, THREADS), 1, THREADS);
    List<Dataset> datasets = openedBy(THREADS, "data");
    Race.rounds(
        THREADS, chunks, (t, row) -> datasets.get(t).set(row + ", " + t, row * THREADS + t));
    assertEquals(NDArray.arange(DType.INT32, chunks, THREADS), reopen("data").get());
  }

  @Test
  void oneDatasetObjectMayBeShared() throws Exception {
    int each = Effort.times(25);
    Dataset shared = createInts("data", shape(each, THREADS), 40, THREADS);
    Race.rounds(
        THREADS,
        each,
        (t, row) -> {
          String element = row + ", " + t;
          shared.set(element, row * THREADS + t);
          assertEquals(row * THREADS + t, shared.get(element).getLong());
        });
    assertEquals(NDArray.arange(DType.INT32, each, THREADS), reopen("data").get());
  }

  @Test
  void slicesThatInterleaveInManyChunksAllLast() throws Exception {
    createInts("data", shape(30, 30), 10, 10);
    List<Dataset> datasets = openedBy(THREADS, "data");
    NDArray data = NDArray.arange(DType.INT32, 30, 30);
    Race.rounds(
        THREADS,
        10,
        (t, round) -> {
          String slices = round + "::10, " + t + "::" + THREADS;
          datasets.get(t).set(slices, data.get(slices));
        });
    assertEquals(data, reopen("data").get());
  }

  @Test
  void partsOfAChunkObjectAllLast() throws Exception {
    int each = Effort.times(40);
    Dataset data = createInts("data", shape(each, LENGTH / each), each, LENGTH / each);
    data.createChunk(0, 0);
    List<Dataset> datasets = openedBy(THREADS, "data");
    Race.rounds(
        THREADS,
        each,
        (t, row) -> {
          NDArray value = NDArray.full(DType.INT32, row * THREADS + t);
          datasets.get(t).getChunk(0, 0).setData(value, Slice.at(row), Slice.at(t));
        });
    assertEquals(NDArray.arange(DType.INT32, each, THREADS), reopen("data").get(":, :" + THREADS));
  }

  @Test
  void wholeChunksAreNeverSeenTorn() throws Exception {
    Dataset data = createInts("data", shape(LENGTH), LENGTH);
    data.set("...", 0);
    Round writeSlice = (dataset, round) -> dataset.set("...", round);
    Round load = (dataset, round) -> dataset.load(NDArray.full(DType.INT32, -2 - round, LENGTH));
    Round writeChunk =
        (dataset, round) ->
            dataset.getChunk(0).setData(NDArray.full(DType.INT32, 5 * round, LENGTH));
    Round read = (dataset, round) -> assertUniform(dataset.get());
    Round readBackwards = (dataset, round) -> assertUniform(dataset.get("::-3"));
    Round readChunk = (dataset, round) -> assertUniform(dataset.getChunk(0).getData());
    whileWriting(
        "data", 100, List.of(writeSlice, load, writeChunk), read, readBackwards, readChunk);
    assertUniform(reopen("data").get());
  }

  @Test
  void partsOfChunksAreNeverSeenTorn() throws Exception {
    Dataset data = createInts("data", shape(2, LENGTH / 2), 2, LENGTH / 2);
    data.set("...", 0);
    Round writeRow = (dataset, round) -> dataset.set("0", round);
    Round writeRowBackwards =
        (dataset, round) -> dataset.set("0, ::-1", NDArray.full(DType.INT32, -round, LENGTH / 2));
    Round writeAll = (dataset, round) -> dataset.set("...", 1000 + round);
    Round read =
        (dataset, round) -> {
          NDArray seen = dataset.get();
          assertUniform(seen.get("0"));
          assertUniform(seen.get("1"));
        };
    Round readRow = (dataset, round) -> assertUniform(dataset.get("0"));
    whileWriting("data", 100, List.of(writeRow, writeRowBackwards, writeAll), read, readRow);
  }

  @Test
  void aPartialWriteDoesNotUndoAWholeOne() throws Exception {
    createInts("data", shape(THREADS + LENGTH), THREADS + LENGTH);
    Round writeWhole =
        (dataset, round) -> {
          dataset.group().barrier();
          dataset.set("...", round);
          dataset.group().barrier();
          // Nobody else writes these, so they are what was written just now.
          assertEquals(
              NDArray.full(DType.INT32, round, LENGTH), dataset.get(THREADS + ":"), "undone");
        };
    Round writeFirst = (dataset, round) -> dataset.set("0", -round);
    Round writeSecond = (dataset, round) -> dataset.set("1", -round);
    whileWriting("data", 100, List.of(writeWhole, writeFirst, writeSecond));
  }

  @Test
  void aPartialWriteDoesNotUndoADeletion() throws Exception {
    createInts("data", shape(THREADS + LENGTH), THREADS + LENGTH);
    Round writeAndDelete =
        (dataset, round) -> {
          dataset.group().barrier();
          dataset.set("...", round);
          dataset.deleteChunk(0);
          NDArray seen = dataset.get(THREADS + ":");
          assertEquals(NDArray.full(DType.INT32, -1, LENGTH), seen, "undone");
        };
    Round writeFirst = (dataset, round) -> dataset.set("0", round);
    Round writeSecond = (dataset, round) -> dataset.set("1", round);
    whileWriting("data", 100, List.of(writeAndDelete, writeFirst, writeSecond));
  }

  /** Small chunks, many deletions: reading must not stumble over a chunk that has just gone. */
  @Test
  void readingAChunkThatComesAndGoesNeverFails() throws Exception {
    createInts("data", shape(4), 4);
    Round writeAndDelete =
        (dataset, round) -> {
          dataset.set("...", 1);
          dataset.deleteChunk(0);
        };
    Round read = (dataset, round) -> assertUniform(dataset.get());
    whileWriting("data", 300, List.of(writeAndDelete), read, read, read);
  }

  @Test
  void aChunkDeletedWhileReadIsOldOrFillValue() throws Exception {
    createInts("data", shape(LENGTH), LENGTH);
    Round writeAndDelete =
        (dataset, round) -> {
          dataset.set("...", 1);
          dataset.deleteChunk(0);
        };
    Round writeAndClear =
        (dataset, round) -> {
          dataset.set("...", 2);
          dataset.clear();
        };
    Round read = (dataset, round) -> assertUniform(dataset.get());
    Round readChunk =
        (dataset, round) -> {
          try {
            assertUniform(dataset.getChunk(0).getData());
          } catch (NotFoundException e) {
            assertTrue(e.getMessage().contains("[0]"), e.getMessage());
          }
        };
    Round both =
        (dataset, round) -> {
          writeAndDelete.run(dataset, round);
          writeAndClear.run(dataset, round);
        };
    List<Round> writers =
        independent(2) == 2 ? List.of(writeAndDelete, writeAndClear) : List.of(both);
    whileWriting("data", 60, writers, read, readChunk);
    assertEquals(NDArray.full(DType.INT32, -1, LENGTH), reopen("data").get());
  }

  @Test
  void aDatasetDeletedWhileUsedGivesClearErrors() throws Exception {
    for (int round = 0; round < Effort.times(10); round++) {
      DatasetSpec spec = DatasetSpec.of(DType.INT32, 40, 40).chunkSize(10, 10).fillValue(-1);
      Dataset data = pool.createDataset("data", spec, NDArray.full(DType.INT32, 3, 40, 40));
      List<Dataset> datasets = openedBy(3, "data");
      Race.run(
          4,
          t -> {
            if (t == 3) {
              data.delete();
            } else {
              useUntilGone(datasets.get(t), t);
            }
          });
      assertEquals(List.of(), reconnectedDatasets());
    }
  }

  private List<String> reconnectedDatasets() {
    return connect().getPool(POOL).listDatasets();
  }

  private static void useUntilGone(Dataset dataset, int thread) {
    try {
      for (int i = 0; i < 5; i++) {
        if (thread == 0) {
          dataset.set("::7, ::7", 3);
        } else {
          for (long value : dataset.get().toLongs()) {
            assertTrue(value == 3 || value == -1, "read " + value);
          }
        }
      }
    } catch (DosnaException e) {
      assertTrue(e.getMessage().contains("data"), e.getMessage());
    }
  }
}
