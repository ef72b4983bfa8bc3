package org.dosna.examples.command;

import java.util.List;
import java.util.function.Function;
import org.dosna.DosnaException;
import org.dosna.examples.Address;
import org.dosna.examples.Cli;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The command {@code dosna}: {@code sh examples/dosna.sh --help}. */
@Command(
    name = "dosna",
    description = "Looks at, fills and moves n-dimensional arrays in stores and files.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ListCommand.class,
      Info.class,
      Head.class,
      Cat.class,
      Stats.class,
      ImportCommand.class,
      ExportCommand.class,
      CopyCommand.class,
      RechunkCommand.class,
      Create.class,
      SetCommand.class,
      Rename.class,
      Remove.class,
      AttributeCommand.class,
      Inspect.Check.class,
      Inspect.Repair.class,
      PyramidCommand.class,
      BenchCommand.class,
      Serve.class,
      Completion.class
    },
    footer = {
      "%nAn ADDRESS is BACKEND:CLUSTER?OPTION=VALUE#POOL/PATH, or a file:",
      "  hdf5:/data                      a cluster of the backend hdf5, which is a folder",
      "  hdf5:/data#pool/entry/scan      a dataset, or a group",
      "  ceph:/etc/ceph/ceph.conf?client_id=beam#pool/scan",
      "  scan.npy, scan.h5:/entry/data   files, which are only read; also .npz, .tif and .png",
      "%%23 stands for #, %%3F for ?, %%25 for %%. SLICES are those of numpy: \"10, ::2, -5:\".",
      "%n'dosna COMMAND --help' says more, with examples."
    },
    exitCodeListHeading = "%nExit code:%n",
    exitCodeList = {"0:done", "1:failed, or a check found something", "2:wrong usage"})
public final class DosnaCommand implements Runnable {
  private static final List<String> TAKE_SLICES = List.of("cat", "head", "stats", "set", "export");

  @Spec private CommandSpec command;

  private DosnaCommand() {}

  /**
   * Runs the command and ends the process.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    Cli.end(Cli.execute(line(), args));
  }

  /** The command line, which is not run yet. */
  static CommandLine line() {
    CommandLine line = Cli.line(new DosnaCommand());
    line.registerConverter(Address.class, text -> parsed(Address::parse, text));
    line.registerConverter(Slices.class, text -> parsed(Slices::parse, text));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    // Else "-1, :5" would have to be an option.
    line.getSubcommands()
        .forEach(
            (name, below) ->
                below.setUnmatchedOptionsArePositionalParams(TAKE_SLICES.contains(name)));
    return line;
  }

  private static <T> T parsed(Function<String, T> parser, String text) {
    try {
      return parser.apply(text);
    } catch (DosnaException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  /** Without a command nothing is done. */
  @Override
  public void run() {
    throw new ParameterException(command.commandLine(), "Missing a command");
  }
}
