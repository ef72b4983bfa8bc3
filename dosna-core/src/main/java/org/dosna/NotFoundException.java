package org.dosna;

/** A pool, dataset, chunk or attribute that was asked for does not exist. */
public class NotFoundException extends DosnaException {
  private static final long serialVersionUID = 1L;

  /**
   * Reports what is missing.
   *
   * @param message what was asked, what is allowed, what to do
   */
  public NotFoundException(String message) {
    super(message);
  }

  /**
   * Reports what is missing, as an underlying library found out.
   *
   * @param message what was asked, what is allowed, what to do
   * @param cause the underlying error
   */
  public NotFoundException(String message, Throwable cause) {
    super(message, cause);
  }
}
