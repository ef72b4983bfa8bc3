package org.dosna.backend.zarr;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.dosna.Arguments;
import org.dosna.DosnaException;

/**
 * An object of a metadata file whose members are checked when they are asked for.
 *
 * @param where the file and the way to the object in it, for messages
 * @param members the tree
 */
record JsonObject(String where, Map<String, Object> members) {
  boolean has(String name) {
    return members.containsKey(name);
  }

  Object get(String name) {
    return Optional.ofNullable(members.get(name)).orElseThrow(() -> wrong(name, "it is missing"));
  }

  private <T> T as(Class<T> type, String what, String name) {
    Object value = get(name);
    if (!type.isInstance(value)) {
      throw wrong(name, "it is " + shown(value) + ", not " + what);
    }
    return type.cast(value);
  }

  String string(String name) {
    return as(String.class, "a string", name);
  }

  /** A whole number of 32 bits. */
  int number(String name) {
    long number = as(Long.class, "a whole number", name);
    if (number != (int) number) {
      throw wrong(name, "it is " + number);
    }
    return (int) number;
  }

  JsonObject object(String name) {
    return of(where + ", member '" + name + "'", get(name));
  }

  /** The object of that name, or one without members. */
  JsonObject objectIfAny(String name) {
    return has(name) ? object(name) : new JsonObject(where, Map.of());
  }

  static JsonObject of(String where, Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new DosnaException(where + " is " + shown(value) + ", not an object");
    }
    Map<String, Object> members = new LinkedHashMap<>();
    map.forEach((key, member) -> members.put((String) key, member));
    return new JsonObject(where, members);
  }

  /** A list of objects. */
  List<JsonObject> objects(String name) {
    return list(name).stream().map(value -> of(where + ", member '" + name + "'", value)).toList();
  }

  List<?> list(String name) {
    return as(List.class, "an array", name);
  }

  long[] longs(String name) {
    return list(name).stream()
        .flatMapToLong(
            value ->
                value instanceof Long number && number >= 0
                    ? LongStream.of(number)
                    : refused(name, value))
        .toArray();
  }

  private LongStream refused(String name, Object value) {
    throw wrong(name, "it has " + shown(value) + ", which is no whole number of 0 to 2^63-1");
  }

  /**
   * An extension: an object with a name and perhaps a configuration, or just the name.
   *
   * @param configuration what it is made of
   */
  record Named(String name, JsonObject configuration) {}

  Named named(String name) {
    return named(where + ", member '" + name + "'", get(name));
  }

  List<Named> allNamed(String name) {
    return list(name).stream()
        .map(value -> named(where + ", member '" + name + "'", value))
        .toList();
  }

  private static Named named(String where, Object value) {
    if (value instanceof String alone) {
      return new Named(alone, new JsonObject(where, Map.of()));
    }
    JsonObject object = of(where, value);
    return new Named(object.string("name"), object.objectIfAny("configuration"));
  }

  /** Refuses members that are not known, unless they say that they need not be understood. */
  void requireKnown(Set<String> known) {
    members.forEach(
        (name, value) -> {
          boolean mayBeIgnored =
              value instanceof Map<?, ?> extension
                  && Boolean.FALSE.equals(extension.get("must_understand"));
          if (!known.contains(name) && !mayBeIgnored) {
            throw wrong(name, "it is an extension that must be understood, and is not known here");
          }
        });
  }

  DosnaException wrong(String name, String why) {
    return new DosnaException(
        where + ", member '" + Arguments.excerpt(name) + "' cannot be: " + why);
  }

  static String shown(Object value) {
    return Arguments.excerpt(Json.text(value));
  }
}
