package org.dosna.examples.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.dosna.examples.Cli;
import picocli.CommandLine;

/**
 * The command dosna, run in this process.
 *
 * @param exitCode how it ended
 * @param out what it printed
 * @param err what it complained of
 */
record Run(int exitCode, List<String> out, List<String> err) {
  /** Runs it. */
  static Run dosna(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = DosnaCommand.line();
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int code = Cli.execute(line, arguments);
    return new Run(code, out.toString().lines().toList(), err.toString().lines().toList());
  }

  /** Runs it, and gives what it printed. */
  static List<String> ok(String... arguments) {
    Run run = dosna(arguments);
    assertEquals(List.of(), run.err);
    assertEquals(0, run.exitCode);
    return run.out;
  }

  /** It fails with one line, or with two if it was used wrongly. */
  static void refused(int exitCode, String problem, String... arguments) {
    Run run = dosna(arguments);
    assertTrue(!run.err.isEmpty() && run.err.get(0).contains(problem), run.toString());
    assertTrue(run.err.get(0).startsWith("dosna"), run.toString());
    assertEquals(exitCode, run.err.size(), run.toString());
    assertEquals(exitCode, run.exitCode, run.toString());
    assertEquals(List.of(), run.out);
  }
}
