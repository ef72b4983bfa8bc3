package org.dosna.backend.zarr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dosna.Cluster;
import org.dosna.Codecs;
import org.dosna.Complex;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.Dosna;
import org.dosna.DosnaException;
import org.dosna.NDArray;
import org.dosna.Pool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code zarr.json} says: written as others read it, and read whatever is in it. */
class MetadataTest {
  @TempDir Path folder;
  private Cluster cluster;
  private Pool pool;
  private Path file;

  @BeforeEach
  void create() throws IOException {
    cluster = Dosna.with("zarr", "cpu").cluster(folder.toString()).connect();
    pool = cluster.createPool("pool");
    pool.createDataset(
        "data",
        DatasetSpec.of(DType.of(">f4"), 5, 7)
            .chunkSize(2, 3)
            .fillValue(0.5)
            .codecs(Codecs.parse("blosc:zstd:3:bitshuffle, crc32c")));
    file = folder.resolve("pool/data/zarr.json");
  }

  @AfterEach
  void disconnect() {
    cluster.close();
  }

  private String text() throws IOException {
    return Files.readString(file);
  }

  private Dataset with(String from, String to) throws IOException {
    String text = text().replace(" : ", ":").replace(" ", "").replace("\n", "");
    assertTrue(text.contains(from), () -> from + " in " + text);
    Files.writeString(file, text.replace(from, to));
    return pool.getDataset("data");
  }

  private String refusal(String from, String to) throws IOException {
    String kept = text();
    String message = assertThrows(DosnaException.class, () -> with(from, to)).getMessage();
    Files.writeString(file, kept);
    assertTrue(message.contains("pool/data/zarr.json"), message);
    return message;
  }

  @Test
  void anArrayIsDescribedAsTheSpecificationSays() throws IOException {
    Map<String, Object> written = Json.parse("zarr.json", StandardCharsets.UTF_8.encode(text()));
    Map<String, Object> expected =
        Json.parse(
            "expected",
            StandardCharsets.UTF_8.encode(
                """
                {"zarr_format": 3, "node_type": "array", "shape": [5, 7], "data_type": "float32",
                 "chunk_grid": {"name": "regular", "configuration": {"chunk_shape": [2, 3]}},
                 "chunk_key_encoding": {"name": "default", "configuration": {"separator": "/"}},
                 "fill_value": 0.5, "attributes": {},
                 "codecs": [{"name": "bytes", "configuration": {"endian": "big"}},
                  {"name": "blosc", "configuration": {"cname": "zstd", "clevel": 3,
                   "shuffle": "bitshuffle", "typesize": 4, "blocksize": 0}},
                  {"name": "crc32c"}]}
                """));
    assertEquals(expected, written);
  }

  @Test
  void everySpellingOfAFillValueIsRead() throws IOException {
    for (String infinite : List.of("Infinity", "-Infinity", "NaN")) {
      Dataset data = with("\"fill_value\":0.5", "\"fill_value\":\"" + infinite + "\"");
      assertEquals(Float.parseFloat(infinite), data.fillValue());
      with("\"fill_value\":\"" + infinite + "\"", "\"fill_value\":0.5");
    }
    NDArray odd = with("\"fill_value\":0.5", "\"fill_value\":\"0xffc00001\"").get("0, :1");
    assertEquals(0xffc00001, Float.floatToRawIntBits(((float[]) odd.array())[0]));
    for (String wrong : List.of("\"0x7fc0\"", "\"x\"", "true", "null", "[1,2]", "{}")) {
      String said = refusal("\"fill_value\":\"0xffc00001\"", "\"fill_value\":" + wrong);
      assertTrue(said.contains("fill_value"), said);
    }
  }

  @Test
  void fillValuesAreWrittenToTheLastBit() {
    Object[][] values = {
      {DType.UINT64, new BigInteger("18446744073709551615"), "18446744073709551615"},
      {DType.INT64, Long.MIN_VALUE + 1, "-9223372036854775807"},
      {DType.FLOAT64, -0.0, "-0.0"},
      {DType.FLOAT16, Double.NEGATIVE_INFINITY, "\"-Infinity\""},
      {DType.COMPLEX64, new Complex(Double.NaN, -1), "[\"NaN\",-1.0]"},
      {DType.BOOL, true, "true"}
    };
    for (Object[] value : values) {
      DatasetSpec spec = DatasetSpec.of((DType) value[0], 1).fillValue(value[1]);
      Object json = ArrayMetadata.of(spec).get("fill_value");
      assertEquals(value[2], Json.text(json));
    }
  }

  @Test
  void axesHaveNames() throws IOException {
    DatasetSpec spec = DatasetSpec.of(DType.INT8, 4, 5, 6).dimensionNames("z", "", "x");
    Dataset data = pool.createDataset("named", spec);
    assertEquals(List.of("z", "", "x"), pool.getDataset("named").spec().dimensionNames());
    assertTrue(data.toString().contains("axes [z, , x]"), data::toString);
    String text = Files.readString(folder.resolve("pool/named/zarr.json"));
    Object names = Json.parse("x", StandardCharsets.UTF_8.encode(text)).get("dimension_names");
    assertEquals("[\"z\",null,\"x\"]", Json.text(names));
    data.resize(3, 3, 3);
    assertEquals("x", data.copy("copied").spec().dimensionNames().get(2));
    Pool ram = Dosna.with("ram", "cpu").cluster("names").connect().createPool("pool");
    assertTrue(data.copy(ram, "copied").spec().dimensionNames().isEmpty());
    String said =
        assertThrows(DosnaException.class, () -> ram.createDataset("x", spec)).getMessage();
    assertTrue(said.contains("names of axes"), said);
    assertThrows(DosnaException.class, () -> spec.dimensionNames("x"));
    assertEquals(List.of(), spec.dimensionNames(new String[0]).dimensionNames());
    String wrong = refusal("\"zarr_format\":3", "\"zarr_format\":3,\"dimension_names\":[1,2]");
    assertTrue(wrong.contains("dimension_names"), wrong);
  }

  @Test
  void whatIsNotKnownIsRefusedByName() throws IOException {
    String[][] changes = {
      {"\"float32\"", "\"r16\"", "r16"},
      {"\"float32\"", "{\"name\":\"numpy.datetime64\"}", "numpy.datetime64"},
      {"\"regular\"", "\"rectilinear\"", "rectilinear"},
      {"\"crc32c\"", "\"numcodecs.lz4\"", "numcodecs.lz4"},
      {"\"zstd\"", "\"snappy\"", "snappy"},
      {"\"bytes\"", "\"vlen-utf8\"", "vlen-utf8"},
      {"\"default\"", "\"other\"", "other"},
      {"\"separator\":\"/\"", "\"separator\":\"-\"", "separator"},
      {"\"zarr_format\":3", "\"zarr_format\":3,\"new\":{\"name\":\"x\"}", "'new'"},
      {"\"zarr_format\":3", "\"zarr_format\":4", "zarr_format"},
      {"\"shape\":[5,7]", "\"shape\":[5,-7]", "shape"},
      {"\"chunk_shape\":[2,3]", "\"chunk_shape\":[2]", "chunk_shape"}
    };
    for (String[] change : changes) {
      String said = refusal(change[0], change[1]);
      assertTrue(said.contains(change[2]), said);
    }
  }

  @Test
  void anExtensionThatNeedNotBeUnderstoodStays() throws IOException {
    Dataset data =
        with(
            "\"zarr_format\":3",
            "\"zarr_format\":3,\"new\":{\"must_understand\":false,\"a\":1},"
                + "\"dimension_names\":[\"y\",null]");
    data.resize(9, 9);
    data.attributes().set("unit", "mm");
    Map<String, Object> members = Json.parse("x", StandardCharsets.UTF_8.encode(text()));
    assertEquals("{\"must_understand\":false,\"a\":1}", Json.text(members.get("new")));
    assertEquals("[\"y\",null]", Json.text(members.get("dimension_names")));
    assertEquals("[9,9]", Json.text(members.get("shape")));
  }
}
