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
}
