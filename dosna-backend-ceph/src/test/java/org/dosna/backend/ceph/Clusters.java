package org.dosna.backend.ceph;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dosna.Cluster;
import org.dosna.Dosna;
import org.dosna.DosnaException;
import org.dosna.Options;
import org.dosna.backend.ceph.testkit.MiniCeph;
import org.junit.jupiter.api.function.Executable;

/** What several tests do with clusters. */
final class Clusters {
  private Clusters() {}

  /** A connection to the shared cluster. */
  static Cluster connect(Object... options) {
    return cluster(MiniCeph.shared().confFile(), options).connect();
  }

  /** A cluster of some configuration, not connected. */
  static Cluster cluster(Path conf, Object... options) {
    List<Object> all = new ArrayList<>(List.of("conffile", conf));
    all.addAll(List.of(options));
    return Dosna.with("ceph", "cpu").cluster("mini", Options.of(all.toArray()));
  }

  /** Asserts that something is refused with a message that has all parts. */
  static DosnaException assertRefused(Executable action, Object... parts) {
    DosnaException refusal = assertThrows(DosnaException.class, action);
    for (Object part : parts) {
      assertTrue(
          refusal.getMessage().contains(part.toString()),
          () -> "'" + part + "' is missing in the message: " + refusal.getMessage());
    }
    return refusal;
  }
}
