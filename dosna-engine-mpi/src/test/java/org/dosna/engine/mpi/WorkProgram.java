package org.dosna.engine.mpi;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.dosna.AlreadyExistsException;
import org.dosna.ArraySource;
import org.dosna.Cluster;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.Dosna;
import org.dosna.DosnaException;
import org.dosna.NDArray;
import org.dosna.Options;
import org.dosna.Pool;
import org.dosna.ProcessGroup;
import org.dosna.Progress;
import org.dosna.Region;
import org.dosna.backend.hdf5.Hdf5Export;

/**
 * A program that prints what the ranks have seen. Arguments: what, a backend, a cluster, and with
 * Ceph its configuration.
 */
final class WorkProgram {
  private interface Scene {
    void play(Cluster cluster);
  }

  private static final Map<String, Scene> SCENES =
      Map.ofEntries(
          scene("exports", WorkProgram::exports),
          scene("interleaved writes", WorkProgram::interleavedWrites),
          scene("a chunk that comes back", WorkProgram::aChunkThatComesBack),
          scene("reductions", WorkProgram::reductions),
          scene("shares", WorkProgram::shares),
          scene("shards", WorkProgram::shards),
          scene("threads", WorkProgram::threads),
          scene("results that cannot travel", WorkProgram::resultsThatCannotTravel),
          scene("calls in a function", WorkProgram::callsInAFunction),
          scene("a function that waits for a thread", WorkProgram::waitingForAThread),
          scene("colors", WorkProgram::colors),
          scene("alone", WorkProgram::alone));

  private WorkProgram() {}

  private static Map.Entry<String, Scene> scene(String name, Scene scene) {
    return Map.entry(name, scene);
  }

  /** A source that counts what is read of it. */
  private record Counting(NDArray data, AtomicLong elements) implements ArraySource {
    @Override
    public DType dtype() {
      return data.dtype();
    }

    @Override
    public long[] shape() {
      return data.shape();
    }

    @Override
    public void read(long[] origin, NDArray into) {
      elements.addAndGet(into.size());
      data.read(origin, into);
    }
  }

  public static void main(String[] arguments) {
    String scene = arguments[0];
    Options options =
        switch (scene) {
          case "threads" -> Options.of("threads", 3);
          case "shards" -> Options.of("threads", 2);
          case "colors" -> Options.of("color", Job.join(MpiLibrary.AUTO).world().rank() % 2);
          default -> Options.none();
        };
    Dosna.use(arguments[1], "mpi", options);
    Options ceph = arguments.length > 3 ? Options.of("conffile", arguments[3]) : Options.none();
    try (Cluster cluster = Dosna.cluster(arguments[2], ceph).connect()) {
      SCENES.get(scene).play(cluster);
    }
  }

  private static void say(Object text) {
    System.out.print(text + System.lineSeparator());
    System.out.flush();
  }

  /** Each rank writes every size-th element, one by one, of chunks that all write to. */
  private static void interleavedWrites(Cluster cluster) {
    ProcessGroup group = cluster.group();
    int length = 120;
    DatasetSpec spec = DatasetSpec.of(DType.INT32, length).chunkSize(40).fillValue(-1);
    Dataset data = cluster.createPool("pool").createDataset("data", spec);
    for (int round = 0; round < 3; round++) {
      group.barrier();
      for (int i = group.rank(); i < length; i += group.size()) {
        data.set(Integer.toString(i), i + round);
      }
      group.barrier();
      NDArray expected = NDArray.arange(DType.INT32, length);
      for (int i = 0; i < length; i++) {
        expected.setLong(i + round, i);
      }
      say("all last " + expected.equals(data.get()));
    }
    cluster.deletePool("pool");
  }

  /** One rank writes what all delete. */
  private static void aChunkThatComesBack(Cluster cluster) {
    DatasetSpec spec = DatasetSpec.of(DType.INT32, 9).chunkSize(9);
    Dataset data = cluster.createPool("pool").createDataset("data", spec);
    AtomicBoolean over = new AtomicBoolean();
    CompletableFuture<Void> writer =
        CompletableFuture.runAsync(
            () -> {
              while (cluster.group().rank() == 1 && !over.get()) {
                data.set("0", 1);
              }
            });
    for (int round = 0; round < 30; round++) {
      data.deleteChunk(0);
      // So that it has come back.
      LockSupport.parkNanos(5_000_000);
    }
    over.set(true);
    writer.join();
    say("deleted all");
  }

  /** Sums of floats, which depend on the order of additions. */
  private static void reductions(Cluster cluster) {
    Pool pool = cluster.createPool("pool");
    NDArray values = NDArray.random(DType.FLOAT64, 7, 61, 97);
    Dataset data = pool.createDataset("data", values, 5, 7);
    // More chunks than there are groups of them, and some that are not stored.
    DatasetSpec spec = DatasetSpec.of(DType.FLOAT32, 4400).chunkSize(1).fillValue(0.1);
    Dataset many = pool.createDataset("many", spec);
    if (pool.group().isRoot()) {
      many.set("100:4300", NDArray.random(DType.FLOAT32, 9, 4200));
    }
    pool.group().barrier();
    say("bits " + bits(data) + many.sum() + " " + many.std());
    double product = data.reduce((block, where) -> 1 + block.getDouble(0, 0) / 3, (a, b) -> a * b);
    say("product " + Double.doubleToLongBits(product));
  }

  private static String bits(Dataset data) {
    return Double.doubleToLongBits(data.sum().doubleValue())
        + " "
        + Double.doubleToLongBits(data.mean())
        + " "
        + Double.doubleToLongBits(data.std())
        + " "
        + data.max()
        + " "
        + data.argMin()[0]
        + " "
        + NDArray.of(data.histogram(4, 0, 1))
        + " ";
  }

  private static void shares(Cluster cluster) {
    AtomicLong elements = new AtomicLong();
    NDArray values = NDArray.arange(DType.INT32, 70, 10);
    Pool pool = cluster.createPool("pool");
    Dataset data = pool.createDataset("data", new Counting(values, elements), 4, 5);
    say("loaded " + elements);
    Set<String> blocks = ConcurrentHashMap.newKeySet();
    Dataset mapped =
        data.map(
            (block, where) -> {
              blocks.add(where.toString());
              return block;
            },
            "mapped");
    blocks.forEach(block -> say("block " + block));
    say("same " + values.equals(mapped.get()));
    mapped.clear();
    say("left " + mapped.countStoredChunks());
  }

  /** Of 8 shards with 8 chunks each: which thread of which rank has worked in which. */
  private static void shards(Cluster cluster) {
    NDArray values = NDArray.arange(DType.INT32, 40, 40);
    DatasetSpec spec = DatasetSpec.of(DType.INT32, 40, 40).chunkSize(5, 5).shardSize(10, 20);
    Dataset data = cluster.createPool("pool").createDataset("data", spec, values);
    data.apply((block, where) -> inShard("applied", cluster, block, where));
    Dataset mapped = data.map((block, where) -> inShard("mapped", cluster, block, where), "mapped");
    AtomicLong copied = new AtomicLong();
    Progress.report(progress -> copied.set(progress.chunksDone()), () -> mapped.copy("copy"));
    say("copied " + copied);
    say("same " + values.equals(mapped.pool().getDataset("copy").get()));
  }

  private static NDArray inShard(String call, Cluster cluster, NDArray block, Region where) {
    long shard = where.origin()[0] / 10 * 2 + where.origin()[1] / 20;
    String worker = cluster.group().rank() + "-" + Thread.currentThread().getName();
    say(call + " " + shard + " " + worker.replace(' ', '-'));
    return block;
  }

  /** With the option threads, chunk functions run in several threads of a rank. */
  private static void threads(Cluster cluster) {
    Set<String> threads = ConcurrentHashMap.newKeySet();
    NDArray values = NDArray.arange(DType.INT32, 60);
    Dataset data = cluster.createPool("pool").createDataset("data", values, 1);
    data.apply(
        (block, where) -> {
          threads.add(Thread.currentThread().getName());
          Thread.sleep(20);
          return block;
        });
    say("threads " + threads.size());
    say("sum " + data.sum() + " " + data + " " + cluster);
  }

  /** Into files beside the pools; the root alone writes, whether there are datasets or not. */
  private static void exports(Cluster cluster) {
    Pool pool = cluster.createPool("pool");
    export(cluster, pool, "empty.h5");
    pool.createDataset("data", NDArray.arange(DType.INT32, 60), 7);
    export(cluster, pool, "full.h5");
    export(cluster, pool, "full.h5");
  }

  private static void export(Cluster cluster, Pool pool, String file) {
    try {
      Hdf5Export.to(Path.of(cluster.name(), file)).write(pool);
      say("written " + file);
    } catch (AlreadyExistsException e) {
      say("exists " + file);
    }
  }

  private static void resultsThatCannotTravel(Cluster cluster) {
    Dataset data = cluster.createPool("pool").createDataset("data", NDArray.arange(DType.INT8, 9));
    try {
      say("result " + data.reduce((block, where) -> new Thread("x"), (a, b) -> a));
    } catch (DosnaException e) {
      say("caught " + e.getMessage());
    }
  }

  private static void callsInAFunction(Cluster cluster) {
    Pool pool = cluster.createPool("pool");
    Dataset data = pool.createDataset("data", NDArray.arange(DType.INT8, 9), 2);
    try {
      data.apply(
          (block, where) -> {
            pool.deleteDataset("data");
            return block;
          });
    } catch (DosnaException e) {
      say("caught " + e.getMessage());
    }
    say("left " + pool.listDatasets());
  }

  /** On all ranks a function waits for another thread, whose call waits for the function. */
  private static void waitingForAThread(Cluster cluster) {
    Pool pool = cluster.createPool("pool");
    Dataset data = pool.createDataset("data", NDArray.arange(DType.INT8, 9), 2);
    try {
      data.apply(
          (block, where) -> {
            FutureTask<Boolean> waiting =
                new FutureTask<>(
                    () -> {
                      cluster.group().barrier();
                      return true;
                    });
            new Thread(waiting, "waiting").start();
            waiting.get();
            return block;
          });
    } catch (DosnaException e) {
      say("caught " + e.getMessage());
    }
    say("sum " + data.sum());
  }

  /** Two groups that each work for themselves, not at the same pace. */
  private static void colors(Cluster cluster) {
    ProcessGroup group = cluster.group();
    int color = Job.join(MpiLibrary.AUTO).world().rank() % 2;
    Pool pool = cluster.createPool("pool" + color);
    for (int i = 0; i <= 20 * color; i++) {
      Dataset data = pool.createDataset("data" + i, NDArray.full(DType.INT32, color, 30), 4);
      data.apply((block, where) -> block);
      say("sum " + color + " " + data.sum() + " " + group.rank() + " of " + group.size());
    }
  }

  private static void alone(Cluster cluster) {
    ProcessGroup group = cluster.group();
    group.barrier();
    Dataset data = cluster.createPool("pool").createDataset("data", NDArray.arange(DType.INT8, 9));
    say("alone " + group.rank() + " of " + group.size() + " sum " + data.sum());
  }
}
