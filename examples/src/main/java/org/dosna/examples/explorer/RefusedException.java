package org.dosna.examples.explorer;

import org.dosna.DosnaException;

/** A request that is not answered; the message says why. */
final class RefusedException extends DosnaException {
  private static final long serialVersionUID = 1L;

  /** What HTTP calls it. */
  private final int status;

  RefusedException(int status, String message) {
    super(message);
    this.status = status;
  }

  int status() {
    return status;
  }
}
