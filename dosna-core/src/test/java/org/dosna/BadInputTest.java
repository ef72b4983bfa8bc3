package org.dosna;

import static org.dosna.ErrorAssertions.assertMessage;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.dosna.minimal.MinimalCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What users pass by mistake, or to see what happens. */
class BadInputTest {
  private static final int LONG = 1_000_000;

  private static void assertShort(Executable action) {
    String message = assertThrows(DosnaException.class, action).getMessage();
    assertTrue(message.length() < 1000, () -> message.length() + ": " + message.substring(0, 500));
  }

  /** Reading numbers that no long holds took time that grew with the square of their length. */
  @ParameterizedTest
  @ValueSource(strings = {"", "-", "+", "0:", "::", "x", "0, ", ":-"})
  @Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
  void manyDigitsAreReadAtOnceAndNotRepeated(String begin) {
    String digits = begin + "9".repeat(LONG);
    NDArray array = NDArray.zeros(DType.INT8, 4, 4);
    if (begin.contains(":")) {
      long[] expected =
          array.get(begin.equals(":-") ? ":0" : begin.equals("::") ? ":1" : "").shape();
      assertArrayEquals(expected, array.get(digits).shape());
    } else {
      assertShort(() -> array.get(digits));
    }
  }

  @Test
  void longInputIsNotRepeatedWhole() {
    String text = "x".repeat(LONG);
    NDArray array = NDArray.zeros(DType.INT8, 4, 4);
    long[] many = new long[LONG];
    long[] negative = many.clone();
    negative[7] = -1;
    Cluster cluster = new MinimalCluster(new ConcurrentHashMap<>()).connect();
    Pool pool = cluster.createPool("pool");
    Dataset data = pool.createDataset("data", array);
    List<Executable> actions =
        List.of(
            () -> Slice.parse(text),
            () -> Slice.parse("1:" + text),
            () -> array.get(text),
            () -> array.get("0,".repeat(LONG)),
            () -> array.get(Collections.nCopies(LONG, Slice.ellipsis()).toArray(new Slice[0])),
            () -> DType.of(text),
            () -> DatasetSpec.parse(text),
            () -> DatasetSpec.of(DType.INT8, many),
            () -> DatasetSpec.of(DType.INT8, 4).chunkSize(new int[LONG]),
            () -> DatasetSpec.of(DType.INT8, 4).shape(many),
            () -> NDArray.zeros(DType.INT8, negative),
            () -> NDArray.of(new byte[2], many),
            () -> array.reshape(many),
            () -> array.getDouble(many),
            () -> array.set("0", text),
            () -> array.read(many, array),
            () -> Halo.of(0, -1).constant(text),
            () -> Options.of("jobs", text).getInt("jobs", 1, 1),
            () -> Options.of("fsync", text).getBoolean("fsync", true),
            () -> Options.of(text, 1, text, 2),
            () -> Options.of(text),
            () -> Dosna.with(text, "cpu"),
            () -> Dosna.engine(text),
            () -> cluster.createPool(text),
            () -> cluster.getPool(text),
            () -> pool.createDataset(text, array),
            () -> pool.getDataset(text),
            () -> pool.createGroup(text),
            () -> pool.group(text),
            () -> pool.rename(text, "x"),
            () -> pool.rename("x", text),
            () -> pool.rename("x", "x/" + "y/".repeat(400) + "z"),
            () -> pool.walk("[" + text),
            () -> data.getChunk(many),
            () -> data.resize(many),
            () -> data.attributes().get(text),
            () -> data.attributes().set(text, 1),
            () -> data.attributes().set("x", new Object[LONG]));
    actions.forEach(BadInputTest::assertShort);
  }

  @Test
  void whatIsNoValueIsAnsweredWithWhatToDo() {
    NDArray array = NDArray.zeros(DType.INT8, 30);
    assertMessage(DosnaException.class, () -> array.set("0", new int[30]), "int[30]", "NDArray.of");
    assertMessage(
        DosnaException.class, () -> array.set("0", new double[2][3]), "double[2][]", "ofNested");
    Cluster cluster = new MinimalCluster(new ConcurrentHashMap<>()).connect();
    Dataset data = cluster.createPool("pool").createDataset("data", array);
    assertMessage(
        DosnaException.class, () -> data.set("0", (Object) data), "'", "data", "load", "get()");
    assertMessage(DosnaException.class, () -> data.set("0", data.view("1")), "load", "get()");
    assertMessage(
        DosnaException.class, () -> DatasetSpec.of(DType.INT8, 2).fillValue(new int[3]), "int[3]");
  }

  @ParameterizedTest
  @CsvSource({
    "double, float64",
    "int, int32",
    "int, int64",
    "long, int64",
    "Float32, float32",
    "FLOAT64, float64",
    "float, float32",
    "boolean, bool",
    "unit8, uint8",
    "flaot64, float64",
    "complex, complex128"
  })
  void aDtypeThatIsMeantOtherwiseIsGuessed(String given, String meant) {
    assertMessage(
        DosnaException.class, () -> DType.of(given), "'" + given + "'", "did you mean", meant);
  }

  @Test
  void aChunkHasAsManyIndicesAsAxes() {
    Cluster cluster = new MinimalCluster(new ConcurrentHashMap<>()).connect();
    Dataset data =
        cluster
            .createPool("pool")
            .createDataset("data", DatasetSpec.of(DType.INT8, 6, 4).chunkSize(2, 2));
    assertMessage(
        InvalidSliceException.class,
        () -> data.getChunk(0),
        "'data'",
        "one index per axis",
        "2",
        "[3, 2]",
        "not 1: [0]");
  }

  @Test
  void whatIsPrintedSaysWhatItIs() {
    Cluster cluster = new MinimalCluster(new ConcurrentHashMap<>()).connect();
    Pool pool = cluster.createPool("pool");
    Dataset data = pool.createDataset("data", NDArray.zeros(DType.INT8, 2));
    assertTrue(data.attributes().toString().contains("'data'"), () -> data.attributes() + "");
    assertTrue(pool.attributes().toString().contains("'pool'"), () -> pool.attributes() + "");
    assertEquals("rank 0 of 1", cluster.group().toString());
  }

  @Test
  void aClusterHasAName() {
    assertMessage(DosnaException.class, () -> new Selector(Dosna.status()).cluster(""), "name");
    assertMessage(DosnaException.class, () -> new Selector(Dosna.status()).cluster(null), "'name'");
  }

  @Test
  void aShapeBeyondTheRangeOfLongIsRefused() {
    NDArray empty = NDArray.zeros(DType.INT8, 0, 3);
    assertThrows(DosnaException.class, () -> empty.reshape(1L << 32, 1L << 32));
    assertThrows(DosnaException.class, () -> empty.reshape(1L << 63, 2));
  }
}
