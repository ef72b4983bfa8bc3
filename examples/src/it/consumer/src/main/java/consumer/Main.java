package consumer;

import java.util.List;
import org.dosna.Cluster;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.Dosna;
import org.dosna.NDArray;
import org.dosna.Pool;

/** Writes and reads a dataset with each embedded backend, as a user's program would. */
public final class Main {
  private Main() {}

  /** Takes {@code named} or {@code unnamed}, the kind of module to run in, and a new folder. */
  public static void main(String[] args) {
    boolean named = args[0].equals("named");
    check(Main.class.getModule().isNamed() == named, "this program's module");
    check(Dosna.class.getModule().isNamed() == named, "DosNa's module");
    check(Dosna.backends().equals(List.of("hdf5", "ram", "zarr")), "backends " + Dosna.backends());
    check(Dosna.engines().equals(List.of("cpu", "threads")), "engines " + Dosna.engines());
    roundTrip("ram", "cpu", "consumer");
    roundTrip("hdf5", "threads", args[1] + "/hdf5");
    roundTrip("zarr", "threads", args[1] + "/zarr");
  }

  private static void roundTrip(String backend, String engine, String clusterName) {
    NDArray data = NDArray.arange(DType.FLOAT32, 10, 20, 30);
    try (Cluster cluster = Dosna.with(backend, engine).cluster(clusterName).connect();
        Pool pool = cluster.createPool("pool")) {
      DatasetSpec spec = DatasetSpec.of(DType.FLOAT32, 10, 20, 30).chunkSize(4, 8, 16);
      Dataset dataset = pool.createDataset("data", spec, data);
      check(dataset.get().equals(data), backend + ": the whole dataset");
      check(dataset.get("2:9, ::3, -1").equals(data.get("2:9, ::3, -1")), backend + ": a slice");
    }
    System.out.println(backend + " works");
  }

  private static void check(boolean condition, String what) {
    if (!condition) {
      throw new IllegalStateException("Not as expected: " + what);
    }
  }
}
