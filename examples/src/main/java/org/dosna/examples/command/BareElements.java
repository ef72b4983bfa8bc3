package org.dosna.examples.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.dosna.DType;
import org.dosna.DosnaException;
import org.dosna.examples.files.RawFile;
import org.dosna.examples.files.SourceFile;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The arguments that say what is in a file of nothing but elements. */
final class BareElements {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--dtype",
      paramLabel = "DTYPE",
      description = "FILE has bare elements in C order, of this dtype and byte order: <f4, >u2")
  private Optional<String> dtype = Optional.empty();

  @Option(names = "--shape", paramLabel = "N", split = ",", description = "of such a file")
  private long[] shape = {};

  @Option(
      names = "--offset",
      paramLabel = "BYTES",
      description = "skip a header of such a file (default: 0)")
  private Optional<Long> offset = Optional.empty();

  /** Whether they are given. */
  boolean isPresent() {
    if (dtype.isPresent() != (shape.length > 0) || (offset.isPresent() && dtype.isEmpty())) {
      throw misuse("--dtype and --shape belong together, for a file of bare elements");
    }
    return dtype.isPresent();
  }

  /** A file of such elements. */
  SourceFile open(Path file) throws IOException {
    RawFile raw = RawFile.open(file, offset.orElse(0L), type(), shape);
    return new SourceFile(raw, Optional.empty(), false, raw);
  }

  private DType type() {
    try {
      return DType.of(dtype.orElseThrow());
    } catch (DosnaException e) {
      throw misuse(String.valueOf(e.getMessage()));
    }
  }

  private ParameterException misuse(String problem) {
    return new ParameterException(command.commandLine(), problem);
  }
}
