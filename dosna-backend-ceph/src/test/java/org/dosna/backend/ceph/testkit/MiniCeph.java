package org.dosna.backend.ceph.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A real Ceph cluster on this machine: one monitor and some OSDs on the loopback address, at free
 * ports, with all files in one folder. Its daemons outlive the JVM unless they are stopped; those
 * that {@link #shared} and {@link #startTemporary} start are stopped when the JVM ends.
 *
 * <p>Pools hold one copy if there is one OSD, else two, and go on with one.
 */
public final class MiniCeph implements AutoCloseable {
  /** Where OSDs keep objects. */
  public enum Store {
    /** In memory, as much as the machine has; gone with the OSD. */
    MEMSTORE,
    /** In files, as real clusters do; an OSD that was killed has its data when started again. */
    BLUESTORE
  }

  private static final String CONF = "ceph.conf";
  private static MiniCeph shared;

  private final Path dir;
  private final Daemons daemons;

  private MiniCeph(Path dir) {
    this.dir = dir.toAbsolutePath().normalize();
    this.daemons = new Daemons(this.dir, confFile());
  }

  /**
   * The cluster of one memstore OSD that all tests of this JVM share; started by the first who asks
   * and stopped when the JVM ends.
   *
   * @return the cluster; not to be stopped
   */
  public static synchronized MiniCeph shared() {
    if (shared == null) {
      // Pools come and go: one placement group each is made quickly.
      shared = startTemporary(1, Store.MEMSTORE, "osd pool default pg num = 1");
    }
    return shared;
  }

  /**
   * Starts a cluster in a temporary folder, in memory if its OSDs are; it is stopped at the latest
   * when the JVM ends.
   *
   * @param osds number of OSDs
   * @param store where they keep objects
   * @param settings further lines of the configuration
   * @return the cluster, ready for use
   */
  public static MiniCeph startTemporary(int osds, Store store, String... settings) {
    try {
      String prefix = "mini-ceph-";
      MiniCeph ceph =
          new MiniCeph(
              store == Store.MEMSTORE
                  ? MemoryFolder.create(prefix)
                  : Files.createTempDirectory(prefix));
      Runtime.getRuntime().addShutdownHook(new Thread(ceph::stop));
      ceph.create(osds, store, settings);
      return ceph;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Starts a cluster that lasts until it is stopped.
   *
   * @param dir a folder that does not exist or is empty
   * @param osds number of OSDs, at least 1
   * @param store where they keep objects
   * @return the cluster, ready for use
   * @throws IllegalArgumentException if there is to be no OSD
   * @throws IllegalStateException if it does not start; the message says why
   */
  public static MiniCeph start(Path dir, int osds, Store store) {
    if (osds < 1) {
      throw new IllegalArgumentException("A cluster has 1 OSD or more, not " + osds);
    }
    MiniCeph ceph = new MiniCeph(dir);
    ceph.requireUnused();
    ceph.create(osds, store);
    return ceph;
  }

  private void requireUnused() {
    if (isStarted()) {
      throw new IllegalStateException(
          "A cluster was started in "
              + dir
              + " already: connect with the option conffile: "
              + confFile()
              + ", or stop it first");
    }
    try {
      Files.createDirectories(dir);
      try (Stream<Path> entries = Files.list(dir)) {
        if (entries.findAny().isPresent()) {
          throw new IllegalStateException(dir + " is not empty; choose another folder");
        }
      }
    } catch (FileAlreadyExistsException e) {
      throw new IllegalStateException(e.getFile() + " is a file; choose another folder", e);
    } catch (IOException e) {
      throw new IllegalStateException(
          "The folder " + dir + " cannot be made here; choose another one", e);
    }
  }

  private boolean isStarted() {
    return Files.exists(confFile()) && Files.exists(dir.resolve("monmap"));
  }

  /**
   * A cluster that was started before, perhaps by another process.
   *
   * @param dir its folder
   * @return the cluster
   * @throws IllegalStateException if there is none
   */
  public static MiniCeph at(Path dir) {
    MiniCeph ceph = new MiniCeph(dir);
    if (!ceph.isStarted()) {
      throw new IllegalStateException("No cluster was started in " + ceph.dir);
    }
    return ceph;
  }

  /**
   * The configuration that clients connect with, as client.admin.
   *
   * @return path of ceph.conf
   */
  public Path confFile() {
    return dir.resolve(CONF);
  }

  /**
   * Where all its files are.
   *
   * @return the folder
   */
  public Path dir() {
    return dir;
  }

  /**
   * Runs Ceph's command line tool against this cluster.
   *
   * @param arguments such as {@code osd pool ls}
   * @return what it printed
   * @throws IllegalStateException if it fails
   */
  public String ceph(String... arguments) {
    List<String> command = new ArrayList<>(List.of("ceph", "-c", confFile().toString()));
    command.addAll(List.of(arguments));
    return daemons.run(command.toArray(String[]::new));
  }

  /**
   * Kills an OSD as {@code kill -9} does.
   *
   * @param osd its number, from 0
   */
  public void killOsd(int osd) {
    daemons.kill(osdName(osd));
  }

  /**
   * Starts an OSD again; a memstore has lost its data then.
   *
   * @param osd its number, from 0
   */
  public void startOsd(int osd) {
    daemons.run("ceph-osd", "-c", confFile().toString(), "-i", Integer.toString(osd));
  }

  /** Kills the monitor as {@code kill -9} does. */
  public void killMonitor() {
    daemons.kill("mon.a");
  }

  /** Starts the monitor again, which has all its data. */
  public void startMonitor() {
    daemons.run("ceph-mon", "-c", confFile().toString(), "-i", "a");
  }

  /**
   * Waits until as many OSDs are in the cluster.
   *
   * @param osds their number
   */
  public void awaitOsds(int osds) {
    String wanted = "\"num_up_osds\":" + osds + ",";
    for (int attempt = 0; !ceph("osd", "stat", "-f", "json").contains(wanted); attempt++) {
      if (attempt == 200) {
        throw new IllegalStateException("still not " + osds + " OSDs up: " + ceph("osd", "stat"));
      }
      Daemons.sleep(100);
    }
  }

  /** Stops all daemons and deletes the folder; does nothing if that was done. */
  public synchronized void stop() {
    if (!Files.exists(dir)) {
      return;
    }
    daemons.killAll();
    try (Stream<Path> files = Files.walk(dir)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same as {@link #stop}. */
  @Override
  public void close() {
    stop();
  }

  private static String osdName(int osd) {
    return "osd." + osd;
  }

  private void create(int osds, Store store, String... settings) {
    boolean started = false;
    try {
      createMonitor(osds, store, settings);
      for (int osd = 0; osd < osds; osd++) {
        createOsd(osd);
      }
      awaitOsds(osds);
      started = true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      if (!started) {
        daemons.killAll();
      }
    }
  }

  private void createMonitor(int osds, Store store, String... settings) throws IOException {
    String fsid = UUID.randomUUID().toString();
    int port = freePort();
    Files.writeString(confFile(), conf(fsid, port, osds, store, settings));
    Files.createDirectories(dir.resolve("mon"));
    String keyring = dir.resolve("keyring").toString();
    String monmap = dir.resolve("monmap").toString();
    String conf = confFile().toString();
    daemons.run("ceph-authtool", "-C", keyring, "-g", "-n", "mon.", "--cap", "mon", "allow *");
    daemons.run(
        "ceph-authtool",
        keyring,
        "-g",
        "-n",
        "client.admin",
        "--cap",
        "mon",
        "allow *",
        "--cap",
        "osd",
        "allow *");
    daemons.run("monmaptool", "--create", "--fsid", fsid, "--addv", "a", address(port), monmap);
    daemons.run(
        "ceph-mon", "-c", conf, "--mkfs", "-i", "a", "--monmap", monmap, "--keyring", keyring);
    startMonitor();
  }

  private void createOsd(int osd) throws IOException {
    Path folder = Files.createDirectories(dir.resolve("osd" + osd));
    String uuid = UUID.randomUUID().toString();
    String secret = daemons.run("ceph-authtool", "--gen-print-key").strip();
    Path secrets =
        Files.writeString(folder.resolve("secrets.json"), "{\"cephx_secret\": \"" + secret + "\"}");
    ceph("osd", "new", uuid, Integer.toString(osd), "-i", secrets.toString());
    daemons.run(
        "ceph-authtool",
        "-C",
        folder.resolve("keyring").toString(),
        "-n",
        osdName(osd),
        "-a",
        secret);
    String conf = confFile().toString();
    String id = Integer.toString(osd);
    daemons.run("ceph-osd", "-c", conf, "-i", id, "--mkfs", "--osd-uuid", uuid);
    startOsd(osd);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String address(int port) {
    return "[v2:127.0.0.1:" + port + "/0]";
  }

  /** Small and quick rather than safe: this is no place for data that matter. */
  private String conf(String fsid, int port, int osds, Store store, String... settings) {
    int copies = Math.min(osds, 2);
    return """
    # A cluster for tests, made by DosNa's MiniCeph; see its folder for logs.
    [global]
    fsid = %1$s
    mon host = %2$s
    keyring = %3$s/keyring

    public addr = 127.0.0.1
    cluster addr = 127.0.0.1
    ms bind ipv6 = false
    auth cluster required = cephx
    auth service required = cephx
    auth client required = cephx
    run dir = %3$s
    admin socket =
    pid file = %3$s/$name.pid
    log file = %3$s/$name.log
    crash dir = %3$s
    osd pool default size = %4$d
    osd pool default min size = 1
    osd pool default pg num = 8
    osd pool default pg autoscale mode = off
    osd crush chooseleaf type = 0
    # Nominal: beyond a share of it, and far from it already, an OSD calls itself full.
    memstore device bytes = 1099511627776
    osd failsafe full ratio = 1.0
    bluestore block size = 8589934592
    %6$s

    [mon]
    mon data = %3$s/mon
    mon allow pool delete = true
    mon allow pool size one = true
    mon max pg per osd = 100000
    mon osd min down reporters = 1
    # An OSD that was killed before is given up as quickly as another one.
    mon osd adjust heartbeat grace = false
    mon data avail warn = 1
    mon data avail crit = 1
    # Changes of the cluster, such as new pools, take effect at once.
    paxos propose interval = 0.01
    paxos min wait = 0.005

    [osd]
    osd data = %3$s/osd$id
    keyring = %3$s/osd$id/keyring
    osd objectstore = %5$s
    osd heartbeat grace = 3
    osd heartbeat interval = 1
    osd max pg per osd hard ratio = 1000
    """
        .formatted(
            fsid,
            address(port),
            dir,
            copies,
            store.name().toLowerCase(Locale.ROOT),
            String.join("\n", settings));
  }
}
