package org.dosna.examples.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.dosna.Cluster;
import org.dosna.Dosna;
import org.dosna.Pool;

/** A folder with a Zarr group, which appears when it is complete. */
final class ZarrTarget {
  private final Path folder;

  ZarrTarget(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  /**
   * Makes it.
   *
   * @param fill puts something into the group
   * @throws IOException if the folder cannot be put in its place
   */
  void write(Consumer<Pool> fill) throws IOException {
    Path above = Objects.requireNonNull(folder.getParent(), "the root is no name");
    String name = folder.getFileName().toString();
    String partial = UUID.randomUUID() + ".part";
    try (Cluster cluster = Dosna.with("zarr", "cpu").cluster(above.toString()).connect()) {
      try {
        try (Pool pool = cluster.createPool(partial)) {
          fill.accept(pool);
        }
        // Of what is there only a Zarr group is replaced.
        if (Files.exists(folder)) {
          cluster.deletePool(name);
        }
        Files.move(above.resolve(partial), folder, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        if (cluster.hasPool(partial)) {
          cluster.deletePool(partial);
        }
      }
    }
  }
}
