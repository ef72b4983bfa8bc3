package org.dosna.examples.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A script beside this class, run by the user's Python. */
final class PythonScript {
  private final String python;
  private final Path script;

  /**
   * Puts the script into a folder.
   *
   * @param python the program
   * @param folder where to
   * @param name the script's
   */
  PythonScript(String python, Path folder, String name) throws IOException {
    this.python = python;
    this.script = folder.resolve(name);
    try (InputStream source = PythonScript.class.getResourceAsStream(name)) {
      Files.copy(source, script);
    }
  }

  /** Whether there is a Python, and it has a module. */
  boolean hasModule(String module) throws InterruptedException {
    try {
      return start(List.of(python, "-c", "import " + module)).waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Runs the script; the lines that it prints. */
  List<String> run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(python, script.toString()));
    command.addAll(List.of(arguments));
    Process process = start(command);
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(script.getFileName() + " failed: " + output);
    }
    return output.lines().toList();
  }

  private static Process start(List<String> command) throws IOException {
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }
}
