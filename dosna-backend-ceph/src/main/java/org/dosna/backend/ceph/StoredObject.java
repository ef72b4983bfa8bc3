package org.dosna.backend.ceph;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What was read of an object.
 *
 * @param content its first bytes
 * @param attributes its extended attributes
 * @param version of the same moment; grows with every change
 */
record StoredObject(byte[] content, Map<String, byte[]> attributes, long version) {
  /** Reads what librados' iterator gives. */
  static Map<String, byte[]> attributes(Pointer iterator) {
    Map<String, byte[]> attributes = new TreeMap<>();
    PointerByReference name = new PointerByReference();
    PointerByReference value = new PointerByReference();
    try (Memory length = new Memory(Long.BYTES)) {
      while (LibRados.rados_getxattrs_next(iterator, name, value, length) == 0
          && name.getValue() != null) {
        int size = (int) length.getLong(0);
        attributes.put(
            name.getValue().getString(0, "UTF-8"),
            size == 0 ? new byte[0] : value.getValue().getByteArray(0, size));
      }
    }
    return attributes;
  }

  /** Whether another object has the same content and attributes. */
  boolean isSame(Optional<StoredObject> other) {
    return other
        .filter(
            that ->
                Arrays.equals(content, that.content)
                    && attributes.keySet().equals(that.attributes.keySet())
                    && attributes.entrySet().stream()
                        .allMatch(
                            a -> Arrays.equals(a.getValue(), that.attributes.get(a.getKey()))))
        .isPresent();
  }

  /** An attribute as text. */
  Optional<String> text(String attribute) {
    return Optional.ofNullable(attributes.get(attribute)).map(bytes -> new String(bytes, UTF_8));
  }
}
