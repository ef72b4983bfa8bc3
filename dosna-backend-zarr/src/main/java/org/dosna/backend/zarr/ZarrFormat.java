package org.dosna.backend.zarr;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.dosna.DatasetSpec;
import org.dosna.DosnaException;

/** A version of the format: what new groups and arrays say of themselves, and what they can be. */
enum ZarrFormat {
  /** {@code .zgroup}, {@code .zarray} and {@code .zattrs}. */
  V2 {
    @Override
    Map<String, ByteBuffer> group() {
      return Map.of(Node.GROUP_V2, Json.format(Map.of(Node.FORMAT, 2L)));
    }

    @Override
    Map<String, ByteBuffer> array(DatasetSpec spec) {
      return Map.of(
          Node.ATTRIBUTES_V2, Json.format(MetadataV2.attributes(spec)),
          Node.ARRAY_V2, Json.format(MetadataV2.of(spec)));
    }

    @Override
    Optional<String> refusal(DatasetSpec spec) {
      return MetadataV2.refusal(spec);
    }

    @Override
    void requireCodecs(DatasetSpec spec) {
      Numcodecs.of(new JsonObject("The spec", Numcodecs.json(spec)), spec.dtype());
    }
  },

  /** {@code zarr.json}. */
  V3 {
    @Override
    Map<String, ByteBuffer> group() {
      Map<String, Object> members = Node.members(Node.Kind.GROUP);
      members.put(Node.ATTRIBUTES, Map.of());
      return Map.of(Node.METADATA, Json.format(members));
    }

    @Override
    Map<String, ByteBuffer> array(DatasetSpec spec) {
      return Map.of(Node.METADATA, Json.format(ArrayMetadata.of(CodecChain.kept(spec))));
    }

    @Override
    Optional<String> refusal(DatasetSpec spec) {
      return CodecChain.refusal(spec);
    }

    @Override
    void requireCodecs(DatasetSpec spec) {
      spec.codecs().coders(spec.dtype(), spec.chunkSize());
    }
  };

  /** What a new group has in its folder, by name. */
  abstract Map<String, ByteBuffer> group();

  /** What a new array has in its folder, by name. */
  abstract Map<String, ByteBuffer> array(DatasetSpec spec);

  /** Why an array cannot be so, if it cannot. */
  abstract Optional<String> refusal(DatasetSpec spec);

  /**
   * Makes sure that the codecs of a spec can be had.
   *
   * @throws DosnaException if not, or they are not for such elements; names what is missing
   */
  abstract void requireCodecs(DatasetSpec spec);

  /** The same with what tells an array from one made anew under its name. */
  Map<String, ByteBuffer> marked(DatasetSpec spec) {
    Map<String, ByteBuffer> objects = new LinkedHashMap<>(array(spec));
    objects.put(Marker.NAME, Json.format(Marker.fresh().json()));
    return objects;
  }
}
