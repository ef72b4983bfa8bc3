package org.dosna.engine.mpi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.dosna.backend.ceph.testkit.MemoryFolder;
import org.dosna.backend.ceph.testkit.MiniCeph;
import org.dosna.backend.ceph.testkit.MiniCeph.Store;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The contract of all backends is kept with the engine {@code mpi}: day by day each library runs
 * some of the backends, and with the profile {@code full} each runs all, on more numbers of ranks.
 * Some runs at a time, each on a store of its own: mostly they wait.
 */
@Tag("native")
@Execution(ExecutionMode.CONCURRENT)
class ContractTest {
  private static final Pattern REPORT =
      Pattern.compile("rank \\d+ of \\d+: (\\d+) tests, 0 failed");
  private static final int SECONDS = 900;

  /** Pools come and go: so they do it quickly. */
  private static final String ONE_PLACEMENT_GROUP = "osd pool default pg num = 1";

  /** Where the ranks of a run keep their files. */
  static final class InMemory implements TempDirFactory {
    @Override
    public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext test)
        throws IOException {
      return MemoryFolder.create("ranks");
    }
  }

  @TempDir(factory = InMemory.class)
  Path folder;

  @ParameterizedTest
  @CsvSource("openmpi, 3")
  void hdf5(String library, int ranks) {
    assertKept(library, ranks, Hdf5OnRanks.class, folder);
  }

  @ParameterizedTest
  @CsvSource({"openmpi, 2", "mpich, 2"})
  void zarr(String library, int ranks) {
    assertKept(library, ranks, ZarrOnRanks.class, folder);
  }

  @ParameterizedTest
  @CsvSource("mpich, 2")
  void ceph(String library, int ranks) {
    assertKeptOnCeph(library, ranks);
  }

  @ParameterizedTest
  @Tag("long")
  @CsvSource({
    "openmpi, 1",
    "openmpi, 2",
    "openmpi, 5",
    "mpich, 1",
    "mpich, 2",
    "mpich, 3",
    "mpich, 5"
  })
  void hdf5OnOtherNumbersOfRanks(String library, int ranks) {
    assertKept(library, ranks, Hdf5OnRanks.class, folder);
  }

  @ParameterizedTest
  @Tag("long")
  @CsvSource({"openmpi, 1", "openmpi, 3", "openmpi, 5", "mpich, 1", "mpich, 3", "mpich, 5"})
  void zarrOnOtherNumbersOfRanks(String library, int ranks) {
    assertKept(library, ranks, ZarrOnRanks.class, folder);
  }

  @ParameterizedTest
  @Tag("long")
  @CsvSource({
    "openmpi, 1",
    "openmpi, 2",
    "openmpi, 3",
    "openmpi, 5",
    "mpich, 1",
    "mpich, 3",
    "mpich, 5"
  })
  void cephOnOtherNumbersOfRanks(String library, int ranks) {
    assertKeptOnCeph(library, ranks);
  }

  private static void assertKeptOnCeph(String library, int ranks) {
    try (MiniCeph ceph = MiniCeph.startTemporary(1, Store.MEMSTORE, ONE_PLACEMENT_GROUP)) {
      assertKept(library, ranks, CephOnRanks.class, ceph.confFile());
    }
  }

  private static void assertKept(String library, int ranks, Class<?> contract, Path place) {
    MpiRun run =
        MpiRun.of(library, ranks, SECONDS, ContractProgram.class, contract.getName(), place)
            .assertGood();
    List<Integer> tests =
        REPORT.matcher(run.output()).results().map(r -> Integer.valueOf(r.group(1))).toList();
    assertEquals(ranks, tests.size(), run.output());
    assertTrue(tests.stream().allMatch(n -> n > 300), run.output());
  }
}
