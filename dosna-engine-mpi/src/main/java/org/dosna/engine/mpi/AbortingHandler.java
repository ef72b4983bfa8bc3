package org.dosna.engine.mpi;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;

/**
 * Ends the whole job after an uncaught exception, which is reported first: the other ranks might
 * wait for this one for ever.
 *
 * @param before the handler that there was, if any
 * @param job what is aborted
 */
record AbortingHandler(Optional<Thread.UncaughtExceptionHandler> before, Job job)
    implements Thread.UncaughtExceptionHandler {
  @Override
  public void uncaughtException(Thread thread, Throwable exception) {
    try {
      before.ifPresentOrElse(
          handler -> handler.uncaughtException(thread, exception), () -> report(thread, exception));
    } finally {
      job.abort("was ended by an uncaught exception");
    }
  }

  /** In one piece: the ranks write to the same terminal. */
  private static void report(Thread thread, Throwable exception) {
    StringWriter text = new StringWriter();
    text.append("Exception in thread \"").append(thread.getName()).append("\" ");
    exception.printStackTrace(new PrintWriter(text, true));
    System.err.print(text);
    System.err.flush();
  }
}
