package org.dosna;

import static org.dosna.ErrorAssertions.assertMessage;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {
  private static final Options OPTIONS =
      Options.of("conffile", "ceph.conf", "timeout", 5, "fsync", true, "jobs", "8");

  @Test
  void settingsAreRead() {
    assertEquals(List.of("conffile", "timeout", "fsync", "jobs"), OPTIONS.names());
    assertEquals("ceph.conf", OPTIONS.getString("conffile", "none"));
    assertEquals("5", OPTIONS.getString("timeout", "none"));
    assertEquals(5, OPTIONS.getInt("timeout", 1, 0));
    assertEquals(8, OPTIONS.getInt("jobs", 1, 8));
    assertTrue(OPTIONS.getBoolean("fsync", false));
  }

  @Test
  void whatIsNotSetHasTheOtherValue() {
    assertEquals(List.of(), Options.none().names());
    assertEquals("x", OPTIONS.getString("user", "x"));
    assertEquals(3, OPTIONS.getInt("retries", 3, 1));
    assertTrue(OPTIONS.getBoolean("create", true));
    assertFalse(OPTIONS.getBoolean("create", false));
  }

  @Test
  void valuesThatAreNotAllowedAreNamed() {
    assertMessage(
        DosnaException.class,
        () -> OPTIONS.getInt("conffile", 1, 0),
        "'conffile'",
        "'ceph.conf'",
        "number");
    assertMessage(
        DosnaException.class, () -> OPTIONS.getInt("timeout", 1, 6), "'timeout'", "'5'", "6");
    assertMessage(
        DosnaException.class,
        () -> OPTIONS.getBoolean("timeout", true),
        "'timeout'",
        "'5'",
        "true or false");
  }

  @Test
  void onlyPairsOfANameAndAValueAreTaken() {
    assertMessage(DosnaException.class, () -> Options.of("jobs"), "pairs", "jobs");
    assertMessage(DosnaException.class, () -> Options.of(1, 2), "pairs");
    assertMessage(DosnaException.class, () -> Options.of("jobs", null), "pairs");
    assertMessage(DosnaException.class, () -> Options.of("jobs", 1, "jobs", 2), "'jobs'", "twice");
  }

  @Test
  void areValues() {
    assertEquals(Options.of("a", 1, "b", 2), Options.of("b", 2, "a", 1));
    assertEquals(Options.of("a", 1).hashCode(), Options.of("a", 1).hashCode());
    assertNotEquals(Options.of("a", 1), Options.of("a", 2));
    assertEquals("{a=1}", Options.of("a", 1).toString());
  }
}
