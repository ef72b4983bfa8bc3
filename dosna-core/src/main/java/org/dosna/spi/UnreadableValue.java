package org.dosna.spi;

import org.dosna.Arguments;

/**
 * In the place of an attribute's value that has none in Java, because another program wrote it: so
 * that it can be listed and removed, and others read.
 *
 * @param reason what it is, as a clause: {@code "its type is a compound of 12 bytes"}
 */
public record UnreadableValue(String reason) {
  /**
   * A value that cannot be read.
   *
   * @param reason what it is, as a clause
   */
  public UnreadableValue {
    Arguments.require("reason", reason);
  }
}
