package org.dosna.engine.mpi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** Whatever happens on one rank: soon all is over, with a message, and the job has failed. */
@Tag("native")
@Isolated
class FailureTest {
  private static final List<String> LIBRARIES = MpiRun.LIBRARIES;
  private static final int SECONDS = 60;

  @TempDir Path folder;

  private MpiRun run(String library, String scene) throws IOException {
    Path cluster = Files.createTempDirectory(folder, "cluster");
    Path clock = folder.resolve("clock");
    MpiRun run =
        MpiRun.of(library, 3, SECONDS, FailingProgram.class, scene, "hdf5", cluster, clock)
            .assertFailed();
    long last = Long.parseLong(Files.readString(clock));
    assertTrue(run.end() - last < 10_000, () -> "took " + (run.end() - last) + " ms: " + run);
    return run;
  }

  /** What each of the three ranks has caught, which is the same. */
  private static String caughtByAll(MpiRun run) {
    List<String> caught = run.values("caught");
    assertEquals(3, caught.size(), caught::toString);
    assertEquals(1, Set.copyOf(caught).size(), caught::toString);
    return caught.get(0);
  }

  @ParameterizedTest
  @FieldSource("LIBRARIES")
  void allThrowWhatTheRootThrows(String library) throws IOException {
    String caught = caughtByAll(run(library, "root in createPool"));
    assertTrue(caught.contains("AlreadyExistsException: Pool 'pool' exists already"), caught);
  }

  @ParameterizedTest
  @FieldSource("LIBRARIES")
  void allThrowWhatARankThrowsInMap(String library) throws IOException {
    MpiRun run = run(library, "rank 2 in map");
    String caught = caughtByAll(run);
    for (String part : List.of("rank 2 of 3", "chunk [2]", "'mapped'", "detector unplugged")) {
      assertTrue(caught.contains(part), caught);
    }
    assertEquals(List.of("[data]", "[data]", "[data]"), run.values("left"));
  }

  @ParameterizedTest
  @FieldSource("LIBRARIES")
  void allThrowWhatARankThrowsWhenItCombines(String library) throws IOException {
    String caught = caughtByAll(run(library, "rank 2 in combine"));
    assertTrue(caught.contains("detector unplugged"), caught);
  }

  /** Scenes in which rank 1 alone says what is wrong, and what is said. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      delimiter = ';',
      textBlock =
          """
          before connect;                no detector
          exception;                     no detector
          exception in a closed cluster; no detector
          exception in a thread;         no detector
          exit;                          rank 1 of 3 ended while
          exit in map;                   rank 1 of 3 ended while
          end while connected;           rank 1 of 3 ended while
          end after disconnect;          rank 1: the end of the program
          end before connect;            rank 1: the end of the program
          other call;                    rank 1: barrier()
          other arguments;               rank 1: createPool('left')
          other shape;                   rank 0 to [50], rank 1 to [40]
          other bins;                    rank 1: histogram(3, 0.0, 80.0)
          other view;                    rank 1: sum of start [20], count [20], step [1]
          """)
  void itIsSaidWhatIsWrong(String scene, String message) throws IOException {
    for (String library : LIBRARIES) {
      run(library, scene).assertPrinted(message);
    }
  }

  @ParameterizedTest
  @FieldSource("LIBRARIES")
  void aKilledRankEndsTheJob(String library) throws IOException {
    run(library, "killed");
    run(library, "killed in map");
  }
}
