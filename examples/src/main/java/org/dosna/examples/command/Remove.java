package org.dosna.examples.command;

import org.dosna.examples.Address;
import org.dosna.examples.Place;
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
      if (place.path().isEmpty()) {
        requireRecursive();
        place.cluster().deletePool(address.pool());
      } else if (place.pool().hasGroup(place.path())) {
        requireRecursive();
        place.pool().deleteGroup(place.path());
      } else {
        place.pool().deleteDataset(place.path());
      }
    }
    return 0;
  }

  private void requireRecursive() {
    if (!recursive) {
      throw misuse("'" + address + "' is no dataset; -r deletes it with all that is in it");
    }
  }
}
