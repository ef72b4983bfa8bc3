package org.dosna.examples;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dosna.Arguments;
import org.dosna.Cluster;
import org.dosna.Dosna;
import org.dosna.DosnaException;
import org.dosna.Options;
import org.dosna.examples.files.FileCluster;

/**
 * Where something is kept, as one text: {@code BACKEND:CLUSTER?OPTION=VALUE&...#POOL/PATH}, of
 * which options, pool and path may be left out. {@code %} and two hexadecimal digits stand for a
 * byte of UTF-8: {@code %25} for a percent sign, {@code %23} for a number sign, {@code %3F} for a
 * question mark. Anything else is a file, as it is: {@code scan.npy}, or {@code
 * scan.h5:/entry/data} for a dataset or a group in it; one whose name looks like a backend is
 * written {@code ./name:...}. Immutable.
 *
 * <pre>
 * hdf5:/data#pool/entry/scan
 * ceph:/etc/ceph/ceph.conf?client_id=beam#pool/scan
 * scan.h5:/entry/data
 * </pre>
 *
 * @param backend one of {@link Dosna#backends()}, or {@code file}
 * @param cluster the cluster's name: for hdf5 a folder, for ceph its configuration file, for a file
 *     the folder that it is in
 * @param options options of the backend, in the order given
 * @param pool the pool, for a file its name; empty for the cluster itself
 * @param path the dataset or group; empty for the pool itself
 */
public record Address(
    String backend, String cluster, Map<String, String> options, String pool, String path) {
  private static final String FILE = "file";

  /** Backends that make their folder, unless told not to. */
  private static final Set<String> IN_FOLDERS = Set.of("hdf5", "zarr");

  // One letter is a drive of Windows.
  private static final Pattern OF_BACKEND = Pattern.compile("([A-Za-z][A-Za-z0-9_-]+):(.*)");
  private static final String FORM =
      "; an address is BACKEND:CLUSTER?OPTION=VALUE#POOL/PATH, such as hdf5:/data#pool/scan,"
          + " or a file, such as scan.h5:/entry/data";

  /**
   * Refuses null.
   *
   * @param backend the backend
   * @param cluster the cluster's name
   * @param options options of the backend
   * @param pool the pool, or empty
   * @param path the path in the pool, or empty
   */
  public Address {
    Arguments.require("backend", backend);
    Arguments.require("cluster", cluster);
    options = new LinkedHashMap<>(Arguments.require("options", options));
    Arguments.require("pool", pool);
    Arguments.require("path", path);
  }

  /**
   * Reads an address. Looks neither at files nor at stores.
   *
   * @param text the text
   * @return the address
   * @throws DosnaException if it is none; the message says how one is written
   */
  public static Address parse(String text) {
    Arguments.require("text", text);
    Matcher matcher = OF_BACKEND.matcher(text);
    return matcher.matches() ? ofBackend(matcher.group(1), matcher.group(2), text) : ofFile(text);
  }

  private static Address ofBackend(String backend, String rest, String text) {
    String[] parts = rest.split("#", 2);
    String[] start = parts[0].split("\\?", 2);
    String place = parts.length == 1 ? "" : parts[1].replaceFirst("/$", "");
    String[] names = place.split("/", 2);
    if (start[0].isEmpty() || (parts.length == 2 && names[0].isEmpty())) {
      String what = start[0].isEmpty() ? "cluster" : "pool";
      throw new DosnaException("'" + Arguments.excerpt(text) + "' names no " + what + FORM);
    }
    return new Address(
        backend,
        decoded(start[0], text),
        start.length == 1 ? Map.of() : options(start[1], text),
        decoded(names[0], text),
        names.length == 1 ? "" : decoded(names[1], text));
  }

  private static Map<String, String> options(String query, String text) {
    Map<String, String> options = new LinkedHashMap<>();
    for (String option : query.split("&", -1)) {
      String[] parts = option.split("=", 2);
      if (parts.length < 2 || parts[0].isEmpty()) {
        throw new DosnaException(
            "'" + Arguments.excerpt(option) + "' is no option of the form NAME=VALUE" + FORM);
      }
      if (options.put(decoded(parts[0], text), decoded(parts[1], text)) != null) {
        throw new DosnaException("The option '" + parts[0] + "' is given twice");
      }
    }
    return options;
  }

  private static Address ofFile(String text) {
    int colon = text.lastIndexOf(":/");
    String inside = colon > 0 ? text.substring(colon + 2).replaceFirst("/$", "") : "";
    try {
      Path file = Path.of(colon > 0 ? text.substring(0, colon) : text);
      if (text.isEmpty() || file.getFileName() == null) {
        throw new DosnaException("'" + Arguments.excerpt(text) + "' names no file" + FORM);
      }
      Path folder = file.getParent() == null ? Path.of(".") : file.getParent();
      String name = file.getFileName().toString();
      return new Address(FILE, folder.toString(), Map.of(), name, inside);
    } catch (InvalidPathException e) {
      throw new DosnaException("'" + Arguments.excerpt(text) + "' cannot be a file" + FORM, e);
    }
  }

  /** Text in which percent signs have been followed. */
  private static String decoded(String part, String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Matcher matcher = Pattern.compile("%([0-9A-Fa-f]{2})?|[^%]+").matcher(part);
    while (matcher.find()) {
      String hex = matcher.group(1);
      if (hex != null) {
        bytes.write(Integer.parseInt(hex, 16));
      } else if (matcher.group().equals("%")) {
        throw new DosnaException(
            "'"
                + Arguments.excerpt(text)
                + "': two hexadecimal digits follow %; %25 is one itself");
      } else {
        bytes.writeBytes(matcher.group().getBytes(StandardCharsets.UTF_8));
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw new DosnaException(
          "'" + Arguments.excerpt(text) + "': what % stands for is no UTF-8", e);
    }
  }

  private static String encoded(String part, String reserved) {
    return part.codePoints()
        .mapToObj(c -> reserved.indexOf(c) < 0 ? Character.toString(c) : "%%%02X".formatted(c))
        .collect(Collectors.joining());
  }

  /**
   * Whether it is a file, which is only read.
   *
   * @return true for a file
   */
  public boolean isFile() {
    return backend.equals(FILE);
  }

  /**
   * The file itself.
   *
   * @return its path; of no use if this is no file
   */
  public Path file() {
    Path folder = Path.of(cluster);
    return folder.equals(Path.of(".")) ? Path.of(pool) : folder.resolve(pool);
  }

  /**
   * Another place in the same cluster.
   *
   * @param otherPool the pool
   * @param otherPath the path in it
   * @return its address
   */
  public Address at(String otherPool, String otherPath) {
    return new Address(backend, cluster, options, otherPool, otherPath);
  }

  /**
   * The cluster, not yet connected.
   *
   * @param create whether it may be made if there is none
   * @param engine who does the work
   * @param engineOptions options of the engine
   * @return the cluster
   * @throws DosnaException if there is no such backend or engine, or it does not know an option
   */
  public Cluster cluster(boolean create, String engine, Options engineOptions) {
    if (isFile()) {
      return Dosna.engine(engine).wrap(new FileCluster(cluster), engineOptions);
    }
    Map<String, String> all = new LinkedHashMap<>(options);
    if (backend.equals("ceph")) {
      all.putIfAbsent("conffile", cluster);
    } else if (IN_FOLDERS.contains(backend) && !create) {
      all.putIfAbsent("create", "false");
    }
    Object[] pairs =
        all.entrySet().stream().flatMap(o -> Stream.of(o.getKey(), o.getValue())).toArray();
    return Dosna.with(backend, engine, engineOptions).cluster(cluster, Options.of(pairs));
  }

  /** The text that {@link #parse} reads. */
  @Override
  public String toString() {
    if (isFile()) {
      return file() + (path.isEmpty() ? "" : ":/" + path);
    }
    String query =
        options.entrySet().stream()
            .map(o -> encoded(o.getKey(), "%#&=") + "=" + encoded(o.getValue(), "%#&"))
            .collect(Collectors.joining("&"));
    return backend
        + ":"
        + encoded(cluster, "%#?")
        + (query.isEmpty() ? "" : "?" + query)
        + (pool.isEmpty() ? "" : "#" + encoded(pool, "%/"))
        + (path.isEmpty() ? "" : "/" + encoded(path, "%"));
  }
}
