package org.dosna.engine.mpi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.dosna.Cluster;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.Dosna;
import org.dosna.DosnaException;
import org.dosna.NDArray;
import org.dosna.Pool;
import org.dosna.ProcessGroup;

/**
 * A program in which something goes wrong on one of three ranks. Arguments: what, a backend, and
 * the name of a cluster, and a file that is told the time just before, in milliseconds since 1970.
 */
final class FailingProgram {
  private interface Scene {
    void play(Cluster cluster) throws Exception;
  }

  private static final Map<String, Scene> SCENES =
      Map.ofEntries(
          Map.entry("root in createPool", FailingProgram::rootInCreatePool),
          Map.entry("rank 2 in map", FailingProgram::rank2InMap),
          Map.entry("rank 2 in combine", FailingProgram::rank2InCombine),
          Map.entry("other shape", FailingProgram::otherShape),
          Map.entry("before connect", FailingProgram::beforeConnect),
          Map.entry("exception", FailingProgram::exception),
          Map.entry("exception in a closed cluster", FailingProgram::exceptionInAClosedCluster),
          Map.entry("exception in a thread", FailingProgram::exceptionInAThread),
          Map.entry("exit", FailingProgram::exit),
          Map.entry("exit in map", FailingProgram::exitInMap),
          Map.entry("end while connected", FailingProgram::endWhileConnected),
          Map.entry("end after disconnect", FailingProgram::endAfterDisconnect),
          Map.entry("end before connect", FailingProgram::endBeforeConnect),
          Map.entry("killed", FailingProgram::killed),
          Map.entry("killed in map", FailingProgram::killedInMap),
          Map.entry("other call", FailingProgram::otherCall),
          Map.entry("other arguments", FailingProgram::otherArguments),
          Map.entry("other bins", FailingProgram::otherBins),
          Map.entry("other view", FailingProgram::otherView));

  private static Path clock;

  private FailingProgram() {}

  public static void main(String[] arguments) throws Exception {
    Dosna.use(arguments[1], "mpi");
    clock = Path.of(arguments[3]);
    SCENES.get(arguments[0]).play(Dosna.cluster(arguments[2]));
  }

  private static void say(String text) {
    System.out.print(text + System.lineSeparator());
    System.out.flush();
  }

  /** Notes the time. */
  private static void fails() {
    try {
      Files.writeString(clock, Long.toString(System.currentTimeMillis()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean is(Cluster cluster, int rank) {
    return cluster.group().rank() == rank;
  }

  private static Dataset create(Cluster cluster) {
    return cluster.createPool("pool").createDataset("data", NDArray.arange(DType.INT32, 90), 10);
  }

  /** The pool is there: the root alone finds that out. */
  private static void rootInCreatePool(Cluster cluster) {
    cluster.connect();
    cluster.createPool("pool");
    fails();
    try {
      cluster.createPool("pool");
    } catch (DosnaException e) {
      say("caught " + e);
      // Whoever throws first ends the others.
      cluster.group().barrier();
      throw e;
    }
  }

  private static void rank2InMap(Cluster cluster) {
    Dataset data = create(cluster.connect());
    fails();
    try {
      data.map(
          (block, where) -> {
            if (is(cluster, 2)) {
              throw new IllegalStateException("detector unplugged");
            }
            return block;
          },
          "mapped");
    } catch (DosnaException e) {
      say("caught " + e);
      say("left " + data.pool().listDatasets());
      cluster.group().barrier();
      throw e;
    }
  }

  private static void rank2InCombine(Cluster cluster) {
    Dataset data = create(cluster.connect());
    fails();
    try {
      data.reduce(
          (block, where) -> block.size(),
          (a, b) -> {
            if (is(cluster, 2)) {
              throw new IllegalStateException("detector unplugged");
            }
            return a + b;
          });
    } catch (IllegalStateException e) {
      say("caught " + e);
      cluster.group().barrier();
      throw e;
    }
  }

  private static void otherShape(Cluster cluster) {
    Dataset data = create(cluster.connect());
    fails();
    data.resize(is(cluster, 1) ? 40 : 50);
  }

  private static void beforeConnect(Cluster cluster) {
    if (is(cluster, 1)) {
      fails();
      throw new IllegalStateException("no detector");
    }
    cluster.connect();
  }

  private static void exception(Cluster cluster) {
    cluster.connect();
    if (is(cluster, 1)) {
      fails();
      throw new IllegalStateException("no detector");
    }
    cluster.group().barrier();
  }

  private static void exceptionInAClosedCluster(Cluster cluster) {
    try (Cluster connected = cluster.connect()) {
      exception(connected);
    }
  }

  private static void exceptionInAThread(Cluster cluster) {
    cluster.connect();
    if (is(cluster, 1)) {
      fails();
      new Thread(
              () -> {
                throw new IllegalStateException("no detector");
              })
          .start();
    }
    wait(cluster.group());
  }

  private static void wait(ProcessGroup group) {
    for (int i = 0; i < 1000 * (1 + group.rank()); i++) {
      group.barrier();
    }
  }

  private static void exit(Cluster cluster) {
    cluster.connect();
    if (is(cluster, 1)) {
      fails();
      System.exit(0);
    }
    cluster.group().barrier();
  }

  private static void exitInMap(Cluster cluster) {
    create(cluster.connect())
        .apply(
            (block, where) -> {
              if (is(cluster, 1)) {
                fails();
                System.exit(0);
              }
              return block;
            });
  }

  private static void endWhileConnected(Cluster cluster) {
    cluster.connect();
    if (is(cluster, 1)) {
      fails();
      return;
    }
    cluster.group().barrier();
  }

  private static void endAfterDisconnect(Cluster cluster) {
    cluster.connect();
    if (is(cluster, 1)) {
      cluster.disconnect();
      fails();
      return;
    }
    cluster.createPool("pool");
  }

  private static void endBeforeConnect(Cluster cluster) {
    if (is(cluster, 1)) {
      fails();
      return;
    }
    cluster.connect();
  }

  private static void killed(Cluster cluster) throws IOException, InterruptedException {
    cluster.connect();
    if (is(cluster, 1)) {
      kill();
    }
    cluster.group().barrier();
  }

  private static void killedInMap(Cluster cluster) {
    create(cluster.connect())
        .apply(
            (block, where) -> {
              if (is(cluster, 1)) {
                kill();
              }
              return block;
            });
  }

  private static void kill() throws IOException, InterruptedException {
    fails();
    String me = Long.toString(ProcessHandle.current().pid());
    new ProcessBuilder("kill", "-9", me).inheritIO().start().waitFor();
  }

  private static void otherCall(Cluster cluster) {
    cluster.connect();
    Pool pool = cluster.createPool("pool");
    fails();
    if (is(cluster, 1)) {
      cluster.group().barrier();
    } else {
      pool.createDataset("data", NDArray.arange(DType.INT32, 9));
    }
  }

  private static void otherArguments(Cluster cluster) {
    cluster.connect();
    fails();
    cluster.createPool(is(cluster, 1) ? "left" : "right");
  }

  private static void otherBins(Cluster cluster) {
    Dataset data = create(cluster.connect());
    fails();
    data.histogram(3, 0, is(cluster, 1) ? 80 : 90);
  }

  private static void otherView(Cluster cluster) {
    Dataset data = create(cluster.connect());
    fails();
    data.view(is(cluster, 1) ? "20:40" : "50:70").sum();
  }
}
