package org.dosna.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.dosna.ArraySource;
import org.dosna.Cluster;
import org.dosna.Dataset;
import org.dosna.DatasetView;
import org.dosna.Dosna;
import org.dosna.DosnaException;
import org.dosna.NDArray;
import org.dosna.Options;
import org.dosna.Pool;
import org.dosna.Sliceable;
import org.dosna.Status;

/**
 * Short commands for JShell: {@code sh examples/jshell.sh} imports them. What goes wrong is said in
 * one line.
 */
public final class Shell {
  private static final Map<String, Cluster> OPENED = new LinkedHashMap<>();

  private Shell() {}

  /**
   * Makes data to play with: a volume of bright balls in noise, in memory.
   *
   * @return the dataset {@code demo} of the pool {@code demo}
   */
  public static Dataset demo() {
    Cluster cluster = Dosna.with("ram", "cpu").cluster("demo").connect();
    OPENED.put("demo", cluster);
    return cluster
        .createPool("demo")
        .createDataset("demo", Phantom.volume(128, 128, 128), 32, 32, 32);
  }

  /**
   * Chooses backend and engine for what is opened from now on.
   *
   * @param backend one of {@link Dosna#backends()}
   * @param engine one of {@link Dosna#engines()}
   */
  public static void use(String backend, String engine) {
    Status chosen =
        brief(
            () -> {
              Dosna.use(backend, engine);
              return Dosna.status();
            });
    System.out.println("backend " + chosen.backend() + ", engine " + chosen.engine());
  }

  /**
   * Connects to a cluster.
   *
   * @param cluster its name, for hdf5 a folder
   * @return the cluster, connected
   */
  public static Cluster open(String cluster) {
    return open(cluster, Options.none());
  }

  /**
   * Connects to a cluster.
   *
   * @param cluster its name
   * @param options the backend's, such as {@code Options.of("conffile", "ceph.conf")}
   * @return the cluster, connected
   */
  public static Cluster open(String cluster, Options options) {
    Cluster opened = brief(() -> Dosna.cluster(cluster, options).connect());
    OPENED.put(cluster, opened);
    return opened;
  }

  /**
   * Opens what an {@link Address} names, such as {@code hdf5:/data#pool/entry/scan} or {@code
   * scan.h5:/entry/data}, with the engine chosen. It stays open until JShell ends.
   *
   * @param address a dataset in a store, or in a file, which is only read
   * @return the dataset
   */
  public static Dataset dataset(String address) {
    return brief(
        () -> {
          Address where = Address.parse(address);
          Status chosen = Dosna.status();
          Cluster cluster = where.cluster(false, chosen.engine(), chosen.engineOptions());
          Dataset found = Place.change(where, cluster).dataset();
          OPENED.put(where.toString(), cluster);
          return found;
        });
  }

  /** Lists the datasets of all clusters that were opened and are open still. */
  public static void ls() {
    OPENED.values().removeIf(cluster -> !cluster.isConnected());
    OPENED.values().forEach(cluster -> brief(() -> list(cluster)).forEach(System.out::println));
  }

  private static List<String> list(Cluster cluster) {
    List<String> lines = new ArrayList<>(List.of(cluster.toString()));
    for (String name : cluster.listPools()) {
      try (Pool pool = cluster.getPool(name)) {
        lines.add("  " + name);
        pool.listDatasets().forEach(dataset -> lines.add("    " + pool.getDataset(dataset)));
      }
    }
    return lines;
  }

  /**
   * Draws an array, a dataset or a view in viridis, from its least value to its greatest, and says
   * where: 2 axes as they are, of 3 the three planes through the middle, 1 as {@link #plot} does.
   * Small ones are enlarged, of large ones every so many elements are read. The bar below says how
   * many elements it is long, the bar beside it which colour is which value.
   *
   * @param data of 1 to 3 axes
   * @return the PNG file
   */
  public static Path show(Sliceable data) {
    long[] shape = shape(data);
    if (shape.length == 1) {
      return plot(data);
    }
    return picture(
        file -> {
          List<Figure.Panel> panels = Planes.of(data, shape);
          int side = panels.size() == 1 ? 512 : 320;
          Images.write(Figure.of(panels, side, ColorMap.VIRIDIS), file);
        });
  }

  /**
   * Draws a line through the elements, and says where.
   *
   * @param data of 1 axis; of a long one the least and the greatest of neighbours are drawn
   * @return the PNG file
   */
  public static Path plot(Sliceable data) {
    long[] shape = shape(data);
    return picture(
        file -> {
          if (shape.length != 1 || shape[0] == 0) {
            throw new DosnaException(
                "A line has 1 axis, of length 1 or more, not "
                    + Arrays.toString(shape)
                    + "; take a slice: plot(name.get(\"10, 20\"))");
          }
          requireFonts();
          Line line = Line.of(data.get().toDoubles());
          Charts.line(file, shape[0] + " elements", line.x(), line.y());
        });
  }

  /**
   * Draws how often values occur, in 100 bins from the least to the greatest, and says where.
   *
   * @param data of any number of axes, with a finite element; not complex
   * @return the PNG file
   */
  public static Path hist(Sliceable data) {
    return picture(
        file -> {
          requireFonts();
          Distribution counts = asView(data, Shell::distribution);
          Charts.histogram(file, Arrays.toString(shape(data)) + " elements", counts);
        });
  }

  private static Distribution distribution(DatasetView view) {
    return Distribution.of(view, view.nanMin(), view.nanMax(), 100)
        .orElseThrow(() -> new DosnaException("There is no finite element: nothing to count"));
  }

  /** What is no dataset becomes one, in memory. */
  private static <T> T asView(Sliceable data, Function<DatasetView, T> use) {
    if (data instanceof DatasetView view) {
      return use.apply(view);
    }
    if (data instanceof Dataset dataset) {
      return use.apply(dataset.view());
    }
    NDArray elements = data.get();
    String name = "shell-" + UUID.randomUUID();
    try (Cluster scratch = Dosna.with("ram", "cpu").cluster(name).connect();
        Pool pool = scratch.createPool(name)) {
      return use.apply(pool.createDataset("elements", elements.reshape(elements.size())).view());
    }
  }

  private static long[] shape(Sliceable data) {
    return data instanceof ArraySource source ? source.shape() : brief(() -> data.get().shape());
  }

  private static void requireFonts() {
    if (!Charts.haveFonts()) {
      throw new DosnaException(Charts.NO_FONTS);
    }
  }

  /** A new file with a picture, of which nothing is left if it cannot be drawn. */
  private static Path picture(Consumer<Path> draw) {
    try {
      Path file = Files.createTempFile("dosna-", ".png");
      try {
        brief(
            () -> {
              draw.accept(file);
              return file;
            });
      } catch (DosnaException e) {
        Files.delete(file);
        throw e;
      }
      System.out.println("picture: " + file);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lists what there is. */
  public static void help() {
    System.out.println(
        """
        demo                   a dataset, such as demo.get("64, ::16, ::16")
        use(backend, engine)   chooses both for what is opened from now on
        open(cluster)          connects to a cluster, for hdf5 a folder
        dataset(address)       opens hdf5:/data#pool/scan, or scan.h5:/entry/data
        ls()                   lists the datasets of all clusters that are open
        show(data)             draws a plane, or three of a volume; an array, dataset or view
        plot(data)             draws a line through the elements of one axis
        hist(data)             draws how often values occur
        help()                 prints this
        Everything of org.dosna is imported. /exit ends.\
        """);
  }

  /** Does something; JShell prints what was thrown, and would print the stack below it. */
  private static <T> T brief(Supplier<T> work) {
    try {
      return work.get();
    } catch (DosnaException e) {
      DosnaException brief = new DosnaException(String.valueOf(e.getMessage()));
      brief.setStackTrace(new StackTraceElement[0]);
      throw brief;
    }
  }
}
