package org.dosna.backend.hdf5;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dosna.Complex;
import org.dosna.DType;
import org.dosna.DosnaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataFileTest {
  @TempDir Path folder;

  private MetadataFile writtenAndRead(MetadataFile metadata) throws IOException {
    return MetadataFile.read(Files.write(folder.resolve("dataset.h5"), metadata.toBytes()));
  }

  private Object writtenAndRead(Object value) throws IOException {
    MetadataFile metadata = MetadataFile.of(List.of(Hdf5Attribute.of("a", value)));
    return writtenAndRead(metadata).find("a").orElseThrow().value();
  }

  static Stream<Arguments> values() {
    return Stream.<Object>of(
            "text",
            "",
            "Grüße ☃ 𝄞",
            true,
            false,
            Long.MIN_VALUE,
            -0.0,
            Double.NaN,
            new long[] {1, -2, Long.MAX_VALUE},
            new double[] {1.5, Double.NEGATIVE_INFINITY},
            new boolean[] {true, false, true},
            new String[] {"a", "", "ö", "x".repeat(5000)},
            new long[0],
            new double[0],
            new boolean[0],
            new String[0])
        .map(Arguments::of);
  }

  @ParameterizedTest
  @MethodSource("values")
  void valuesAreKept(Object value) throws IOException {
    assertArrayEquals(new Object[] {value}, new Object[] {writtenAndRead(value)});
  }

  @Test
  void otherNumbersBecomeLongAndDouble() throws IOException {
    assertEquals(7L, writtenAndRead(7));
    assertEquals(7L, writtenAndRead((short) 7));
    assertEquals(-7L, writtenAndRead((byte) -7));
    assertEquals(0.5, writtenAndRead(0.5f));
    assertArrayEquals(new long[] {4, 5}, (long[]) writtenAndRead(new int[] {4, 5}));
  }

  @ParameterizedTest
  @ValueSource(ints = {4000, 4096, 70_000, 1 << 20, 5_000_000})
  void textOfAnyLength(int length) throws IOException {
    String text = "é".repeat(length / 2);
    assertEquals(text, writtenAndRead(text));
  }

  static List<DType> dtypes() {
    return TestFiles.DTYPES;
  }

  @ParameterizedTest
  @MethodSource("dtypes")
  void scalarOfEveryDType(DType dtype) throws IOException {
    byte[] element = TestFiles.elements(dtype, 1);
    var metadata = MetadataFile.of(List.of(Hdf5Attribute.scalar("fillvalue", dtype, element)));
    Hdf5Attribute read = writtenAndRead(metadata).find("fillvalue").orElseThrow();
    assertEquals(dtype, read.dtype().orElseThrow());
    assertEquals(0, read.shape().length);
    assertArrayEquals(element, read.data());
  }

  @Test
  void numbersOfOtherTypesAreRead() {
    assertEquals(-2L, value("<i2", 0xfe, 0xff));
    assertEquals(254L, value("|u1", 0xfe));
    assertEquals(0x01feL, value(">u2", 1, 0xfe));
    assertEquals(0xffffffffL, value("<u4", 0xff, 0xff, 0xff, 0xff));
    assertEquals(1.5, value(">f4", 0x3f, 0xc0, 0, 0));
    assertEquals(1.0, value("<f2", 0, 0x3c));
    assertEquals(-65504.0, value("<f2", 0xff, 0xfb));
    assertEquals(Math.scalb(1.0, -24), value("<f2", 1, 0));
    assertEquals(Double.POSITIVE_INFINITY, value("<f2", 0, 0x7c));
    assertEquals(Double.NaN, value("<f2", 0, 0x7e));
  }

  private static Object value(String dtype, int... bytes) {
    byte[] element = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      element[i] = (byte) bytes[i];
    }
    return Hdf5Attribute.scalar("a", DType.of(dtype), element).value();
  }

  @Test
  void numbersWithoutPrimitiveValueHaveAnother() {
    assertEquals(new Complex(1, 0), value("<c8", 0, 0, 0x80, 0x3f, 0, 0, 0, 0));
    assertEquals(new BigInteger("18374686479671623681"), value(">u8", 255, 0, 0, 0, 0, 0, 0, 1));
  }

  @Test
  void attributesKeepTheirOrder() throws IOException {
    MetadataFile metadata =
        MetadataFile.of(
            List.of(
                Hdf5Attribute.of("z", 1L), Hdf5Attribute.of("a", 2L), Hdf5Attribute.of("m", 3L)));
    assertEquals(List.of("z", "a", "m"), names(writtenAndRead(metadata)));
    MetadataFile changed =
        metadata.with(Hdf5Attribute.of("a", "new")).with(Hdf5Attribute.of("b", 4L)).without("z");
    MetadataFile read = writtenAndRead(changed);
    assertEquals(List.of("a", "m", "b"), names(read));
    assertEquals("new", read.find("a").orElseThrow().value());
    assertTrue(read.find("z").isEmpty());
  }

  private static List<String> names(MetadataFile metadata) {
    return metadata.attributes().stream().map(Hdf5Attribute::name).toList();
  }

  @Test
  void manyAttributes() throws IOException {
    List<Hdf5Attribute> many = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      many.add(Hdf5Attribute.of("user.größe " + i, "text " + i));
      many.add(Hdf5Attribute.of(" user.numbers " + i + " ", new long[100]));
    }
    MetadataFile read = writtenAndRead(MetadataFile.of(many));
    assertEquals(2000, read.attributes().size());
    assertEquals("text 999", read.find("user.größe 999").orElseThrow().value());
    assertTrue(read.find(" user.numbers 0 ").isPresent());
  }

  @Test
  void moreTextsThanOneHeapCollectionHolds() throws IOException {
    List<Hdf5Attribute> many = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      int first = 4000 * i;
      String[] texts =
          IntStream.range(first, first + 4000).mapToObj(n -> "n" + n).toArray(String[]::new);
      many.add(Hdf5Attribute.of("texts" + i, texts));
    }
    MetadataFile read = writtenAndRead(MetadataFile.of(many));
    for (int i = 0; i < 20; i++) {
      String[] texts = (String[]) read.find("texts" + i).orElseThrow().value();
      assertEquals("n" + 4000 * i, texts[0]);
      assertEquals("n" + (4000 * i + 3999), texts[3999]);
    }
  }

  @Test
  void largestAttribute() throws IOException {
    // 9 bytes of header, 2 of name, 20 of datatype, 12 of dataspace: 65,492 bytes are left.
    double[] fits = new double[8186];
    fits[8185] = 2.5;
    assertArrayEquals(fits, (double[]) writtenAndRead(fits));
    MetadataFile tooLarge = MetadataFile.of(List.of(Hdf5Attribute.of("big", new double[8200])));
    var e = assertThrows(DosnaException.class, tooLarge::toBytes);
    assertTrue(e.getMessage().contains("'big'"), e.getMessage());
    assertTrue(e.getMessage().contains("65600 of them data"), e.getMessage());
    assertTrue(e.getMessage().contains("65535"), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\0b", "half \ud834"})
  void textThatHdf5WouldChangeIsRefused(String text) {
    for (Object value : Arrays.asList(text, new String[] {"fine", text})) {
      var e = assertThrows(DosnaException.class, () -> Hdf5Attribute.of("user.x", value));
      assertTrue(e.getMessage().contains("'user.x'"), e.getMessage());
    }
    assertThrows(DosnaException.class, () -> Hdf5Attribute.of(text, 1L));
    assertThrows(DosnaException.class, () -> Hdf5Attribute.of("", 1L));
  }

  @Test
  void valuesOfOtherClassesAreRefused() {
    var e = assertThrows(DosnaException.class, () -> Hdf5Attribute.of("x", new StringBuilder()));
    assertTrue(e.getMessage().contains("'x' cannot be of type StringBuilder"), e.getMessage());
    e = assertThrows(DosnaException.class, () -> Hdf5Attribute.of("x", null));
    assertTrue(e.getMessage().contains("'x' cannot be null"), e.getMessage());
    assertThrows(DosnaException.class, () -> Hdf5Attribute.of("x", new String[] {null}));
  }

  @Test
  void twoAttributesOfOneNameAreRefused() {
    Hdf5Attribute attribute = Hdf5Attribute.of("a", 1L);
    assertThrows(DosnaException.class, () -> MetadataFile.of(List.of(attribute, attribute)));
  }

  @Test
  void sameAttributesGiveSameBytes() {
    MetadataFile metadata = MetadataFile.of(List.of(Hdf5Attribute.of("a", "text")));
    assertArrayEquals(metadata.toBytes(), metadata.toBytes());
  }
}
