package org.dosna.backend.zarr;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.dosna.Codecs;
import org.dosna.Coder;
import org.dosna.DType;
import org.dosna.DatasetSpec;
import org.dosna.spi.Decoder;

/**
 * The codecs of an array of Zarr v2, described as numcodecs does: filters, and behind them a
 * compressor, which may be any of them. Bytes are laid out as numcodecs does, too.
 */
final class Numcodecs {
  static final String FILTERS = "filters";
  static final String COMPRESSOR = "compressor";

  private static final String ID = "id";
  private static final String LEVEL = "level";
  private static final String SHUFFLE = "shuffle";
  private static final String ELEMENT_SIZE = "elementsize";
  private static final String DELTA = "delta";
  private static final String DTYPE = "dtype";
  private static final String ASTYPE = "astype";
  private static final String LOCATION = "location";
  private static final String CHECKSUM = "crc32c";

  private static final List<String> SHUFFLES = List.of("noshuffle", SHUFFLE, "bitshuffle");

  /** Those of ours that numcodecs has, too. */
  private static final Set<String> KEPT =
      Set.of(SHUFFLE, DELTA, "gzip", "zlib", "zstd", "lz4", "bz2", "blosc", CHECKSUM, "fletcher32");

  /** Those that are filters, even if nothing follows. */
  private static final Set<String> ELEMENTWISE = Set.of(SHUFFLE, DELTA);

  private Numcodecs() {}

  /**
   * A codec that was read.
   *
   * @param coders what it does, step by step
   * @param text what we call it; empty if we have none such
   * @param dtype the dtype of what comes of it
   */
  private record Link(List<Coder> coders, Optional<String> text, DType dtype) {}

  /** Reads filters and compressor of elements of a dtype. */
  static CodecChain of(JsonObject json, DType dtype) {
    List<Coder> coders = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    DType before = dtype;
    for (JsonObject codec : codecs(json)) {
      Link link = link(codec, before, dtype);
      coders.addAll(link.coders());
      // Names before one that has none would be of other codecs than there are.
      link.text().ifPresentOrElse(texts::add, texts::clear);
      before = link.dtype();
    }
    return new CodecChain(dtype, Codecs.stored(String.join(", ", texts)), coders);
  }

  private static List<JsonObject> codecs(JsonObject json) {
    List<JsonObject> codecs = new ArrayList<>();
    if (json.has(FILTERS) && !json.get(FILTERS).equals(Json.NULL)) {
      for (Object filter : json.list(FILTERS)) {
        codecs.add(JsonObject.of(json.where() + ", member '" + FILTERS + "'", filter));
      }
    }
    if (!json.get(COMPRESSOR).equals(Json.NULL)) {
      codecs.add(json.object(COMPRESSOR));
    }
    return codecs;
  }

  /** Reads one, of what has a dtype by then, in an array of elements of another one. */
  private static Link link(JsonObject codec, DType before, DType elements) {
    String id = codec.string(ID);
    return switch (id) {
      case SHUFFLE -> shuffle(codec, before, elements);
      case DELTA -> delta(codec, before, elements);
      case ASTYPE -> {
        DType encoded = MetadataV2.dtype(codec, "encode_dtype");
        yield foreign(encoded, NumberFilter.cast(MetadataV2.dtype(codec, "decode_dtype"), encoded));
      }
      case "fixedscaleoffset" -> scaled(codec);
      case "lz4" -> bytes(Decoder.sizedLz4(), id);
      case "bz2" -> {
        int level = level(codec, 1, 1, 9);
        yield bytes(Decoder.bzip2(level), id + ":" + level);
      }
      case "gzip", "zlib" -> {
        int level = level(codec, 1, -1, 9);
        yield ours(id + ":" + (level < 0 ? 6 : level), before); // as zlib takes it
      }
      case "zstd" -> ours(id + ":" + level(codec, 0, Integer.MIN_VALUE, 22), before);
      case "blosc" -> ours(blosc(codec, before), before);
      case "fletcher32" -> ours(id, before);
      case CHECKSUM -> {
        if (codec.has(LOCATION) && !codec.string(LOCATION).equals("end")) {
          throw codec.wrong(LOCATION, "it is '" + codec.string(LOCATION) + "', not 'end'");
        }
        yield ours(id, before);
      }
      default ->
          throw codec.wrong(
              ID,
              "there is no codec '"
                  + id
                  + "' here; there are "
                  + known()
                  + ", astype and fixedscaleoffset");
    };
  }

  private static String known() {
    return String.join(", ", new TreeSet<>(KEPT));
  }

  private static Link bytes(Coder coder, String text) {
    return new Link(List.of(new CodecChain.Anonymous(coder)), Optional.of(text), DType.UINT8);
  }

  private static Link ours(String text, DType before) {
    return bytes(Codecs.stored(text).coders(before).get(0), text);
  }

  private static Link foreign(DType dtype, Coder... coders) {
    return new Link(List.of(coders), Optional.empty(), dtype);
  }

  private static Link shuffle(JsonObject codec, DType before, DType elements) {
    int size = codec.has(ELEMENT_SIZE) ? codec.number(ELEMENT_SIZE) : 4;
    Coder coder = Decoder.shuffle(Math.max(1, size));
    boolean isOurs = size == elements.itemSize() && before.equals(elements);
    return new Link(List.of(coder), Optional.of(SHUFFLE).filter(ours -> isOurs), DType.UINT8);
  }

  /** Differences, perhaps of another integer type; sums are taken in that of the elements. */
  private static Link delta(JsonObject codec, DType before, DType elements) {
    DType dtype = MetadataV2.dtype(codec, DTYPE);
    DType stored = codec.has(ASTYPE) ? MetadataV2.dtype(codec, ASTYPE) : dtype;
    if (!isInteger(dtype) || !isInteger(stored)) {
      throw codec.wrong(DTYPE, "differences are known here of integers only, not of " + dtype);
    }
    Coder differences = Codecs.delta().coders(dtype).get(0);
    boolean isOurs = dtype.equals(stored) && before.equals(elements) && dtype.equals(elements);
    return isOurs
        ? new Link(List.of(differences), Optional.of(DELTA), dtype)
        : foreign(stored, differences, NumberFilter.cast(dtype, stored));
  }

  private static boolean isInteger(DType dtype) {
    return "iu".indexOf(dtype.numpy().charAt(1)) >= 0;
  }

  private static Link scaled(JsonObject codec) {
    DType dtype = MetadataV2.dtype(codec, DTYPE);
    DType stored = codec.has(ASTYPE) ? MetadataV2.dtype(codec, ASTYPE) : dtype;
    for (DType each : List.of(dtype, stored)) {
      if (!isInteger(each) && each.numpy().charAt(1) != 'f') {
        throw codec.wrong(DTYPE, each + " cannot be scaled here; integers and floats can");
      }
    }
    return foreign(
        stored, NumberFilter.scaled(dtype, stored, codec.real("offset"), codec.real("scale")));
  }

  private static int level(JsonObject codec, int usual, int least, int most) {
    int level = codec.has(LEVEL) ? codec.number(LEVEL) : usual;
    if (level < least || level > most) {
      throw codec.wrong(LEVEL, "it is " + level);
    }
    return level;
  }

  private static String blosc(JsonObject codec, DType before) {
    int shuffle = codec.has(SHUFFLE) ? codec.number(SHUFFLE) : 1;
    int chosen = shuffle == -1 ? (before.itemSize() == 1 ? 2 : 1) : shuffle;
    if (chosen < 0 || chosen >= SHUFFLES.size()) {
      throw codec.wrong(SHUFFLE, "it is " + shuffle + "; there are -1 to 2");
    }
    Map<String, Object> members = new HashMap<>(codec.members());
    members.put(SHUFFLE, SHUFFLES.get(chosen));
    return CodecChain.bloscText(new JsonObject(codec.where(), members));
  }

  /** Why Zarr v2 cannot keep the codecs of a spec, if so. */
  static Optional<String> refusal(DatasetSpec spec) {
    return CodecChain.refusal(spec, KEPT, "v2", known() + "; the byte order is that of the dtype");
  }

  /** Writes the codecs of a spec: the last one is the compressor, unless it is a filter. */
  static Map<String, Object> json(DatasetSpec spec) {
    List<Object> filters = new ArrayList<>();
    for (Codecs.Part part : spec.codecs().parts()) {
      filters.add(json(part, spec.dtype()));
    }
    Object compressor = Json.NULL;
    int last = filters.size() - 1;
    if (last >= 0 && !ELEMENTWISE.contains(spec.codecs().parts().get(last).name())) {
      compressor = filters.remove(last);
    }
    Map<String, Object> members = new LinkedHashMap<>();
    members.put(FILTERS, filters.isEmpty() ? Json.NULL : filters);
    members.put(COMPRESSOR, compressor);
    return members;
  }

  private static Map<String, Object> json(Codecs.Part part, DType dtype) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(ID, part.name());
    switch (part.name()) {
      case SHUFFLE -> json.put(ELEMENT_SIZE, (long) dtype.itemSize());
      case DELTA -> {
        json.put(DTYPE, dtype.numpy());
        json.put(ASTYPE, dtype.numpy());
      }
      case "gzip", "zlib", "zstd", "bz2" -> json.put(LEVEL, Long.valueOf(part.parameters()));
      case "lz4" -> json.put("acceleration", 1L);
      case CHECKSUM -> json.put(LOCATION, "end");
      case "blosc" -> {
        String[] words = part.parameters().split(":", -1);
        json.put("cname", words[0]);
        json.put("clevel", Long.valueOf(words[1]));
        json.put(SHUFFLE, (long) SHUFFLES.indexOf(words[2]));
        json.put("blocksize", 0L);
      }
      default -> {} // fletcher32 has nothing else
    }
    return json;
  }
}
