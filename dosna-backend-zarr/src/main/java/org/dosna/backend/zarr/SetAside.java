package org.dosna.backend.zarr;

import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;

/** Names of chunks that were damaged and taken out of the way. */
final class SetAside {
  private static final String MARK = ".damaged-";

  private SetAside() {}

  /** A name for a chunk beside the object that it is in. */
  static String of(ArrayObject array, long[] index) {
    String name = Arrays.stream(index).mapToObj(Long::toString).collect(Collectors.joining("."));
    return array.folder() + "/" + name + MARK + UUID.randomUUID();
  }

  static boolean isOne(String key) {
    return key.substring(key.lastIndexOf('/') + 1).contains(MARK);
  }
}
