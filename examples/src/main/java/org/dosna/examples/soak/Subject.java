package org.dosna.examples.soak;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.dosna.Cluster;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.NDArray;
import org.dosna.ProcessGroup;

/**
 * The dataset under test, and the array that it has to equal. Worker {@code i} owns the rows {@code
 * i, i + workers, ...} of both, and so some elements of every chunk; who changes all has the lock.
 */
final class Subject {
  static final int FILL = -1;
  static final String POOL = "soak";
  static final String NAME = "data";
  static final DatasetSpec SPEC =
      DatasetSpec.of(DType.INT32, 64, 96).chunkSize(16, 24).fillValue(FILL);

  private final Supplier<Cluster> cluster;

  /** The processes that work on it. With several, collective calls are made in {@link Rounds}. */
  final ProcessGroup group;

  /** Of all processes together. */
  final int workers;

  /** Operations done. */
  final AtomicLong operations = new AtomicLong();

  /** Read: one works with one's own rows. Write: one has all, and nobody else does anything. */
  final ReadWriteLock lock = new ReentrantReadWriteLock(true);

  private final NDArray model = NDArray.full(DType.INT32, FILL, SPEC.shape());

  Subject(Supplier<Cluster> cluster, ProcessGroup group, int workers) {
    this.cluster = cluster;
    this.group = group;
    this.workers = workers;
  }

  /** Whether there are several processes. */
  boolean isTogether() {
    return group.size() > 1;
  }

  /** A cluster object of one's own; connecting is a collective call. */
  Cluster connect() {
    return cluster.get().connect();
  }

  /** The array; only the rows of the asking worker may be touched without the lock. */
  NDArray model() {
    return model;
  }

  /** The slices of a worker's rows. */
  String rows(int worker) {
    return worker + "::" + workers;
  }

  /** Compares all; to be called with the lock. */
  void check(Dataset data) {
    require(model, data.get(), "the whole dataset");
  }

  static void require(Object expected, Object actual, Object what) {
    if (!expected.equals(actual)) {
      throw new AssertionError(what + ": expected " + expected + ", but it is " + actual);
    }
  }
}
