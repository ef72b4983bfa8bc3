package org.dosna;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.function.Executable;

/** What tests expect of error messages. */
final class ErrorAssertions {
  private ErrorAssertions() {}

  /** Expects an error of a type (or a subtype) with a message that has all the parts. */
  static void assertMessage(
      Class<? extends DosnaException> type, Executable action, String... parts) {
    String message = assertThrows(type, action).getMessage();
    for (String part : parts) {
      assertTrue(message.contains(part), () -> "'" + part + "' is not in: " + message);
    }
  }
}
