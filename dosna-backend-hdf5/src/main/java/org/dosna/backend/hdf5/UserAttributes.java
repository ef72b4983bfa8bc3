package org.dosna.backend.hdf5;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The attributes of the user's in a file that describes a dataset or a group. */
final class UserAttributes {
  /** Begins their names, so that they cannot be confused with DosNa's own. */
  private static final String USER = "user.";

  private UserAttributes() {}

  static Map<String, Object> of(MetadataFile metadata) {
    Map<String, Object> values = new TreeMap<>();
    for (Hdf5Attribute attribute : metadata.attributes()) {
      if (attribute.name().startsWith(USER)) {
        values.put(attribute.name().substring(USER.length()), attribute.valueOrReason());
      }
    }
    return values;
  }

  /** The same file with an attribute set, or removed if there is no value. */
  static MetadataFile changed(MetadataFile metadata, String attribute, Optional<Object> value) {
    String name = USER + attribute;
    return value
        .map(v -> metadata.with(Hdf5Attribute.of(name, v)))
        .orElseGet(() -> metadata.without(name));
  }
}
