package org.dosna.examples.command;

import java.util.Set;
import org.dosna.ArraySource;
import org.dosna.DType;
import org.dosna.DatasetView;
import org.dosna.DosnaException;
import org.dosna.NDArray;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The arguments that say which values of a picture are black and white. */
final class Contrast {
  private static final Set<DType> COMPLEX = Set.of(DType.COMPLEX64, DType.COMPLEX128);

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--range",
      paramLabel = "LO,HI",
      hideParamSyntax = true,
      split = ",",
      description = "of pictures: the values that are black and white")
  private double[] range = {};

  @Option(
      names = "--percentiles",
      paramLabel = "LO,HI",
      hideParamSyntax = true,
      split = ",",
      description = "the same, by how many per cent of the elements are below: 1,99")
  private double[] percentiles = {};

  /** Whether one of them is given; refuses what is no pair. */
  boolean isGiven() {
    if (range.length > 0 && percentiles.length > 0) {
      throw misuse("Give either --range or --percentiles");
    }
    requirePair("--range", range, -Double.MAX_VALUE, Double.MAX_VALUE);
    requirePair("--percentiles", percentiles, 0, 100);
    return range.length + percentiles.length > 0;
  }

  private void requirePair(String name, double[] pair, double least, double greatest) {
    boolean isPair =
        pair.length == 2 && least <= pair[0] && pair[0] < pair[1] && pair[1] <= greatest;
    if (pair.length > 0 && !isPair) {
      throw misuse(name + " has two values, the first one below the second: " + name + "=1,99");
    }
  }

  private ParameterException misuse(String problem) {
    return new ParameterException(command.commandLine(), problem);
  }

  /** The elements in grey; as they are if nothing is given and the file takes their dtype. */
  ArraySource applied(DatasetView view, boolean takesDType) {
    if (view.dtype() == DType.BOOL) {
      return new Gray(view, 0, 1);
    }
    if (!isGiven() && takesDType) {
      return view;
    }
    double[] ends = ends(view);
    return new Gray(view, ends[0], ends[1]);
  }

  private double[] ends(DatasetView view) {
    if (range.length > 0) {
      return range;
    }
    double lo = percentiles.length == 0 ? 0 : percentiles[0] / 100;
    double hi = percentiles.length == 0 ? 1 : percentiles[1] / 100;
    double[] ends = {value(view, lo), value(view, hi)};
    if (!Double.isFinite(ends[1] - ends[0])) {
      throw new DosnaException(
          view + " goes from " + ends[0] + " to " + ends[1] + "; say with --range what is white");
    }
    return ends;
  }

  private static double value(DatasetView view, double quantile) {
    if (COMPLEX.contains(view.dtype().nativeOrder())) {
      throw new DosnaException(view + " is complex, which has no least value; give --range");
    }
    NDArray value =
        quantile == 0 ? view.nanMin() : quantile == 1 ? view.nanMax() : view.nanQuantile(quantile);
    return value.getDouble();
  }

  /**
   * Elements as grey, from 0 to 255; what is no number is black.
   *
   * @param source the elements
   * @param low what is black, as is all below
   * @param high what is white, as is all above
   */
  private record Gray(ArraySource source, double low, double high) implements ArraySource {
    @Override
    public DType dtype() {
      return DType.UINT8;
    }

    @Override
    public long[] shape() {
      return source.shape();
    }

    @Override
    public void read(long[] origin, NDArray into) {
      NDArray box = NDArray.zeros(source.dtype().nativeOrder(), into.shape());
      source.read(origin, box);
      double[] values = box.toDoubles();
      byte[] gray = (byte[]) into.array();
      for (int i = 0; i < gray.length; i++) {
        double fraction = low == high ? 0 : (values[i] - low) / (high - low);
        // A cast makes NaN 0.
        gray[i] = (byte) Math.round(255 * Math.min(Math.max(fraction, 0), 1));
      }
    }
  }
}
