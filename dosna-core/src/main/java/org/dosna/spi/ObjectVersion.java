package org.dosna.spi;

import org.dosna.Arguments;

/**
 * Which state of an object it is: two versions of one object are equal only if its bytes are the
 * same in both. Opaque: only the store that made it knows what the text means. May be handed to
 * other processes.
 *
 * @param text what tells it from other versions of the object
 */
public record ObjectVersion(String text) {
  /**
   * Refuses null.
   *
   * @param text what tells it from other versions of the object
   */
  public ObjectVersion {
    Arguments.require("text", text);
  }
}
