package org.dosna.examples.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.dosna.examples.Program;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command that is told to end, as by Ctrl-C, removes what it has half made. */
class InterruptionTest {
  @TempDir private Path folder;

  /** More than can be read in any time that somebody waits; it takes no place on the disk. */
  @BeforeEach
  void createFile() throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(folder.resolve("huge.raw").toFile(), "rw")) {
      file.setLength(1L << 40);
    }
    Run.ok("create", "hdf5:" + folder.resolve("data") + "#pool");
  }

  /** Runs a command until a file appears whose name has a word in it, and then ends it. */
  private List<String> interrupted(Path where, String word, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(Program.tool("java")));
    command.addAll(Program.SHORT_LIFE);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(DosnaCommand.class.getName());
    command.addAll(List.of(arguments));
    Path err = folder.resolve("err.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(err.toFile())
            .start();
    try {
      while (process.isAlive() && names(where).stream().noneMatch(name -> name.contains(word))) {
        Thread.sleep(10);
      }
      process.destroy();
      assertTrue(process.waitFor() != 0, "it failed");
    } finally {
      process.destroyForcibly();
    }
    return Files.readAllLines(err);
  }

  private static List<String> names(Path where) throws IOException {
    try (Stream<Path> files = Files.list(where)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void ofAnImportNothingIsLeft() throws IOException, InterruptedException {
    String store = "hdf5:" + folder.resolve("data") + "#pool";
    List<String> err =
        interrupted(
            folder.resolve("data/pool"),
            "scan",
            "import",
            folder.resolve("huge.raw").toString(),
            store + "/scan",
            "--dtype=u1",
            "--shape=1048576,1048576");
    assertEquals(List.of("Interrupted; what was half made is removed."), err);
    assertEquals(List.of(), Run.ok("ls", store));
    assertEquals(List.of(), Run.ok("check", store));
  }

  @Test
  void ofABenchNothingIsLeft() throws IOException, InterruptedException {
    String store = "hdf5:" + folder.resolve("data") + "#pool";
    List<String> err =
        interrupted(
            folder.resolve("data/pool"),
            "dosna-bench",
            "bench",
            store,
            "--shape=50,50",
            "--rounds=1000000000");
    assertEquals(List.of("Interrupted; what was half made is removed."), err);
    assertEquals(List.of(), Run.ok("ls", store));
  }

  @Test
  void ofAnExportNothingIsLeft() throws IOException, InterruptedException {
    String store = "hdf5:" + folder.resolve("data") + "#pool";
    Run.ok("create", store + "/huge", "--dtype=u1", "--shape=1048576,1048576");
    List<String> err =
        interrupted(
            folder, ".part", "export", store + "/huge", folder.resolve("out.raw").toString());
    assertEquals(List.of("Interrupted; what was half made is removed."), err);
    assertTrue(
        names(folder).stream().noneMatch(name -> name.contains("out") || name.contains(".part")));
  }
}
