package org.dosna.examples;

import java.io.Console;

/** Whether somebody is watching. */
public final class Terminal {
  private Terminal() {}

  /**
   * Whether input and output are a terminal. From Java 22 on there may be a console without one,
   * and {@code Console.isTerminal()} tells; before, there is a console only at a terminal.
   *
   * @return false if either is a file or a pipe
   */
  @SuppressWarnings("SystemConsoleNull")
  public static boolean isAttached() {
    Console console = System.console();
    if (console == null || Runtime.version().feature() < 22) {
      return console != null;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Java 22 and later have Console.isTerminal()", e);
    }
  }
}
