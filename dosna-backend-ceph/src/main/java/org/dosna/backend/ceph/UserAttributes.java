package org.dosna.backend.ceph;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** The user's attributes among the extended attributes of an object. */
final class UserAttributes {
  private static final String USER = "user.";

  /** Keeps a user attribute with its name, which is too long for Ceph (osd_max_attr_name_len). */
  private static final String LONG_USER = "dosna_user.";

  private static final int MAX_USER_NAME = 95;

  private UserAttributes() {}

  static Map<String, Object> of(StoredObject stored) {
    Map<String, Object> values = new TreeMap<>();
    stored
        .attributes()
        .forEach(
            (name, value) -> {
              if (name.startsWith(USER)) {
                String attribute = name.substring(USER.length());
                values.put(attribute, AttributeJson.parse(attribute, value));
              } else if (name.startsWith(LONG_USER)) {
                AttributeJson.parseNamed(value, values::put);
              }
            });
    return values;
  }

  /** Adds to an operation that an attribute is set, or removed if there is no value. */
  static void change(WriteOp op, String attribute, Optional<Object> value) {
    String name = extended(attribute);
    value.ifPresentOrElse(
        kept ->
            op.setAttribute(
                name,
                name.startsWith(USER)
                    ? AttributeJson.format(attribute, kept)
                    : AttributeJson.formatNamed(attribute, kept)),
        () -> op.removeAttribute(name));
  }

  /** The name of the extended attribute that keeps one of the user's. */
  private static String extended(String name) {
    byte[] bytes = name.getBytes(UTF_8);
    return bytes.length <= MAX_USER_NAME ? USER + name : LONG_USER + UUID.nameUUIDFromBytes(bytes);
  }
}
