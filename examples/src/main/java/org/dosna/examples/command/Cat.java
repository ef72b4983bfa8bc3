package org.dosna.examples.command;

import org.dosna.DosnaException;
import org.dosna.NDArray;
import org.dosna.examples.Address;
import org.dosna.examples.Place;
import org.dosna.examples.files.Slabs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code dosna cat}. */
@Command(
    name = "cat",
    description = "Prints all elements, for other programs: one row of the last axis in a line.",
    footer = {
      "%nExamples:",
      "  dosna cat hdf5:/data#pool/scan \"10, :5, ::100\"",
      "  dosna cat spectrum.npy > spectrum.txt"
    })
final class Cat extends ChunkAction {
  @Parameters(index = "0", paramLabel = "ADDRESS", description = "a dataset")
  private Address address;

  @Parameters(index = "1", paramLabel = "SLICES", arity = "0..1", description = "a part of it")
  private Slices slices = Slices.parse("...");

  @Override
  public Integer call() {
    try (Place place = read(address)) {
      Slabs.read(place.dataset().view(slices.array()), this::print);
    }
    return 0;
  }

  private void print(NDArray part) {
    long[] shape = part.shape();
    long row = shape.length == 0 ? 1 : shape[shape.length - 1];
    NDArray flat = part.reshape(part.size());
    for (long i = 0; i < flat.size(); i++) {
      out().print(flat.getObject(i));
      out().print((i + 1) % row == 0 ? "\n" : " ");
    }
    if (out().checkError()) {
      throw new DosnaException("Nobody reads the output any more; not all was printed");
    }
  }
}
