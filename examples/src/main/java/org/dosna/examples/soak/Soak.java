package org.dosna.examples.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.dosna.Cluster;
import org.dosna.Dosna;
import org.dosna.DosnaException;
import org.dosna.Options;
import org.dosna.Pool;
import org.dosna.ProcessGroup;
import org.dosna.Selector;
import org.dosna.examples.Cli;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Random operations by many threads on one dataset, compared with an array in memory; what the
 * process holds must not grow. {@code sh examples/run.sh soak --minutes 10}; on ranks {@code
 * RANKS=3 sh examples/run.sh soak --engine mpi --threads 5}
 */
@Command(
    name = "soak",
    description = "Works on one dataset with many threads and compares it with an array in memory.",
    exitCodeListHeading = "%nExit code:%n",
    exitCodeList = {"0:no difference, no growth", "1:a difference, or growth", "2:wrong usage"})
public final class Soak implements Callable<Integer> {
  private static final int SAMPLES = 30;

  /** How long the workers of several processes go on before all make collective calls. */
  private static final int ROUND_MILLIS = 500;

  @Spec private CommandSpec command;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      description = "how long, fractions allowed (default: ${DEFAULT-VALUE})")
  private double minutes = 1;

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description = "where chunks are kept (default: ${DEFAULT-VALUE})")
  private String backend = "hdf5";

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      description =
          "who does the work; with mpi each rank has its own threads (default: ${DEFAULT-VALUE})")
  private String engine = "threads";

  @Option(
      names = "--conffile",
      paramLabel = "FILE",
      description = "Ceph's configuration, for the backend ceph")
  private Optional<String> confFile = Optional.empty();

  @Option(
      names = "--interrupts",
      paramLabel = "N",
      description = "interrupts of some worker per second, 0 to 1000 (default: ${DEFAULT-VALUE})")
  private int interrupts = 20;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "threads that work at once, 1 to 64 (default: ${DEFAULT-VALUE})")
  private int threads = 16;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description = "jobs of the engine threads for each of them (default: ${DEFAULT-VALUE})")
  private int jobs = 3;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "start of the random numbers (default: ${DEFAULT-VALUE})")
  private long seed = 1;

  private Soak() {}

  /**
   * Runs the soak test.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    Cli.run(new Soak(), args);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    long rows = Subject.SPEC.shape()[0];
    if (threads < 1 || threads > rows) {
      String problem = "--threads is 1 to " + rows + ", not " + threads;
      throw new ParameterException(command.commandLine(), problem);
    }
    if (!(minutes > 0)) {
      throw new ParameterException(command.commandLine(), "--minutes is above 0, not " + minutes);
    }
    if (interrupts < 0 || interrupts > 1000) {
      String problem = "--interrupts is 0 to 1000, not " + interrupts;
      throw new ParameterException(command.commandLine(), problem);
    }
    Options engineOptions = engine.equals("threads") ? Options.of("jobs", jobs) : Options.none();
    Options options = confFile.map(file -> Options.of("conffile", file)).orElse(Options.none());
    Selector selector = Dosna.with(backend, engine, engineOptions);
    ProcessGroup group = selector.cluster("not connected", options).group();
    int all = Math.multiplyExact(threads, group.size());
    if (all > rows) {
      throw new DosnaException("All ranks have at most " + rows + " threads together, not " + all);
    }
    String folder = group.root("a temporary folder", Soak::temporaryFolder);
    Subject subject = new Subject(() -> selector.cluster(folder, options), group, all);
    try (Cluster cluster = subject.connect()) {
      Pool pool = cluster.createPool(Subject.POOL);
      pool.createDataset(Subject.NAME, Subject.SPEC);
      boolean passed = soak(subject);
      cluster.deletePool(Subject.POOL);
      return passed ? 0 : 1;
    } finally {
      Files.deleteIfExists(Path.of(folder));
    }
  }

  private static String temporaryFolder() {
    try {
      return Files.createTempDirectory("dosna-soak").toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean soak(Subject subject) throws InterruptedException {
    AtomicBoolean stop = new AtomicBoolean();
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    List<Worker> workers = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      int number = subject.group.rank() * threads + i;
      workers.add(new Worker(subject, number, subject.rows(number), seed, stop));
    }
    boolean steady;
    boolean same = true;
    try (Rounds rounds = new Rounds(subject, workers, seed)) {
      workers.forEach(Worker::connect);
      List<Future<?>> futures = new ArrayList<>();
      workers.forEach(worker -> futures.add(executor.submit(worker)));
      executor.shutdown();
      interrupt(workers.stream().map(Worker::interruption).toList(), stop);
      steady = watch(subject, rounds, futures);
      stop.set(true);
      for (Future<?> future : futures) {
        same &= succeeded(future);
      }
    }
    System.out.printf(
        "%d operations; %s; %s%n",
        subject.operations.get(),
        same ? "no difference" : "DIFFERENCES",
        steady ? "no growth" : "GROWTH");
    return same && steady;
  }

  /** Interrupts one worker after the other until it is time to stop. */
  private void interrupt(List<Interruption> interruptions, AtomicBoolean stop) {
    if (interrupts == 0) {
      return;
    }
    Random random = new Random(seed);
    Thread thread =
        new Thread(
            () -> {
              while (!stop.get()) {
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1) / interrupts);
                interruptions.get(random.nextInt(interruptions.size())).interrupt();
              }
            },
            "interrupts");
    thread.setDaemon(true);
    thread.start();
  }

  private static boolean succeeded(Future<?> worker) throws InterruptedException {
    try {
      worker.get();
      return true;
    } catch (ExecutionException e) {
      e.printStackTrace();
      return false;
    }
  }

  /**
   * Takes samples until time is over or a worker has failed; what the first third has is normal.
   */
  private boolean watch(Subject subject, Rounds rounds, List<Future<?>> workers)
      throws InterruptedException {
    long millis = Math.round(minutes * 60_000);
    long begin = System.nanoTime();
    Sample normal = sample(subject);
    Sample last = normal;
    long passed = 0;
    while (passed < millis && workers.stream().noneMatch(Future::isDone)) {
      long next = Math.min(millis, passed + millis / SAMPLES + 1);
      while (passed < next) {
        TimeUnit.MILLISECONDS.sleep(subject.isTogether() ? ROUND_MILLIS : next - passed);
        rounds.play();
        long now = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        passed = subject.group.root("the time", () -> now);
      }
      last = sample(subject);
      if (passed <= millis / 3) {
        normal = normal.max(last);
      }
      if (subject.group.isRoot()) {
        System.out.printf(
            "%6.1f s: %d operations; %s%n", passed / 1e3, subject.operations.get(), last);
      }
    }
    return !last.hasGrownFrom(normal);
  }

  private static Sample sample(Subject subject) {
    subject.lock.writeLock().lock();
    try {
      // Closes the files that hdf5 keeps open for the next who needs them.
      subject.connect().close();
      return Sample.take();
    } finally {
      subject.lock.writeLock().unlock();
    }
  }
}
