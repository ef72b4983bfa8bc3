package org.dosna.backend.zarr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dosna.Cluster;
import org.dosna.Codecs;
import org.dosna.Complex;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.Dosna;
import org.dosna.DosnaException;
import org.dosna.NDArray;
import org.dosna.Options;
import org.dosna.Pool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Arrays and groups of Zarr v2 that are made here, and what others may say in theirs. */
class V2ArraysTest {
  private static final DatasetSpec SPEC = DatasetSpec.of(DType.of(">i4"), 5, 7).chunkSize(2, 3);

  @TempDir Path folder;
  private Cluster cluster;
  private Pool pool;

  @BeforeEach
  void create() {
    cluster = connect(2);
    pool = cluster.createPool("pool");
  }

  private Cluster connect(Object format) {
    return Dosna.with("zarr", "cpu")
        .cluster(folder.toString(), Options.of("zarr_format", format))
        .connect();
  }

  @AfterEach
  void disconnect() {
    cluster.close();
  }

  private String text(String file) throws IOException {
    byte[] bytes = Files.readAllBytes(folder.resolve("pool").resolve(file));
    return Json.text(Json.parse(file, ByteBuffer.wrap(bytes)));
  }

  @Test
  void filesSayWhatTheSpecificationSays() throws IOException {
    Codecs codecs = Codecs.parse("delta, shuffle, blosc:zstd:3:bitshuffle");
    Dataset data =
        pool.createDataset(
            "g/data",
            SPEC.fillValue(-1).codecs(codecs).dimensionNames("y", ""),
            NDArray.arange(DType.INT32, 5, 7));
    data.attributes().set("unit", "mm");
    assertEquals(
        "{\"zarr_format\":2,\"shape\":[5,7],\"chunks\":[2,3],\"dtype\":\">i4\",\"fill_value\":-1,"
            + "\"order\":\"C\",\"filters\":[{\"id\":\"delta\",\"dtype\":\">i4\",\"astype\":\">i4\"},"
            + "{\"id\":\"shuffle\",\"elementsize\":4}],\"compressor\":{\"id\":\"blosc\",\"cname\":"
            + "\"zstd\",\"clevel\":3,\"shuffle\":2,\"blocksize\":0},\"dimension_separator\":\"/\"}",
        text("g/data/.zarray"));
    assertEquals("{\"_ARRAY_DIMENSIONS\":[\"y\",null],\"unit\":\"mm\"}", text("g/data/.zattrs"));
    assertEquals("{\"zarr_format\":2}", text("g/.zgroup"));
    assertEquals("{\"zarr_format\":2}", text(".zgroup"));
    assertTrue(Files.exists(folder.resolve("pool/g/data/2/2")));
    assertEquals(codecs, pool.getDataset("g/data").spec().codecs());
  }

  @Test
  void whatIsMadeIsOfTheVersionOfItsPool() {
    cluster.close();
    cluster = connect("3");
    cluster.getPool("pool").createDataset("old", SPEC);
    cluster.createPool("new").createDataset("new", SPEC);
    assertTrue(Files.exists(folder.resolve("pool/old/.zarray")));
    assertTrue(Files.exists(folder.resolve("new/new/zarr.json")));
    cluster.close();
    cluster = connect(2);
    cluster.getPool("new").createDataset("g/more", SPEC);
    assertTrue(Files.exists(folder.resolve("new/g/zarr.json")));
    String said = assertThrows(DosnaException.class, () -> connect(4)).getMessage();
    assertEquals("The option 'zarr_format' is 2 or 3, not '4'", said);
  }

  @Test
  void namesOfAxesAreNoAttribute() throws IOException {
    Dataset data = pool.createDataset("data", SPEC.dimensionNames("y", "x"));
    assertEquals(List.of(), data.attributes().list());
    String[] others = {"a", "b"};
    assertThrows(DosnaException.class, () -> data.attributes().set("_ARRAY_DIMENSIONS", others));
    data.resize(9, 9);
    data.attributes().set("a", 1);
    pool.rename("data", "renamed");
    assertEquals(List.of("y", "x"), pool.getDataset("renamed").spec().dimensionNames());
    assertEquals(
        List.of("y", "x"), pool.getDataset("renamed").copy("copy").spec().dimensionNames());
    // What names no axes is an attribute like others.
    for (String other : List.of("[\"y\"]", "3", "[1,2]", "{}")) {
      Files.writeString(
          folder.resolve("pool/renamed/.zattrs"), "{\"_ARRAY_DIMENSIONS\": " + other + "}");
      Dataset odd = pool.getDataset("renamed");
      assertEquals(List.of(), odd.spec().dimensionNames());
      assertEquals(List.of("_ARRAY_DIMENSIONS"), odd.attributes().list());
    }
    pool.attributes().set("_ARRAY_DIMENSIONS", "of a group");
    assertEquals(List.of("_ARRAY_DIMENSIONS"), pool.attributes().list());
  }

  @Test
  void whatVersion2CannotSayIsRefusedByName() {
    String nan = ">f4 5 5 ffc00001";
    Object[][] refused = {
      {SPEC.shardSize(4, 6), "shards"},
      {SPEC.codecs(Codecs.parse("bitshuffle")), "bitshuffle"},
      {DatasetSpec.parse(nan), "NaN"},
      {SPEC.codecs(Codecs.stored("pcodec:1")), "pcodec"}
    };
    for (Object[] each : refused) {
      String said =
          assertThrows(DosnaException.class, () -> pool.createDataset("no", (DatasetSpec) each[0]))
              .getMessage();
      assertTrue(said.contains((String) each[1]), said);
    }
    assertFalse(pool.hasDataset("no"));
    Dataset floats = pool.createDataset("floats", DatasetSpec.of(DType.FLOAT32, 5).chunkSize(5));
    assertThrows(
        DosnaException.class, () -> pool.createDataset("no", floats.spec().codecs(Codecs.delta())));
  }

  private Dataset with(String from, String to) throws IOException {
    Path file = folder.resolve("pool/data/.zarray");
    if (!Files.exists(file)) {
      pool.createDataset("data", SPEC);
    }
    String text =
        "{\"zarr_format\":2,\"shape\":[5,7],\"chunks\":[2,3],\"dtype\":\"<f4\",\"fill_value\":0,"
            + "\"order\":\"C\",\"filters\":null,\"compressor\":null}";
    assertTrue(text.contains(from), text);
    Files.writeString(file, text.replace(from, to));
    return pool.getDataset("data");
  }

  @Test
  void everySpellingOfAFillValueIsRead() throws IOException {
    Object[][] spellings = {
      {"<f4", "null", 0f},
      {"<f4", "\"NaN\"", Float.NaN},
      {"<f4", "NaN", Float.NaN},
      {">f8", "\"-Infinity\"", Double.NEGATIVE_INFINITY},
      {"<f8", "Infinity", Double.POSITIVE_INFINITY},
      {"<f4", "1", 1f},
      {"|b1", "null", false},
      {"|b1", "true", true},
      {"|b1", "1", true},
      {"|b1", "0", false},
      {"|i1", "-5", (byte) -5},
      {"<i4", "7.0", 7},
      {"<i8", "-9223372036854775808", Long.MIN_VALUE},
      {"<c8", "[1.0, \"NaN\"]", new Complex(1, Double.NaN)},
      {"<c16", "0", new Complex(0, 0)},
      {"<c16", "null", new Complex(0, 0)}
    };
    for (Object[] each : spellings) {
      Dataset data =
          with(
              "\"dtype\":\"<f4\",\"fill_value\":0",
              "\"dtype\":\"" + each[0] + "\",\"fill_value\":" + each[1]);
      assertEquals(each[2], data.fillValue(), each[0] + " " + each[1]);
    }
    for (String wrong : List.of("\"x\"", "[]", "{}", "true", "[1, 2]")) {
      String said =
          assertThrows(
                  DosnaException.class, () -> with("\"fill_value\":0", "\"fill_value\":" + wrong))
              .getMessage();
      assertTrue(said.contains(".zarray") && said.contains("fill_value"), said);
    }
  }

  @Test
  void foreignCodecsAreKeptAndWritten() throws IOException {
    NDArray whole = NDArray.arange(DType.FLOAT32, 5, 7);
    String[][] codecs = {
      {"null,\"compressor\":{\"id\":\"bz2\",\"level\":3}", "bz2:3"},
      {"[{\"id\":\"bz2\",\"level\":9}],\"compressor\":{\"id\":\"lz4\"}", "bz2:9, lz4"},
      {
        "[{\"id\":\"shuffle\",\"elementsize\":2}],\"compressor\":{\"id\":\"zlib\",\"level\":-1}",
        "zlib:6"
      },
      {
        "[{\"id\":\"astype\",\"encode_dtype\":\">i2\",\"decode_dtype\":\"<f4\"},"
            + "{\"id\":\"delta\",\"dtype\":\">i2\",\"astype\":\"<i8\"}],\"compressor\":null",
        ""
      },
      {
        "[{\"id\":\"fixedscaleoffset\",\"offset\":3,\"scale\":2,\"dtype\":\"<f4\",\"astype\":"
            + "\"<i4\"}],\"compressor\":{\"id\":\"zstd\",\"level\":1}",
        "zstd:1"
      }
    };
    for (String[] each : codecs) {
      Dataset data = with("null,\"compressor\":null", each[0]);
      assertEquals(each[1], "" + data.spec().codecs());
      data.set("...", whole);
      assertEquals(whole, pool.getDataset("data").get(), each[0]);
      assertArrayEquals(new long[] {2, 7}, data.get("::3").shape());
      assertEquals(each[1], "" + data.copy("copy").spec().codecs());
      assertEquals(whole, pool.getDataset("copy").get());
      pool.deleteDataset("copy");
      data.clear();
    }
  }

  @Test
  void unknownCodecsAreRefusedByName() {
    String[][] codecs = {
      {"[{\"id\":\"quantize\",\"digits\":3}],\"compressor\":null", "quantize"},
      {"null,\"compressor\":{\"id\":\"lzma\"}", "lzma"},
      {"[{\"id\":\"crc32c\",\"location\":\"start\"}],\"compressor\":null", "location"},
      {"[{\"id\":\"delta\",\"dtype\":\"<f4\"}],\"compressor\":null", "float32"},
      {"null,\"compressor\":{\"id\":\"bz2\",\"level\":10}", "level"},
      {"null,\"compressor\":{\"id\":\"blosc\",\"cname\":\"snappy\",\"clevel\":5}", "snappy"}
    };
    for (String[] each : codecs) {
      String said =
          assertThrows(DosnaException.class, () -> with("null,\"compressor\":null", each[0]))
              .getMessage();
      assertTrue(said.contains(each[1]) && said.contains(".zarray"), said);
    }
  }
}
