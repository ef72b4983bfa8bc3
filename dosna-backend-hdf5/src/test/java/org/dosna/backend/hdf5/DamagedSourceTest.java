package org.dosna.backend.hdf5;

import static java.util.stream.Collectors.groupingBy;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.dosna.DosnaException;
import org.dosna.NDArray;
import org.dosna.testkit.Effort;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged files of others give what was in them, or an error that names the file; they take no
 * memory beyond what the file can hold, and do not end in a circle.
 */
@Tag("native")
class DamagedSourceTest {
  private static final long SEED = 15;

  /** For arrays of 4800 bytes and buffers; deflate may shrink a thousandfold. */
  private static final long MOST_BYTES = 64L << 20;

  @TempDir Path folder;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void flipsAndCuts() throws IOException {
    ForeignFiles.make("damaged.py", folder);
    var expected =
        ForeignFiles.expected(folder).stream().collect(groupingBy(ForeignFiles.Expected::file));
    assertEquals(3, expected.size());
    Random random = new Random(SEED);
    int times = Effort.times(1000);
    for (int n = 0; n < times; n++) {
      damage(List.copyOf(expected.entrySet()).get(n % 3), random, n);
    }
  }

  private void damage(Map.Entry<Path, List<ForeignFiles.Expected>> original, Random random, int n)
      throws IOException {
    byte[] bytes = Files.readAllBytes(original.getKey());
    bytes = damaged(bytes, random);
    Path file = Files.write(folder.resolve("damaged"), bytes);
    boolean checked = original.getKey().endsWith("checked.h5");
    String what = "seed " + SEED + ", damage " + n + " of " + original.getKey().getFileName();
    List<ForeignFiles.Expected> datasets = original.getValue();
    for (int k = 0; k < 4; k++) {
      var dataset = datasets.get(random.nextInt(datasets.size()));
      read(file, dataset, checked, what + ", " + dataset.path());
    }
    list(file, what);
  }

  /** One to three bytes changed, or the end cut off, or a stretch of one byte. */
  private static byte[] damaged(byte[] bytes, Random random) {
    int at = random.nextInt(bytes.length);
    switch (random.nextInt(8)) {
      case 0 -> {
        return Arrays.copyOf(bytes, at);
      }
      case 1 ->
          Arrays.fill(bytes, at, Math.min(bytes.length, at + 8), (byte) (1 + random.nextInt(254)));
      // Not of zeros or ones, which have the Fletcher-32 checksum of zeros or ones.
      case 2 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 600), (byte) 0x5a);
      default -> {
        // Mostly where headers and heaps are, that is before the data.
        int from = random.nextBoolean() ? bytes.length : Math.min(bytes.length, 6000);
        for (int k = random.nextInt(3); k >= 0; k--) {
          bytes[random.nextInt(from)] ^= (byte) (1 << random.nextInt(8));
        }
      }
    }
    return bytes;
  }

  private void read(Path file, ForeignFiles.Expected dataset, boolean checked, String what) {
    long before = allocated();
    try (Hdf5Source source = Hdf5Source.open(file, dataset.path())) {
      boolean same =
          Arrays.equals(source.shape(), dataset.elements().shape())
              && source.dtype().nativeOrder() == dataset.elements().dtype();
      assertTrue(same || !checked, what);
      if (same) {
        NDArray elements = NDArray.zeros(source.dtype().nativeOrder(), source.shape());
        source.read(new long[elements.ndim()], elements);
        assertTrue(!checked || elements.equals(dataset.elements()), what);
      }
    } catch (DosnaException e) {
      assertTrue(e.getMessage().contains(file.toString()), what + ": " + e.getMessage());
    } catch (RuntimeException | Error e) {
      throw new AssertionError(what, e);
    }
    assertTrue(allocated() - before < MOST_BYTES, what + " takes " + (allocated() - before));
  }

  private void list(Path file, String what) {
    long before = allocated();
    try {
      Hdf5Source.list(file).forEach(listing -> assertTrue(listing.toString().length() > 1));
    } catch (DosnaException e) {
      assertTrue(e.getMessage().contains(file.toString()), what + ": " + e.getMessage());
    } catch (RuntimeException | Error e) {
      throw new AssertionError(what, e);
    }
    assertTrue(allocated() - before < MOST_BYTES, what + ": the list takes too much");
  }

  private long allocated() {
    return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
  }
}
