package org.dosna.backend.ceph.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dosna.backend.ceph.testkit.MiniCeph.Store;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster of one's own starts, works, and leaves nothing behind. */
@Tag("native")
class MiniCephTest {
  @TempDir Path folder;

  @Test
  void startsAndStops() {
    Path dir = folder.resolve("cluster");
    MiniCeph ceph = MiniCeph.start(dir, 1, Store.MEMSTORE);
    try {
      ceph.ceph("osd", "pool", "create", "pool");
      assertEquals("pool", MiniCeph.at(dir).ceph("osd", "pool", "ls").strip());
      assertRefused(dir, "already", ceph.confFile());
      List<ProcessHandle> daemons = daemonsOf(dir);
      assertEquals(2, daemons.size());
      MiniCeph.at(dir).stop();
      assertTrue(daemons.stream().noneMatch(ProcessHandle::isAlive));
      assertFalse(Files.exists(dir));
    } finally {
      ceph.stop();
    }
    assertThrows(IllegalStateException.class, () -> MiniCeph.at(dir));
  }

  @Test
  void saysWhyItCannotStart() throws IOException {
    assertThrows(IllegalArgumentException.class, () -> MiniCeph.start(folder, 0, Store.MEMSTORE));
    Path file = Files.createFile(folder.resolve("file"));
    assertRefused(file, "is a file");
    assertRefused(folder, "is not empty");
    assertRefused(Path.of("/proc/none"), "/proc/none cannot be made here");
  }

  private static void assertRefused(Path dir, Object... parts) {
    var e = assertThrows(IllegalStateException.class, () -> MiniCeph.start(dir, 1, Store.MEMSTORE));
    for (Object part : parts) {
      assertTrue(e.getMessage().contains(part.toString()), e.getMessage());
    }
    assertTrue(e.getMessage().contains(dir.toString()), e.getMessage());
  }

  private static List<ProcessHandle> daemonsOf(Path dir) {
    return ProcessHandle.allProcesses()
        .filter(p -> p.info().commandLine().orElse("").contains(dir.toString()))
        .toList();
  }
}
