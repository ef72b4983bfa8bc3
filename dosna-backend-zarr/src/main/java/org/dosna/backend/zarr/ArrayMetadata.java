package org.dosna.backend.zarr;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.dosna.Coder;
import org.dosna.DType;
import org.dosna.DatasetSpec;
import org.dosna.spi.ChunkForm;
import org.dosna.spi.StoredSpec;

/**
 * What {@code zarr.json} says of an array. Immutable.
 *
 * @param members all that it says, also what is not understood here
 * @param spec what we make of it; an array without axes has one of length 1
 * @param names what its chunks are called
 * @param coders what encodes and decodes chunks
 * @param shards how they lie in shards, if they do
 */
record ArrayMetadata(
    Map<String, Object> members,
    DatasetSpec spec,
    ChunkNames names,
    List<Coder> coders,
    Optional<Shards> shards) {
  static final String SHAPE = "shape";
  private static final String DTYPE = "data_type";
  private static final String GRID = "chunk_grid";
  private static final String CHUNK_SHAPE = "chunk_shape";
  private static final String NAMES = "chunk_key_encoding";
  static final String FILL = "fill_value";
  private static final String CODECS = "codecs";
  private static final String DIMENSION_NAMES = "dimension_names";
  private static final String TRANSFORMERS = "storage_transformers";

  private static final Set<String> KNOWN =
      Set.of(
          Node.FORMAT,
          Node.TYPE,
          SHAPE,
          DTYPE,
          GRID,
          NAMES,
          FILL,
          CODECS,
          Node.ATTRIBUTES,
          DIMENSION_NAMES,
          TRANSFORMERS);

  /** What stays as it is, whatever becomes of an array: more of it than a spec has. */
  private static final List<String> SAME =
      List.of(CODECS, MetadataV2.ORDER, Numcodecs.FILTERS, Numcodecs.COMPRESSOR);

  /** The shape and chunk of an array without axes. */
  static final long[] ALONE = {1};

  /** What a new array is to say. */
  static Map<String, Object> of(DatasetSpec spec) {
    Map<String, Object> members = Node.members(Node.Kind.ARRAY);
    members.put(SHAPE, Arrays.stream(spec.shape()).boxed().toList());
    members.put(DTYPE, spec.dtype().nativeOrder().toString());
    members.put(
        GRID,
        named("regular", Map.of(CHUNK_SHAPE, list(spec.shardSize().orElseGet(spec::chunkSize)))));
    members.put(NAMES, ChunkNames.USUAL.json());
    members.put(FILL, fill(spec));
    members.put(CODECS, spec.shardSize().isPresent() ? sharded(spec) : CodecChain.json(spec));
    members.put(Node.ATTRIBUTES, Map.of());
    if (!spec.dimensionNames().isEmpty()) {
      members.put(DIMENSION_NAMES, namesOrNull(spec));
    }
    return members;
  }

  /** The names of axes as JSON has them. */
  static List<Object> namesOrNull(DatasetSpec spec) {
    return spec.dimensionNames().stream()
        .map(name -> name.isEmpty() ? Json.NULL : (Object) name)
        .toList();
  }

  static List<Integer> list(int[] lengths) {
    return Arrays.stream(lengths).boxed().toList();
  }

  private static Map<String, Object> named(String name, Map<String, Object> configuration) {
    Map<String, Object> named = new LinkedHashMap<>();
    named.put("name", name);
    named.put("configuration", configuration);
    return named;
  }

  private static List<Object> sharded(DatasetSpec spec) {
    Map<String, Object> configuration = new LinkedHashMap<>();
    configuration.put(CHUNK_SHAPE, list(spec.chunkSize()));
    configuration.put(CODECS, CodecChain.json(spec));
    configuration.put(Shards.INDEX_CODECS, Shards.INDEX_AS_WRITTEN);
    configuration.put(Shards.INDEX_LOCATION, Shards.END);
    return List.of(named(Shards.NAME, configuration));
  }

  /** The fill value of a spec, as JSON has it. */
  static Object fill(DatasetSpec spec) {
    return FillValue.json(spec.dtype(), HexFormat.of().parseHex(words(spec)[3]));
  }

  /** A spec as words of text, of which the fourth is the bytes of the fill value. */
  private static String[] words(DatasetSpec spec) {
    return spec.toText().split(" ", -1);
  }

  /** Reads what there is. */
  static ArrayMetadata of(JsonObject json) {
    json.requireKnown(KNOWN);
    if (json.has(TRANSFORMERS) && !json.list(TRANSFORMERS).isEmpty()) {
      throw json.wrong(
          TRANSFORMERS,
          JsonObject.shown(json.get(TRANSFORMERS)) + " are not known here; there must be none");
    }
    long[] shape = json.longs(SHAPE);
    JsonObject.Named grid = json.named(GRID);
    if (!grid.name().equals("regular")) {
      throw json.wrong(GRID, "'" + grid.name() + "' is not known here; known is 'regular'");
    }
    long[] chunkShape = grid.configuration().longs(CHUNK_SHAPE);
    if (shape.length != chunkShape.length) {
      throw grid.configuration()
          .wrong(CHUNK_SHAPE, "it has other axes than the shape " + Arrays.toString(shape));
    }
    boolean isScalar = shape.length == 0;
    DatasetSpec whole = DatasetSpec.of(dtype(json), 1);
    DatasetSpec shaped =
        json.make(SHAPE, () -> isScalar ? whole : DatasetSpec.of(whole.dtype(), shape));
    int[] stored = json.make(GRID, () -> StoredSpec.chunkSize(isScalar ? ALONE : chunkShape));
    DatasetSpec plain = json.make(GRID, () -> chunked(shaped, stored));
    Optional<JsonObject> sharding = sharding(json).filter(configuration -> !isScalar);
    DatasetSpec cut =
        json.make(
            CODECS,
            () ->
                sharding
                    .map(inner -> plain.chunkSize(innerSize(inner)).shardSize(stored))
                    .orElse(plain));
    CodecChain chain =
        json.make(
            CODECS,
            () -> CodecChain.of(sharding.orElse(json), cut.dtype(), cut.chunkSize(), shape.length));
    DatasetSpec filled =
        withFill(cut.dtype(chain.dtype()).codecs(chain.codecs()), json, json.get(FILL));
    DatasetSpec spec =
        json.make(DIMENSION_NAMES, () -> filled.dimensionNames(dimensionNames(json)));
    return new ArrayMetadata(
        json.members(),
        sharding.map(inner -> spec.shardSize(stored)).orElse(spec),
        ChunkNames.of(json, isScalar),
        chain.coders(),
        sharding.map(inner -> Shards.of(inner, ratio(stored, cut.chunkSize()))));
  }

  /** A spec in chunks that are not too large to be read. */
  static DatasetSpec chunked(DatasetSpec spec, int[] chunkSize) {
    DatasetSpec chunked = spec.chunkSize(chunkSize);
    ChunkForm.requirePossible(chunked);
    return chunked;
  }

  private static String[] dimensionNames(JsonObject json) {
    if (!json.has(DIMENSION_NAMES) || json.get(DIMENSION_NAMES).equals(Json.NULL)) {
      return new String[0];
    }
    return json.list(DIMENSION_NAMES).stream()
        .map(name -> name.equals(Json.NULL) ? "" : name)
        .map(name -> name instanceof String text ? text : refusedName(json, name))
        .toArray(String[]::new);
  }

  private static String refusedName(JsonObject json, Object name) {
    throw json.wrong(DIMENSION_NAMES, "it has " + JsonObject.shown(name) + ", which is no string");
  }

  private static Optional<JsonObject> sharding(JsonObject json) {
    List<JsonObject.Named> codecs = json.allNamed(CODECS);
    return codecs.size() == 1 && codecs.get(0).name().equals(Shards.NAME)
        ? Optional.of(codecs.get(0).configuration())
        : Optional.empty();
  }

  private static int[] innerSize(JsonObject sharding) {
    return StoredSpec.chunkSize(sharding.longs(CHUNK_SHAPE));
  }

  private static int[] ratio(int[] shard, int[] chunk) {
    int[] ratio = shard.clone();
    Arrays.setAll(ratio, axis -> shard[axis] / chunk[axis]);
    return ratio;
  }

  private static DType dtype(JsonObject json) {
    Object given = json.get(DTYPE);
    if (given instanceof String name && name.matches("bool|(u?int|float|complex)\\d+")) {
      return json.make(DTYPE, () -> DType.of(name));
    }
    throw json.wrong(
        DTYPE,
        JsonObject.shown(given)
            + " is not known here; known are bool, int8 to int64, uint8 to uint64, float16 to"
            + " float64, complex64 and complex128");
  }

  /** A spec with a fill value, which metadata have in JSON. */
  static DatasetSpec withFill(DatasetSpec spec, JsonObject json, Object fill) {
    String[] words = words(spec);
    words[3] = json.make(FILL, () -> HexFormat.of().formatHex(FillValue.bytes(spec.dtype(), fill)));
    return DatasetSpec.parse(String.join(" ", words));
  }

  /** Changes what it says to another shape. */
  static void setShape(Map<String, Object> members, long[] shape) {
    members.put(SHAPE, Arrays.stream(shape).boxed().toList());
  }

  /** Whether it can be what another one has become: all is the same but the shape. */
  boolean isSameBut(ArrayMetadata other) {
    return spec.shape(other.spec.shape()).toText().equals(other.spec.toText())
        && names.equals(other.names)
        && SAME.stream()
            .allMatch(name -> Objects.equals(members.get(name), other.members.get(name)));
  }
}
