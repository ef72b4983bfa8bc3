package org.dosna;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/**
 * What the chunks of a dataset go through before they are stored, first to last. Immutable.
 *
 * <pre>{@code
 * DatasetSpec.of(DType.UINT16, 4096, 4096).codecs(Codecs.shuffle(), Codecs.zstd(3), Codecs.crc32c())
 * Codecs.parse("shuffle, zstd:3, crc32c")
 * }</pre>
 *
 * <p>Each is named {@code name} or {@code name:parameters}. On the JDK alone: {@code gzip:LEVEL},
 * {@code zlib:LEVEL}, {@code lzf}, {@code shuffle}, {@code delta}, {@code bytes:little} and {@code
 * bytes:big}, {@code crc32c}, {@code fletcher32}. With a library on the class path, which is named
 * if it is missing: {@code zstd:LEVEL}, {@code lz4}, {@code bitshuffle}, {@code bitshuffle:lz4},
 * {@code bitshuffle:zstd}, {@code blosc:CODEC:LEVEL:SHUFFLE}. Others are found by {@link
 * ServiceLoader}, see {@link Codec}.
 */
public final class Codecs {
  /**
   * One codec with its parameters.
   *
   * @param name the codec's name
   * @param parameters its parameters, as {@link Codec#parameters} gives them; empty if none
   */
  public record Part(String name, String parameters) {
    /**
     * Refuses null.
     *
     * @param name the codec's name
     * @param parameters its parameters; empty if none
     */
    public Part {
      Arguments.require("name", name);
      Arguments.require("parameters", parameters);
    }

    /**
     * The codec.
     *
     * @return what is on the class path under this name
     * @throws DosnaException if there is none
     */
    public Codec codec() {
      return find(name);
    }

    /** For instance {@code zstd:3}. */
    @Override
    public String toString() {
      return parameters.isEmpty() ? name : name + ":" + parameters;
    }
  }

  private static final Codecs NONE = new Codecs(List.of());
  private static final Pattern PART = Pattern.compile("([a-z][a-z0-9]*)(?::([a-z0-9:+.-]*))?");
  private static final int MOST = 16;

  private final List<Part> parts;

  private Codecs(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  /**
   * No codecs: chunks are stored as they are.
   *
   * @return an empty list
   */
  public static Codecs none() {
    return NONE;
  }

  /**
   * Reads the text form.
   *
   * @param text codecs with commas between them, such as {@code shuffle, zstd:3, crc32c}; empty for
   *     none
   * @return the codecs, parameters checked and completed
   * @throws DosnaException if there is no such codec, its parameters are not allowed, or the order
   *     cannot be
   */
  public static Codecs parse(String text) {
    List<Part> given = split(text);
    List<Part> checked = new ArrayList<>(given.size());
    for (Part part : given) {
      checked.add(new Part(part.name(), part.codec().parameters(part.parameters())));
    }
    return new Codecs(checked).inOrder();
  }

  /**
   * Reads the text form as a store has it: codecs that are not known here may be in it, and fail
   * when chunks are read or written.
   *
   * @param text as in {@link #parse}
   * @return the codecs
   * @throws DosnaException if it is no such text
   */
  public static Codecs stored(String text) {
    return new Codecs(split(text));
  }

  private static List<Part> split(String text) {
    Arguments.require("text", text);
    if (text.isBlank()) {
      return List.of();
    }
    String[] given = text.split(",", -1);
    if (given.length > MOST) {
      throw new DosnaException(
          "At most " + MOST + " codecs follow each other, not " + given.length);
    }
    return Stream.of(given).map(part -> part(part.strip(), text)).toList();
  }

  private static Part part(String part, String text) {
    var matcher = PART.matcher(part.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new DosnaException(
          "'"
              + Arguments.excerpt(part)
              + "' in codecs \""
              + Arguments.excerpt(text)
              + "\" is no codec; they are written as in \"shuffle, zstd:3, crc32c\"");
    }
    return new Part(matcher.group(1), Optional.ofNullable(matcher.group(2)).orElse(""));
  }

  /** Elements first, bytes last. */
  private Codecs inOrder() {
    for (int i = 1; i < parts.size(); i++) {
      Codec.Kind before = parts.get(i - 1).codec().kind();
      Codec.Kind kind = parts.get(i).codec().kind();
      if (kind.compareTo(before) < 0 || (kind == Codec.Kind.ARRAY_TO_BYTES && kind == before)) {
        throw new DosnaException(
            "Codec '"
                + parts.get(i)
                + "' cannot follow '"
                + parts.get(i - 1)
                + "' in \""
                + this
                + "\": it works on elements, which are bytes by then; put it first");
      }
    }
    return this;
  }

  private static Codec find(String name) {
    return known().stream()
        .filter(codec -> codec.name().equals(name))
        .findFirst()
        .orElseThrow(() -> unknown(name));
  }

  private static DosnaException unknown(String name) {
    List<String> names = known().stream().map(Codec::name).toList();
    return new DosnaException(
        "No codec '"
            + Arguments.excerpt(name)
            + "' on the class path; "
            + Arguments.likeliest(name, names).map(n -> "did you mean '" + n + "'? ").orElse("")
            + "There are: "
            + String.join(", ", names)
            + ". One of your own is a class that implements org.dosna.Codec, named in"
            + " META-INF/services/org.dosna.Codec");
  }

  private static List<Codec> known() {
    if (Found.ALL.stream().noneMatch(codec -> codec.name().equals("shuffle"))) {
      throw new DosnaException(
          "The codecs of dosna-core are not found: a shaded jar must merge the files in"
              + " META-INF/services");
    }
    return Found.ALL;
  }

  /** The codecs on the class path, looked for once: each chain asks for them several times. */
  private static final class Found {
    static final List<Codec> ALL = all();

    private static List<Codec> all() {
      List<Codec> found = new ArrayList<>();
      Iterator<Codec> services =
          ServiceLoader.load(Codec.class, Codecs.class.getClassLoader()).iterator();
      while (true) {
        try {
          if (!services.hasNext()) {
            found.sort(Comparator.comparing(Codec::name));
            return List.copyOf(found);
          }
          found.add(services.next());
        } catch (ServiceConfigurationError e) {
          // One broken module must not hide the others.
          LoggerFactory.getLogger(Codecs.class).warn("A codec was found but cannot be loaded", e);
        }
      }
    }
  }

  /**
   * These codecs and others behind them.
   *
   * @param next the others
   * @return all
   * @throws DosnaException if they cannot follow
   */
  public Codecs then(Codecs next) {
    Arguments.require("next", next);
    List<Part> all = new ArrayList<>(parts);
    all.addAll(next.parts);
    return all.size() == parts.size() ? this : new Codecs(all).inOrder();
  }

  /**
   * Sorts the bytes of elements: all first bytes, then all second ones; makes most data compress
   * better.
   *
   * @return the codec {@code shuffle}
   */
  public static Codecs shuffle() {
    return parse("shuffle");
  }

  /**
   * Replaces elements by their differences to those before, in C order; for integers.
   *
   * @return the codec {@code delta}
   */
  public static Codecs delta() {
    return parse("delta");
  }

  /**
   * Compresses as gzip does.
   *
   * @param level 0 to 9: how hard to try
   * @return the codec {@code gzip}
   * @throws DosnaException if there is no such level
   */
  public static Codecs gzip(int level) {
    return parse("gzip:" + level);
  }

  /**
   * Compresses with Zstandard; needs com.github.luben:zstd-jni.
   *
   * @param level -7 to 22: how hard to try
   * @return the codec {@code zstd}
   * @throws DosnaException if there is no such level
   */
  public static Codecs zstd(int level) {
    return parse("zstd:" + level);
  }

  /**
   * Compresses with LZ4; needs at.yawk.lz4:lz4-java.
   *
   * @return the codec {@code lz4}
   */
  public static Codecs lz4() {
    return parse("lz4");
  }

  /**
   * Adds a checksum that takes in the dataset and the chunk's place, too.
   *
   * @return the codec {@code crc32c}
   */
  public static Codecs crc32c() {
    return parse("crc32c");
  }

  /**
   * Whether chunks are stored as they are.
   *
   * @return true if there are no codecs
   */
  public boolean isEmpty() {
    return parts.isEmpty();
  }

  /**
   * The codecs one by one.
   *
   * @return first to last
   */
  public List<Part> parts() {
    return parts;
  }

  /**
   * Whether there is a codec of a name.
   *
   * @param name the name
   * @return true if it is one of these
   */
  public boolean contains(String name) {
    Arguments.require("name", name);
    return parts.stream().anyMatch(part -> part.name().equals(name));
  }

  /**
   * Makes what encodes and decodes chunks.
   *
   * @param dtype dtype of the elements
   * @param chunkSize the shape of a chunk
   * @return one coder per codec
   * @throws DosnaException if a codec is not known here, is not for such elements, or needs a
   *     library that is missing
   */
  public List<Coder> coders(DType dtype, int... chunkSize) {
    Arguments.require("dtype", dtype);
    Arguments.require("chunkSize", chunkSize);
    return parts.stream()
        .map(part -> part.codec().coder(part.parameters(), dtype, chunkSize))
        .toList();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Codecs that && parts.equals(that.parts);
  }

  @Override
  public int hashCode() {
    return parts.hashCode();
  }

  /** The text form, which {@link #parse} reads: for instance {@code shuffle, zstd:3, crc32c}. */
  @Override
  public String toString() {
    return parts.stream().map(Part::toString).collect(Collectors.joining(", "));
  }
}
