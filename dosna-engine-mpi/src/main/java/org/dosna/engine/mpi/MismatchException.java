package org.dosna.engine.mpi;

import org.dosna.DosnaException;

/** The ranks are not in the same collective call. */
final class MismatchException extends DosnaException {
  private static final long serialVersionUID = 1L;

  MismatchException(String message) {
    super(message);
  }
}
