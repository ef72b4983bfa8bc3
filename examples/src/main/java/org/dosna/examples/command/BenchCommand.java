package org.dosna.examples.command;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.dosna.CancelledException;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.DosnaException;
import org.dosna.Group;
import org.dosna.NDArray;
import org.dosna.Slice;
import org.dosna.examples.Address;
import org.dosna.examples.Interruption;
import org.dosna.examples.Json;
import org.dosna.examples.Place;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dosna bench}. */
@Command(
    name = "bench",
    description = {
      "Measures how fast a store is written and read, in a dataset of random elements that is"
          + " removed.",
      "The best of some rounds; what was just written may be read from memory by the system."
    },
    footer = {
      "%nExamples:",
      "  dosna bench hdf5:/data#pool",
      "  dosna bench ceph:/etc/ceph/ceph.conf#pool --shape 512,512,512 --chunks 64,64,64 --jobs 8",
      "  dosna bench zarr:/data#pool --codecs zstd:3 --json"
    })
final class BenchCommand extends ChunkAction {
  private static final double MIB = 1 << 20;

  @Mixin private NewSpec spec = new NewSpec();

  @Option(
      names = "--shape",
      paramLabel = "N",
      split = ",",
      description = "of the dataset, which is in memory twice (default: 256,256,256)")
  private long[] shape = {256, 256, 256};

  @Option(
      names = "--dtype",
      paramLabel = "DTYPE",
      description = "of its elements (default: ${DEFAULT-VALUE})")
  private String dtype = "float32";

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "how often each is done (default: ${DEFAULT-VALUE})")
  private int rounds = 5;

  @Option(names = "--json", description = "as a JSON object of MiB/s")
  private boolean json;

  @Parameters(paramLabel = "ADDRESS", description = "a pool or group")
  private Address address;

  @Override
  public Integer call() {
    if (rounds < 1) {
      throw misuse("--rounds is 1 or more, not " + rounds);
    }
    DatasetSpec wanted = wanted();
    try (Place place = change(address);
        Interruption interruption = new Interruption()) {
      Group group = place.group();
      NDArray elements = NDArray.random(wanted.dtype().nativeOrder(), 1, shape);
      Dataset scratch = group.createDataset("dosna-bench-" + UUID.randomUUID(), wanted);
      Map<String, Double> speeds = new LinkedHashMap<>();
      try {
        measure(scratch, elements, speeds, interruption);
      } finally {
        scratch.delete();
      }
      print(wanted, speeds);
    }
    return 0;
  }

  private DatasetSpec wanted() {
    try {
      return spec.over(DatasetSpec.of(DType.of(dtype), shape));
    } catch (DosnaException e) {
      throw misuse(e);
    }
  }

  private void measure(
      Dataset scratch, NDArray elements, Map<String, Double> speeds, Interruption interruption) {
    int axes = shape.length;
    Slice[] first = {Slice.range(shape[0] / 2, shape[0] / 2 + 1)};
    Slice[] last = new Slice[axes];
    Slice[] box = new Slice[axes];
    for (int axis = 0; axis < axes; axis++) {
      long half = Math.max(1, shape[axis] / 2);
      box[axis] = Slice.range(shape[axis] / 5, Math.min(shape[axis], shape[axis] / 5 + half));
      last[axis] =
          axis < axes - 1 ? Slice.all() : Slice.range(shape[axis] / 2, shape[axis] / 2 + 1);
    }
    Map<String, Supplier<NDArray>> operations = new LinkedHashMap<>();
    operations.put(
        "write",
        () -> {
          scratch.set(elements);
          return elements;
        });
    operations.put("read", scratch::get);
    operations.put("read plane of the first axis", () -> scratch.get(first));
    operations.put("read plane of the last axis", () -> scratch.get(last));
    operations.put("read box of half the lengths", () -> scratch.get(box));
    operations.forEach((name, operation) -> speeds.put(name, best(operation, interruption)));
  }

  /** MiB of elements per second. */
  private double best(Supplier<NDArray> operation, Interruption interruption) {
    double best = 0;
    for (int round = 0; round < rounds; round++) {
      if (interruption.isRequested()) {
        throw new CancelledException("bench was interrupted");
      }
      long start = System.nanoTime();
      NDArray moved = operation.get();
      double seconds = Math.max(1, System.nanoTime() - start) / 1e9;
      best = Math.max(best, moved.size() * moved.dtype().itemSize() / MIB / seconds);
    }
    return best;
  }

  private void print(DatasetSpec wanted, Map<String, Double> speeds) {
    if (json) {
      out().println(Json.text(speeds));
      return;
    }
    double size =
        wanted.dtype().itemSize() * (double) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    out().printf(Locale.ROOT, "%s, %.1f MiB%n", wanted, size / MIB);
    speeds.forEach((name, speed) -> out().printf(Locale.ROOT, "%-28s %10.1f MiB/s%n", name, speed));
  }
}
