package org.dosna.engine.mpi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A run of an MPI program that has ended, in one way or another.
 *
 * @param exitCode the launcher's
 * @param output what the ranks and the launcher printed
 * @param end when it was over, in milliseconds since 1970
 */
record MpiRun(int exitCode, String output, long end) {
  /** What mpirun is told by environment variables, so that it runs here: as root, on two cores. */
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "OMPI_ALLOW_RUN_AS_ROOT", "1",
          "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM", "1",
          "OMPI_MCA_rmaps_base_oversubscribe", "1",
          "OMPI_MCA_hwloc_base_binding_policy", "none");

  /** How often random cases and races are tried: here seldom, as ranks outnumber processors. */
  private static final String EFFORT = "dosna.testkit.effort";

  /** The MPI libraries that the tests need; Debian calls their launchers mpirun.NAME. */
  static final List<String> LIBRARIES = List.of("openmpi", "mpich");

  /** Runs a class of this test on some ranks, at most that long. */
  static MpiRun of(String library, int ranks, int seconds, Class<?> main, Object... arguments) {
    List<String> command = new ArrayList<>();
    if (!library.isEmpty()) {
      command.addAll(List.of("mpirun." + library, "-n", Integer.toString(ranks)));
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Short lives: little time is spent on compiling and collecting.
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));
    command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
    command.add("-D" + EFFORT + "=" + System.getProperty(EFFORT, "5"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    return run(command, seconds);
  }

  /** Runs a class of this test as one process, without a launcher. */
  static MpiRun withoutLauncher(Class<?> main, Object... arguments) {
    return of("", 1, 60, main, arguments);
  }

  private static MpiRun run(List<String> command, int seconds) {
    try {
      Path output = Files.createTempFile("ranks", ".txt");
      try {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(ENVIRONMENT);
        builder.environment().put("MPIEXEC_TIMEOUT", Integer.toString(seconds));
        Process process = builder.redirectOutput(output.toFile()).start();
        // The launcher has its own clock; this one is for a launcher that hangs.
        if (!process.waitFor(seconds + 30L, TimeUnit.SECONDS)) {
          process.descendants().forEach(ProcessHandle::destroyForcibly);
          process.destroyForcibly().waitFor();
        }
        long end = System.currentTimeMillis();
        return new MpiRun(process.exitValue(), new String(Files.readAllBytes(output), UTF_8), end);
      } finally {
        Files.delete(output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + command.get(0), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Asserts that all went well. */
  MpiRun assertGood() {
    assertEquals(0, exitCode, output);
    return this;
  }

  /** Asserts that the run did not succeed. */
  MpiRun assertFailed() {
    assertNotEquals(0, exitCode, output);
    return this;
  }

  /** Asserts that something was printed. */
  MpiRun assertPrinted(String text) {
    assertTrue(output.contains(text), () -> "'" + text + "' is missing in: " + output);
    return this;
  }

  /** What ranks have printed after a word, one value a line. */
  List<String> values(String word) {
    return output
        .lines()
        .filter(line -> line.startsWith(word + " "))
        .map(line -> line.substring(word.length() + 1))
        .toList();
  }
}
