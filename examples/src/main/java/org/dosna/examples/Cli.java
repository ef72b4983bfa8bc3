package org.dosna.examples;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.Callable;
import org.dosna.DosnaException;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Runs a program from the command line: with help, errors in a line or two, and an exit code. */
public final class Cli {
  private Cli() {}

  /**
   * Runs a program; ends the process if it fails.
   *
   * @param program a picocli command; what it returns is the exit code
   * @param arguments the command line
   */
  public static void run(Callable<Integer> program, String... arguments) {
    end(execute(line(program), arguments));
  }

  /**
   * Ends the process if a command line failed.
   *
   * @param code the exit code
   */
  public static void end(int code) {
    if (code != CommandLine.ExitCode.OK) {
      System.exit(code);
    }
  }

  /**
   * A program's command line, which is not run yet; also of commands below it.
   *
   * @param program a picocli command
   * @return with the option {@code --help}, and errors in a line or two
   */
  public static CommandLine line(Object program) {
    CommandLine line = new CommandLine(program);
    addHelp(line);
    line.setParameterExceptionHandler(Cli::misused);
    line.setExecutionExceptionHandler(Cli::failed);
    return line;
  }

  private static void addHelp(CommandLine line) {
    line.getCommandSpec()
        .addOption(
            OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("print this text")
                .build());
    line.getCommandSpec().usageMessage().width(100).sortOptions(false);
    line.getSubcommands().values().forEach(Cli::addHelp);
  }

  /**
   * Runs a command line.
   *
   * @param line of {@link #line}
   * @param arguments what the user gave
   * @return the exit code: 0 done, 1 failed, 2 wrong usage
   */
  public static int execute(CommandLine line, String... arguments) {
    try {
      return line.execute(arguments);
    } catch (OutOfMemoryError e) {
      complain(line, "Out of memory: " + e.getMessage());
      line.getErr().println("Give Java more: JDK_JAVA_OPTIONS=-Xmx8g; or work on less.");
      return CommandLine.ExitCode.SOFTWARE;
    }
  }

  private static int misused(ParameterException e, String... arguments) {
    CommandLine line = e.getCommandLine();
    // Of a wrong regular expression there would be a drawing.
    complain(line, String.valueOf(e.getMessage()).lines().findFirst().orElseThrow());
    line.getErr().println("The option --help says what there is.");
    return CommandLine.ExitCode.USAGE;
  }

  /** What went wrong in a store or a file is said in one line; anything else is a bug. */
  private static int failed(Exception e, CommandLine line, CommandLine.ParseResult parsed)
      throws Exception {
    Exception cause = e instanceof UncheckedIOException unchecked ? unchecked.getCause() : e;
    if (!(cause instanceof DosnaException || cause instanceof IOException)) {
      throw e;
    }
    complain(
        line, cause instanceof IOException io ? described(io) : String.valueOf(cause.getMessage()));
    return CommandLine.ExitCode.SOFTWARE;
  }

  /** What Java says of a file is no more than its name; the kind of error says what is wrong. */
  static String described(IOException e) {
    if (e instanceof NoSuchFileException missing) {
      return "There is no file or folder '" + missing.getFile() + "', or none above it";
    }
    if (e instanceof AccessDeniedException denied) {
      return "No permission for '" + denied.getFile() + "'";
    }
    return e instanceof FileSystemException system && system.getReason() != null
        ? "'" + system.getFile() + "': " + system.getReason()
        : e.toString();
  }

  private static void complain(CommandLine line, String message) {
    PrintWriter err = line.getErr();
    err.println(line.getCommandSpec().qualifiedName() + ": " + message);
  }
}
