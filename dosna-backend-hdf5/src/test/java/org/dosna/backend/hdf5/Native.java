package org.dosna.backend.hdf5;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs h5py and h5dump, the judges of what we write. */
final class Native {
  private Native() {}

  /** Runs a Python script; fails the test if the script fails. Returns what it printed. */
  static String python(String script, Path... arguments) {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("dosna.python", "/usr/bin/python3"));
    command.add("-c");
    command.add("import sys, h5py, numpy as np\n" + script);
    for (Path argument : arguments) {
      command.add(argument.toString());
    }
    return run(command);
  }

  /** Runs a Python program; fails the test if it fails. Returns what it printed. */
  static String pythonProgram(Path program, Object... arguments) {
    return program("dosna.python", program, arguments);
  }

  /** The same, with hdf5plugin, in the environment that run_tests.sh makes. */
  static String pypiProgram(Path program, Object... arguments) {
    return program("dosna.pypi.python", program, arguments);
  }

  private static String program(String python, Path program, Object... arguments) {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty(python, "/usr/bin/python3"));
    command.add("-B");
    command.add("-Wignore");
    command.add(program.toString());
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    return run(command);
  }

  /** Prints a file; fails the test if h5dump finds fault with it. */
  static String h5dump(Path file) {
    return run(List.of("h5dump", file.toString()));
  }

  private static String run(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertEquals(0, process.waitFor(), output);
      return output;
    } catch (IOException e) {
      throw new IllegalStateException("cannot run " + command.get(0), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
