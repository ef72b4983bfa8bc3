package org.dosna.examples.command;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.dosna.DosnaException;
import org.dosna.examples.Address;
import org.dosna.examples.EngineChoice;
import org.dosna.examples.Place;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all commands below {@code dosna} have in common. */
abstract class Action implements Callable<Integer> {
  @Spec private CommandSpec command;

  final PrintWriter out() {
    return command.commandLine().getOut();
  }

  final ParameterException misuse(String problem) {
    return new ParameterException(command.commandLine(), problem);
  }

  final ParameterException misuse(DosnaException cause) {
    return new ParameterException(command.commandLine(), cause.getMessage(), cause);
  }

  /** Who does the work: the default, where the user has no choice. */
  EngineChoice engine() {
    return EngineChoice.none(command);
  }

  /** What is at an address, for reading. */
  final Place read(Address address) {
    return Place.read(address, engine().cluster(address, false));
  }

  /** What is at an address, for changes. */
  final Place change(Address address) {
    requireStore(address);
    return Place.change(address, engine().cluster(address, false));
  }

  /** Where something is to be put; the pool, and on hdf5 the cluster, are made. */
  final Place make(Address address) {
    requireStore(address);
    if (address.pool().isEmpty()) {
      throw misuse("'" + address + "' names no pool; add #POOL, or #POOL/PATH");
    }
    var cluster = engine().cluster(address, true);
    if (!cluster.isShared()) {
      throw misuse(
          "The backend '"
              + address.backend()
              + "' keeps data as long as this program runs: nothing would be left; choose another");
    }
    return Place.make(address, cluster);
  }

  private void requireStore(Address address) {
    if (address.isFile()) {
      throw misuse("'" + address + "' is a file; files are only read, and written by export");
    }
  }
}
