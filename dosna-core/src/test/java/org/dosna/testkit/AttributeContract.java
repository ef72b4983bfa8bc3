package org.dosna.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Array;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dosna.Attributes;
import org.dosna.Dataset;
import org.dosna.DosnaException;
import org.dosna.NotFoundException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The user's attributes of a dataset. A backend without them refuses them. */
abstract class AttributeContract extends StoreContract {
  private Dataset data;

  @BeforeEach
  void createData() {
    data = createInts("data", shape(4), 2);
  }

  private boolean keepsAttributes() {
    return store.capabilities().contains(Capability.ATTRIBUTES);
  }

  /** Sets an attribute; false if the backend says that it keeps none. */
  private boolean set(String name, Object value) {
    if (keepsAttributes()) {
      data.attributes().set(name, value);
      return true;
    }
    assertRefused(
        DosnaException.class,
        () -> data.attributes().set(name, value),
        name,
        "'data'",
        "attributes");
    assertEquals(List.of(), data.attributes().list());
    return false;
  }

  private void assertKept(Object value, Object expected) {
    if (set("value", value)) {
      assertEqualValues(expected, data.attributes().get("value"));
      assertEqualValues(expected, reopen("data").attributes().get("value"));
    }
  }

  private static void assertEqualValues(Object expected, Object actual) {
    if (expected.getClass().isArray() && Array.getLength(expected) == 0) {
      // JSON does not tell of what an empty array is one.
      assertTrue(actual.getClass().isArray(), () -> "an array, not " + actual);
      assertEquals(0, Array.getLength(actual));
    } else if (expected instanceof double[] numbers) {
      assertArrayEquals(numbers, (double[]) actual);
    } else if (expected instanceof long[] numbers) {
      assertArrayEquals(numbers, (long[]) actual);
    } else if (expected instanceof boolean[] flags) {
      assertArrayEquals(flags, (boolean[]) actual);
    } else if (expected instanceof String[] texts) {
      assertArrayEquals(texts, (String[]) actual);
    } else {
      assertEquals(expected, actual);
    }
  }

  @Test
  void textIsKept() {
    String longest = "0123456789abcdéf".repeat(3528) + "01234567"; // of 17 bytes each, 16 more
    List<String> texts =
        List.of(
            "mm",
            "",
            " ",
            "ünïcode 😀 データ",
            "a\nb\tc\r",
            "\"quoted\" \\ 'x'",
            "null",
            "1",
            "true",
            "[1, 2]",
            "{}",
            longest);
    texts.forEach(text -> assertKept(text, text));
  }

  @Test
  void numbersAreKept() {
    for (long number : new long[] {0, -1, 9007199254740993L, Long.MAX_VALUE, Long.MIN_VALUE}) {
      assertKept(number, number);
    }
    assertKept(Integer.MIN_VALUE, (long) Integer.MIN_VALUE);
    assertKept((short) -3, -3L);
    assertKept((byte) 127, 127L);
    double[] doubles = {
      0,
      -0.0,
      1,
      0.1,
      Double.MIN_VALUE,
      Double.MAX_VALUE,
      1e22,
      Double.NaN,
      Double.NEGATIVE_INFINITY
    };
    for (double number : doubles) {
      assertKept(number, number);
    }
    assertKept(0.1f, (double) 0.1f);
    assertKept(true, true);
    assertKept(false, false);
  }

  @Test
  void arraysAreKept() {
    assertKept(
        new String[] {"a", "", "ünï😀", "a,b", "x\ny"},
        new String[] {"a", "", "ünï😀", "a,b", "x\ny"});
    assertKept(new String[] {"alone"}, new String[] {"alone"});
    assertKept(
        new long[] {1, Long.MIN_VALUE, Long.MAX_VALUE},
        new long[] {1, Long.MIN_VALUE, Long.MAX_VALUE});
    assertKept(new int[] {-1, 2}, new long[] {-1, 2});
    assertKept(new short[] {-1, 2}, new long[] {-1, 2});
    assertKept(new byte[] {-1, 2}, new long[] {-1, 2});
    assertKept(new double[] {1, 2}, new double[] {1, 2});
    double[] odd = {-0.0, Double.NaN, Double.POSITIVE_INFINITY, 0.1};
    assertKept(odd, odd);
    assertKept(new float[] {0.1f, 3}, new double[] {0.1f, 3});
    assertKept(new boolean[] {true, false}, new boolean[] {true, false});
    assertKept(new boolean[] {true}, new boolean[] {true});
    assertKept(new long[0], new long[0]);
    assertKept(new double[0], new double[0]);
    assertKept(new String[0], new String[0]);
    assertKept(new boolean[0], new boolean[0]);
    long[] many = new long[5000];
    Arrays.setAll(many, i -> i * 1_000_003L);
    assertKept(many, many);
  }

  @Test
  void aKeptArrayIsACopy() {
    long[] numbers = {1, 2};
    if (set("numbers", numbers)) {
      numbers[0] = 9;
      long[] read = (long[]) data.attributes().get("numbers");
      read[1] = 9;
      assertEqualValues(new long[] {1, 2}, data.attributes().get("numbers"));
    }
  }

  @Test
  void attributesAreSetReplacedListedAndRemoved() {
    Attributes attributes = data.attributes();
    assertEquals(List.of(), attributes.list());
    assertFalse(attributes.remove("unit"));
    if (set("unit", "mm")) {
      set("scan", 7);
      assertEquals(List.of("scan", "unit"), reopen("data").attributes().list());
      set("unit", new double[] {1, 2});
      assertEqualValues(new double[] {1, 2}, reopen("data").attributes().get("unit"));
      set("unit", true);
      assertEquals(true, reopen("data").attributes().get("unit"));
      assertTrue(reopen("data").attributes().remove("unit"));
      assertFalse(attributes.remove("unit"));
      assertEquals(List.of("scan"), attributes.list());
    }
    assertRefused(
        NotFoundException.class,
        () -> attributes.get("unit"),
        "'data'",
        "'unit'",
        keepsAttributes() ? "'scan'" : "nothing");
  }

  @Test
  void namesAreTakenAsTheyAre() {
    Map<String, Object> values = new LinkedHashMap<>();
    String[] names = {
      "with space",
      "ünïcode 😀",
      "user.x",
      "user.",
      "shape",
      "dtype",
      "fillvalue",
      "a=b",
      "x".repeat(200)
    };
    for (String name : names) {
      if (set(name, "value of " + name)) {
        values.put(name, "value of " + name);
      }
    }
    Dataset opened = reopen("data");
    assertEquals(values.keySet().stream().sorted().toList(), opened.attributes().list());
    values.forEach((name, value) -> assertEquals(value, opened.attributes().get(name)));
    assertArrayEquals(shape(4), opened.shape());
    assertEquals(-1, opened.fillValue());
  }

  @Test
  void otherValuesAreRefused() {
    Object[] wrong = {
      null,
      'c',
      new char[] {'c'},
      BigInteger.ONE,
      new Object(),
      List.of("a"),
      new String[] {"a", null},
      new Integer[] {1},
      new int[][] {{1}}
    };
    for (Object value : wrong) {
      assertRefused(
          DosnaException.class, () -> data.attributes().set("value", value), "'value'", "allowed");
    }
    assertEquals(List.of(), reopen("data").attributes().list());
  }

  /** Alike on every backend, however the store would keep it. */
  @Test
  void largeValuesAreRefused() {
    String[] texts = new String[3750];
    Arrays.fill(texts, "");
    Object[] largest = {"x".repeat(59_984), new double[7500], new boolean[60_000], texts};
    Object[] larger = {
      "x".repeat(59_985),
      "é".repeat(29_993),
      "x".repeat(1 << 20),
      new long[7501],
      new float[7501],
      new boolean[60_001],
      new String[] {"", "x".repeat(59_969)},
    };
    for (Object value : largest) {
      assertKept(value, value);
    }
    List<String> before = data.attributes().list();
    for (Object value : larger) {
      assertRefused(
          DosnaException.class,
          () -> data.attributes().set("larger", value),
          "'larger'",
          "60000",
          "dataset");
    }
    assertEquals(before, reopen("data").attributes().list());
  }

  /** Not every store can keep these; then they are refused, not changed. */
  @Test
  void oddTextIsKeptExactlyOrRefused() {
    for (String text : List.of("nul \0 inside", "lone \ud800", "\0")) {
      try {
        data.attributes().set("odd", text);
        assertEquals(text, reopen("data").attributes().get("odd"));
      } catch (DosnaException e) {
        assertTrue(e.getMessage().contains("odd"), e.getMessage());
      }
    }
    assertEquals(4, reopen("data").chunkCount() * 2);
  }

  @Test
  void attributesLeaveTheElementsAlone() {
    data.set("1", 5);
    set("unit", "mm");
    data.set("2", 6);
    Dataset opened = reopen("data");
    assertEquals(5, opened.get("1").getLong());
    assertEquals(6, opened.get("2").getLong());
    assertEquals(keepsAttributes() ? List.of("unit") : List.of(), opened.attributes().list());
  }

  @Test
  void aCopyHasTheAttributesAndADeletedDatasetNone() {
    set("unit", "mm");
    List<String> kept = data.attributes().list();
    assertEquals(kept, data.copy("copy").attributes().list());
    assertEquals(List.of(), data.cloneStructure("clone").attributes().list());
    data.delete();
    assertEquals(List.of(), createInts("data", shape(4), 2).attributes().list());
    assertEquals(kept, reopen("copy").attributes().list());
  }

  @Test
  void attributesSetAtOnceAllLast() throws Exception {
    int threads = independent(4);
    int each = 3 * Effort.times(5);
    if (set("first", 1)) {
      Race.run(
          threads,
          thread -> {
            Attributes attributes = reopen("data").attributes();
            for (int i = 0; i < each; i++) {
              attributes.set("a" + thread + "." + i, "v" + i);
              assertEquals("v" + i, attributes.get("a" + thread + "." + i));
              if (i % 3 == 0) {
                assertTrue(attributes.remove("a" + thread + "." + i));
              }
            }
          });
      assertEquals(1 + threads * each * 2 / 3, reopen("data").attributes().list().size());
    }
    assertArrayEquals(shape(4), reopen("data").shape());
  }
}
