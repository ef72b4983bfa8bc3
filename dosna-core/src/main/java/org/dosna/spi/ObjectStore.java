package org.dosna.spi;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.dosna.Arguments;
import org.dosna.DosnaException;
import org.dosna.text.NameRule;

/**
 * A map from keys to bytes in which each state of an object has a version: the bytes seam of a
 * chunk. All that a backend needs to keep datasets, see {@link ObjectChunks}.
 *
 * <p>Keys are paths, such as {@code scans/raw/c/0/1}, of 1 to 1,024 bytes of UTF-8: segments with
 * {@code /} between them, none of them empty, {@code .} or {@code ..}, without {@code \}, control
 * characters and lone surrogates. A store refuses other keys, and those that it cannot tell from
 * one that it holds; it may refuse a key below another one ({@code a/b} beside {@code a}). Objects
 * have 0 or more bytes.
 *
 * <p>Every method but {@link #list} is atomic: of several calls for one key, from whatever threads
 * and processes, each sees all of what those before it did, and nothing of those after it. May be
 * shared by threads; nothing is bound to the thread that calls.
 *
 * <p>Failures are reported as {@link DosnaException}, which names the key. A failed change has
 * happened or not, never in part; where the store cannot tell which, the message says that the
 * outcome is unknown.
 */
public interface ObjectStore {
  /**
   * Reads an object.
   *
   * @param key the key
   * @return all its bytes, or empty if there is none
   * @throws DosnaException if the key is not allowed, or the store fails
   */
  Optional<ObjectBytes> get(String key);

  /**
   * Reads a range of an object as it is now. A range of length 0 reads its size and version only.
   *
   * @param key the key
   * @param offset the first byte, 0 or more
   * @param length how many bytes, 0 or more
   * @return the bytes, fewer if the object ends before; empty if there is no such object
   * @throws DosnaException if the key or the range is not allowed, or the store fails
   */
  Optional<ObjectBytes> getRange(String key, long offset, int length);

  /**
   * Reads a range of a stated version of an object: for what has to fit to something read before.
   * By default what there is now is read and its version compared; a store that can be asked for a
   * version should be.
   *
   * @param key the key
   * @param offset the first byte, 0 or more
   * @param length how many bytes, 0 or more
   * @param version the version wanted
   * @return the bytes, fewer if the object ends before; empty if there is no such object any more
   * @throws ObjectChangedException if the object is another version
   * @throws DosnaException if the key or the range is not allowed, or the store fails
   */
  default Optional<ObjectBytes> getRange(
      String key, long offset, int length, ObjectVersion version) {
    Arguments.require("key", key);
    Arguments.require("version", version);
    Optional<ObjectBytes> range = getRange(key, offset, length);
    if (range.isPresent() && !range.get().version().equals(version)) {
      throw new ObjectChangedException(key, version);
    }
    return range;
  }

  /**
   * Reads a range for one who is done with it at once: a store may use the memory again. By default
   * {@link #getRange(String, long, int)}.
   *
   * @param <T> the type of what is made of the bytes
   * @param key the key
   * @param offset the first byte, 0 or more
   * @param length how many bytes, 0 or more
   * @param use gets the bytes, which are its own until it returns, and what it makes of them is
   *     returned; called once at most
   * @return what was made of the bytes; empty if there is no such object
   * @throws DosnaException if the key or the range is not allowed, or the store fails
   */
  default <T> Optional<T> lend(String key, long offset, int length, Function<ObjectBytes, T> use) {
    return getRange(key, offset, length).map(Arguments.require("use", use));
  }

  /**
   * Writes an object, replacing the one that there is.
   *
   * @param key the key
   * @param bytes all its bytes, from the buffer's position to its limit, which stay; not to be
   *     changed until this returns
   * @return the new version
   * @throws DosnaException if the key is not allowed, or the store fails
   */
  ObjectVersion put(String key, ByteBuffer bytes);

  /**
   * Writes an object unless there is one: of several who try, one succeeds.
   *
   * @param key the key
   * @param bytes as in {@link #put}
   * @return the new version; empty, and nothing is written, if there is one already
   * @throws DosnaException if the key is not allowed, or the store fails
   */
  Optional<ObjectVersion> putIfAbsent(String key, ByteBuffer bytes);

  /**
   * Replaces an object if it is still a stated version: of several who replace one version by
   * another one, one succeeds.
   *
   * @param key the key
   * @param bytes as in {@link #put}
   * @param version the version to be replaced
   * @return the new version; empty, and nothing is written, if the object is another version or
   *     there is none any more
   * @throws DosnaException if the key is not allowed, or the store fails
   */
  Optional<ObjectVersion> putIfUnchanged(String key, ByteBuffer bytes, ObjectVersion version);

  /**
   * Deletes an object: of several who delete it, one is told that it did.
   *
   * @param key the key
   * @return false if there was none
   * @throws DosnaException if the key is not allowed, or the store fails
   */
  boolean delete(String key);

  /**
   * Lists objects, fetched from the store little by little. Not atomic: what is there all the time
   * is listed once, what comes or goes meanwhile perhaps.
   *
   * @param folder what the keys begin with: segments, each with its {@code /}; empty for all
   * @return keys, in any order, from all depths; to be closed, used by one thread at a time, fails
   *     as this method does
   * @throws DosnaException if the folder is not allowed, or the store fails
   */
  Stream<String> list(String folder);

  /**
   * Checks a key: for those who write a store.
   *
   * @param key the key
   * @throws DosnaException if no object can have it
   */
  static void requireKey(String key) {
    Arguments.require("key", key);
    NameRule.requireKey(key);
  }

  /**
   * Checks a range: for those who write a store.
   *
   * @param key the object's key
   * @param offset the first byte
   * @param length how many bytes
   * @throws DosnaException if one of the two is negative
   */
  static void requireRange(String key, long offset, int length) {
    Arguments.require("key", key);
    if (offset < 0 || length < 0) {
      throw new DosnaException(
          "There is no range of "
              + length
              + " bytes from "
              + offset
              + " on in object '"
              + key
              + "'; both have to be 0 or more");
    }
  }

  /**
   * Checks what is to be listed: for those who write a store.
   *
   * @param folder what keys are to begin with
   * @throws DosnaException if it is neither empty nor a key with a {@code /} behind it
   */
  static void requireFolder(String folder) {
    Arguments.require("folder", folder);
    if (!folder.isEmpty()) {
      requireKey(folder.endsWith("/") ? folder.substring(0, folder.length() - 1) : "/" + folder);
    }
  }
}
