package org.dosna.examples.command;

import java.util.Optional;
import org.dosna.DType;
import org.dosna.DatasetSpec;
import org.dosna.DosnaException;
import org.dosna.examples.Address;
import org.dosna.examples.Place;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dosna create}. */
@Command(
    name = "create",
    description = "Makes a dataset; without --dtype and --shape a group, or a pool.",
    footer = {
      "%nExamples:",
      "  dosna create hdf5:/data#pool/scan --dtype uint16 --shape 1000,2048,2048 --codecs zstd:3",
      "  dosna create hdf5:/data#pool/entry"
    })
final class Create extends Action {
  @Mixin private NewSpec spec = new NewSpec();

  @Option(names = "--dtype", paramLabel = "DTYPE", description = "such as uint16, float32 or >f4")
  private Optional<String> dtype = Optional.empty();

  @Option(names = "--shape", paramLabel = "N", split = ",", description = "length of each axis")
  private long[] shape = {};

  @Option(
      names = "--fill",
      paramLabel = "VALUE",
      description = "what elements read as that were never written (default: 0)")
  private Optional<String> fill = Optional.empty();

  @Parameters(paramLabel = "ADDRESS", description = "the new dataset, group or pool")
  private Address address;

  @Override
  public Integer call() {
    if (dtype.isPresent() != (shape.length > 0)) {
      throw misuse("--dtype and --shape belong together");
    }
    Optional<DatasetSpec> wanted = dtype.map(this::spec);
    if (wanted.isPresent() && address.path().isEmpty()) {
      throw misuse("'" + address + "' names no dataset; add /PATH");
    }
    try (Place place = make(address)) {
      if (wanted.isPresent()) {
        out().println(place.pool().createDataset(place.path(), wanted.get()));
      } else if (!place.path().isEmpty()) {
        place.pool().createGroup(place.path());
      }
    }
    return 0;
  }

  private DatasetSpec spec(String type) {
    try {
      DatasetSpec plain = spec.over(DatasetSpec.of(DType.of(type), shape));
      return fill.map(this::number).map(plain::fillValue).orElse(plain);
    } catch (DosnaException e) {
      throw misuse(e);
    }
  }

  private Object number(String text) {
    return Values.number(text).orElseThrow(() -> misuse("--fill is a number, not '" + text + "'"));
  }
}
