package org.dosna.backend.zarr;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dosna.Codecs;
import org.dosna.DType;
import org.dosna.DatasetSpec;
import org.dosna.DosnaException;
import org.dosna.spi.Decoder;
import org.dosna.spi.StoredSpec;

/**
 * What {@code attributes.json} says of a dataset of N5, of any version of its specification up to
 * 4.0. There the first axis is that whose elements lie side by side; here it is the last one: all
 * that is told by axes is turned around.
 */
final class N5Metadata {
  private static final String DIMENSIONS = "dimensions";
  private static final String BLOCK_SIZE = "blockSize";
  private static final String DTYPE = "dataType";
  private static final String COMPRESSION = "compression";
  private static final String TYPE = "type";

  /** What version 1 has instead of {@link #COMPRESSION}: its type alone. */
  private static final String COMPRESSION_TYPE = "compressionType";

  private static final String AXES = "axes";
  private static final List<String> SHUFFLES = List.of("noshuffle", "shuffle", "bitshuffle");

  /** What describes a dataset and is no attribute of the user's. */
  static final Set<String> MEMBERS =
      Set.of(DIMENSIONS, BLOCK_SIZE, DTYPE, COMPRESSION, COMPRESSION_TYPE);

  /**
   * What blocks are compressed by.
   *
   * @param decoder what decodes them; none if they are not compressed
   * @param codecs what we call it, if there is such a codec
   */
  private record Compression(Optional<Decoder> decoder, String codecs) {
    Compression(Decoder decoder, String codecs) {
      this(Optional.of(decoder), codecs);
    }
  }

  private N5Metadata() {}

  /** Whether attributes describe a dataset. */
  static boolean describes(JsonObject json) {
    return json.has(DIMENSIONS) && json.has(DTYPE);
  }

  static ArrayMetadata of(JsonObject json) {
    long[] dimensions = json.longs(DIMENSIONS);
    long[] blockSize = json.longs(BLOCK_SIZE);
    if (dimensions.length != blockSize.length) {
      throw json.wrong(BLOCK_SIZE, "it has other axes than " + Arrays.toString(dimensions));
    }
    boolean isScalar = dimensions.length == 0;
    long[] alone = {1};
    Compression compression = compression(json);
    compression.decoder().ifPresent(Decoder::requireLibrary);
    try {
      DatasetSpec spec =
          DatasetSpec.of(dtype(json), isScalar ? alone : reversed(dimensions))
              .chunkSize(StoredSpec.chunkSize(isScalar ? alone : reversed(blockSize)))
              .codecs(Codecs.parse(compression.codecs()))
              .dimensionNames(axes(json, dimensions.length));
      N5Block block =
          new N5Block(
              compression.decoder(),
              isScalar ? new int[0] : spec.chunkSize(),
              spec.dtype().itemSize());
      return new ArrayMetadata(
          json.members(), spec, ChunkNames.ofN5(isScalar), List.of(block), Optional.empty());
    } catch (DosnaException e) {
      if (String.valueOf(e.getMessage()).startsWith(json.where())) {
        throw e;
      }
      throw new DosnaException(json.where() + " does not describe a dataset: " + e.getMessage(), e);
    }
  }

  /** The other way around. */
  static long[] reversed(long[] values) {
    long[] reversed = new long[values.length];
    Arrays.setAll(reversed, i -> values[values.length - 1 - i]);
    return reversed;
  }

  /** Big-endian, as all is in N5. */
  private static DType dtype(JsonObject json) {
    String name = json.string(DTYPE);
    if (!name.matches("u?int(8|16|32|64)|float(32|64)")) {
      throw json.wrong(
          DTYPE,
          JsonObject.shown(name)
              + " is not known here; known are int8 to int64, uint8 to uint64, float32 and"
              + " float64");
    }
    return DType.of(">" + DType.of(name).numpy().substring(1));
  }

  private static Compression compression(JsonObject json) {
    if (!json.has(COMPRESSION) && json.has(COMPRESSION_TYPE)) {
      return ofObject(new JsonObject(json.where(), Map.of(TYPE, json.get(COMPRESSION_TYPE))));
    }
    return ofObject(json.object(COMPRESSION));
  }

  /** One that is an object. */
  private static Compression ofObject(JsonObject json) {
    String type = json.string(TYPE);
    return switch (type) {
      case "raw" -> new Compression(Optional.empty(), "");
      case "gzip" ->
          Boolean.TRUE.equals(json.members().get("useZlib"))
              ? new Compression(Decoder.ZLIB, leveled("zlib", json))
              : new Compression(Decoder.GZIP, leveled("gzip", json));
      case "zstd" -> new Compression(Decoder.ZSTD, leveled("zstd", json));
      case "lz4" -> new Compression(Decoder.LZ4_STREAM, "lz4");
      case "blosc" -> new Compression(Decoder.BLOSC, blosc(json));
      case "bzip2" -> new Compression(Decoder.BZIP2, "");
      case "xz" -> new Compression(Decoder.XZ, "");
      default ->
          throw json.wrong(
              TYPE,
              JsonObject.shown(type)
                  + " is not known here; known are blosc, bzip2, gzip, lz4, raw, xz and zstd");
    };
  }

  /** With its level, if that is one here, too. */
  private static String leveled(String codec, JsonObject json) {
    Object level = json.members().getOrDefault("level", "");
    try {
      return Codecs.parse(codec + ":" + level).toString();
    } catch (DosnaException e) {
      return codec; // -1, which leaves it to the library
    }
  }

  private static String blosc(JsonObject json) {
    int shuffle = json.has("shuffle") ? json.number("shuffle") : 1;
    if (shuffle < 0 || shuffle >= SHUFFLES.size()) {
      throw json.wrong("shuffle", "it is " + shuffle + "; there are 0 to 2");
    }
    return CodecChain.bloscText(
        new JsonObject(
            json.where(),
            Map.of(
                "cname", json.get("cname"),
                "clevel", json.get("clevel"),
                "shuffle", SHUFFLES.get(shuffle))));
  }

  /** The names of axes that TensorStore gives them; none if there are no such. */
  private static String[] axes(JsonObject json, int count) {
    boolean isThere =
        json.members().get(AXES) instanceof List<?> names
            && names.size() == count
            && names.stream().allMatch(String.class::isInstance);
    if (!isThere) {
      return new String[0];
    }
    List<?> names = json.list(AXES);
    String[] reversed = new String[count];
    Arrays.setAll(reversed, i -> (String) names.get(count - 1 - i));
    return reversed;
  }
}
