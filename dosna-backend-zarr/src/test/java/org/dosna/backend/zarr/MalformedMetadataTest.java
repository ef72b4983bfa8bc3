package org.dosna.backend.zarr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.dosna.Cluster;
import org.dosna.Dosna;
import org.dosna.DosnaException;
import org.dosna.NDArray;
import org.dosna.Pool;
import org.dosna.spi.ChunkForm;
import org.dosna.spi.Transfer;
import org.dosna.testkit.Effort;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Metadata that are wrong in any way: a DosnaException names the file and the member, or the array
 * can be had, and its chunks pass through its codecs and back.
 */
class MalformedMetadataTest {
  private static final int COUNT_V3 = 20_000;
  private static final int COUNT_V2 = 6_000;
  private static final long MAX_CHUNK = 1 << 16;

  private static final List<String> GOOD_V3 =
      List.of(
          """
          {"zarr_format": 3, "node_type": "array", "shape": [5, 7], "data_type": "float32",
           "chunk_grid": {"name": "regular", "configuration": {"chunk_shape": [4, 6]}},
           "chunk_key_encoding": {"name": "default", "configuration": {"separator": "/"}},
           "fill_value": 0.5, "attributes": {"a": 1}, "dimension_names": ["y", null],
           "storage_transformers": [],
           "codecs": [{"name": "sharding_indexed", "configuration": {"chunk_shape": [2, 3],
            "codecs": [{"name": "transpose", "configuration": {"order": [1, 0]}},
             {"name": "bytes", "configuration": {"endian": "big"}},
             {"name": "gzip", "configuration": {"level": 3}}],
            "index_codecs": [{"name": "bytes", "configuration": {"endian": "little"}},
             {"name": "crc32c"}], "index_location": "end"}}]}
          """,
          """
          {"zarr_format": 3, "node_type": "array", "shape": [9], "data_type": "complex64",
           "chunk_grid": {"name": "regular", "configuration": {"chunk_shape": [4]}},
           "chunk_key_encoding": {"name": "v2", "configuration": {"separator": "."}},
           "fill_value": ["NaN", "0x7fc00001"], "attributes": {},
           "codecs": ["bytes", {"name": "blosc", "configuration": {"cname": "zstd", "clevel": 3,
            "shuffle": "bitshuffle", "typesize": 8, "blocksize": 0}},
            {"name": "zstd", "configuration": {"level": 1, "checksum": false}}, "crc32c"]}
          """);

  private static final List<String> GOOD_V2 =
      List.of(
          """
          {"zarr_format": 2, "shape": [5, 7], "chunks": [2, 3], "dtype": ">i4", "fill_value": null,
           "order": "F", "filters": [{"id": "delta", "dtype": ">i4", "astype": "<i8"},
           {"id": "shuffle", "elementsize": 4}, {"id": "bz2", "level": 1}],
           "compressor": {"id": "blosc", "cname": "lz4", "clevel": 5, "shuffle": -1,
           "blocksize": 0}, "dimension_separator": "/"}
          """,
          """
          {"zarr_format": 2, "shape": [5], "chunks": [2], "dtype": "<f8", "fill_value": "NaN",
           "order": "C", "filters": [{"id": "fixedscaleoffset", "offset": 10, "scale": 0.5,
           "dtype": "<f8", "astype": "<i2"}, {"id": "astype", "decode_dtype": "<i2",
           "encode_dtype": "|u1"}, {"id": "crc32c", "location": "end"}],
           "compressor": {"id": "lz4", "acceleration": 1}, "dimension_separator": "."}
          """,
          """
          {"zarr_format": 2, "shape": [], "chunks": [], "dtype": "|b1", "fill_value": true,
           "order": "C", "filters": null, "compressor": {"id": "zlib", "level": 1}}
          """);

  /** Another one tries other metadata. */
  private final long seed = Long.getLong("dosna.zarr.seed", 20261126);

  @TempDir Path folder;
  private Random random = new Random();

  @BeforeEach
  void seed() {
    random = new Random(seed);
  }

  @Test
  void whateverAnArrayOfVersion3SaysOnlyNamedErrorsComeOut() {
    assertNamed(GOOD_V3, "p/a/zarr.json", Effort.times(COUNT_V3));
  }

  @Test
  void whateverAnArrayOfVersion2SaysOnlyNamedErrorsComeOut() {
    assertNamed(GOOD_V2, "p/a/.zarray", Effort.times(COUNT_V2));
  }

  private void assertNamed(List<String> good, String file, int count) {
    int refused = 0;
    for (int i = 0; i < count; i++) {
      byte[] text = malformed(good.get(i % good.size())).getBytes(StandardCharsets.UTF_8);
      try {
        roundTrip(read(file, text));
      } catch (UnreadableMetadata e) {
        refused++;
        assertNames(file, e.message, text);
      } catch (DosnaException e) {
        // Its codecs do not fit each other: said of the chunk.
      } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
        fail("seed " + seed + ": " + new String(text, StandardCharsets.UTF_8), e);
      }
    }
    assertTrue(refused > count / 4 && refused < count, "refused " + refused + " of " + count);
  }

  private void assertNames(String file, String message, byte[] text) {
    boolean named =
        message.contains(file)
            && (message.contains("member '") || message.matches("(?s).* is (no|not one) .*"));
    assertTrue(
        named,
        () -> "seed " + seed + ": " + message + "\n" + new String(text, StandardCharsets.UTF_8));
  }

  private static ArrayMetadata read(String file, byte[] text) {
    try {
      JsonObject json = new JsonObject("'" + file + "'", Json.parse(file, ByteBuffer.wrap(text)));
      return file.endsWith(Node.METADATA)
          ? ArrayMetadata.of(json)
          : MetadataV2.of(json, json.members());
    } catch (DosnaException e) {
      throw new UnreadableMetadata(String.valueOf(e.getMessage()), e);
    }
  }

  /** What an array says cannot be read. */
  private static final class UnreadableMetadata extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String message;

    private UnreadableMetadata(String message, DosnaException cause) {
      super(message, cause);
      this.message = message;
    }
  }

  private static void roundTrip(ArrayMetadata metadata) {
    if (metadata.spec().chunkBytes() <= MAX_CHUNK) {
      ChunkForm form = new ChunkForm(metadata.spec(), metadata.coders(), new byte[0]);
      NDArray chunk = metadata.spec().fillChunk();
      long[] index = new long[metadata.spec().grid().ndim()];
      ByteBuffer stored = form.encode(index, form.elements(Transfer.whole(chunk)));
      assertEquals(form.chunkBytes(), form.decode("c", index, stored).remaining());
    }
  }

  /** Changed in one or a few places: members, or plain bytes. */
  private String malformed(String good) {
    if (random.nextInt(4) == 0) {
      char[] text = good.toCharArray();
      for (int n = random.nextInt(3); n >= 0; n--) {
        text[random.nextInt(text.length)] = good.charAt(random.nextInt(good.length()));
      }
      return new String(
          text, 0, random.nextInt(8) == 0 ? random.nextInt(text.length) : text.length);
    }
    Object tree = Json.parse("good", StandardCharsets.UTF_8.encode(good));
    for (int n = random.nextInt(2); n >= 0; n--) {
      tree = changed(tree, tree);
    }
    return Json.text(tree);
  }

  /** A tree with another value somewhere. */
  private Object changed(Object tree, Object all) {
    if (tree instanceof Map<?, ?> members && !members.isEmpty() && random.nextInt(8) > 0) {
      Map<Object, Object> other = new LinkedHashMap<>(members);
      Object name = new ArrayList<>(members.keySet()).get(random.nextInt(members.size()));
      switch (random.nextInt(8)) {
        case 0 -> other.remove(name);
        case 1 -> other.put("other", value(all));
        default -> other.put(name, changed(members.get(name), all));
      }
      return other;
    }
    if (tree instanceof List<?> values && !values.isEmpty() && random.nextInt(8) > 0) {
      List<Object> other = new ArrayList<>(values);
      int at = random.nextInt(values.size());
      switch (random.nextInt(6)) {
        case 0 -> other.remove(at);
        case 1 -> other.add(at, value(all));
        case 2 -> Collections.shuffle(other, random);
        default -> other.set(at, changed(values.get(at), all));
      }
      return other;
    }
    return value(all);
  }

  private Object value(Object all) {
    List<Object> values =
        Arrays.asList(
            Json.NULL,
            true,
            false,
            -1L,
            0L,
            1L,
            3L,
            8L,
            1L << 31,
            Integer.MAX_VALUE - 8L,
            Long.MAX_VALUE,
            Long.MIN_VALUE,
            BigInteger.TWO.pow(64),
            BigInteger.TEN.pow(400),
            0.0,
            -0.5,
            1e308,
            Double.NaN,
            "NaN",
            "-Infinity",
            "0x7fc00001",
            "",
            "x",
            "é\u0000\uD800",
            "zstd",
            "gzip",
            "lz4",
            "blosc",
            "int8",
            "<u2",
            "|b1",
            ">c16",
            "F",
            "x".repeat(3000),
            List.of(),
            Map.of(),
            List.of(List.of(List.of())),
            Collections.nCopies(40, 2L),
            List.of(1L << 30, 1L << 30),
            List.of(1L << 16, 1L << 14),
            List.of(1L, 1L),
            List.of(2L),
            List.of(0L, 0L),
            List.of(-1L, 2L),
            Map.of("name", "crc32c"),
            Map.of("id", "bz2"),
            Map.of("id", "astype", "encode_dtype", "<i2", "decode_dtype", "<f4"),
            all);
    return values.get(random.nextInt(values.size()));
  }

  @Test
  void aDeepOneIsRefused() {
    byte[] deep = "{\"a\":".repeat(100_000).getBytes(StandardCharsets.UTF_8);
    String said =
        String.valueOf(
            assertThrows(UnreadableMetadata.class, () -> read("p/a/zarr.json", deep)).getMessage());
    assertTrue(said.contains("p/a/zarr.json") && said.length() < 1000, said);
  }

  /** Through the store, and with what others would do with it. */
  @Test
  void aStoreWithADamagedArrayNamesIt() throws IOException {
    try (Cluster cluster = Dosna.with("zarr", "cpu").cluster(folder.toString()).connect();
        Pool pool = cluster.createPool("p")) {
      for (String name : List.of("zarr.json", ".zarray")) {
        Path file = folder.resolve("p/" + name.replace(".", "") + "/" + name);
        Files.createDirectories(file.getParent());
        for (int i = 0; i < Effort.times(300); i++) {
          List<String> good = name.equals("zarr.json") ? GOOD_V3 : GOOD_V2;
          Files.writeString(file, malformed(good.get(i % good.size())));
          try {
            pool.getDataset(name.replace(".", ""));
          } catch (DosnaException e) {
            String message = String.valueOf(e.getMessage());
            assertTrue(message.contains(name) || message.contains(name.replace(".", "")), message);
          }
          pool.listDatasets();
        }
      }
    }
  }
}
