package org.dosna.examples.command;

import java.util.Arrays;
import org.dosna.DatasetView;
import org.dosna.Slice;
import org.dosna.examples.Address;
import org.dosna.examples.Place;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dosna head}. */
@Command(
    name = "head",
    description =
        "Prints the first elements of the last two axes, at position 0 of those before, as numpy.",
    footer = {
      "%nExamples:",
      "  dosna head hdf5:/data#pool/scan",
      "  dosna head -n 3 scan.h5:/entry/data \"100, 50:, ::-1\""
    })
final class Head extends Action {
  @Option(
      names = "-n",
      paramLabel = "N",
      description = "how many of each axis (default: ${DEFAULT-VALUE})")
  private int count = 6;

  @Parameters(index = "0", paramLabel = "ADDRESS", description = "a dataset")
  private Address address;

  @Parameters(index = "1", paramLabel = "SLICES", arity = "0..1", description = "a part of it")
  private Slices slices = Slices.parse("...");

  @Override
  public Integer call() {
    if (count < 1) {
      throw misuse("-n is 1 or more, not " + count);
    }
    try (Place place = read(address)) {
      out().println(corner(place.dataset().view(slices.array())).get());
    }
    return 0;
  }

  /** Of an axis without elements there is no position 0. */
  private DatasetView corner(DatasetView view) {
    long[] shape = view.shape();
    Slice[] corner = new Slice[shape.length];
    Arrays.setAll(
        corner, axis -> axis < shape.length - 2 && shape[axis] > 0 ? Slice.at(0) : Slice.to(count));
    return view.view(corner);
  }
}
