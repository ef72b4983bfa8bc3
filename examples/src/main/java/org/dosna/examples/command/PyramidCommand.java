package org.dosna.examples.command;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.dosna.Dataset;
import org.dosna.DosnaException;
import org.dosna.Group;
import org.dosna.examples.Address;
import org.dosna.examples.Place;
import org.dosna.examples.WatchedWork;
import org.dosna.image.Downsample;
import org.dosna.image.Pyramid;
import org.dosna.image.Spacing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dosna pyramid}. */
@Command(
    name = "pyramid",
    description = {
      "Makes levels of ever smaller shapes of a dataset, to be looked at from afar.",
      "They are the datasets 0 (the finest, a copy), 1, 2 and so on of a group; in Zarr",
      "OME-Zarr's multiscales."
    },
    footer = {
      "%nExamples:",
      "  dosna pyramid hdf5:/data#pool/scan hdf5:/data#pool/levels --levels 4 --jobs 8",
      "  dosna pyramid hdf5:/data#p/scan zarr:/out#scan.zarr --factors 1,2,2 --downsample max",
      "  dosna pyramid hdf5:/data#p/scan zarr:/out#scan.zarr --spacing 2,0.5,0.5 --unit micrometer"
    })
final class PyramidCommand extends ChunkAction {
  /** What becomes of a box of elements. */
  private enum How {
    MEAN(Downsample::mean),
    MEDIAN(Downsample::median),
    MAX(Downsample::max),
    MIN(Downsample::min),
    MODE(Downsample::mode),
    STRIDE(Downsample::stride);

    private final Supplier<Downsample> downsample;

    How(Supplier<Downsample> downsample) {
      this.downsample = downsample;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(
      names = "--levels",
      paramLabel = "N",
      description = "how many, the finest one included (default: until one chunk holds all)")
  private Optional<Integer> levels = Optional.empty();

  @Option(
      names = "--downsample",
      paramLabel = "HOW",
      description = "what becomes of a box: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private How how = How.MEAN;

  @Option(
      names = "--factors",
      paramLabel = "N",
      split = ",",
      description = "how much smaller each level is: for all axes, or for each (default: 2)")
  private int[] factors = {2};

  @Option(
      names = "--spacing",
      paramLabel = "STEP",
      split = ",",
      description = "how far apart elements lie on each axis (default: 1)")
  private double[] spacing = {};

  @Option(names = "--unit", paramLabel = "UNIT", description = "of the spacing, such as micrometer")
  private Optional<String> unit = Optional.empty();

  @Parameters(index = "0", paramLabel = "FROM", description = "a dataset")
  private Address from;

  @Parameters(index = "1", paramLabel = "TO", description = "the group or pool of the levels")
  private Address to;

  @Override
  public Integer call() {
    try (Place source = read(from)) {
      Dataset finest = source.dataset();
      int count = levels.orElseGet(() -> enough(finest));
      Spacing step = step(finest.ndim());
      requireFactors(finest.ndim());
      try (Place target = make(to)) {
        Group group = target.path().isEmpty() ? target.pool() : group(target);
        Pyramid made =
            WatchedWork.watch(
                "pyramid",
                finest,
                () -> Pyramid.build(finest, group, count, how.downsample.get(), step, factors));
        made.levels().forEach(out()::println);
      }
    }
    return 0;
  }

  private static Group group(Place target) {
    return target.pool().hasGroup(target.path())
        ? target.pool().group(target.path())
        : target.pool().createGroup(target.path());
  }

  private void requireFactors(int axes) {
    boolean isRight = factors.length == 1 || factors.length == axes;
    for (int factor : factors) {
      isRight &= factor >= 1;
    }
    if (!isRight || (levels.isPresent() && levels.get() < 1)) {
      throw misuse("--levels, and each of --factors, is 1 or more; factors are 1 or " + axes);
    }
  }

  /** The last one is a chunk. */
  private int enough(Dataset finest) {
    long[] shape = finest.shape();
    int[] chunk = finest.spec().chunkSize();
    int count = 1;
    boolean isLarge = true;
    while (isLarge) {
      isLarge = false;
      for (int axis = 0; axis < shape.length; axis++) {
        int factor = Math.max(1, factors.length == 1 ? factors[0] : factors[axis % factors.length]);
        isLarge |= shape[axis] > chunk[axis] && factor > 1;
        shape[axis] = (shape[axis] + factor - 1) / factor;
      }
      count += isLarge ? 1 : 0;
    }
    return count;
  }

  private Spacing step(int axes) {
    double[] step = spacing.clone();
    if (step.length == 0) {
      step = new double[axes];
      Arrays.fill(step, 1);
    }
    try {
      Spacing plain = Spacing.of(step);
      return unit.map(plain::unit).orElse(plain);
    } catch (DosnaException e) {
      throw misuse(e);
    }
  }
}
