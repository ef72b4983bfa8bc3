package org.dosna.examples.bench;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;
import org.dosna.Block;
import org.dosna.Dataset;
import org.dosna.NDArray;
import org.dosna.Slice;

/** What is measured of a dataset in Ceph, beside a loop that moves objects of the same size. */
final class CephRounds {
  private static final int ELEMENTS = 1000;

  private final Timings timings;
  private final RadosLoop loop;
  private final NDArray data;
  private final int chunk;
  private final NDArray cube;

  /** What the loop reads into. */
  private final float[] array = new float[Workload.SIDE * Workload.SIDE * Workload.SIDE];

  /**
   * Nothing measured yet.
   *
   * @param timings gets what is measured
   * @param loop moves an object for each chunk
   * @param data what the datasets hold
   * @param chunk side of a cubic chunk
   */
  CephRounds(Timings timings, RadosLoop loop, NDArray data, int chunk) {
    this.timings = timings;
    this.loop = loop;
    this.data = data;
    this.chunk = chunk;
    this.cube = NDArray.zeros(data.dtype(), data.shape());
  }

  /** Measures the loop itself. */
  void loop() {
    timings.time(written(), List.of(), loop::write);
    timings.time(read(), List.of(), loop::read);
    timings.time(placed(), List.of(), () -> loop.read(this::place));
    timings.time(elements(), List.of(), () -> loop.readElements(ELEMENTS));
  }

  /** Copies what was read to where the chunk belongs, row by row. */
  private void place(int number, ByteBuffer bytes) {
    FloatBuffer rows = bytes.asFloatBuffer();
    int grid = Workload.SIDE / chunk;
    int z = number / (grid * grid) * chunk;
    int y = number / grid % grid * chunk;
    int x = number % grid * chunk;
    for (int row = 0; row < chunk * chunk; row++) {
      int line = (z + row / chunk) * Workload.SIDE + y + row % chunk;
      rows.get(row * chunk, array, line * Workload.SIDE + x, chunk);
    }
  }

  /** Measures reading single elements of a dataset, one after the other. */
  void elements(Dataset dataset) {
    time(
        ELEMENTS + " elements cpu",
        List.of(elements()),
        () -> {
          for (int n = 0; n < ELEMENTS; n++) {
            dataset.get(
                Slice.at(n * 37 % Workload.SIDE),
                Slice.at(n * 101 % Workload.SIDE),
                Slice.at(n % Workload.SIDE));
          }
        });
  }

  /** Measures writing and reading all of a dataset. */
  void whole(String engine, Dataset dataset) {
    time("load " + engine, List.of(written()), () -> dataset.load(data));
    time("get " + engine, List.of(placed()), () -> dataset.get("...", cube));
    time("blocks " + engine, List.of(read()), () -> requireAll(dataset.blocks()));
    requireData(cube);
  }

  /** Measures making datasets of another one. */
  void derive(String engine, Dataset dataset) {
    for (Derivation derivation : Derivation.values()) {
      String name = derivation.method + "-" + engine;
      time(
          derivation.method + " " + engine,
          List.of(read(), written()),
          () -> derivation.of(dataset, name));
      Dataset made = dataset.pool().getDataset(name);
      made.get("...", cube);
      requireData(cube);
      made.delete();
    }
  }

  /** Measures reading parts of a dataset. */
  void parts(Dataset dataset) {
    NDArray plane = NDArray.zeros(data.dtype(), Workload.SIDE, Workload.SIDE);
    NDArray wholeChunks = NDArray.zeros(data.dtype(), Workload.SIDE, Workload.SIDE, chunk);
    String slab = ":, :, " + Workload.PLANE / chunk * chunk + ":" + (Workload.PLANE + chunk);
    List<String> none = List.of();
    time("[:, :, 128] cpu", none, () -> dataset.get(Workload.PLANE_SLICES, plane));
    time("its chunks, whole, cpu", none, () -> dataset.get(slab, wholeChunks));
    time("[128, :, :] cpu", none, () -> dataset.get("128", plane));
    time("box of 64³ cpu", none, () -> dataset.get(Workload.BOX));
  }

  private void time(String title, List<String> limit, Runnable action) {
    timings.time(title(title), limit, action);
  }

  private String written() {
    return title("loop write");
  }

  private String read() {
    return title("loop read");
  }

  private String placed() {
    return title("loop read and place");
  }

  private String elements() {
    return title("loop " + ELEMENTS + " elements");
  }

  private String title(String what) {
    return chunk + "³ " + what;
  }

  private void requireAll(Iterable<Block> blocks) {
    long elements = 0;
    for (Block block : blocks) {
      elements += block.data().size();
    }
    if (elements != data.size()) {
      throw new IllegalStateException("The blocks have " + elements + " elements");
    }
  }

  private void requireData(NDArray found) {
    if (!found.equals(data)) {
      throw new IllegalStateException("The dataset does not hold what was written to it");
    }
  }
}
