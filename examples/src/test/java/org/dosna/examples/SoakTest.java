package org.dosna.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.dosna.examples.soak.Soak;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SoakTest {
  @TempDir private Path folder;

  private void assertPasses(String... arguments) throws IOException, InterruptedException {
    Program soak = Program.run(folder, Soak.class, arguments);
    assertEquals(List.of(), soak.err());
    String last = soak.out().get(soak.out().size() - 1);
    assertTrue(last.matches("\\d+ operations; no difference; no growth"), last);
    assertEquals(0, soak.exitCode());
  }

  /** Growth shows in a longer one. */
  @Test
  void aFewSecondsPass() throws IOException, InterruptedException {
    assertPasses("--minutes", "0.05", "--backend", "ram", "--seed", "2");
  }

  @Test
  @Tag("native")
  void aFewSecondsPassOnRanks() throws IOException, InterruptedException {
    Program soak =
        Program.onRanks(
            folder, Soak.class.getName(), "--minutes=0.05", "--engine=mpi", "--threads=5");
    assertEquals(List.of(), soak.err());
    assertEquals(0, soak.exitCode());
    assertEquals(
        3, soak.out().stream().filter(line -> line.endsWith("no difference; no growth")).count());
  }

  @Test
  @Tag("long")
  void aMinutePasses() throws IOException, InterruptedException {
    assertPasses("--minutes", "1");
  }
}
