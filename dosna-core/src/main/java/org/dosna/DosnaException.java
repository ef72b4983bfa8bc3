package org.dosna;

/**
 * The root of all errors that DosNa reports. Unchecked.
 *
 * <p>Each message says what was asked and of which cluster, pool, dataset or chunk, what is
 * allowed, and what to do. The error of an underlying library, where there is one, is the
 * {@linkplain #getCause() cause}.
 */
public class DosnaException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * An error without an underlying cause.
   *
   * @param message what was asked, what is allowed, what to do
   */
  public DosnaException(String message) {
    super(message);
  }

  /**
   * An error that an underlying library reported.
   *
   * @param message what was asked, what is allowed, what to do
   * @param cause the underlying error
   */
  public DosnaException(String message, Throwable cause) {
    super(message, cause);
  }
}
