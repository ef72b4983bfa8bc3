package org.dosna.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dosna.ArraySource;
import org.dosna.ChunkException;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.Halo;
import org.dosna.InvalidSliceException;
import org.dosna.NDArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** Changes of the shape while others read, write and change it, too. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
abstract class ResizeConcurrencyContract extends StoreContract {
  private static final int ROUNDS = Effort.times(40);

  /** One thread changes the dataset; two others look, through connections of their own. */
  private void whileLooking(Race.Sprinter change, Race.Sprinter look) throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    Race.run(
        3,
        thread -> {
          if (thread > 0) {
            do {
              look.run(thread);
            } while (!done.get());
            return;
          }
          try {
            change.run(thread);
          } finally {
            done.set(true);
          }
        });
  }

  /** A source of one value; slow, so that others get in between. */
  private record Slow(int value, long... shape) implements ArraySource {
    @Override
    public DType dtype() {
      return DType.INT32;
    }

    @Override
    public void read(long[] origin, NDArray into) {
      Thread.yield();
      into.set("...", value);
    }
  }

  @Test
  void whatIsAppendedIsSeenWholeOrNotAtAll() throws Exception {
    int step = 7;
    Dataset data = createInts("data", shape(0, 5), 4, 2);
    if (resizes()) {
      Dataset[] seen = {data, reopen("data"), reopen("data")};
      whileLooking(
          thread -> {
            for (int i = 0; i < ROUNDS; i++) {
              data.append(new Slow(i, step, 5), 0);
            }
          },
          thread -> {
            NDArray read = seen[thread].get();
            long rows = read.shape()[0];
            assertEquals(0, rows % step, () -> rows + " rows");
            for (int row = 0; row < rows; row++) {
              long[] values = read.get(Integer.toString(row)).toLongs();
              int expected = row / step;
              assertTrue(
                  Arrays.stream(values).allMatch(v -> v == expected),
                  () -> "one of " + rows + " rows: " + Arrays.toString(values));
            }
          });
      assertArrayEquals(shape(ROUNDS * step, 5), reopen("data").shape());
    }
  }

  @Test
  void aFailedAppendIsNeverSeen() throws Exception {
    Dataset data = createInts("data", shape(6, 5), 4, 2);
    data.set("...", 1);
    if (resizes()) {
      Dataset[] seen = {data, reopen("data"), reopen("data")};
      CountingSource failing =
          new CountingSource(new IllegalStateException("x"), shape(8, 4), 9, 5);
      whileLooking(
          thread -> {
            for (int i = 0; i < ROUNDS; i++) {
              assertRefused(ChunkException.class, () -> data.append(failing, 0), "x");
            }
          },
          thread -> {
            NDArray read = seen[thread].get();
            assertEquals(NDArray.full(DType.INT32, 1, 6, 5), read);
          });
    }
  }

  @Test
  void growingShowsFillValueAtOnce() throws Exception {
    Dataset data = createInts("data", shape(1, 5), 4, 2);
    data.set("...", 1);
    if (resizes()) {
      Dataset[] seen = {data, reopen("data"), reopen("data")};
      whileLooking(
          thread -> {
            for (int i = 0; i < ROUNDS; i++) {
              data.resize(10, 9);
              data.set("1:", 7);
              data.resize(1, 5);
            }
          },
          thread -> {
            NDArray read = seen[thread].get();
            assertTrue(
                Arrays.equals(read.shape(), shape(1, 5))
                    || Arrays.equals(read.shape(), shape(10, 9)));
            assertEquals(NDArray.full(DType.INT32, 1, 5), read.get("0, :5"));
            assertTrue(Arrays.stream(read.toLongs()).allMatch(v -> v == 1 || v == 7 || v == -1));
          });
      data.resize(10, 9);
      NDArray expected = NDArray.full(DType.INT32, -1, 10, 9);
      expected.set("0, :5", 1);
      assertEquals(expected, reopen("data").get());
    }
  }

  /** Neither chunks that are dropped nor those of which a part is may be seen as fill value. */
  @Test
  void whatIsDroppedAndAppendedAgainIsNeverSeenAsFillValue() throws Exception {
    Dataset data = createInts("data", shape(20, 5), 4, 2);
    data.set("...", 1);
    if (resizes()) {
      Dataset[] seen = {data, reopen("data"), reopen("data")};
      NDArray into = NDArray.zeros(DType.INT32, 6, 5);
      whileLooking(
          thread -> {
            for (int i = 0; i < ROUNDS; i++) {
              data.resize(6, 5);
              data.append(NDArray.full(DType.INT32, 1, 14, 5), 0);
            }
          },
          thread -> {
            NDArray all = seen[thread].get();
            assertEquals(NDArray.full(DType.INT32, 1, all.shape()), all);
            NDArray edge = seen[thread].get("6:8, ::2");
            assertEquals(NDArray.full(DType.INT32, 1, edge.shape()), edge);
            if (thread == 1) {
              seen[thread].get(":6", into);
              assertEquals(NDArray.full(DType.INT32, 1, 6, 5), into);
            }
            if (independent(2) == 2) {
              assertSmallestIsOne(seen[thread]);
            }
          });
      assertEquals(NDArray.full(DType.INT32, 1, 20, 5), data.get());
    }
  }

  private static void assertSmallestIsOne(Dataset data) {
    try {
      assertEquals(1, data.min());
    } catch (InvalidSliceException e) {
      assertTrue(e.getMessage().contains("'data'"), e.getMessage());
    }
  }

  @Test
  void ofSeveralThatAppendNoneIsLost() throws Exception {
    int threads = independent(4);
    int each = Effort.times(15);
    createInts("data", shape(3, 0), 2, 4);
    if (resizes()) {
      Race.run(
          threads,
          thread -> {
            Dataset mine = reopen("data");
            for (int i = 0; i < each; i++) {
              mine.append(NDArray.full(DType.INT32, thread * each + i, 3, 1 + thread), 1);
            }
          });
      NDArray all = reopen("data").get();
      assertArrayEquals(shape(3, each * threads * (threads + 1) / 2), all.shape());
      int[] counts = new int[threads * each];
      int[] last = {-1, -1, -1, -1};
      for (int column = 0; column < all.shape()[1]; column++) {
        int value = (int) all.getLong(0, column);
        assertEquals(NDArray.full(DType.INT32, value, 3), all.get(":, " + column));
        counts[value]++;
        assertTrue(value % each >= last[value / each], "in the order of each thread");
        last[value / each] = value % each;
      }
      for (int value = 0; value < counts.length; value++) {
        assertEquals(1 + value / each, counts[value]);
      }
    }
  }

  @Test
  void writesToOtherPartsLastWhileTheShapeChanges() throws Exception {
    int rounds = Effort.times(60);
    Dataset data = createInts("data", shape(3, rounds), 2, 7);
    if (resizes()) {
      Dataset[] others = {data, reopen("data"), reopen("data")};
      Race.run(
          3,
          thread -> {
            for (int i = 0; i < rounds; i++) {
              if (thread > 0) {
                others[thread].set(thread + ", " + i, i);
              } else {
                data.append(NDArray.full(DType.INT32, i, 1, rounds), 0);
                data.resize(3 + i % 2, rounds);
              }
            }
          });
      NDArray expected = NDArray.arange(DType.INT32, rounds);
      assertEquals(expected, reopen("data").get("1"));
      assertEquals(expected, reopen("data").get("2"));
    }
  }

  /** Who works on all of a dataset works on one shape from beginning to end. */
  @Test
  void operationsOnAllSeeOneShape() throws Exception {
    int step = 3;
    Dataset data = createInts("data", shape(step, 5), 4, 2);
    data.set("...", 1);
    if (resizes()) {
      Dataset[] seen = {data, reopen("data"), reopen("data")};
      Race.Sprinter append = thread -> data.append(new Slow(1, step, 5), 0);
      Race.Sprinter look =
          thread -> {
            Dataset mine = seen[thread];
            assertEquals(1, mine.mean());
            assertOnesAndDelete(mine.copy("copy" + thread), step);
            assertOnesAndDelete(mine.copy(mine.pool(), "rechunked" + thread, 5, 3), step);
            assertOnesAndDelete(mine.map((b, w) -> b, "map" + thread), step);
            assertOnesAndDelete(mine.map((b, w) -> b, Halo.of(2, 1), "halo" + thread), step);
          };
      if (cluster.group().size() == 1) {
        whileLooking(
            thread -> {
              for (int i = 0; i < ROUNDS; i++) {
                append.run(thread);
              }
            },
            look);
      } else {
        // Collective calls are made by one thread: of several, ranks would meet in any order.
        for (int thread = 1; thread < seen.length; thread++) {
          append.run(0);
          look.run(thread);
        }
      }
    }
  }

  private static void assertOnesAndDelete(Dataset made, int step) {
    NDArray read = made.get();
    assertEquals(0, read.shape()[0] % step, made::toString);
    assertEquals(NDArray.full(DType.INT32, 1, read.shape()), read, made::toString);
    made.delete();
  }
}
