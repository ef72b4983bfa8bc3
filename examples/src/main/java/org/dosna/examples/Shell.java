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
import java.util.function.Supplier;
import org.dosna.ArraySource;
import org.dosna.Cluster;
import org.dosna.Dataset;
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
   * Draws an array in viridis, from its least value to its greatest, and says where. A small one is
   * enlarged.
   *
   * @param array 2 axes
   * @return the PNG file
   */
  public static Path show(NDArray array) {
    try {
      Path file = Files.createTempFile("dosna-", ".png");
      try {
        brief(
            () -> {
              Images.png(Images.enlarged(array), file);
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

  /**
   * Draws a dataset or a view of one.
   *
   * @param data of 2 axes
   * @return the PNG file
   */
  public static Path show(Sliceable data) {
    return show(brief(() -> picture(data)));
  }

  /** Refused before it is read: a volume may be larger than memory. */
  private static NDArray picture(Sliceable data) {
    long[] shape = data instanceof ArraySource source ? source.shape() : data.get().shape();
    if (shape.length != 2) {
      throw new DosnaException(
          "A picture has 2 axes, not "
              + Arrays.toString(shape)
              + "; take a slice: show(name.get(\"10, ...\"))");
    }
    return data.get();
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
