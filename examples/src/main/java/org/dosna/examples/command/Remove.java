package org.dosna.examples.command;

import org.dosna.examples.Address;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dosna rm}. */
@Command(
    name = "rm",
    description = "Deletes a dataset; with -r a group or pool with all that is in it.",
    footer = {
      "%nExamples:",
      "  dosna rm hdf5:/data#pool/scan",
      "  dosna rm -r hdf5:/data#pool/entry"
    })
final class Remove extends Action {
  @Option(names = "-r", description = "also a group or a pool, with all that is in it")
  private boolean recursive;

  @Parameters(paramLabel = "ADDRESS", description = "what to delete")
  private Address address;

  @Override
  public Integer call() {
    if (address.pool().isEmpty()) {
      throw misuse("'" + address + "' is a cluster; name what to delete in it");
    }
    try (Place place = change(address)) {
      if (place.isDataset() || (!recursive && !place.path().isEmpty() && !isGroup(place))) {
        place.pool().deleteDataset(place.path());
      } else if (!recursive) {
        throw misuse("'" + address + "' is no dataset; -r deletes it with all that is in it");
      } else if (place.path().isEmpty()) {
        place.cluster().deletePool(address.pool());
      } else {
        place.pool().deleteGroup(place.path());
      }
    }
    return 0;
  }

  private static boolean isGroup(Place place) {
    return place.pool().hasGroup(place.path());
  }
}
