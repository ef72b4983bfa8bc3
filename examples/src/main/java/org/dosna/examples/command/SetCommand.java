package org.dosna.examples.command;

import java.util.Optional;
import org.dosna.Dataset;
import org.dosna.NDArray;
import org.dosna.examples.Address;
import org.dosna.examples.Place;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dosna set}. */
@Command(
    name = "set",
    description = "Assigns a number, or an array that fits, to a part of a dataset, as numpy does.",
    footer = {
      "%nExamples:",
      "  dosna set hdf5:/data#pool/scan \"100, ::2\" 0",
      "  dosna set hdf5:/data#pool/scan 100 --from slice.npy"
    })
final class SetCommand extends ChunkAction {
  @Parameters(index = "0", paramLabel = "ADDRESS", description = "a dataset")
  private Address address;

  @Parameters(index = "1", paramLabel = "SLICES", description = "the part; ... for all of it")
  private Slices slices;

  @Parameters(
      index = "2",
      paramLabel = "VALUE",
      arity = "0..1",
      description = "a number, true, false, nan, inf or -inf")
  private Optional<String> value = Optional.empty();

  @Option(names = "--from", paramLabel = "ADDRESS", description = "an array: a dataset or a file")
  private Optional<Address> from = Optional.empty();

  @Override
  public Integer call() {
    if (value.isPresent() == from.isPresent()) {
      throw misuse("Give either VALUE or --from");
    }
    Optional<Object> number =
        value.map(
            text ->
                Values.number(text)
                    .orElseThrow(() -> misuse("VALUE is a number, not '" + text + "'")));
    Optional<NDArray> array = from.map(this::array);
    try (Place place = change(address)) {
      Dataset dataset = place.dataset();
      number.ifPresent(scalar -> dataset.set(slices.array(), scalar));
      array.ifPresent(elements -> dataset.set(slices.array(), elements));
    }
    return 0;
  }

  private NDArray array(Address source) {
    try (Place place = read(source)) {
      return place.dataset().get();
    }
  }
}
