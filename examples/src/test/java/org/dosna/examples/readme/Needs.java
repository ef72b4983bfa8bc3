package org.dosna.examples.readme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dosna.backend.ceph.testkit.MiniCeph;
import org.dosna.examples.Program;

/** Runs programs of the README, and gives them what they need. */
final class Needs {
  /** Stands in the README for a folder that exists. */
  private static final String DATA = "/tmp/data";

  /** Stands in the README for the folder of a Ceph cluster that runs. */
  private static final String MINI_CEPH = "/tmp/mini-ceph";

  private Needs() {}

  /** Runs a program in a folder that no other program uses. */
  static Program run(Readme.Source program, Path folder) throws IOException, InterruptedException {
    List<String> source = translate(wrapped(program.source()), folder);
    return switch (program.needs()) {
      case "" -> Program.source(folder, written(source, folder));
      case "ceph" -> runWithCeph(source, folder);
      case "mpi" -> runOnRanks(source, folder);
      default ->
          throw new IllegalArgumentException(
              "The README's program '"
                  + program.name()
                  + "' needs "
                  + program.needs()
                  + ", which nothing here gives it: add a case");
    };
  }

  private static Path written(List<String> source, Path folder) throws IOException {
    return Files.write(folder.resolve("Block.java"), source);
  }

  private static Program runWithCeph(List<String> source, Path folder)
      throws IOException, InterruptedException {
    try (MiniCeph ceph = MiniCeph.startTemporary(1, MiniCeph.Store.MEMSTORE)) {
      String dir = ceph.dir().toString();
      List<String> changed = source.stream().map(line -> line.replace(MINI_CEPH, dir)).toList();
      return Program.source(folder, written(changed, folder));
    }
  }

  private static Program runOnRanks(List<String> source, Path folder)
      throws IOException, InterruptedException {
    return Program.onRanks(folder, written(source, folder).toString());
  }

  /** Lines of the README for a program that runs in a folder. */
  static List<String> translate(List<String> lines, Path folder) {
    return lines.stream().map(l -> l.replace(DATA, folder.resolve("data").toString())).toList();
  }

  /** A class around the statements; imports go before it. */
  private static List<String> wrapped(List<String> source) {
    List<String> file =
        new ArrayList<>(
            List.of(
                "import java.nio.file.*;",
                "import java.util.*;",
                "import org.dosna.*;",
                "import org.dosna.backend.hdf5.*;"));
    source.stream().filter(line -> line.startsWith("import ")).forEach(file::add);
    file.add("class Block {");
    file.add("public static void main(String[] args) throws Exception {");
    source.stream().filter(line -> !line.startsWith("import ")).forEach(file::add);
    file.add("}}");
    return file;
  }
}
