package org.dosna;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SliceTest {
  @Test
  void textReadsAsPythonWritesIt() {
    assertArrayEquals(
        new Slice[] {Slice.range(36, 80), Slice.all().step(2), Slice.at(-1)},
        Slice.parse("36:80, ::2, -1"));
    assertArrayEquals(
        new Slice[] {Slice.ellipsis(), Slice.newAxis(), Slice.from(3), Slice.to(-2)},
        Slice.parse(" ... ,newaxis,3:, : -2 "));
    assertArrayEquals(new Slice[] {Slice.range(9, 1, -2)}, Slice.parse("9:1:-2"));
    assertArrayEquals(new Slice[] {Slice.newAxis()}, Slice.parse("None"));
    assertArrayEquals(new Slice[] {Slice.at(5)}, Slice.parse("+5,"));
    assertArrayEquals(new Slice[0], Slice.parse("  "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "1.5",
        "1:2:3:4",
        "1 2",
        ",",
        "1,,2",
        ",1",
        "..",
        "....",
        "0x10",
        "1:b",
        "[1",
        "[1;2]",
        "1]",
        "[[1]]",
        "[1:2]",
        "1;2",
        "9223372036854775808",
        "--1",
        "1:2:x",
        "newaxis:"
      })
  void textThatCannotBeReadIsQuoted(String text) {
    InvalidSliceException error =
        assertThrows(InvalidSliceException.class, () -> Slice.parse(text));
    assertTrue(error.getMessage().contains('"' + text + '"'), error::getMessage);
  }

  @Test
  void boundsAndStepsBeyondTheRangeOfLongAreClamped() {
    assertArrayEquals(
        new Slice[] {
          Slice.range(Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE), Slice.all().step(-(1L << 63))
        },
        Slice.parse(
            "-9223372036854775809:9223372036854775808:99999999999999999999,"
                + " ::-10000000000000000000"));
  }

  @Test
  void aStepIsNeverZeroAndBelongsToARange() {
    assertThrows(InvalidSliceException.class, () -> Slice.range(1, 2, 0));
    assertThrows(InvalidSliceException.class, () -> Slice.parse("::0"));
    assertThrows(InvalidSliceException.class, () -> Slice.at(3).step(2));
    assertThrows(InvalidSliceException.class, () -> Slice.ellipsis().step(2));
  }

  @Test
  void slicesAreValues() {
    assertEquals(Slice.range(1, 5, 2), Slice.range(1, 5).step(2));
    assertEquals(Slice.range(1, 5, 2).hashCode(), Slice.range(1, 5).step(2).hashCode());
    assertNotEquals(Slice.at(1), Slice.from(1));
    assertEquals("1:5:2", Slice.range(1, 5, 2).toString());
    assertEquals("::-1", Slice.all().step(-1).toString());
    assertEquals(OptionalLong.empty(), Slice.to(3).start());
    assertEquals(OptionalLong.of(3), Slice.to(3).stop());
    assertEquals(Slice.Kind.INTEGER, Slice.at(0).kind());
  }
}
