package org.dosna.backend.zarr;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.dosna.spi.ObjectBytes;

/**
 * What we keep beside an array, in {@code .dosna}, where other programs do not look. Arrays of
 * others have none until they are resized here.
 *
 * @param id another one for each array ever made
 * @param shrinks how often it was made smaller
 * @param writing the shape that what is written just now is part of, while it is resized
 */
record Marker(String id, long shrinks, Optional<long[]> writing) {
  static final String NAME = ".dosna";

  private static final String ID = "id";
  private static final String SHRINKS = "shrinks";
  private static final String WRITING = "writing";

  static Marker fresh() {
    return new Marker(UUID.randomUUID().toString(), 0, Optional.empty());
  }

  static Marker of(String key, ObjectBytes stored) {
    JsonObject json = new JsonObject("'" + key + "'", Json.parse(key, stored.bytes()));
    Object shrinks = json.get(SHRINKS);
    if (!(shrinks instanceof Long count)) {
      throw json.wrong(SHRINKS, "it is " + JsonObject.shown(shrinks));
    }
    Optional<long[]> writing =
        json.has(WRITING) ? Optional.of(json.longs(WRITING)) : Optional.empty();
    return new Marker(json.string(ID), count, writing);
  }

  Object json() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put(ID, id);
    members.put(SHRINKS, shrinks);
    writing.ifPresent(shape -> members.put(WRITING, Arrays.stream(shape).boxed().toList()));
    return members;
  }

  Marker writing(Optional<long[]> shape) {
    return new Marker(id, shrinks, shape);
  }

  Marker shrunk() {
    return new Marker(id, shrinks + 1, writing);
  }
}
