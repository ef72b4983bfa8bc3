package org.dosna.backend.ceph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dosna.Cluster;
import org.dosna.DosnaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said where librados is not installed. */
class MissingLibraryTest {
  /** Connects twice; takes a folder where JNA looks for libraries first, and a configuration. */
  static final class Connecting {
    public static void main(String[] args) {
      System.setProperty("jna.library.path", args[0]);
      Cluster cluster = Clusters.cluster(Path.of(args[1]));
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
    // Found before any other, and no library.
    Files.createFile(folder.resolve("librados.so.2"));
    String output = Program.start(Connecting.class, folder, conf).await();
    List<String> lines = output.lines().toList();
    assertEquals(2, lines.size(), output);
    for (String line : lines) {
      assertTrue(line.startsWith("The ceph backend needs Ceph's library librados"), output);
      assertTrue(line.contains("apt-get install librados2"), output);
    }
  }
}
