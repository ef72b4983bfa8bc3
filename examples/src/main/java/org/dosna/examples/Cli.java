package org.dosna.examples;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.dosna.DosnaException;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Runs a program from the command line: with help, errors in one line, and an exit code. */
final class Cli {
  private Cli() {}

  /** Runs a program; ends the process if it fails. */
  static void run(Callable<Integer> program, String... arguments) {
    CommandLine line = new CommandLine(program);
    line.getCommandSpec()
        .addOption(
            OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("print this text")
                .build());
    line.getCommandSpec().usageMessage().width(100).sortOptions(false);
    int code = line.setExecutionExceptionHandler(Cli::failed).execute(arguments);
    if (code != CommandLine.ExitCode.OK) {
      System.exit(code);
    }
  }

  /** What went wrong in a store or a file is said in one line; anything else is a bug. */
  private static int failed(Exception e, CommandLine line, CommandLine.ParseResult parsed)
      throws Exception {
    if (!(e instanceof DosnaException || e instanceof IOException)) {
      throw e;
    }
    // What Java says of a file is no more than its name; the kind of error says what is wrong.
    String message = e instanceof IOException ? e.toString() : e.getMessage();
    line.getErr().println(line.getCommandName() + ": " + message);
    return CommandLine.ExitCode.SOFTWARE;
  }
}
