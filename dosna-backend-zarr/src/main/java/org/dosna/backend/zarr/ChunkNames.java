package org.dosna.backend.zarr;

import java.util.Map;
import java.util.Optional;
import org.dosna.spi.ChunkKeys;

/**
 * What the chunks of an array are called in its folder.
 *
 * @param prefix what stands before the numbers
 * @param separator what stands between them
 * @param isScalar whether the array has no axes in Zarr, and so one chunk
 * @param alone what that chunk is called
 * @param isReversed whether the last axis comes first
 */
record ChunkNames(
    String prefix, char separator, boolean isScalar, String alone, boolean isReversed) {
  private static final String MEMBER = "chunk_key_encoding";
  private static final String SEPARATOR = "separator";
  private static final String DEFAULT = "default";
  private static final String V2 = "v2";

  /** Those of new arrays. */
  static final ChunkNames USUAL = new ChunkNames("c/", '/', false, "c");

  ChunkNames(String prefix, char separator, boolean isScalar, String alone) {
    this(prefix, separator, isScalar, alone, false);
  }

  /** Those of N5. */
  static ChunkNames ofN5(boolean isScalar) {
    return new ChunkNames("", '/', isScalar, "0", true);
  }

  /** What {@code zarr.json} says. */
  static ChunkNames of(JsonObject metadata, boolean isScalar) {
    JsonObject.Named encoding = metadata.named(MEMBER);
    boolean isDefault = encoding.name().equals(DEFAULT);
    if (!isDefault && !encoding.name().equals(V2)) {
      throw metadata.wrong(
          MEMBER,
          "'"
              + encoding.name()
              + "' is not known here; known are '"
              + DEFAULT
              + "' and '"
              + V2
              + "'");
    }
    JsonObject configuration = encoding.configuration();
    String separator =
        configuration.has(SEPARATOR) ? configuration.string(SEPARATOR) : isDefault ? "/" : ".";
    if (!separator.equals("/") && !separator.equals(".")) {
      throw configuration.wrong(SEPARATOR, "it is '" + separator + "', neither '/' nor '.'");
    }
    return isDefault
        ? new ChunkNames("c" + separator, separator.charAt(0), isScalar, "c")
        : new ChunkNames("", separator.charAt(0), isScalar, "0");
  }

  /** What {@code zarr.json} is to say. */
  Object json() {
    return Map.of(
        "name",
        prefix.isEmpty() ? V2 : DEFAULT,
        "configuration",
        Map.of(SEPARATOR, String.valueOf(separator)));
  }

  /** The keys of an array in a folder. */
  ChunkKeys keys(String folder) {
    if (isReversed && !isScalar) {
      return new Reversed(ChunkKeys.numbered(folder + "/", separator));
    }
    if (!isScalar) {
      return prefix.endsWith("/") || prefix.isEmpty()
          ? ChunkKeys.numbered(folder + "/" + prefix, separator)
          : new Prefixed(folder + "/", prefix, ChunkKeys.numbered(folder + "/", separator));
    }
    return new Alone(folder + "/", folder + "/" + alone);
  }

  /** Names with something before the numbers that is no folder. */
  private record Prefixed(String folder, String prefix, ChunkKeys numbered) implements ChunkKeys {
    @Override
    public String key(long[] index) {
      return folder + prefix + numbered.key(index).substring(folder.length());
    }

    @Override
    public Optional<long[]> index(String key) {
      return key.startsWith(folder + prefix)
          ? numbered.index(folder + key.substring(folder.length() + prefix.length()))
          : Optional.empty();
    }
  }

  /** Names with the last axis first. */
  private record Reversed(ChunkKeys numbered) implements ChunkKeys {
    @Override
    public String folder() {
      return numbered.folder();
    }

    @Override
    public String key(long[] index) {
      return numbered.key(N5Metadata.reversed(index));
    }

    @Override
    public Optional<long[]> index(String key) {
      return numbered.index(key).map(N5Metadata::reversed);
    }
  }

  /** The name of a chunk that is the only one. */
  private record Alone(String folder, String key) implements ChunkKeys {
    @Override
    public String key(long[] index) {
      return key;
    }

    @Override
    public Optional<long[]> index(String other) {
      return other.equals(key) ? Optional.of(new long[1]) : Optional.empty();
    }
  }
}
