package org.dosna.spi;

import org.dosna.DosnaException;

/** An object is another version by now than the one that was asked for. */
public class ObjectChangedException extends DosnaException {
  private static final long serialVersionUID = 1L;

  /**
   * Reports what has changed.
   *
   * @param key the object's key
   * @param version the version that was asked for
   */
  public ObjectChangedException(String key, ObjectVersion version) {
    super(
        "Object '"
            + key
            + "' is no longer the version "
            + version.text()
            + "; begin again with what it is now");
  }
}
