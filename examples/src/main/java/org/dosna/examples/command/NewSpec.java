package org.dosna.examples.command;

import java.util.Optional;
import org.dosna.Codecs;
import org.dosna.DatasetSpec;
import org.dosna.DosnaException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The arguments that say how a new dataset is cut and compressed. */
final class NewSpec {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--chunks",
      paramLabel = "N",
      split = ",",
      description = "shape of a chunk, such as 64,64,64 (default: that of the source, or chosen)")
  private int[] chunkSize = {};

  @Option(
      names = "--codecs",
      paramLabel = "LIST",
      description = "such as shuffle,zstd:3,crc32c (default: those of the source, or none)")
  private Optional<String> codecs = Optional.empty();

  /** The shape of a chunk, empty if it is not given. */
  int[] chunkSize() {
    for (int length : chunkSize) {
      if (length < 1) {
        throw new ParameterException(
            command.commandLine(), "--chunks has values of 1 or more, not " + length);
      }
    }
    return chunkSize;
  }

  Optional<Codecs> codecs() {
    try {
      return codecs.map(Codecs::parse);
    } catch (DosnaException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
  }

  /** What is given, put in place of what is there. */
  DatasetSpec over(DatasetSpec spec) {
    DatasetSpec cut = chunkSize().length == 0 ? spec : spec.chunkSize(chunkSize());
    return codecs().map(cut::codecs).orElse(cut);
  }
}
