package org.dosna.backend.ceph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dosna.Cluster;
import org.dosna.Dosna;
import org.dosna.DosnaException;
import org.dosna.Options;
import org.dosna.Pool;
import org.dosna.backend.ceph.testkit.MiniCeph;
import org.dosna.backend.ceph.testkit.RawRados;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connecting, and what goes wrong at it. */
@Tag("native")
class ConnectingTest {
  private static final MiniCeph CEPH = MiniCeph.shared();

  @TempDir Path folder;

  @AfterEach
  void deletePools() {
    RawRados.shared().deletePools();
  }

  /** The configuration of the cluster with one thing replaced. */
  private Path changed(String line, String replacement) throws IOException {
    String conf = Files.readString(CEPH.confFile());
    assertTrue(conf.contains(line));
    return Files.writeString(folder.resolve("changed.conf"), conf.replace(line, replacement));
  }

  private static String line(String begin) throws IOException {
    return Files.readAllLines(CEPH.confFile()).stream()
        .filter(l -> l.startsWith(begin))
        .findFirst()
        .orElseThrow();
  }

  private static void assertNotConnected(Cluster cluster, Object... parts) {
    Clusters.assertRefused(cluster::connect, parts);
    assertFalse(cluster.isConnected());
  }

  @Test
  void aMonitorThatDoesNotAnswerIsNotWaitedForLong() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    Path conf = changed(line("mon host"), "mon host = [v2:127.0.0.1:" + free + "/0]");
    long begun = System.nanoTime();
    DosnaException refusal =
        Clusters.assertRefused(
            () -> Clusters.cluster(conf, "timeout", 2).connect(),
            "127.0.0.1:" + free,
            conf,
            "timeout=2");
    assertFalse(refusal.getMessage().contains("keyring"), refusal.getMessage());
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun);
    assertTrue(seconds < 20, seconds + " s");
  }

  @Test
  void aWrongKeyIsRefused() throws IOException {
    String keyring = "[client.admin]\n\tkey = AQBvvLlmAAAAABAAQzXGpFnYIDjWzFd7JX2V3w==\n";
    Path wrong = Files.writeString(folder.resolve("wrong.keyring"), keyring);
    Path conf = changed(line("keyring"), "keyring = " + wrong);
    assertNotConnected(Clusters.cluster(conf), "client.admin", conf, wrong);
  }

  @Test
  void aMissingKeyIsNamed() throws IOException {
    assertNotConnected(
        Clusters.cluster(CEPH.confFile(), "client_id", "nobody"), "client.nobody", CEPH.confFile());
    Path conf = changed(line("keyring"), "keyring = " + folder.resolve("none"));
    assertNotConnected(Clusters.cluster(conf), "client.admin", conf, folder.resolve("none"));
  }

  @Test
  void aConfigurationThatCannotBeReadIsNamed() throws IOException {
    assertNotConnected(Clusters.cluster(folder.resolve("none.conf")), "none.conf", "conffile");
    assertNotConnected(Clusters.cluster(folder), folder, "conffile");
    for (String text : List.of("[global\nmon host = 127.0.0.1\n", "no setting\n", "\0\1\2\n")) {
      Path conf = Files.writeString(folder.resolve("bad.conf"), text);
      assertNotConnected(Clusters.cluster(conf), "bad.conf");
    }
    Path empty = Files.writeString(folder.resolve("empty.conf"), "[global]\n");
    assertNotConnected(Clusters.cluster(empty), "empty.conf", "mon host");
  }

  @Test
  void unknownAndWrongOptionsAreRefused() {
    Clusters.assertRefused(
        () -> Dosna.with("ceph", "cpu").cluster("x", Options.of("confile", "a")), "confile");
    Clusters.assertRefused(
        () -> Dosna.with("ceph", "cpu").cluster("x", Options.of("conffile", "a\0b")), "conffile");
    Clusters.assertRefused(() -> Clusters.cluster(folder, "timeout", 0), "timeout");
    Clusters.assertRefused(
        () -> Clusters.cluster(folder, "client_id", "client.guest"),
        "client_id",
        "without 'client.', such as guest");
    Clusters.assertRefused(() -> Clusters.cluster(folder, "client_id", "client."), "as admin");
    Clusters.assertRefused(() -> Clusters.cluster(folder, "inflight", "many"), "inflight");
  }

  @Test
  void aUserWithoutRightsIsTold() throws IOException {
    String keyring =
        CEPH.ceph("auth", "get-or-create", "client.guest", "mon", "allow r", "osd", "allow r");
    Path file = Files.writeString(folder.resolve("guest.keyring"), keyring);
    Path conf = changed(line("keyring"), "keyring = " + file);
    RawRados.shared().createPool("pool");
    RawRados.shared().write("pool", "foreign", new byte[] {1});
    try (Cluster cluster = Clusters.cluster(conf, "client_id", "guest").connect()) {
      Clusters.assertRefused(() -> cluster.createPool("new"), "'new'", "client.guest", "getPool");
      Pool pool = cluster.getPool("pool");
      assertEquals(List.of(), pool.listDatasets());
      Clusters.assertRefused(
          () -> pool.createDataset("data", org.dosna.NDArray.zeros(org.dosna.DType.INT8, 3)),
          "'data'",
          "client.guest");
    }
    CEPH.ceph("auth", "caps", "client.guest", "mon", "allow r", "osd", "allow r pool=other");
    try (Cluster cluster = Clusters.cluster(conf, "client_id", "guest").connect()) {
      Clusters.assertRefused(cluster.getPool("pool")::listDatasets, "'pool'", "client.guest");
    }
  }

  @Test
  void connectsAgainAndAgainWithoutLeaving() throws IOException {
    long before = 0;
    for (int round = 0; round < 25; round++) {
      try (Cluster cluster = Clusters.connect()) {
        assertEquals(List.of(), cluster.listPools());
        cluster.disconnect();
        cluster.connect();
      }
      before = round == 4 ? nativeThreads() : before;
    }
    assertTrue(nativeThreads() < before + 10, before + " threads, then " + nativeThreads());
  }

  private static long nativeThreads() throws IOException {
    try (var tasks = Files.list(Path.of("/proc/self/task"))) {
      return tasks.count();
    }
  }
}
