package org.dosna.backend.zarr;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dosna.Coder;
import org.dosna.DType;
import org.dosna.DatasetSpec;
import org.dosna.spi.StoredSpec;

/**
 * What {@code .zarray} says of an array of Zarr v2, and {@code .zattrs} of its axes: their names
 * are the attribute {@value #DIMENSION_NAMES}, as xarray has it.
 */
final class MetadataV2 {
  static final String ORDER = "order";
  static final String DIMENSION_NAMES = "_ARRAY_DIMENSIONS";

  private static final String DTYPE = "dtype";
  private static final String CHUNKS = "chunks";
  private static final String SEPARATOR = "dimension_separator";

  private MetadataV2() {}

  /** What a new array is to say. */
  static Map<String, Object> of(DatasetSpec spec) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put(Node.FORMAT, 2L);
    ArrayMetadata.setShape(members, spec.shape());
    members.put(CHUNKS, ArrayMetadata.list(spec.chunkSize()));
    members.put(DTYPE, spec.dtype().numpy());
    members.put(ArrayMetadata.FILL, ArrayMetadata.fill(spec));
    members.put(ORDER, "C");
    members.putAll(Numcodecs.json(spec));
    members.put(SEPARATOR, "/");
    return members;
  }

  /** The attributes of a new array. */
  static Map<String, Object> attributes(DatasetSpec spec) {
    return spec.dimensionNames().isEmpty()
        ? Map.of()
        : Map.of(DIMENSION_NAMES, ArrayMetadata.namesOrNull(spec));
  }

  /** Why an array of Zarr v2 cannot be what a spec says, if so. */
  static Optional<String> refusal(DatasetSpec spec) {
    boolean isOddNan = Json.text(ArrayMetadata.fill(spec)).contains(FillValue.HEX);
    return isOddNan
        ? Optional.of("Zarr v2 has one NaN only, which has other bits than this fill value")
        : Numcodecs.refusal(spec);
  }

  /**
   * Reads what there is.
   *
   * @param json {@code .zarray}
   * @param attributes {@code .zattrs}
   */
  static ArrayMetadata of(JsonObject json, Map<String, Object> attributes) {
    long[] shape = json.longs(ArrayMetadata.SHAPE);
    long[] chunks = json.longs(CHUNKS);
    if (shape.length != chunks.length) {
      throw json.wrong(CHUNKS, "it has other axes than the shape " + Arrays.toString(shape));
    }
    boolean isScalar = shape.length == 0;
    DType dtype = dtype(json, DTYPE);
    DatasetSpec shaped =
        json.make(
            ArrayMetadata.SHAPE,
            () -> DatasetSpec.of(dtype, isScalar ? ArrayMetadata.ALONE : shape));
    DatasetSpec plain =
        json.make(
            CHUNKS,
            () ->
                ArrayMetadata.chunked(
                    shaped, StoredSpec.chunkSize(isScalar ? ArrayMetadata.ALONE : chunks)));
    CodecChain chain = Numcodecs.of(json, dtype);
    List<Coder> coders = new ArrayList<>(order(json, plain));
    coders.addAll(chain.coders());
    DatasetSpec spec =
        withFill(plain.codecs(chain.codecs()), json)
            .dimensionNames(dimensionNames(attributes, shape.length).toArray(String[]::new));
    return new ArrayMetadata(json.members(), spec, names(json, isScalar), coders, Optional.empty());
  }

  /** A dtype as numpy writes it. */
  static DType dtype(JsonObject json, String member) {
    Object given = json.get(member);
    if (given instanceof String name && name.matches("[<>|]?[biufc]\\d+")) {
      return json.make(member, () -> DType.of(name));
    }
    throw json.wrong(
        member,
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

  /** Without a fill value elements may be anything, which is zero. Some write 0 for any dtype. */
  private static DatasetSpec withFill(DatasetSpec spec, JsonObject json) {
    Object fill = json.get(ArrayMetadata.FILL);
    char kind = spec.dtype().numpy().charAt(1);
    if (fill.equals(Json.NULL)) {
      return spec;
    }
    if (kind == 'b' && (fill.equals(0L) || fill.equals(1L))) {
      fill = fill.equals(1L);
    } else if (kind == 'c' && !(fill instanceof List)) {
      fill = List.of(fill, 0.0);
    }
    return ArrayMetadata.withFill(spec, json, fill);
  }

  private static List<Coder> order(JsonObject json, DatasetSpec spec) {
    String order = json.string(ORDER);
    return switch (order) {
      case "C" -> List.of();
      case "F" -> {
        int axes = spec.grid().ndim();
        int[] reversed = IntStream.range(0, axes).map(axis -> axes - 1 - axis).toArray();
        yield List.of(new Transpose(reversed, spec.chunkSize(), spec.dtype().itemSize()));
      }
      default -> throw json.wrong(ORDER, "it is '" + order + "', neither 'C' nor 'F'");
    };
  }

  /**
   * The names of axes among attributes.
   *
   * @param axes how many there are
   * @return one per axis, empty for {@code null}; none if there are no such names, or they are
   *     something else
   */
  static List<String> dimensionNames(Map<String, Object> attributes, int axes) {
    return attributes.get(DIMENSION_NAMES) instanceof List<?> names
            && names.size() == axes
            && names.stream().allMatch(name -> name instanceof String || name.equals(Json.NULL))
        ? names.stream().map(name -> name instanceof String text ? text : "").toList()
        : List.of();
  }

  /** The user's attributes of an array: all but the names of its axes. */
  static Map<String, Object> userAttributes(JsonObject json, Map<String, Object> attributes) {
    if (dimensionNames(attributes, json.list(ArrayMetadata.SHAPE).size()).isEmpty()) {
      return attributes;
    }
    Map<String, Object> others = new LinkedHashMap<>(attributes);
    others.remove(DIMENSION_NAMES);
    return others;
  }
}
