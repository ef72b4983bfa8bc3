package org.dosna;

/** An operation was stopped by its {@link Progress.Listener}. Chunks that were done stay done. */
public class CancelledException extends DosnaException {
  private static final long serialVersionUID = 1L;

  /**
   * Reports what was stopped.
   *
   * @param message what was asked, what is allowed, what to do
   */
  public CancelledException(String message) {
    super(message);
  }
}
