package org.dosna.backend.ceph.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Objects of a cluster as Python's module {@code rados} sees them, past the code under test. A
 * process that ends with this one. Thread safe.
 */
public final class RawRados {
  private static RawRados shared;

  private final PrintStream input;
  private final BufferedReader output;

  private RawRados(MiniCeph ceph) {
    String python = System.getProperty("dosna.python", "/usr/bin/python3");
    try (InputStream script = RawRados.class.getResourceAsStream("raw_rados.py")) {
      String text = new String(script.readAllBytes(), UTF_8);
      Process process =
          new ProcessBuilder(python, "-c", text, ceph.confFile().toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      input = new PrintStream(process.getOutputStream(), true, UTF_8);
      output = process.inputReader(UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A view of {@link MiniCeph#shared}.
   *
   * @return the one of this JVM
   */
  public static synchronized RawRados shared() {
    if (shared == null) {
      shared = new RawRados(MiniCeph.shared());
    }
    return shared;
  }

  private synchronized String run(String command, String... arguments) {
    input.println(command + " " + String.join(" ", arguments));
    try {
      String answer = output.readLine();
      if (answer == null || !answer.startsWith("ok")) {
        throw new IllegalStateException(command + ": " + answer);
      }
      return answer.substring(2).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(String name) {
    return "n" + Base64.getEncoder().encodeToString(name.getBytes(UTF_8));
  }

  private static String data(byte[] data) {
    return "d" + Base64.getEncoder().encodeToString(data);
  }

  private static byte[] decoded(String text) {
    return Base64.getDecoder().decode(text);
  }

  /**
   * The objects of a pool's default namespace.
   *
   * @param pool its name
   * @return names in any order
   */
  public List<String> list(String pool) {
    return words(run("list", name(pool))).map(word -> new String(decoded(word), UTF_8)).toList();
  }

  private static Stream<String> words(String line) {
    return Stream.of(line.split(" ")).filter(word -> !word.isEmpty());
  }

  /**
   * An object's content.
   *
   * @param pool its pool
   * @param object its name
   * @return all bytes; empty if there is no such object
   */
  public Optional<byte[]> read(String pool, String object) {
    String answer = run("read", name(pool), name(object));
    return answer.startsWith("found")
        ? Optional.of(decoded(answer.substring("found".length()).strip()))
        : Optional.empty();
  }

  /**
   * An object's extended attributes.
   *
   * @param pool its pool
   * @param object its name
   * @return names and values
   */
  public Map<String, byte[]> attributes(String pool, String object) {
    Map<String, byte[]> attributes = new HashMap<>();
    words(run("attributes", name(pool), name(object)))
        .forEach(
            word -> {
              int separator = word.indexOf('=');
              while (separator + 1 < word.length() && word.charAt(separator + 1) == '=') {
                separator++;
              }
              attributes.put(
                  new String(decoded(word.substring(0, separator)), UTF_8),
                  decoded(word.substring(separator + 1)));
            });
    return attributes;
  }

  /**
   * Writes an object.
   *
   * @param pool its pool
   * @param object its name
   * @param content all bytes
   */
  public void write(String pool, String object, byte[] content) {
    run("write", name(pool), name(object), data(content));
  }

  /**
   * Writes an object in a namespace.
   *
   * @param pool its pool
   * @param namespace its namespace
   * @param object its name
   * @param content all bytes
   */
  public void write(String pool, String namespace, String object, byte[] content) {
    run("write", name(pool), name(object), data(content), name(namespace));
  }

  /**
   * Sets an extended attribute of an object.
   *
   * @param pool its pool
   * @param object its name
   * @param attribute the attribute's name
   * @param value all bytes
   */
  public void setAttribute(String pool, String object, String attribute, byte[] value) {
    run("set_attribute", name(pool), name(object), name(attribute), data(value));
  }

  /**
   * Removes an object.
   *
   * @param pool its pool
   * @param object its name
   */
  public void remove(String pool, String object) {
    run("remove", name(pool), name(object));
  }

  /**
   * Creates a pool.
   *
   * @param pool its name
   */
  public void createPool(String pool) {
    run("create_pool", name(pool));
  }

  /**
   * Writes the objects of a folder that has a manifest.json.
   *
   * @param pool their pool
   * @param folder the folder
   */
  public void restore(String pool, Path folder) {
    run("restore", name(pool), name(folder.toString()));
  }

  /**
   * Deletes all pools of the cluster but one, and the objects of that pool's default namespace.
   *
   * @param pool the pool that is kept, if it is there
   */
  public void clear(String pool) {
    run("clear", name(pool));
  }

  /** Deletes all pools of the cluster. */
  public void deletePools() {
    run("delete_pools");
  }
}
