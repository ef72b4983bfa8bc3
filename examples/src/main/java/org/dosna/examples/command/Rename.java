package org.dosna.examples.command;

import org.dosna.examples.Address;
import org.dosna.examples.Place;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code dosna rename}. */
@Command(
    name = "rename",
    description = "Gives a dataset, or a group with all that is in it, another path in its pool.",
    footer = {"%nExample:", "  dosna rename hdf5:/data#pool/entry/scan old/scan"})
final class Rename extends Action {
  @Parameters(index = "0", paramLabel = "ADDRESS", description = "a dataset or group")
  private Address address;

  @Parameters(index = "1", paramLabel = "PATH", description = "its new path, from the pool on")
  private String path;

  @Override
  public Integer call() {
    if (address.path().isEmpty()) {
      throw misuse("'" + address + "' names neither a dataset nor a group; pools keep their names");
    }
    try (Place place = change(address)) {
      place.pool().rename(place.path(), path);
    }
    return 0;
  }
}
