package org.dosna.backend.hdf5;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.dosna.DosnaException;
import org.dosna.NotFoundException;

/** What went wrong with a file, in words. */
final class FileFailure {
  private FileFailure() {}

  /** The exception to be thrown: says what could not be done with which file, and why. */
  static DosnaException of(String verb, Path path, IOException e) {
    String message = "Cannot " + verb + " " + path + ": " + reason(e);
    return e instanceof NoSuchFileException
        ? new NotFoundException(message, e)
        : new DosnaException(message, e);
  }

  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof NoSuchFileException) {
      return "no such file or folder";
    }
    if (e instanceof ClosedChannelException) { // as Java does with channels that are in use then
      return "the thread was interrupted";
    }
    String reason = e instanceof FileSystemException fs ? fs.getReason() : e.getMessage();
    return reason == null ? e.toString() : reason;
  }
}
