package org.dosna.examples.soak;

import java.io.IOException;
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
import org.dosna.Options;
import org.dosna.Pool;
import org.dosna.Selector;
import org.dosna.examples.Cli;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Random operations by many threads on one dataset, compared with an array in memory; what the
 * process holds must not grow. {@code sh examples/run.sh soak --minutes 10}
 */
@Command(
    name = "soak",
    description = "Works on one dataset with many threads and compares it with an array in memory.",
    exitCodeListHeading = "%nExit code:%n",
    exitCodeList = {"0:no difference, no growth", "1:a difference, or growth", "2:wrong usage"})
public final class Soak implements Callable<Integer> {
  private static final int SAMPLES = 30;

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
      description = "who does the work, cpu or threads (default: ${DEFAULT-VALUE})")
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
    Path folder = Files.createTempDirectory("dosna-soak");
    Options engineOptions = engine.equals("threads") ? Options.of("jobs", jobs) : Options.none();
    Options options = confFile.map(file -> Options.of("conffile", file)).orElse(Options.none());
    Selector selector = Dosna.with(backend, engine, engineOptions);
    Subject subject = new Subject(() -> selector.cluster(folder.toString(), options), threads);
    try (Cluster cluster = subject.connect()) {
      Pool pool = cluster.createPool(Subject.POOL);
      pool.createDataset(Subject.NAME, Subject.SPEC);
      boolean passed = soak(subject);
      cluster.deletePool(Subject.POOL);
      return passed ? 0 : 1;
    } finally {
      Files.deleteIfExists(folder);
    }
  }

  private boolean soak(Subject subject) throws InterruptedException {
    AtomicBoolean stop = new AtomicBoolean();
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    List<Future<?>> workers = new ArrayList<>();
    List<Interruption> interruptions = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      Worker worker = new Worker(subject, i, seed, stop);
      interruptions.add(worker.interruption());
      workers.add(executor.submit(worker));
    }
    executor.shutdown();
    interrupt(interruptions, stop);
    boolean steady = watch(subject, workers);
    stop.set(true);
    boolean same = true;
    for (Future<?> worker : workers) {
      same &= succeeded(worker);
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
  private boolean watch(Subject subject, List<Future<?>> workers) throws InterruptedException {
    long millis = Math.round(minutes * 60_000);
    long begin = System.nanoTime();
    Sample normal = sample(subject);
    Sample last = normal;
    long passed = 0;
    while (passed < millis && workers.stream().noneMatch(Future::isDone)) {
      TimeUnit.MILLISECONDS.sleep(Math.min(millis / SAMPLES + 1, millis - passed));
      passed = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
      last = sample(subject);
      if (passed <= millis / 3) {
        normal = normal.max(last);
      }
      System.out.printf(
          "%6.1f s: %d operations; %s%n", passed / 1e3, subject.operations.get(), last);
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
