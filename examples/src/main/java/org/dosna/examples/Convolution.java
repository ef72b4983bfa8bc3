package org.dosna.examples;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.dosna.Cluster;
import org.dosna.Dataset;
import org.dosna.Dosna;
import org.dosna.DosnaException;
import org.dosna.Halo;
import org.dosna.NDArray;
import org.dosna.Pool;
import org.dosna.ProcessGroup;
import org.dosna.Slice;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * A Gaussian filter over a volume, for several chunk sizes and in three ways: each chunk alone,
 * which is wrong near its faces; each chunk with its neighbourhood; and as three passes, one along
 * each axis. Any backend, any engine, one process or several. {@code sh examples/run.sh
 * convolution}
 */
@Command(
    name = "convolution",
    description = {
      "Filters a volume with a Gaussian, for several chunk sizes and in three ways: each chunk"
          + " alone,",
      "each chunk with a halo, and as three passes along one axis each. Checks the results, prints",
      "and stores the times, and draws pictures."
    },
    exitCodeListHeading = "%nExit code:%n",
    exitCodeList = {
      "0:done, results are right",
      "1:a result is wrong, or the store failed",
      "2:wrong usage"
    })
public final class Convolution implements Callable<Integer> {
  private static final String POOL = "convolution-example";
  private static final List<String> WORK = List.of("load", "alone", "halo", "passes");
  private static final int AXES = 3;
  private static final int POINTS = 200;
  private static final double TOLERANCE = 1e-5;
  private static final double MAX_SIGMA = 100;

  @Spec private CommandSpec command;

  @Mixin private StoreChoice store = new StoreChoice();

  @Option(
      names = "--size",
      paramLabel = "N",
      description = "length of each axis of the volume (default: ${DEFAULT-VALUE})")
  private int size = 256;

  @Option(
      names = "--chunks",
      paramLabel = "N",
      split = ",",
      description = "lengths of a chunk's axes that are tried (default: ${DEFAULT-VALUE})")
  private List<Integer> chunks = List.of(32, 64, 128);

  @Option(
      names = "--sigma",
      paramLabel = "X",
      description =
          "standard deviation in elements; cut off at 3 of it (default: ${DEFAULT-VALUE})")
  private double sigma = 1.5;

  @Option(
      names = "--cluster",
      paramLabel = "NAME",
      description = "the cluster (default: OUT/cluster)")
  private String clusterName;

  @Option(
      names = "--out",
      paramLabel = "OUT",
      description = "folder for pictures and times (default: ${DEFAULT-VALUE})")
  private Path out = Path.of("convolution");

  private Gaussian gaussian;
  private NDArray volume;
  private ProcessGroup group;

  private Convolution() {}

  /**
   * Runs the example and ends the process.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    System.setProperty("java.awt.headless", "true");
    Cli.run(new Convolution(), args);
  }

  /**
   * Runs all chunk sizes.
   *
   * @return 0
   */
  @Override
  public Integer call() {
    if (size < 1 || !(sigma > 0 && sigma <= MAX_SIGMA) || chunks.stream().anyMatch(n -> n < 1)) {
      throw new ParameterException(
          command.commandLine(),
          "--size, --chunks and --sigma are above 0, and --sigma at most " + MAX_SIGMA);
    }
    makeFolder();
    gaussian = new Gaussian(sigma, 3);
    volume = Phantom.volume(size, size, size);
    String name = clusterName == null ? out.resolve("cluster").toString() : clusterName;
    try (Cluster cluster = store.cluster(name).connect()) {
      group = cluster.group();
      String title =
          "Gaussian, sigma %s, %d taps, float32 %d³, %s, %s, processes: %d"
              .formatted(
                  sigma,
                  2 * gaussian.radius() + 1,
                  size,
                  store.backend(),
                  store.engine(),
                  group.size());
      print(title);
      print(" ".repeat(8) + "seconds" + " ".repeat(33) + "  worst error");
      row("chunks", List.of("load", "alone", "halo", "passes", "alone", "halo", "passes"));
      // Once without taking notes: Java compiles what it sees often.
      measure(freshPool(cluster), chunks.get(0));
      double[][] seconds = new double[chunks.size()][];
      for (int i = 0; i < seconds.length; i++) {
        Run run = measure(freshPool(cluster), chunks.get(i));
        seconds[i] = run.seconds;
        if (group.isRoot()) {
          report(run, chunks.get(i));
        }
        group.barrier();
        cluster.deletePool(POOL);
      }
      if (group.isRoot()) {
        keep(seconds, title);
        plot(seconds, title);
        print("pictures and times are in " + out);
      }
    }
    return 0;
  }

  private void makeFolder() {
    try {
      Files.createDirectories(out);
    } catch (IOException e) {
      throw new DosnaException(
          "Cannot make the folder '" + out + "' for the results: " + Cli.described(e), e);
    }
  }

  /** All processes look before one of them deletes. */
  private Pool freshPool(Cluster cluster) {
    boolean old = cluster.hasPool(POOL);
    group.barrier();
    if (old) {
      cluster.deletePool(POOL);
    }
    return cluster.createPool(POOL);
  }

  private record Run(Dataset data, Dataset alone, Dataset halo, Dataset passes, double[] seconds) {}

  /** All kinds of work with one chunk size. */
  private Run measure(Pool pool, int chunk) {
    List<Double> seconds = new ArrayList<>();
    Dataset data = timed(seconds, () -> pool.createDataset("data", volume, chunk, chunk, chunk));
    Dataset alone = timed(seconds, () -> data.map(gaussian, "alone"));
    Dataset halo = timed(seconds, () -> data.map(gaussian, gaussian.halo(), "halo"));
    Dataset passes = timed(seconds, () -> passes(data));
    return new Run(
        data, alone, halo, passes, seconds.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private void report(Run run, int chunk) {
    double halo = worstError(run.halo, chunk);
    double passes = worstError(run.passes, chunk);
    List<String> cells = new ArrayList<>();
    for (double seconds : run.seconds) {
      cells.add(String.format(Locale.ROOT, "%.3f", seconds));
    }
    for (double error : new double[] {worstError(run.alone, chunk), halo, passes}) {
      cells.add(String.format(Locale.ROOT, "%.0e", error));
    }
    row(chunk + "³", cells);
    if (!(Math.max(halo, passes) <= TOLERANCE)) {
      throw new DosnaException("The results are wrong: they are off by more than " + TOLERANCE);
    }
    if (chunk == chunks.get(0)) {
      draw(run, chunk);
    }
  }

  /** One pass after the other, each along one axis and with a halo on that axis only. */
  private Dataset passes(Dataset data) {
    Dataset result = data;
    for (int i = 0; i < AXES; i++) {
      int axis = i;
      int[] width = new int[AXES];
      width[axis] = gaussian.radius();
      result =
          result.map(
              (block, where) -> gaussian.filter(block, axis),
              Halo.of(width).reflect(),
              "axis" + axis);
    }
    return result;
  }

  private <T> T timed(List<Double> seconds, Supplier<T> work) {
    group.barrier();
    long start = System.nanoTime();
    T result = work.get();
    group.barrier();
    seconds.add((System.nanoTime() - start) / 1e9);
    return result;
  }

  /**
   * The largest difference to the filter's definition: the sum over all three axes at once, in
   * double. Looked at are the corners of the volume, elements around the corners of chunks, and
   * elements anywhere.
   */
  private double worstError(Dataset result, int chunk) {
    SplittableRandom random = new SplittableRandom(3);
    int last = size - 1;
    int face = Math.min(chunk, last);
    int[] edges = {0, last, Math.min(1, last), face - Math.min(1, face), face};
    double worst = 0;
    for (int n = 0; n < POINTS; n++) {
      int[] point = new int[AXES];
      for (int axis = 0; axis < AXES; axis++) {
        boolean corner = n < 1 << AXES;
        boolean anywhere = n % 2 == 0;
        point[axis] =
            corner
                ? edges[n >> axis & 1]
                : anywhere ? random.nextInt(size) : edges[random.nextInt(edges.length)];
      }
      double value =
          result.get(Slice.at(point[0]), Slice.at(point[1]), Slice.at(point[2])).getDouble();
      worst = Math.max(worst, Math.abs(value - exact(point)));
    }
    return worst;
  }

  private double exact(int[] point) {
    int r = gaussian.radius();
    float[] values = (float[]) volume.array();
    double sum = 0;
    double weights = 0;
    for (int z = -r; z <= r; z++) {
      for (int y = -r; y <= r; y++) {
        for (int x = -r; x <= r; x++) {
          double weight = Math.exp(-(z * z + y * y + x * x) / (2 * sigma * sigma));
          int plane = inside(point[0] + z) * size * size;
          sum += weight * values[plane + inside(point[1] + y) * size + inside(point[2] + x)];
          weights += weight;
        }
      }
    }
    return sum / weights;
  }

  /** Reflects at the edges until the index is inside the volume. */
  private int inside(int index) {
    int place = index;
    while (place < 0 || place >= size) {
      place = place < 0 ? -1 - place : 2 * size - 1 - place;
    }
    return place;
  }

  /** The middle slice before and after, and a slice of what is wrong if a chunk stands alone. */
  private void draw(Run run, int chunk) {
    String middle = size / 2 + ", ...";
    Images.png(
        Images.enlarged(run.data.get(middle)), out.resolve("before.png"), ColorMap.VIRIDIS, 0, 1.5);
    Images.png(
        Images.enlarged(run.halo.get(middle)), out.resolve("after.png"), ColorMap.VIRIDIS, 0, 1.5);
    // In the middle of a chunk, where only the faces to its sides show.
    String inside = Math.min(size / 2 / chunk * chunk + chunk / 2, size - 1) + ", ...";
    float[] difference = (float[]) run.alone.get(inside).array();
    float[] right = (float[]) run.halo.get(inside).array();
    for (int i = 0; i < difference.length; i++) {
      difference[i] = Math.abs(difference[i] - right[i]);
    }
    Images.png(
        Images.enlarged(NDArray.of(difference, size, size)),
        out.resolve("error-alone.png"),
        ColorMap.GRAY);
  }

  /** Stores the times as an HDF5 dataset. */
  private void keep(double[][] seconds, String title) {
    try (Cluster cluster = Dosna.with("hdf5", "cpu").cluster(out.toString()).connect();
        Pool pool =
            cluster.hasPool("times") ? cluster.getPool("times") : cluster.createPool("times")) {
      if (pool.hasDataset("seconds")) {
        pool.deleteDataset("seconds");
      }
      Dataset times = pool.createDataset("seconds", NDArray.ofNested(seconds));
      times.attributes().set("title", title);
      times.attributes().set("columns", WORK.toArray(String[]::new));
      times.attributes().set("rows", chunks.stream().mapToLong(n -> n).toArray());
    }
  }

  private void plot(double[][] seconds, String title) {
    if (!Charts.haveFonts()) {
      print("times.png is left out: " + Charts.NO_FONTS);
      return;
    }
    List<double[]> lines = new ArrayList<>();
    for (int column = 0; column < WORK.size(); column++) {
      int work = column;
      lines.add(Arrays.stream(seconds).mapToDouble(row -> row[work]).toArray());
    }
    double[] x = chunks.stream().mapToDouble(n -> n).toArray();
    Path chart = out.resolve("times.png");
    Charts.lines(
        chart, title, "length of a chunk's axes, in elements", x, "time, in seconds", WORK, lines);
  }

  private void row(String chunk, List<String> cells) {
    print("%-6s".formatted(chunk) + cells.stream().map("%10s"::formatted).collect(joining()));
  }

  private void print(String text) {
    if (group.isRoot()) {
      command.commandLine().getOut().println(text);
      command.commandLine().getOut().flush();
    }
  }
}
