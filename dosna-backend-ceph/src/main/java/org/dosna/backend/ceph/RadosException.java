package org.dosna.backend.ceph;

import java.io.IOException;
import org.dosna.DosnaException;

/** A function of librados failed. */
final class RadosException extends DosnaException {
  private static final long serialVersionUID = 1L;

  private final int code;

  /**
   * Reports a failure.
   *
   * @param what what could not be done, with names
   * @param code what librados returned
   * @param more what follows from it, or what to do; may be empty
   */
  RadosException(String what, int code, String more) {
    super(
        "Cannot " + what + ": " + Errno.text(code) + (more.isEmpty() ? "" : "; " + more),
        new IOException("librados returned " + code));
    this.code = code;
  }

  int code() {
    return code;
  }
}
