package org.dosna.backend.zarr;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dosna.Codecs;
import org.dosna.Coder;
import org.dosna.DType;
import org.dosna.DatasetSpec;
import org.dosna.DosnaException;
import org.dosna.spi.StoredSpec;

/** What {@code .zarray} says of an array of Zarr v2, with the codecs of numcodecs. */
final class MetadataV2 {
  private static final String DTYPE = "dtype";
  private static final String CHUNKS = "chunks";
  static final String ORDER = "order";
  private static final String COMPRESSOR = "compressor";
  private static final String FILTERS = "filters";
  private static final String SEPARATOR = "dimension_separator";
  private static final String ID = "id";
  private static final List<String> SHUFFLES = List.of("noshuffle", "shuffle", "bitshuffle");

  private MetadataV2() {}

  static ArrayMetadata of(JsonObject json) {
    long[] shape = json.longs(ArrayMetadata.SHAPE);
    long[] chunks = json.longs(CHUNKS);
    if (shape.length != chunks.length) {
      throw json.wrong(CHUNKS, "it has other axes than the shape " + Arrays.toString(shape));
    }
    boolean isScalar = shape.length == 0;
    long[] alone = {1};
    try {
      DatasetSpec plain =
          DatasetSpec.of(dtype(json), isScalar ? alone : shape)
              .chunkSize(StoredSpec.chunkSize(isScalar ? alone : chunks));
      DatasetSpec spec =
          ArrayMetadata.withFill(plain.codecs(codecs(json, plain.dtype())), json, true);
      return new ArrayMetadata(
          json.members(), spec, names(json, isScalar), coders(json, spec), Optional.empty());
    } catch (DosnaException e) {
      if (String.valueOf(e.getMessage()).startsWith(json.where())) {
        throw e;
      }
      throw new DosnaException(json.where() + " does not describe a dataset: " + e.getMessage(), e);
    }
  }

  private static DType dtype(JsonObject json) {
    Object given = json.get(DTYPE);
    if (given instanceof String name && name.matches("[<>|][biufc]\\d+")) {
      return DType.of(name);
    }
    throw json.wrong(
        DTYPE,
        JsonObject.shown(given)
            + " is not known here; known are booleans, integers, floats and complex numbers, such"
            + " as \"<f4\"");
  }

  private static ChunkNames names(JsonObject json, boolean isScalar) {
    String separator = json.has(SEPARATOR) ? json.string(SEPARATOR) : ".";
    if (!separator.equals(".") && !separator.equals("/")) {
      throw json.wrong(SEPARATOR, "it is '" + separator + "', neither '/' nor '.'");
    }
    return new ChunkNames("", separator.charAt(0), isScalar, "0");
  }

  /** What we call the filters and the compressor. */
  private static Codecs codecs(JsonObject json, DType dtype) {
    List<String> texts = new ArrayList<>();
    if (json.has(FILTERS) && !json.get(FILTERS).equals(Json.NULL)) {
      for (Object filter : json.list(FILTERS)) {
        texts.add(
            filter(JsonObject.of(json.where() + ", member '" + FILTERS + "'", filter), dtype));
      }
    }
    if (!json.get(COMPRESSOR).equals(Json.NULL)) {
      texts.add(compressor(json.object(COMPRESSOR), dtype));
    }
    return Codecs.stored(String.join(", ", texts));
  }

  private static String filter(JsonObject filter, DType dtype) {
    String id = filter.string(ID);
    boolean isShuffle =
        id.equals("shuffle")
            && (!filter.has("elementsize") ? 4 : filter.number("elementsize")) == dtype.itemSize();
    boolean isDelta =
        id.equals("delta")
            && "iu".indexOf(dtype.numpy().charAt(1)) >= 0
            && isOf(filter, DTYPE, dtype)
            && (!filter.has("astype") || isOf(filter, "astype", dtype));
    if (isShuffle || isDelta) {
      return id;
    }
    throw new DosnaException(
        filter.where()
            + ": the filter "
            + JsonObject.shown(filter.members())
            + " is not known here; known are shuffle and delta of the elements themselves");
  }

  private static boolean isOf(JsonObject filter, String member, DType dtype) {
    return dtype.numpy().equals(filter.string(member));
  }

  private static String compressor(JsonObject compressor, DType dtype) {
    String id = compressor.string(ID);
    return switch (id) {
      case "zlib", "gzip", "zstd" -> id + ":" + compressor.number("level");
      case "blosc" -> {
        int shuffle = compressor.has("shuffle") ? compressor.number("shuffle") : 1;
        int chosen = shuffle == -1 ? (dtype.itemSize() == 1 ? 2 : 1) : shuffle;
        if (chosen < 0 || chosen >= SHUFFLES.size()) {
          throw compressor.wrong("shuffle", "it is " + shuffle + "; there are -1 to 2");
        }
        yield CodecChain.bloscText(
            new JsonObject(
                compressor.where(),
                Map.of(
                    "cname", compressor.get("cname"),
                    "clevel", compressor.get("clevel"),
                    "shuffle", SHUFFLES.get(chosen))));
      }
      default ->
          throw new DosnaException(
              compressor.where()
                  + ": there is no compressor '"
                  + id
                  + "' here; there are blosc, gzip, zlib and zstd");
    };
  }

  private static List<Coder> coders(JsonObject json, DatasetSpec spec) {
    List<Coder> coders = new ArrayList<>();
    String order = json.string(ORDER);
    if (order.equals("F")) {
      int axes = spec.grid().ndim();
      int[] reversed = IntStream.range(0, axes).map(axis -> axes - 1 - axis).toArray();
      coders.add(new Transpose(reversed, spec.chunkSize(), spec.dtype().itemSize()));
    } else if (!order.equals("C")) {
      throw json.wrong(ORDER, "it is '" + order + "', neither 'C' nor 'F'");
    }
    spec.codecs()
        .coders(spec.dtype(), spec.chunkSize())
        .forEach(coder -> coders.add(new CodecChain.Anonymous(coder)));
    return coders;
  }
}
