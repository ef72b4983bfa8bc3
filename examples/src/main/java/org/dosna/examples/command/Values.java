package org.dosna.examples.command;

import java.math.BigInteger;
import java.util.Optional;

/** Values as they are typed. */
final class Values {
  private Values() {}

  /** A number or true or false, if it is one. */
  static Optional<Object> number(String text) {
    return switch (text) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      case "nan" -> Optional.of(Double.NaN);
      case "inf" -> Optional.of(Double.POSITIVE_INFINITY);
      case "-inf" -> Optional.of(Double.NEGATIVE_INFINITY);
      default -> parsed(text);
    };
  }

  private static Optional<Object> parsed(String text) {
    if (text.matches("[+-]?\\d+")) {
      BigInteger whole = new BigInteger(text);
      return Optional.of(whole.bitLength() < Long.SIZE ? (Object) whole.longValue() : whole);
    }
    boolean decimal = text.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    return decimal ? Optional.of(Double.parseDouble(text)) : Optional.empty();
  }
}
