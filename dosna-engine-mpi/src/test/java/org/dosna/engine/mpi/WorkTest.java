package org.dosna.engine.mpi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dosna.backend.ceph.testkit.MiniCeph;
import org.dosna.backend.hdf5.Hdf5Source;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What ranks do together, on Open MPI and on MPICH. */
@Tag("native")
@Execution(ExecutionMode.CONCURRENT)
class WorkTest {
  private static final List<String> LIBRARIES = MpiRun.LIBRARIES;
  private static final int SECONDS = 300;

  @TempDir Path folder;

  private MpiRun run(String library, int ranks, String scene) {
    return MpiRun.of(library, ranks, SECONDS, WorkProgram.class, scene, "hdf5", folder);
  }

  @ParameterizedTest
  @FieldSource("LIBRARIES")
  void interleavedElementsOfSharedChunksAllLast(String library) {
    MpiRun run = run(library, 3, "interleaved writes").assertGood();
    assertEquals(Collections.nCopies(9, "true"), run.values("all last"));
  }

  @ParameterizedTest
  @FieldSource("LIBRARIES")
  void aChunkThatIsWrittenWhileItIsDeletedIsNotWaitedFor(String library) {
    MpiRun run = run(library, 3, "a chunk that comes back").assertGood();
    assertEquals(3, run.values("deleted").size(), run.output());
  }

  @Test
  void interleavedElementsOfSharedChunksAllLastInCeph() throws Exception {
    Path conf = MiniCeph.shared().confFile();
    for (String library : LIBRARIES) {
      MpiRun run =
          MpiRun.of(
                  library,
                  3,
                  SECONDS,
                  WorkProgram.class,
                  "interleaved writes",
                  "ceph",
                  "mini",
                  conf)
              .assertGood();
      assertEquals(Collections.nCopies(9, "true"), run.values("all last"));
    }
  }

  @Test
  void reductionsGiveTheSameBitsForAnyNumberOfRanks() throws Exception {
    Set<String> results = new HashSet<>();
    for (int ranks : new int[] {1, 2, 5}) {
      for (String library : ranks == 1 ? List.of("") : LIBRARIES) {
        Path cluster = Files.createDirectory(folder.resolve(library + ranks));
        MpiRun run =
            MpiRun.of(library, ranks, SECONDS, WorkProgram.class, "reductions", "hdf5", cluster)
                .assertGood();
        assertEquals(ranks, run.values("bits").size(), run.output());
        results.addAll(run.values("bits"));
        results.addAll(run.values("product"));
      }
    }
    assertEquals(2, results.size(), results::toString);
  }

  @ParameterizedTest
  @FieldSource("LIBRARIES")
  void everyChunkIsOneRanksShare(String library) {
    MpiRun run = run(library, 3, "shares").assertGood();
    List<Long> loaded = run.values("loaded").stream().map(Long::valueOf).toList();
    assertEquals(3, loaded.size(), run.output());
    assertEquals(700, loaded.stream().mapToLong(n -> n).sum());
    assertTrue(loaded.stream().allMatch(n -> n >= 220), loaded::toString);
    List<String> blocks = run.values("block");
    assertEquals(36, blocks.size(), blocks::toString);
    assertEquals(36, Set.copyOf(blocks).size(), blocks::toString);
    assertEquals(Collections.nCopies(3, "true"), run.values("same"));
    assertEquals(Collections.nCopies(3, "0"), run.values("left"));
  }

  /** So each shard is written once. */
  @ParameterizedTest
  @FieldSource("LIBRARIES")
  void everyShardIsOneThreadsShare(String library) {
    MpiRun run =
        MpiRun.of(library, 3, SECONDS, WorkProgram.class, "shards", "zarr", folder).assertGood();
    for (String call : List.of("applied", "mapped")) {
      List<String> chunks = run.values(call);
      assertEquals(64, chunks.size(), run.output());
      assertEquals(8, Set.copyOf(chunks).size(), run.output());
    }
    List<Long> copied = run.values("copied").stream().map(Long::valueOf).sorted().toList();
    assertEquals(List.of(16L, 24L, 24L), copied);
    assertEquals(Collections.nCopies(3, "true"), run.values("same"));
  }

  @ParameterizedTest
  @FieldSource("LIBRARIES")
  void eachRankMayUseThreads(String library) {
    MpiRun run = run(library, 2, "threads").assertGood();
    assertEquals(Collections.nCopies(2, "3"), run.values("threads"));
    for (String sum : run.values("sum")) {
      assertTrue(sum.startsWith("1770 MpiDataset(ThreadsDataset(Hdf5Dataset data"), sum);
    }
  }

  @ParameterizedTest
  @FieldSource("LIBRARIES")
  void theRootExportsForAll(String library) {
    MpiRun run = run(library, 3, "exports").assertGood();
    assertEquals(3, Collections.frequency(run.values("written"), "empty.h5"), run.output());
    assertEquals(3, Collections.frequency(run.values("written"), "full.h5"), run.output());
    assertEquals(Collections.nCopies(3, "full.h5"), run.values("exists"), run.output());
    assertEquals(1, Hdf5Source.list(folder.resolve("full.h5")).size());
    assertEquals(List.of(), Hdf5Source.list(folder.resolve("empty.h5")));
  }

  @ParameterizedTest
  @FieldSource("LIBRARIES")
  void whatCannotTravelIsRefusedByName(String library) {
    MpiRun run = run(library, 2, "results that cannot travel").assertGood();
    assertEquals(2, run.values("caught").size(), run.output());
    assertEquals(1, Set.copyOf(run.values("caught")).size(), run.output());
    run.assertPrinted("java.lang.Thread").assertPrinted("Serializable");
  }

  @ParameterizedTest
  @FieldSource("LIBRARIES")
  void noCollectiveCallInAChunkFunction(String library) {
    MpiRun run = run(library, 2, "calls in a function").assertGood();
    assertEquals(2, run.values("caught").size(), run.output());
    run.assertPrinted("deleteDataset('data')").assertPrinted("inside of apply");
    assertEquals(Collections.nCopies(2, "[data]"), run.values("left"));
  }

  @ParameterizedTest
  @FieldSource("LIBRARIES")
  void aFunctionMayNotWaitForACollectiveCallOfAnotherThread(String library) {
    MpiRun run = run(library, 2, "a function that waits for a thread").assertGood();
    assertEquals(2, run.values("caught").size(), run.output());
    run.assertPrinted("barrier() is a collective call")
        .assertPrinted("by thread 'waiting'")
        .assertPrinted("works on apply");
    assertEquals(Collections.nCopies(2, "36"), run.values("sum"));
  }

  @ParameterizedTest
  @FieldSource("LIBRARIES")
  void ranksOfOneColorWorkForThemselves(String library) {
    MpiRun run = run(library, 5, "colors").assertGood();
    List<String> sums = run.values("sum");
    // Ranks 0, 2, 4 make one dataset, ranks 1 and 3 make 21.
    assertEquals(3 + 2 * 21, sums.size(), run.output());
    assertEquals(
        Set.of("0 0 0 of 3", "0 0 1 of 3", "0 0 2 of 3", "1 30 0 of 2", "1 30 1 of 2"),
        Set.copyOf(sums));
  }

  @ParameterizedTest
  @FieldSource("LIBRARIES")
  void dataOfOneProcessAreRefusedToSeveral(String library) {
    MpiRun.of(library, 2, SECONDS, WorkProgram.class, "alone", "ram", "memory")
        .assertFailed()
        .assertPrinted("The backend 'ram' keeps its data in one process")
        .assertPrinted("such as hdf5 or ceph");
    MpiRun.of(library, 1, SECONDS, WorkProgram.class, "alone", "ram", "memory")
        .assertGood()
        .assertPrinted("alone 0 of 1 sum 36");
  }

  @Test
  void withoutALauncherThereIsOneRank() {
    MpiRun.withoutLauncher(WorkProgram.class, "alone", "ram", "memory")
        .assertGood()
        .assertPrinted("alone 0 of 1 sum 36");
    MpiRun.withoutLauncher(WorkProgram.class, "shares", "hdf5", folder)
        .assertGood()
        .assertPrinted("loaded 700");
  }

  @Test
  void aLibraryOfAnotherLauncherIsRefused() {
    for (String library : LIBRARIES) {
      String other = library.equals("mpich") ? "openmpi" : "mpich";
      MpiRun.of(library, 2, SECONDS, LibraryProgram.class, other)
          .assertFailed()
          .assertPrinted("The launcher has started 2 processes")
          .assertPrinted("option 'library'");
      MpiRun.of(library, 2, SECONDS, LibraryProgram.class, library).assertGood();
      MpiRun.of(library, 2, SECONDS, LibraryProgram.class, "libnosuchmpi.so")
          .assertFailed()
          .assertPrinted("Cannot load the MPI library 'libnosuchmpi.so' (libnosuchmpi.so: ")
          .assertPrinted("'library' is auto (the launcher's), openmpi, mpich");
    }
  }
}
