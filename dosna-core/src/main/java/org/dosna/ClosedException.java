package org.dosna;

/** A cluster, pool, dataset or file was used before it was opened or after it was closed. */
public class ClosedException extends DosnaException {
  private static final long serialVersionUID = 1L;

  /**
   * Reports what is not open.
   *
   * @param message what was asked, what is allowed, what to do
   */
  public ClosedException(String message) {
    super(message);
  }
}
