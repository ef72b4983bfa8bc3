package org.dosna;

/**
 * A pool, dataset or chunk that was to be created exists already. Of several creators exactly one
 * does not get this exception.
 */
public class AlreadyExistsException extends DosnaException {
  private static final long serialVersionUID = 1L;

  /**
   * Reports what exists already.
   *
   * @param message what was asked, what is allowed, what to do
   */
  public AlreadyExistsException(String message) {
    super(message);
  }
}
