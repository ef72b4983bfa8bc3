package org.dosna.npy;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import org.dosna.DosnaException;
import org.dosna.NotFoundException;

/** What Java says of a file, in our own words: often it says no more than a name. */
public final class FileProblem {
  private FileProblem() {}

  /**
   * The exception to be thrown.
   *
   * @param what could not be done with which file: how the message begins
   * @param e why
   * @return says both; a {@link NotFoundException} if there is no such file
   */
  public static DosnaException of(String what, IOException e) {
    String message = what + ": " + reason(e);
    return e instanceof NoSuchFileException
        ? new NotFoundException(message, e)
        : new DosnaException(message, e);
  }

  private static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "there is no such file or folder";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof ClosedByInterruptException) {
      return "the thread was interrupted";
    }
    String said = e instanceof FileSystemException system ? system.getReason() : e.getMessage();
    return Objects.requireNonNullElse(said, e.toString());
  }
}
