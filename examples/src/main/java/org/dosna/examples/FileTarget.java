package org.dosna.examples;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.dosna.ArraySource;
import org.dosna.DosnaException;
import org.dosna.Npy;
import org.dosna.backend.hdf5.Hdf5Export;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The arguments of a program that say how a file is written. */
public final class FileTarget {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--chunks",
      paramLabel = "N",
      split = ",",
      description = "shape of a chunk in a file of chunks (default: that of the dataset)")
  private int[] chunkSize = {};

  @Option(
      names = "--deflate",
      paramLabel = "LEVEL",
      description = "compress as gzip does, 1 to 9, with shuffled bytes and a checksum")
  private Optional<Integer> level = Optional.empty();

  @Option(names = "--unlimited", description = "the first axis may grow in FILE.h5")
  private boolean unlimited;

  @Option(names = "--replace", description = "replace FILE if there is one")
  private boolean replace;

  /** The mixin of a command. */
  public FileTarget() {}

  /**
   * The shape of a chunk.
   *
   * @return empty if it is that of the dataset
   */
  public int[] chunkSize() {
    return chunkSize.clone();
  }

  /**
   * Refuses a file that exists and is not to be replaced.
   *
   * @param file the file
   */
  public void requireFree(Path file) {
    if (!replace && Files.exists(file)) {
      throw new DosnaException(
          "The file " + file + " exists already; choose another one, or add --replace");
    }
  }

  /**
   * Writes an .npy file.
   *
   * @param file the file
   * @param source what is written
   */
  public void npy(Path file, ArraySource source) {
    requireFree(file);
    Npy.write(file, source);
  }

  /**
   * An HDF5 file as the options say, not yet written.
   *
   * @param file the file
   * @return the export
   * @throws ParameterException if it cannot be: wrong usage
   */
  public Hdf5Export hdf5(Path file) {
    try {
      Hdf5Export export = Hdf5Export.to(file);
      export = replace ? export.replace() : export;
      export = unlimited ? export.unlimited() : export;
      export = chunkSize.length == 0 ? export : export.chunkSize(chunkSize);
      return level.isPresent() ? export.shuffle().deflate(level.get()).fletcher32() : export;
    } catch (DosnaException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
  }
}
