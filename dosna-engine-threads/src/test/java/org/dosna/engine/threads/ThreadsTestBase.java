package org.dosna.engine.threads;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.dosna.Cluster;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.Dosna;
import org.dosna.Options;
import org.dosna.Pool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** What the tests of the engine share. The timeout only ends what hangs. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
abstract class ThreadsTestBase {
  private final List<Cluster> opened = new ArrayList<>();
  final String name = UUID.randomUUID().toString();

  @AfterEach
  final void close() {
    opened.forEach(Cluster::close);
  }

  /** A cluster in memory, connected; all of one test hold the same data. */
  final Cluster connect(int jobs) {
    Cluster cluster = Dosna.with("ram", "threads", Options.of("jobs", jobs)).cluster(name);
    opened.add(cluster);
    return cluster.connect();
  }

  final Pool createPool(int jobs) {
    return connect(jobs).createPool("pool");
  }

  /** 10^12 chunks of fill value. */
  static Dataset createHuge(Pool pool) {
    DatasetSpec spec = DatasetSpec.of(DType.INT16, 1_000_000, 1_000_000).chunkSize(1, 1);
    return pool.createDataset("huge", spec.fillValue(-1));
  }

  /** The threads that help the clusters of this test. */
  final List<Thread> helpers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("dosna-" + name + "-"))
        .toList();
  }

  static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Thread.yield();
    }
  }

  static boolean hasCause(Throwable e, Class<? extends Throwable> type) {
    return type.isInstance(e) || e.getCause() != null && hasCause(e.getCause(), type);
  }

  static void assertSays(Throwable e, String... parts) {
    for (String part : parts) {
      assertTrue(e.getMessage().contains(part), () -> part + " is missing in: " + e.getMessage());
    }
  }
}
