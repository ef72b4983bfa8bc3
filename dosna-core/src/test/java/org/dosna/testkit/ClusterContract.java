package org.dosna.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.dosna.AlreadyExistsException;
import org.dosna.ClosedException;
import org.dosna.Cluster;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DosnaException;
import org.dosna.NDArray;
import org.dosna.NotFoundException;
import org.dosna.OpenMode;
import org.dosna.Pool;
import org.junit.jupiter.api.Test;

/** Connecting, and the pools of a cluster. */
abstract class ClusterContract extends StoreContract {
  @Override
  Pool firstPool() {
    return onlyPool();
  }

  @Test
  void isNotConnectedAtFirst() {
    Cluster fresh = store.newCluster();
    assertFalse(fresh.isConnected());
    assertRefused(ClosedException.class, fresh::listPools, "not connected", fresh.name());
    assertRefused(ClosedException.class, () -> fresh.getPool(POOL), "connect()");
    assertRefused(ClosedException.class, () -> fresh.createPool("other"), "connect()");
    assertRefused(ClosedException.class, () -> fresh.hasPool(POOL), "connect()");
    assertRefused(ClosedException.class, () -> fresh.deletePool(POOL), "connect()");
  }

  @Test
  void connectsAndClosesAsOftenAsAsked() {
    assertSame(cluster, cluster.connect());
    assertSame(cluster, cluster.connect());
    assertTrue(cluster.isConnected());
    cluster.close();
    cluster.disconnect();
    cluster.close();
    assertFalse(cluster.isConnected());
    assertRefused(ClosedException.class, cluster::listPools);
    assertEquals(List.of(POOL), cluster.connect().listPools());
  }

  @Test
  void closingTheClusterClosesItsPools() {
    createInts("data", shape(4), 2).set("...", 5);
    cluster.close();
    assertFalse(pool.isOpen());
    assertRefused(ClosedException.class, pool::listDatasets, POOL);
    assertRefused(ClosedException.class, pool::open, cluster.name());
    cluster.connect();
    pool.open();
    assertEquals(5, pool.getDataset("data").get("3").getLong());
  }

  @Test
  void closingOneClusterObjectLeavesOthersOpen() {
    connect().close();
    assertEquals(List.of(POOL), cluster.listPools());
    assertEquals(List.of(), pool.listDatasets());
  }

  @Test
  void createdPoolsAreListedAndFound() {
    assertTrue(pool.isOpen());
    assertEquals(POOL, pool.name());
    assertEquals(OpenMode.READ_WRITE, pool.mode());
    cluster.createPool("zebra");
    cluster.createPool("ape");
    Cluster other = connect();
    assertEquals(List.of("ape", POOL, "zebra"), other.listPools());
    assertTrue(other.hasPool("ape"));
    assertFalse(other.hasPool("apes"));
    assertEquals("ape", other.getPool("ape").name());
  }

  @Test
  void aPoolIsCreatedOnce() {
    pool.createDataset("kept", NDArray.arange(DType.INT16, 3));
    assertRefused(
        AlreadyExistsException.class,
        () -> connect().createPool(POOL),
        "'" + POOL + "'",
        cluster.name(),
        "getPool");
    assertEquals(List.of("kept"), connect().getPool(POOL).listDatasets());
  }

  @Test
  void missingPoolsAreNamedWithThoseThereAre() {
    cluster.createPool("dark");
    String[] parts = {"'missing'", cluster.name(), cluster.backend(), "'dark'", "'" + POOL + "'"};
    assertRefused(NotFoundException.class, () -> cluster.getPool("missing"), parts);
    assertRefused(
        NotFoundException.class, () -> cluster.getPool("missing", OpenMode.READ_ONLY), parts);
    assertRefused(NotFoundException.class, () -> cluster.deletePool("missing"), parts);
    assertEquals(List.of("dark", POOL), cluster.listPools());
  }

  @Test
  void aDeletedPoolTakesItsDatasetsAlong() {
    pool.createDataset("gone", NDArray.arange(DType.INT32, 10), 3);
    Pool other = cluster.createPool("other");
    other.createDataset("gone", NDArray.arange(DType.INT32, 4));
    connect().deletePool(POOL);
    assertFalse(cluster.hasPool(POOL));
    assertEquals(List.of("other"), cluster.listPools());
    assertRefused(NotFoundException.class, () -> cluster.deletePool(POOL));
    assertEquals(List.of(), cluster.createPool(POOL).listDatasets());
    assertEquals(NDArray.arange(DType.INT32, 4), other.getDataset("gone").get());
  }

  @Test
  void nothingIsCreatedInADeletedPool() {
    Dataset dataset = pool.createDataset("data", NDArray.arange(DType.INT32, 10), 3);
    connect().deletePool(POOL);
    assertRefused(
        DosnaException.class,
        () -> pool.createDataset("late", NDArray.arange(DType.INT8, 4)),
        POOL);
    assertRefused(DosnaException.class, () -> dataset.set("...", 1), "data");
    assertFalse(cluster.hasPool(POOL));
    assertEquals(List.of(), cluster.createPool(POOL).listDatasets());
  }

  @Test
  void aPoolWithForeignDataIsNotDeleted() {
    pool.createDataset("data", NDArray.arange(DType.INT32, 10), 3);
    if (store.raw().isPresent()) {
      store.raw().get().addForeign(POOL, "notes.txt");
      assertRefused(DosnaException.class, () -> cluster.deletePool(POOL), POOL, "notes.txt");
    }
    assertEquals(List.of("data"), connect().getPool(POOL).listDatasets());
    assertEquals(NDArray.arange(DType.INT32, 10), reopen("data").get());
  }

  @Test
  void aClusterSaysWhatItIs() {
    assertTrue(cluster.toString().contains(cluster.name()), cluster.toString());
    assertTrue(pool.toString().contains(POOL), pool.toString());
    assertEquals(store.newCluster().name(), cluster.name());
    assertEquals(cluster.group().size(), pool.group().size());
    assertTrue(cluster.group().rank() < cluster.group().size());
  }
}
