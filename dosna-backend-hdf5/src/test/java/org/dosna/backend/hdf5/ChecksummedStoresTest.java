package org.dosna.backend.hdf5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.dosna.Cluster;
import org.dosna.Codecs;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.Dosna;
import org.dosna.DosnaException;
import org.dosna.NDArray;
import org.dosna.Pool;
import org.dosna.testkit.Effort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a checksum no damage of a store goes unnoticed: what is read is right, or refused. */
class ChecksummedStoresTest {
  private static final List<String> CHAINS =
      List.of("crc32c", "shuffle, gzip:1, crc32c", "zstd:1, crc32c", "bitshuffle:lz4, crc32c");

  private final NDArray elements = NDArray.random(DType.INT16, 3, 20, 30);
  private final Random random = new Random(11);

  @TempDir Path folder;

  /** Files that a damage may be done to, and others to do it with. */
  private List<Path> files(String dataset) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("pool").resolve(dataset))) {
      return files.filter(file -> file.toString().endsWith(".h5")).sorted().toList();
    }
  }

  private Path any(List<Path> files) {
    return files.get(random.nextInt(files.size()));
  }

  @Test
  void noDamageGoesUnnoticed() throws IOException {
    int refused = 0;
    int rounds = Effort.times(4800);
    try (Cluster cluster = Dosna.with("hdf5", "cpu").cluster(folder.toString()).connect()) {
      Pool pool = cluster.createPool("pool");
      for (int round = 0; round < rounds; round++) {
        DatasetSpec spec =
            DatasetSpec.of(DType.INT16, 20, 30)
                .chunkSize(7, 11)
                .codecs(Codecs.parse(CHAINS.get(round % CHAINS.size())));
        pool.createDataset("data", spec, elements);
        pool.createDataset("other", spec, NDArray.random(DType.INT16, round, 20, 30));
        damage();
        refused += isNoticed(pool, round) ? 1 : 0;
        delete("data");
        delete("other");
      }
    }
    assertTrue(refused > rounds / 2, refused + " of " + rounds + " were refused");
  }

  private boolean isNoticed(Pool pool, int round) {
    try {
      Dataset data = pool.getDataset("data");
      assertEquals(elements, data.get(), "round " + round);
      return false;
    } catch (DosnaException e) {
      return true;
    }
  }

  private void damage() throws IOException {
    Path file = any(files("data"));
    byte[] bytes = Files.readAllBytes(file);
    switch (random.nextInt(8)) {
      case 0, 1 -> bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      case 2 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      case 3 -> bytes = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(1000));
      case 4 -> {
        int from = random.nextInt(bytes.length);
        Arrays.fill(bytes, from, Math.min(bytes.length, from + 64), (byte) random.nextInt());
      }
      case 5 -> {
        swap(file, any(files("data")));
        return;
      }
      case 6 -> {
        // Another dataset's of the same make.
        Files.copy(
            folder.resolve("pool").resolve("other").resolve(file.getFileName()),
            file,
            StandardCopyOption.REPLACE_EXISTING);
        return;
      }
      default -> {
        Files.delete(file);
        Files.createSymbolicLink(file, Path.of("nowhere"));
        return;
      }
    }
    Files.write(file, bytes);
  }

  private static void swap(Path one, Path two) throws IOException {
    byte[] kept = Files.readAllBytes(one);
    Files.write(one, Files.readAllBytes(two));
    Files.write(two, kept);
  }

  private void delete(String dataset) throws IOException {
    TreeDeletion.delete(folder.resolve("pool").resolve(dataset));
  }
}
