package org.dosna.examples;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dosna.Cluster;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.Dosna;
import org.dosna.DosnaException;
import org.dosna.NDArray;
import org.dosna.Options;
import org.dosna.Pool;

/**
 * Makes the errors that newcomers make and prints the answers, one a line: {@code error: answer}.
 */
public final class NewcomerErrors {
  private NewcomerErrors() {}

  /** Takes a folder for clusters. */
  public static void main(String[] args) {
    Cluster unconnected = Dosna.with("ram", "cpu").cluster("unconnected");
    try (Cluster cluster = Dosna.with("ram", "cpu").cluster("newcomer").connect()) {
      Pool pool = cluster.createPool("pool");
      NDArray array = NDArray.zeros(DType.FLOAT32, 10, 20, 30);
      Dataset data = pool.createDataset("data", array, 4, 4, 4);
      Map<String, Runnable> errors = new LinkedHashMap<>();
      errors.put("wrong backend name", () -> Dosna.use("hdf", "cpu"));
      errors.put("backend's module missing", () -> Dosna.use("ceph", "cpu"));
      errors.put("engine's module missing", () -> Dosna.use("hdf5", "mpi"));
      errors.put("engine of the original", () -> Dosna.use("ram", "joblib"));
      errors.put("wrong option", () -> Dosna.use("ram", "threads", Options.of("njobs", 4)));
      errors.put("chunk size too short", () -> pool.createDataset("new", array, 4, 4));
      errors.put("chunk size of 0", () -> pool.createDataset("new", array, 4, 4, 0));
      errors.put("forgotten connect", () -> unconnected.createPool("pool"));
      errors.put("index out of range", () -> data.get("10"));
      errors.put("too many axes", () -> data.get("1, 2, 3, 4"));
      errors.put("slice not readable", () -> data.get("1;2"));
      errors.put("value of another shape", () -> data.set("0", NDArray.zeros(DType.FLOAT32, 5)));
      errors.put("pool exists", () -> cluster.createPool("pool"));
      errors.put("no such pool", () -> cluster.getPool("pol"));
      errors.put("no such dataset", () -> pool.getDataset("dat"));
      errors.put("name not allowed", () -> pool.createDataset(".hidden", array));
      errors.put("no such dtype", () -> DType.of("f5"));
      errors.put(
          "no such folder",
          () ->
              Dosna.with("hdf5", "cpu")
                  .cluster(args[0] + "/missing", Options.of("create", false))
                  .connect());
      errors.put(
          "array too large",
          () -> pool.createDataset("big", DatasetSpec.of(DType.INT8, 1 << 20, 1 << 20)).get());
      errors.put("picture of 3 axes", () -> Images.png(array, Path.of("a.png")));
      pool.close();
      pool.open();
      Pool other = cluster.getPool("pool");
      other.close();
      errors.put("use after close", () -> other.getDataset("data"));
      errors.forEach(NewcomerErrors::make);
    }
  }

  private static void make(String name, Runnable error) {
    try {
      error.run();
      System.out.println(name + ": no error");
    } catch (DosnaException e) {
      System.out.println(name + ": " + e.getMessage());
    }
  }
}
