package org.dosna.examples;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A program that ran to its end in a process of its own.
 *
 * @param exitCode how it ended
 * @param out what it printed
 * @param err what it complained of
 */
public record Program(int exitCode, List<String> out, List<String> err) {
  /** Short lives: little time is spent on compiling and collecting. */
  public static final List<String> SHORT_LIFE =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  /** Without it JDK 24 and later warn where MPI or Ceph is called. */
  private static final String NATIVE_ACCESS = "--enable-native-access=ALL-UNNAMED";

  /** Runs a main class in a folder, with the class path of the tests. */
  static Program run(Path folder, Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    return java(folder, System.getProperty("java.class.path"), main.getName(), arguments);
  }

  /** Runs a main class in a folder as if modules whose names contain the words were missing. */
  static Program runWithout(Path folder, List<String> words, Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    String classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> words.stream().noneMatch(entry::contains))
            .collect(Collectors.joining(File.pathSeparator));
    return java(folder, classPath, main.getName(), arguments);
  }

  /** Runs a Java source file in a folder, with the class path of the tests. */
  public static Program source(Path folder, Path file) throws IOException, InterruptedException {
    return java(folder, System.getProperty("java.class.path"), file.toString());
  }

  /** Runs a Java source file or a main class on 3 ranks, with the class path of the tests. */
  public static Program onRanks(Path folder, String program, String... arguments)
      throws IOException, InterruptedException {
    // So that Open MPI starts on a small machine and in a container.
    String launch =
        "env OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1"
            + " OMPI_MCA_rmaps_base_oversubscribe=1 OMPI_MCA_hwloc_base_binding_policy=none"
            + " MPIEXEC_TIMEOUT=60 mpirun -n 3";
    List<String> command = new ArrayList<>(List.of(launch.split(" ")));
    String classPath = System.getProperty("java.class.path");
    command.add(tool("java"));
    command.addAll(SHORT_LIFE);
    command.addAll(List.of(NATIVE_ACCESS, "-cp", classPath, program));
    command.addAll(List.of(arguments));
    return execute(folder, Path.of("/dev/null"), command);
  }

  private static Program java(Path folder, String classPath, String program, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(tool("java")));
    command.addAll(SHORT_LIFE);
    command.addAll(List.of(NATIVE_ACCESS, "-Xmx256m", "-cp", classPath, program));
    command.addAll(List.of(arguments));
    return execute(folder, Path.of("/dev/null"), command);
  }

  /** The path of a tool of the JDK that runs the tests. */
  public static String tool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }

  /** Runs a command in a folder, with a file as its input. */
  public static Program execute(Path folder, Path input, List<String> command)
      throws IOException, InterruptedException {
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectInput(input.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    return new Program(process.waitFor(), lines(out), lines(err));
  }

  private static List<String> lines(Path file) throws IOException {
    return Files.readAllLines(file, StandardCharsets.UTF_8);
  }
}
