package org.dosna.text;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.dosna.Arguments;
import org.dosna.DosnaException;

/**
 * The rule for names of pools, datasets and attributes, the same on every backend: any Unicode but
 * {@code /}, {@code \}, control characters, lone surrogates and a leading dot; 1 to 200 bytes of
 * UTF-8. And the rule for keys of objects.
 */
public final class NameRule {
  private static final int MAX_BYTES = 200;
  private static final int MAX_PATH_BYTES = 800;
  private static final int MAX_KEY_BYTES = 1024;

  private NameRule() {}

  /**
   * Checks the name of something that is to be created.
   *
   * @param what for messages: {@code "a pool"}
   * @param name the name
   * @throws DosnaException if it cannot be given
   */
  public static void requireNew(String what, String name) {
    requireGiven(what, name);
    boolean plain = isSafe(name) && name.indexOf('\\') < 0 && !name.startsWith(".");
    if (!plain
        || name.chars().anyMatch(Character::isISOControl)
        || name.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      throw refused(what, name);
    }
  }

  /**
   * Checks the name of something that exists: other programs may have used names that we do not
   * give. Only what could lead out of its place is refused.
   *
   * @param what for messages: {@code "a pool"}
   * @param name the name
   * @throws DosnaException if nothing can have it
   */
  public static void requireSafe(String what, String name) {
    requireGiven(what, name);
    if (!isSafe(name)) {
      throw refused(what, name);
    }
  }

  /**
   * Checks the path of something that is to be created in a pool: names with {@code /} between
   * them.
   *
   * @param what for messages: {@code "a dataset"}
   * @param path the path
   * @throws DosnaException if it cannot be given
   */
  public static void requireNewPath(String what, String path) {
    for (String name : names(what, path)) {
      requireNew(path.indexOf('/') < 0 ? what : "a part of the path of " + what, name);
    }
    if (path.getBytes(StandardCharsets.UTF_8).length > MAX_PATH_BYTES) {
      throw new DosnaException(
          "A path has at most "
              + MAX_PATH_BYTES
              + " bytes of UTF-8; '"
              + path.substring(0, 50)
              + "...' has more");
    }
  }

  /**
   * Checks the path of something that exists in a pool, as {@link #requireSafe} does.
   *
   * @param what for messages: {@code "a dataset"}
   * @param path names with {@code /} between them
   * @throws DosnaException if nothing can have it
   */
  public static void requireSafePath(String what, String path) {
    for (String name : names(what, path)) {
      requireSafe(path.indexOf('/') < 0 ? what : "a part of the path of " + what, name);
    }
  }

  private static String[] names(String what, String path) {
    requireGiven(what, path);
    return path.split("/", -1);
  }

  /**
   * Checks the key of an object: a path of names, in which other programs' conventions decide what
   * they are, and how long.
   *
   * @param key names with {@code /} between them
   * @throws DosnaException if no object can have it
   */
  public static void requireKey(String key) {
    boolean plain =
        Arrays.stream(key.split("/", -1)).allMatch(NameRule::isSafe) && key.indexOf('\\') < 0;
    if (!plain
        || key.chars().anyMatch(Character::isISOControl)
        || key.getBytes(StandardCharsets.UTF_8).length > MAX_KEY_BYTES) {
      throw new DosnaException(
          "'"
              + Arguments.excerpt(key)
              + "' cannot be the key of an object; allowed are names with '/' between them, none"
              + " empty, '.' or '..', without '\\', control characters and lone surrogates, 1 to "
              + MAX_KEY_BYTES
              + " bytes of UTF-8");
    }
  }

  /** What has a name is what the parameter is called. */
  private static void requireGiven(String what, String name) {
    Arguments.require(what.substring(what.indexOf(' ') + 1), name);
  }

  private static boolean isSafe(String name) {
    return !name.isEmpty()
        && !name.equals(".")
        && !name.equals("..")
        && name.indexOf('/') < 0
        && name.indexOf('\0') < 0
        && isUnicode(name);
  }

  private static boolean isUnicode(String name) {
    try {
      StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(name));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static DosnaException refused(String what, String name) {
    return new DosnaException(
        "'"
            + Arguments.excerpt(name)
            + "' cannot be the name of "
            + what
            + "; allowed is any Unicode without '/',"
            + " '\\', control characters, lone surrogates or a leading dot, 1 to "
            + MAX_BYTES
            + " bytes of UTF-8");
  }
}
