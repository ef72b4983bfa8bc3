package org.dosna.backend.hdf5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.Finding;
import org.dosna.Finding.Kind;
import org.dosna.NotFoundException;
import org.dosna.Pool;
import org.dosna.testkit.Effort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of the record, and who writes them while others die, delete and resize. */
class WriteRecordTest {
  private static final int KILLS = Effort.times(20);
  private static final int ROUNDS = Effort.times(400);
  private static final DatasetSpec SPEC =
      DatasetSpec.of(DType.INT8, 4).chunkSize(1).recordWrites(true);

  @TempDir Path folder;

  private static List<String> texts(Stream<long[]> chunks) {
    return chunks.map(Arrays::toString).sorted().toList();
  }

  private static void assertNothingLost(List<Finding> found) {
    assertTrue(found.stream().noneMatch(f -> f.kind() == Kind.LOST), found::toString);
  }

  @Test
  void everyChunkHasAPlaceWhateverTheShape() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Pool pool = Stores.createPool(folder);
    for (int axes : new int[] {1, 2, 3, 4, 6, 7, 12, 13, 32}) {
      long[] shape = new long[axes];
      int[] chunkSize = new int[axes];
      Arrays.fill(shape, axes < 4 ? 100_000 : 3);
      Arrays.fill(chunkSize, 1);
      DatasetSpec spec = DatasetSpec.of(DType.INT8, shape).chunkSize(chunkSize).recordWrites(true);
      Hdf5Dataset data = (Hdf5Dataset) pool.createDataset("data" + axes, spec);
      for (int i = 0; i < 50; i++) {
        long[] index = LongStream.of(shape).map(n -> random.nextInt((int) n)).toArray();
        if (random.nextInt(4) == 0) {
          data.deleteChunk(index);
        } else if (!data.hasChunk(index)) {
          data.createChunk(index);
        }
      }
      assertEquals(texts(data.existingChunks()), texts(data.recordedChunks()), "seed " + seed);
      shape[0] *= 3;
      data.resize(shape);
      assertEquals(texts(data.existingChunks()), texts(data.recordedChunks()), "seed " + seed);
      assertEquals(List.of(), data.check());
    }
  }

  @Test
  void whoOnlyReadsMakesNoFileAndWithoutARecordThereIsNone() throws IOException {
    Pool pool = Stores.createPool(folder);
    Dataset data = pool.createDataset("data", SPEC);
    data.get();
    data.deleteChunk(1);
    assertFalse(Files.exists(folder.resolve("pool/data/.written_0")));
    data.set("2", 1);
    assertEquals(3, Files.size(folder.resolve("pool/data/.written_0")));
    pool.createDataset("plain", SPEC.recordWrites(false)).set("2", 1);
    assertFalse(Files.exists(folder.resolve("pool/plain/.written_0")));
    Files.createFile(folder.resolve("pool/data/.written_0_0"));
    assertEquals(List.of(Kind.FOREIGN), data.check().stream().map(Finding::kind).toList());
  }

  /** Writes and deletes the same chunks until it is killed. */
  static final class Change implements Worker.Job {
    @Override
    public String run(String[] arguments, PrintStream output) {
      Dataset data = Stores.openPool(Path.of(arguments[0])).getDataset("data");
      for (int i = 0; ; i = (i + 1) % 4) {
        data.set(Integer.toString(i), 1);
        data.deleteChunk((i + 2) % 4);
        output.println(i);
      }
    }
  }

  @Test
  void whoeverDiesNothingIsLost() throws InterruptedException {
    Hdf5Dataset data = (Hdf5Dataset) Stores.createPool(folder).createDataset("data", SPEC);
    Random random = new Random(1);
    for (int kill = 0; kill < KILLS; kill++) {
      try (Worker worker = Worker.start()) {
        worker.begin(Change.class, folder);
        worker.line();
        Thread.sleep(random.nextInt(15));
        assertNothingLost(data.check());
        worker.kill();
      }
      assertNothingLost(data.check());
      data.set("...", 2);
      assertEquals(4, data.recordedChunks().count());
    }
  }

  @Test
  void aLateWriteIsNotRecordedInADatasetMadeAnew() throws Exception {
    Pool pool = Stores.createPool(folder);
    Pool others = Stores.openPool(folder);
    ExecutorService writer = Executors.newSingleThreadExecutor();
    try {
      for (int round = 0; round < ROUNDS; round++) {
        Dataset old = pool.createDataset("data", SPEC);
        Future<?> late =
            writer.submit(
                () -> {
                  try {
                    old.set("...", 1);
                  } catch (RuntimeException e) {
                    assertTrue(
                        e instanceof NotFoundException || e.getCause() instanceof NotFoundException,
                        e::toString);
                  }
                });
        others.deleteDataset("data");
        Dataset made = others.createDataset("data", SPEC);
        late.get();
        assertNothingLost(made.check());
        made.delete();
      }
    } finally {
      writer.shutdownNow();
    }
  }
}
