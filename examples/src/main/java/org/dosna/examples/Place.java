package org.dosna.examples;

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

/**
 * What is at an address, with the cluster and pool that were opened for it.
 *
 * @param address where it is
 * @param cluster its cluster, connected
 * @param openPool its pool, if the address names one
 */
public record Place(Address address, Cluster cluster, Optional<Pool> openPool)
    implements AutoCloseable {
  /**
   * Opens it for reading.
   *
   * @param address where it is
   * @param cluster its cluster, which is connected, and closed again if this fails
   * @return what is there, to be closed
   */
  public static Place read(Address address, Cluster cluster) {
    return open(address, cluster, OpenMode.READ_ONLY);
  }

  /**
   * Opens it for changes.
   *
   * @param address where it is
   * @param cluster its cluster, which is connected, and closed again if this fails
   * @return what is there, to be closed
   */
  public static Place change(Address address, Cluster cluster) {
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

  /**
   * Opens it to put something there; a pool that is not there is made.
   *
   * @param address where it is to be; names a pool
   * @param cluster its cluster, which is connected, and closed again if this fails
   * @return the place, to be closed
   */
  public static Place make(Address address, Cluster cluster) {
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

  /**
   * Where it is in its pool.
   *
   * @return empty for the pool itself
   */
  public String path() {
    return address.path();
  }

  /**
   * Its pool.
   *
   * @return the pool, open
   * @throws DosnaException if the address names none
   */
  public Pool pool() {
    return openPool.orElseThrow(
        () -> new DosnaException("'" + address + "' is a cluster; add #POOL, or #POOL/PATH"));
  }

  /**
   * Whether it is a dataset; a file that has only one need not name it.
   *
   * @return false if it is a group, a pool, a cluster, or nothing
   */
  public boolean isDataset() {
    return openPool.isPresent() && (path().isEmpty() ? isOnlyDataset() : pool().hasDataset(path()));
  }

  private boolean isOnlyDataset() {
    return address.isFile() && pool().listGroups().isEmpty() && pool().listDatasets().size() == 1;
  }

  /**
   * Its dataset.
   *
   * @return the dataset
   * @throws DosnaException if there is none; the message lists those that there are
   */
  public Dataset dataset() {
    if (!path().isEmpty()) {
      return pool().getDataset(path());
    }
    if (!isOnlyDataset()) {
      List<String> there =
          pool().walk().filter(member -> !member.isGroup()).map(Member::path).limit(20).toList();
      throw new DosnaException(
          "'" + address + "' is no dataset; name one of those in it: " + there);
    }
    return pool().getDataset(pool().listDatasets().get(0));
  }

  /**
   * Its group.
   *
   * @return the group, or the pool
   * @throws DosnaException if there is none
   */
  public Group group() {
    return path().isEmpty() ? pool() : pool().group(path());
  }

  @Override
  public void close() {
    openPool.ifPresent(Pool::close);
    cluster.close();
  }
}
