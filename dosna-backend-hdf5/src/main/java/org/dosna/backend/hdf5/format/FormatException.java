package org.dosna.backend.hdf5.format;

import org.dosna.DosnaException;

/**
 * What a file says cannot be followed: it is damaged, or has a feature that is not known. Who
 * opened the file says so again with the names of file and dataset.
 */
public final class FormatException extends DosnaException {
  private static final long serialVersionUID = 1;

  /**
   * A reason.
   *
   * @param reason what is wrong, as a clause
   */
  public FormatException(String reason) {
    super(reason);
  }

  /**
   * A reason, and what lies under it.
   *
   * @param reason what is wrong, as a clause
   * @param cause why
   */
  public FormatException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
