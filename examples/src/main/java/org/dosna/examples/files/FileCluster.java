package org.dosna.examples.files;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dosna.Cluster;
import org.dosna.DosnaException;
import org.dosna.NotFoundException;
import org.dosna.OpenMode;
import org.dosna.Pool;

/** A folder as a cluster that is only read: each file in it is a pool. */
public final class FileCluster extends Cluster {
  static final String READ_ONLY = "files are only read; export writes new ones";

  private final Path folder;

  /**
   * A folder; looks at nothing yet.
   *
   * @param folder its path
   */
  public FileCluster(String folder) {
    super("file", folder);
    this.folder = Path.of(folder);
  }

  Path file(String name) {
    return folder.equals(Path.of(".")) ? Path.of(name) : folder.resolve(name);
  }

  @Override
  protected void doConnect() {
    // Files are opened one by one.
  }

  @Override
  protected Optional<Pool> doCreatePool(String pool) {
    throw new DosnaException("Cannot make the file '" + file(pool) + "': " + READ_ONLY);
  }

  @Override
  protected Optional<Pool> doGetPool(String pool, OpenMode mode) {
    if (!Files.isRegularFile(file(pool))) {
      String what = Files.exists(file(pool)) ? "' is no file" : "': there is no such file";
      throw new NotFoundException("Cannot read '" + file(pool) + what);
    }
    return Optional.of(new FilePool(this, pool));
  }

  @Override
  protected boolean doDeletePool(String pool) {
    throw new DosnaException("Cannot delete the file '" + file(pool) + "': " + READ_ONLY);
  }

  @Override
  protected List<String> doListPools() {
    return List.of();
  }
}
