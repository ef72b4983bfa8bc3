package org.dosna.backend.zarr;

import java.util.UUID;

/** Names of chunks that were damaged and taken out of the way. */
final class SetAside {
  private static final String MARK = ".damaged-";

  private SetAside() {}

  static String of(String key) {
    return key + MARK + UUID.randomUUID();
  }

  static boolean isOne(String key) {
    return key.substring(key.lastIndexOf('/') + 1).contains(MARK);
  }
}
