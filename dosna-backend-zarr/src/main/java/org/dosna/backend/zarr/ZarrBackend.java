package org.dosna.backend.zarr;

import java.util.Set;
import org.dosna.Arguments;
import org.dosna.Cluster;
import org.dosna.DosnaException;
import org.dosna.Options;
import org.dosna.spi.Backend;

/**
 * The backend {@code zarr}: Zarr arrays, one file per chunk or per shard; new ones are of version 3
 * or 2. A cluster's name is a folder, or {@code memory:NAME}, which is one cluster within the
 * process and lasts as long as it; a pool is a group in it, or an array, which is a pool of that
 * one dataset.
 *
 * <p>Options: {@code create} (default true): whether connecting makes a folder that is missing;
 * {@code lock_timeout} (default: any time): how many seconds to wait for the lock of another
 * process; {@code zarr_format} (default 3): 2 for new pools of Zarr version 2. What is made in a
 * pool is of its version.
 */
public final class ZarrBackend implements Backend {
  private static final String CREATE = "create";
  private static final String LOCK_TIMEOUT = "lock_timeout";
  private static final String FORMAT = "zarr_format";

  /** For ServiceLoader. */
  public ZarrBackend() {}

  @Override
  public String name() {
    return "zarr";
  }

  @Override
  public Set<String> optionNames() {
    return Set.of(CREATE, LOCK_TIMEOUT, FORMAT);
  }

  @Override
  public Cluster cluster(String name, Options options) {
    Arguments.require("name", name);
    Arguments.require("options", options);
    boolean create = options.getBoolean(CREATE, true);
    int lockTimeout = options.getInt(LOCK_TIMEOUT, Integer.MAX_VALUE, 1);
    ZarrFormat format = format(options);
    return name.startsWith(MemoryStore.PREFIX)
        ? new ZarrCluster(name, false, format, () -> MemoryStore.named(name))
        : new ZarrCluster(name, true, format, () -> DirectoryStore.open(name, create, lockTimeout));
  }

  private static ZarrFormat format(Options options) {
    String version = options.getString(FORMAT, "3");
    return switch (version) {
      case "2" -> ZarrFormat.V2;
      case "3" -> ZarrFormat.V3;
      default ->
          throw new DosnaException(
              "The option '" + FORMAT + "' is 2 or 3, not '" + Arguments.excerpt(version) + "'");
    };
  }
}
