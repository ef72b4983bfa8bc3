package org.dosna.examples.command;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code dosna completion}. */
@Command(
    name = "completion",
    description = "Prints a script for bash and zsh that completes commands and options.",
    footer = {"%nExample:", "  source <(dosna completion)"})
final class Completion implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Override
  public Integer call() {
    CommandLine dosna = command.root().commandLine();
    dosna.getOut().print(AutoComplete.bash(dosna.getCommandName(), dosna));
    dosna.getOut().flush();
    return 0;
  }
}
