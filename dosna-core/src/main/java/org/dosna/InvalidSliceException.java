package org.dosna;

/**
 * A slice that cannot be read, or that does not fit the array: a syntax error, an integer out of
 * range, too many axes, or a value whose shape cannot be broadcast to the selection.
 */
public class InvalidSliceException extends DosnaException {
  private static final long serialVersionUID = 1L;

  /**
   * Reports what is wrong with the slice.
   *
   * @param message what was asked, what is allowed, what to do
   */
  public InvalidSliceException(String message) {
    super(message);
  }
}
