package org.dosna.backend.ceph;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another process of a test, with the same class path. */
final class Program {
  private final Process process;

  private Program(Process process) {
    this.process = process;
  }

  /** Starts a class that has a main method. */
  static Program start(Class<?> main, Object... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Short lives: little time is spent on compiling and collecting.
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx64m", "-cp"));
    command.addAll(List.of(System.getProperty("java.class.path"), main.getName()));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    try {
      return new Program(
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for its end; gives what it printed. */
  String await() throws IOException, InterruptedException {
    String output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    if (process.waitFor() != 0) {
      throw new AssertionError("the other process failed: " + output);
    }
    return output;
  }

  /** Waits for a byte of output, so that it surely runs. */
  void awaitOutput() throws IOException {
    if (process.getInputStream().read() < 0) {
      throw new AssertionError("the other process ended without output");
    }
  }

  /** Whether it goes on. */
  boolean isAlive() {
    return process.isAlive();
  }

  /** Kills it as {@code kill -9} does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }
}
