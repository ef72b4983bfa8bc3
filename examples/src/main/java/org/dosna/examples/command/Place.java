package org.dosna.examples.command;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.dosna.Cluster;
import org.dosna.Dataset;
import org.dosna.DosnaException;
import org.dosna.Group;
import org.dosna.Member;
import org.dosna.OpenMode;
import org.dosna.Pool;
import org.dosna.examples.Address;

/**
 * What is at an address, with the cluster and pool that were opened for it.
 *
 * @param address where it is
 * @param cluster its cluster, connected
 * @param openPool its pool, if the address names one
 */
record Place(Address address, Cluster cluster, Optional<Pool> openPool) implements AutoCloseable {
  /** Opens it for reading. */
  static Place read(Address address, Cluster cluster) {
    return open(address, cluster, OpenMode.READ_ONLY);
  }

  /** Opens it for changes. */
  static Place change(Address address, Cluster cluster) {
    return open(address, cluster, OpenMode.READ_WRITE);
  }

  private static Place open(Address address, Cluster cluster, OpenMode mode) {
    return opened(
        address,
        cluster,
        () ->
            address.pool().isEmpty()
                ? Optional.empty()
                : Optional.of(cluster.getPool(address.pool(), mode)));
  }

  /** Opens it to put something there; a pool that is not there is made. */
  static Place make(Address address, Cluster cluster) {
    String pool = address.pool();
    return opened(
        address,
        cluster,
        () ->
            Optional.of(cluster.hasPool(pool) ? cluster.getPool(pool) : cluster.createPool(pool)));
  }

  /** A cluster without the pool that is asked for is closed again. */
  private static Place opened(Address address, Cluster cluster, Supplier<Optional<Pool>> pool) {
    try {
      cluster.connect();
      return new Place(address, cluster, pool.get());
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  String path() {
    return address.path();
  }

  Pool pool() {
    return openPool.orElseThrow(
        () -> new DosnaException("'" + address + "' is a cluster; add #POOL, or #POOL/PATH"));
  }

  boolean isDataset() {
    return openPool.isPresent() && !path().isEmpty() && pool().hasDataset(path());
  }

  /** Whether it is a file that has one dataset, which need not be named. */
  boolean isOnlyDataset() {
    return address.isFile()
        && path().isEmpty()
        && pool().listGroups().isEmpty()
        && pool().listDatasets().size() == 1;
  }

  /** Its dataset. */
  Dataset dataset() {
    if (isOnlyDataset()) {
      return pool().getDataset(pool().listDatasets().get(0));
    }
    if (path().isEmpty()) {
      List<String> there =
          pool().walk().filter(member -> !member.isGroup()).map(Member::path).limit(20).toList();
      throw new DosnaException(
          "'" + address + "' is no dataset; name one of those in it: " + there);
    }
    return pool().getDataset(path());
  }

  /** Its group, or its pool. */
  Group group() {
    return path().isEmpty() ? pool() : pool().group(path());
  }

  @Override
  public void close() {
    openPool.ifPresent(Pool::close);
    cluster.close();
  }
}
