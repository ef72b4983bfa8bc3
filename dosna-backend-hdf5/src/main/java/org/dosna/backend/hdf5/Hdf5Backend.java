package org.dosna.backend.hdf5;

import java.util.Set;
import org.dosna.Arguments;
import org.dosna.Cluster;
import org.dosna.Options;
import org.dosna.spi.Backend;

/**
 * The backend {@code hdf5}: one HDF5 file per chunk. A cluster's name is a folder.
 *
 * <p>Options: {@code create} (default true): whether connecting makes a folder that is missing;
 * {@code fsync} (default false): whether file and folder are on disk before a write returns; {@code
 * lock_timeout} (default: any time): how many seconds to wait for the lock of another process.
 */
public final class Hdf5Backend implements Backend {
  private static final String CREATE = "create";
  private static final String FSYNC = "fsync";
  private static final String LOCK_TIMEOUT = "lock_timeout";

  /** For ServiceLoader. */
  public Hdf5Backend() {}

  @Override
  public String name() {
    return "hdf5";
  }

  @Override
  public Set<String> optionNames() {
    return Set.of(CREATE, FSYNC, LOCK_TIMEOUT);
  }

  @Override
  public Cluster cluster(String name, Options options) {
    Arguments.require("name", name);
    Arguments.require("options", options);
    FileStore store =
        new FileStore(
            options.getBoolean(FSYNC, false),
            options.getInt(LOCK_TIMEOUT, FileStore.NO_TIMEOUT, 1));
    return new Hdf5Cluster(name, options.getBoolean(CREATE, true), store);
  }
}
