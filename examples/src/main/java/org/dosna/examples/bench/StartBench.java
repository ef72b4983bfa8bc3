package org.dosna.examples.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.dosna.Cluster;
import org.dosna.Options;
import org.dosna.Pool;
import org.dosna.backend.hdf5.Hdf5Export;
import org.dosna.examples.Cli;
import org.dosna.examples.command.DosnaCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** From the start of a process to its first element. */
@Command(
    name = "start-bench",
    description =
        "Measures processes that print the first element of a dataset, from their start to their"
            + " end, beside a Java program that does nothing, and h5py and zarr-python.")
public final class StartBench implements Callable<Integer> {
  private static final String NOTHING = "java, nothing";
  private static final String QUICK = "-XX:TieredStopAtLevel=1";
  private static final String H5PY =
      "import h5py, sys; print(h5py.File(sys.argv[1])['data'][0, 0, 0])";
  private static final String ZARR = "import zarr, sys; print(zarr.open(sys.argv[1])[0, 0, 0])";

  @Spec private CommandSpec command;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "how often all are started in turn (default: ${DEFAULT-VALUE})")
  private int rounds = 9;

  @Option(
      names = "--python",
      paramLabel = "FILE",
      description = "a Python that has h5py or zarr (default: ${DEFAULT-VALUE})")
  private String python = "/usr/bin/python3";

  @Option(names = "--ceph", paramLabel = "CONF", description = "Ceph's configuration file")
  private Optional<Path> ceph = Optional.empty();

  private final Map<String, List<String>> processes = new LinkedHashMap<>();

  private StartBench() {}

  /**
   * Runs the benchmark and ends the process.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    Cli.run(new StartBench(), args);
  }

  /**
   * Runs the benchmark.
   *
   * @return 0
   * @throws IOException if files cannot be written
   */
  @Override
  public Integer call() throws IOException {
    Path folder = Files.createTempDirectory("dosna-bench-");
    String pool = "dosna-bench-" + UUID.randomUUID();
    try {
      add(NOTHING, java(FirstElement.class));
      add("ram", java(FirstElement.class, "ram", "start", pool));
      addFiles(folder, pool);
      if (ceph.isPresent()) {
        addCeph(ceph.get(), pool);
      }
      measure();
    } finally {
      BenchFolder.delete(folder);
      ceph.ifPresent(conf -> deleteCeph(conf, pool));
    }
    return CommandLine.ExitCode.OK;
  }

  private void addFiles(Path folder, String poolName) throws IOException {
    Path file = folder.resolve("data.h5");
    for (String backend : List.of("hdf5", "zarr")) {
      String cluster = folder.resolve(backend).toString();
      try (Cluster connected = FirstElement.connected(backend, cluster, Options.none());
          Pool pool = FirstElement.poolWithData(connected, poolName)) {
        if (backend.equals("hdf5")) {
          Hdf5Export.to(file).write(FirstElement.DATASET, pool.getDataset(FirstElement.DATASET));
        }
      }
      add(backend, java(FirstElement.class, backend, cluster, poolName));
    }
    List<String> quick = java(FirstElement.class, "hdf5", folder + "/hdf5", poolName);
    quick.add(1, QUICK);
    add("hdf5, " + QUICK, quick);
    String address = "hdf5:" + folder.resolve("hdf5") + "#" + poolName + "/" + FirstElement.DATASET;
    List<String> head = java(DosnaCommand.class, "head", address, "0, 0, 0");
    head.add(1, QUICK);
    add("dosna head", head);
    add("h5py", python(H5PY, file));
    add("zarr-python", python(ZARR, folder.resolve("zarr").resolve(poolName).resolve("data")));
  }

  private void addCeph(Path conf, String pool) {
    try (Cluster cluster =
        FirstElement.connected("ceph", "start", Options.of("conffile", conf.toString()))) {
      FirstElement.poolWithData(cluster, pool).close();
    }
    add("ceph", java(FirstElement.class, "ceph", "start", pool, "conffile", conf.toString()));
  }

  private static void deleteCeph(Path conf, String pool) {
    try (Cluster cluster =
        FirstElement.connected("ceph", "start", Options.of("conffile", conf.toString()))) {
      cluster.deletePool(pool);
    }
  }

  /** Leaves out what does not run here: there is no Python, or it has not the package. */
  private void add(String title, List<String> process) {
    try {
      if (run(process) == 0) {
        processes.put(title, process);
      }
    } catch (UncheckedIOException e) {
      command.commandLine().getErr().println(title + ": " + e.getMessage());
    }
  }

  private void measure() {
    Timings timings = new Timings();
    for (int round = 0; round < rounds; round++) {
      processes.forEach(
          (title, process) ->
              timings.time(
                  title, title.equals(NOTHING) ? List.of() : List.of(NOTHING), () -> run(process)));
    }
    timings.print(command.commandLine().getOut(), "a Java program that does nothing");
  }

  private static List<String> java(Class<?> program, String... arguments) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath = System.getProperty("java.class.path");
    List<String> process = new ArrayList<>(List.of(java, "-cp", classPath, program.getName()));
    process.addAll(Arrays.asList(arguments));
    return process;
  }

  private List<String> python(String code, Path file) {
    return List.of(python, "-c", code, file.toString());
  }

  private static int run(List<String> process) {
    try {
      return new ProcessBuilder(process)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("Interrupted", e);
    }
  }
}
