package org.dosna.backend.zarr;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dosna.Codecs;
import org.dosna.Coder;
import org.dosna.DType;
import org.dosna.DatasetSpec;
import org.dosna.DosnaException;

/**
 * The codecs of an array in {@code zarr.json}, and what we call them.
 *
 * @param dtype the elements' dtype, in the byte order in which they are stored
 * @param codecs what we call those that follow
 * @param coders what encodes and decodes chunks
 */
record CodecChain(DType dtype, Codecs codecs, List<Coder> coders) {
  private static final String BYTES = "bytes";
  private static final String ENDIAN = "endian";
  private static final String LEVEL = "level";
  private static final String ORDER = "order";
  private static final String SHUFFLE = "shuffle";

  /** Those of ours that Zarr v3 has, too. */
  private static final Set<String> KEPT = Set.of(BYTES, "gzip", "zstd", "blosc", "crc32c");

  /** A coder that adds nothing about which chunk it is: Zarr's checksum is of the bytes alone. */
  record Anonymous(Coder in) implements Coder {
    @Override
    public long maxEncoded(long size) {
      return in.maxEncoded(size);
    }

    @Override
    public void encode(ByteBuffer from, ByteBuffer to) {
      in.encode(from, to);
    }

    @Override
    public void decode(ByteBuffer from, ByteBuffer to) {
      in.decode(from, to);
    }
  }

  /**
   * Reads a chain.
   *
   * @param metadata where it is
   * @param dtype the dtype of the elements
   * @param chunkSize the shape of a chunk
   * @param axes how many axes the array has in Zarr
   */
  static CodecChain of(JsonObject metadata, DType dtype, int[] chunkSize, int axes) {
    List<JsonObject.Named> named = metadata.allNamed("codecs");
    List<Coder> coders = new ArrayList<>();
    int[] shape = chunkSize;
    int n = 0;
    while (n < named.size() && named.get(n).name().equals(Transpose.NAME)) {
      int[] order = order(named.get(n).configuration(), axes);
      if (axes > 0) {
        Transpose transpose = new Transpose(order, shape, dtype.itemSize());
        coders.add(transpose);
        shape = transpose.shape();
      }
      n++;
    }
    if (n == named.size() || !named.get(n).name().equals(BYTES)) {
      throw metadata.wrong(
          "codecs",
          (n == named.size() ? "there is none" : "'" + named.get(n).name() + "' is not known here")
              + " that makes bytes of elements; known are 'bytes', behind 'transpose', and alone"
              + " 'sharding_indexed', in which there is no other one");
    }
    DType stored = stored(dtype, named.get(n).configuration());
    Codecs codecs =
        Codecs.stored(
            named.subList(n + 1, named.size()).stream()
                .map(CodecChain::text)
                .collect(Collectors.joining(", ")));
    coders.addAll(anonymous(codecs, stored, chunkSize));
    return new CodecChain(stored, codecs, coders);
  }

  /** What encodes and decodes chunks by codecs that follow. */
  static List<Coder> anonymous(Codecs codecs, DType stored, int[] chunkSize) {
    return codecs.coders(stored, chunkSize).stream().<Coder>map(Anonymous::new).toList();
  }

  private static int[] order(JsonObject configuration, int axes) {
    long[] order = configuration.longs(ORDER);
    boolean isPermutation =
        order.length == axes
            && IntStream.range(0, axes)
                .allMatch(axis -> Arrays.stream(order).anyMatch(other -> other == axis));
    if (!isPermutation) {
      throw configuration.wrong(
          ORDER, JsonObject.shown(configuration.get(ORDER)) + " does not name each axis once");
    }
    return Arrays.stream(order).mapToInt(Math::toIntExact).toArray();
  }

  private static DType stored(DType dtype, JsonObject configuration) {
    if (!configuration.has(ENDIAN)) {
      return dtype.itemSize() == 1 ? dtype : DType.of("<" + dtype.numpy().substring(1));
    }
    String endian = configuration.string(ENDIAN);
    return switch (endian) {
      case "little" -> ordered(dtype, '<');
      case "big" -> ordered(dtype, '>');
      default ->
          throw configuration.wrong(ENDIAN, "'" + endian + "' is neither 'little' nor 'big'");
    };
  }

  private static DType ordered(DType dtype, char order) {
    return DType.of(order + dtype.numpy().substring(1));
  }

  /** What we call a codec that works on bytes. */
  private static String text(JsonObject.Named codec) {
    JsonObject configuration = codec.configuration();
    return switch (codec.name()) {
      case "gzip", "zstd" -> codec.name() + ":" + configuration.number(LEVEL);
      case "blosc" -> bloscText(configuration);
      case "crc32c" -> "crc32c";
      default ->
          throw new DosnaException(
              configuration.where()
                  + ": there is no codec '"
                  + codec.name()
                  + "' here that works on bytes; there are blosc, crc32c, gzip and zstd");
    };
  }

  static String bloscText(JsonObject configuration) {
    String shuffle = configuration.has(SHUFFLE) ? configuration.string(SHUFFLE) : "noshuffle";
    String name = configuration.string("cname");
    // The same bytes, made by trying harder.
    String format = name.equals("lz4hc") ? "lz4" : name;
    String parameters = format + ":" + configuration.number("clevel") + ":" + shuffle;
    try {
      return "blosc:" + Codecs.parse("blosc:" + parameters).parts().get(0).parameters();
    } catch (DosnaException e) {
      throw new DosnaException(configuration.where() + ": " + e.getMessage(), e);
    }
  }

  /** Why Zarr v3 cannot keep the codecs of a spec, if so. */
  static Optional<String> refusal(DatasetSpec spec) {
    return refusal(
        spec, KEPT, "v3", "blosc (with a shuffle of its own), bytes, crc32c, gzip and zstd");
  }

  /** Why a version of Zarr cannot keep the codecs of a spec, by the names of those that it has. */
  static Optional<String> refusal(
      DatasetSpec spec, Set<String> kept, String version, String described) {
    return spec.codecs().parts().stream()
        .filter(part -> !kept.contains(part.name()))
        .findFirst()
        .map(
            part -> "Zarr " + version + " has no codec '" + part.name() + "'; it has " + described);
  }

  /** A spec as Zarr keeps it: the byte order of stored elements is that of the dtype. */
  static DatasetSpec kept(DatasetSpec spec) {
    DType dtype = spec.dtype();
    List<String> others = new ArrayList<>();
    for (Codecs.Part part : spec.codecs().parts()) {
      if (part.name().equals(BYTES)) {
        dtype = ordered(dtype, part.parameters().equals("big") ? '>' : '<');
      } else {
        others.add(part.toString());
      }
    }
    return others.size() == spec.codecs().parts().size()
        ? spec
        : spec.dtype(dtype).codecs(Codecs.stored(String.join(", ", others)));
  }

  /** The chain of a spec, as {@code zarr.json} has it. */
  static List<Object> json(DatasetSpec spec) {
    List<Object> codecs = new ArrayList<>();
    boolean big = spec.dtype().numpy().startsWith(">");
    codecs.add(
        spec.dtype().itemSize() == 1
            ? Map.of("name", BYTES)
            : named(BYTES, Map.of(ENDIAN, big ? "big" : "little")));
    for (Codecs.Part part : spec.codecs().parts()) {
      codecs.add(json(part, spec.dtype().itemSize()));
    }
    return codecs;
  }

  private static Map<String, Object> named(String name, Map<String, Object> configuration) {
    Map<String, Object> codec = new TreeMap<>(Comparator.reverseOrder());
    codec.put("name", name);
    codec.put("configuration", configuration);
    return codec;
  }

  private static Object json(Codecs.Part part, int itemSize) {
    String[] words = part.parameters().split(":", -1);
    return switch (part.name()) {
      case "gzip" -> named("gzip", Map.of(LEVEL, Integer.valueOf(words[0])));
      case "zstd" -> named("zstd", Map.of(LEVEL, Integer.valueOf(words[0]), "checksum", false));
      case "blosc" ->
          named(
              "blosc",
              Map.of(
                  "cname",
                  words[0],
                  "clevel",
                  Integer.valueOf(words[1]),
                  SHUFFLE,
                  words[2],
                  "typesize",
                  itemSize,
                  "blocksize",
                  0));
      default -> Map.of("name", part.name());
    };
  }
}
