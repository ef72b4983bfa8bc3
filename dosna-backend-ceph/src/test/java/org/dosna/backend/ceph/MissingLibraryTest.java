package org.dosna.backend.ceph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dosna.Cluster;
import org.dosna.Dosna;
import org.dosna.DosnaException;
import org.dosna.Options;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said where librados is not installed. */
class MissingLibraryTest {
  /** Connects twice; takes a configuration. */
  static final class Connecting {
    public static void main(String[] args) {
      Cluster cluster = Dosna.with("ceph", "cpu").cluster("any", Options.of("conffile", args[0]));
      for (int attempt = 0; attempt < 2; attempt++) {
        try {
          cluster.connect();
        } catch (DosnaException e) {
          System.out.println(e.getMessage());
        }
      }
    }
  }

  @TempDir Path folder;

  @Test
  void eachConnectSaysHowToInstallIt() throws IOException, InterruptedException {
    Path conf = Files.writeString(folder.resolve("ceph.conf"), "[global]\n");
    // Found before any other, and no library; and JNA must not look elsewhere.
    Files.createFile(folder.resolve("librados.so.2"));
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Djna.platform.library.path=" + folder,
            "-cp",
            System.getProperty("java.class.path"),
            Connecting.class.getName(),
            conf.toString());
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(Redirect.INHERIT);
    builder.environment().put("LD_LIBRARY_PATH", folder.toString());
    Process process = builder.start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertEquals(0, process.waitFor(), output);
    List<String> lines = output.lines().toList();
    assertEquals(2, lines.size(), output);
    for (String line : lines) {
      assertTrue(line.startsWith("The ceph backend needs Ceph's library librados"), output);
      assertTrue(line.contains("apt-get install librados2"), output);
    }
  }
}
