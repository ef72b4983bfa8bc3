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
import java.util.List;
import java.util.stream.IntStream;
import org.dosna.Complex;
import org.dosna.DType;
import org.dosna.DosnaException;
import org.dosna.NDArray;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Attributes that we write are what h5py takes them for, and the other way round. */
@Tag("native")
class H5pyMetadataTest {
  @TempDir Path folder;

  private Path write(String name, List<Hdf5Attribute> attributes) throws IOException {
    return Files.write(folder.resolve(name), MetadataFile.of(attributes).toBytes());
  }

  @Test
  void h5pySeesTypesAndValues() throws IOException {
    Path file =
        write(
            "dataset.h5",
            List.of(
                Hdf5Attribute.of("shape", new long[] {11, 9, 8}),
                Hdf5Attribute.of("dtype", "<f4"),
                Hdf5Attribute.of("user.größe ☃", "Grüße 𝄞"),
                Hdf5Attribute.of("empty text", ""),
                Hdf5Attribute.of("long text", "é".repeat(100_000)),
                Hdf5Attribute.of("texts", new String[] {"a", "", "ö", "x".repeat(5000)}),
                Hdf5Attribute.of("no texts", new String[0]),
                Hdf5Attribute.of("no ints", new long[0]),
                Hdf5Attribute.of("no floats", new double[0]),
                Hdf5Attribute.of("no bools", new boolean[0]),
                Hdf5Attribute.of("int", Long.MIN_VALUE),
                Hdf5Attribute.of("float", -0.0),
                Hdf5Attribute.of("bool", true),
                Hdf5Attribute.of("floats", new double[] {1.5, Double.NaN}),
                Hdf5Attribute.of("bools", new boolean[] {true, false}),
                Hdf5Attribute.of("largest", new double[8185])));
    Native.python(
        """
        a = dict(h5py.File(sys.argv[1], "r").attrs)
        def check(name, dtype, value):
            x = a.pop(name)
            assert np.asarray(x).dtype == dtype, (name, x.dtype)
            assert np.array_equal(x, value, equal_nan=dtype == "f8"), (name, x)
            assert np.shape(x) == np.shape(value)
        check("shape", "i8", [11, 9, 8])
        assert a.pop("dtype") == "<f4"
        assert a.pop("user.größe ☃") == "Grüße 𝄞"
        assert a.pop("empty text") == "" and a.pop("long text") == "é" * 100000
        texts = a.pop("texts")
        assert h5py.check_string_dtype(texts.dtype) == ("utf-8", None), texts.dtype
        assert list(texts) == ["a", "", "ö", "x" * 5000], texts
        assert a.pop("no texts").shape == (0,)
        check("no ints", "i8", [])
        check("no floats", "f8", [])
        check("no bools", "?", [])
        check("int", "i8", -2**63)
        assert np.signbit(a["float"])
        check("float", "f8", 0.0)
        check("bool", "?", True)
        check("floats", "f8", [1.5, np.nan])
        check("bools", "?", [True, False])
        check("largest", "f8", np.zeros(8185))
        assert not a, a
        """,
        file);
    Native.h5dump(file);
  }

  @Test
  void h5pySeesScalarsOfEveryDType() throws IOException {
    List<Hdf5Attribute> attributes = new ArrayList<>();
    for (DType dtype : TestFiles.DTYPES) {
      attributes.add(Hdf5Attribute.scalar(dtype.numpy(), dtype, TestFiles.elements(dtype, 1)));
    }
    Path file = write("dataset.h5", attributes);
    Native.python(
        """
        a = h5py.File(sys.argv[1], "r").attrs
        for name in a:
            dtype = np.dtype(name)
            x = a[name]
            assert a.get_id(name).dtype == dtype and np.shape(x) == (), (name, x)
            expected = [(31 * i + 1) & 255 if name != "|b1" else 0 for i in range(dtype.itemsize)]
            assert np.array(x, dtype).tobytes() == bytes(expected), name
        assert len(a) == 25
        """,
        file);
    Native.h5dump(file);
  }

  @Test
  void largestAttributeOfAll() throws IOException {
    // The name fills the message up to the last byte of 65,535.
    String name = "n".repeat(65_535 - 9 - 1 - 20 - 12 - 8000 * 8);
    Path file = write("dataset.h5", List.of(Hdf5Attribute.of(name, new double[8000])));
    Native.python("assert len(h5py.File(sys.argv[1], 'r').attrs) == 1", file);
    List<Hdf5Attribute> tooLarge = List.of(Hdf5Attribute.of(name + "n", new double[8000]));
    assertThrows(DosnaException.class, () -> write("other.h5", tooLarge));
  }

  @Test
  void h5pyReadsAndEditsManyAttributes() throws IOException {
    List<Hdf5Attribute> many = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      many.add(Hdf5Attribute.of("text ☃ " + i, "value " + i));
      many.add(Hdf5Attribute.of("numbers " + i, new long[] {i, i + 1}));
    }
    String[] texts = IntStream.range(0, 4000).mapToObj(Integer::toString).toArray(String[]::new);
    for (int i = 0; i < 20; i++) {
      many.add(Hdf5Attribute.of("texts " + i, texts));
    }
    Path file = write("dataset.h5", many);
    Native.h5dump(file);
    Native.python(
        """
        with h5py.File(sys.argv[1], "r+") as f:
            a = f.attrs
            assert len(a) == 2020
            for i in range(1000):
                assert a["text ☃ %d" % i] == "value %d" % i
                assert list(a["numbers %d" % i]) == [i, i + 1]
            for i in range(20):
                assert list(a["texts %d" % i]) == [str(n) for n in range(4000)]
            del a["text ☃ 500"]
            a["numbers 0"] = "text now"
            a["new"] = 2.5
        """,
        file);
    Native.h5dump(file);
    MetadataFile edited = MetadataFile.read(file);
    assertEquals(2020, edited.attributes().size());
    assertTrue(edited.find("text ☃ 500").isEmpty());
    assertEquals("text now", edited.find("numbers 0").orElseThrow().value());
    assertEquals("value 1", edited.find("text ☃ 1").orElseThrow().value());
    assertEquals(2.5, edited.find("new").orElseThrow().value());
    assertArrayEquals(texts, (String[]) edited.find("texts 0").orElseThrow().value());
  }

  private static final String ODD_ATTRIBUTES =
      """
      def fill(a):
          a["text"] = "☃ text"
          a["bytes"] = np.bytes_("fixed")
          a["fixed"] = np.array([b"ab", b"c"], "S3")
          a["texts"] = np.array(["a", "", "ü"], h5py.string_dtype())
          a["ascii"] = np.array(["a", "b"], h5py.string_dtype("ascii"))
          a["int16"] = np.array([1, -2], ">i2")
          a["uint64"] = np.uint64(2**64 - 1)
          a["half"] = np.float16(1.5)
          a["single"] = np.array([0.5, 2], "<f4")
          a["complex"] = 1 - 2j
          a["bool"] = True
          a["matrix"] = np.arange(6).reshape(2, 3)
          a["none"] = h5py.Empty("f8")
          a["nothing"] = np.zeros((0, 3), "i4")
          a["table"] = np.array([(1, 2.5, b"x")], [("i", "i4"), ("f", ">f8"), ("s", "S2")])
          a["opaque"] = np.void(b"raw bytes")
          tagged = h5py.h5t.create(h5py.h5t.OPAQUE, 3)
          tagged.set_tag(b"eight by")
          h5py.h5a.create(a._id, b"tagged", tagged, h5py.h5s.create_simple((2,)))
          vector = h5py.h5t.array_create(h5py.h5t.STD_I32LE, (3,))
          scalar = h5py.h5s.create(h5py.h5s.SCALAR)
          h5py.h5a.create(a._id, b"vector", vector, scalar).write(np.arange(3, dtype="i4"), vector)
          a.create("colour", 1, dtype=h5py.enum_dtype({"red": 0, "green": 1}))
          ragged = np.empty(3, object)
          ragged[:] = [np.arange(2, dtype="i2"), np.arange(0, dtype="i2"), np.arange(5, dtype="i2")]
          a.create("ragged", ragged, dtype=h5py.vlen_dtype("i2"))
          a["größe"] = 7
          a["long " + "n" * 300] = "x" * 9000
      """;

  @ParameterizedTest
  @CsvSource({"earliest, 0", "latest, 0", "earliest, 100", "latest, 100", "latest, 1000"})
  void rewritingKeepsWhatH5pyWrote(String version, int more) throws IOException {
    Path original = folder.resolve("original.h5");
    Native.python(
        ODD_ATTRIBUTES
            + """
            with h5py.File(sys.argv[1], "w", libver="%s") as f:
                fill(f.attrs)
                for i in range(%d):
                    f.attrs["more %%d" %% i] = "text %%d" %% i
            """
                .formatted(version, more),
        original);
    MetadataFile metadata = MetadataFile.read(original);
    assertEquals(22 + more, metadata.attributes().size());
    assertEquals("☃ text", metadata.find("text").orElseThrow().value());
    assertEquals("fixed", metadata.find("bytes").orElseThrow().value());
    assertArrayEquals(
        new String[] {"ab", "c"}, (String[]) metadata.find("fixed").orElseThrow().value());
    assertArrayEquals(
        new String[] {"a", "", "ü"}, (String[]) metadata.find("texts").orElseThrow().value());
    assertArrayEquals(new long[] {1, -2}, (long[]) metadata.find("int16").orElseThrow().value());
    assertEquals(1.5, metadata.find("half").orElseThrow().value());
    assertEquals(true, metadata.find("bool").orElseThrow().value());
    assertEquals(
        BigInteger.TWO.pow(64).subtract(BigInteger.ONE),
        metadata.find("uint64").orElseThrow().value());
    assertEquals(new Complex(1, -2), metadata.find("complex").orElseThrow().value());
    assertEquals(NDArray.arange(DType.INT64, 2, 3), metadata.find("matrix").orElseThrow().value());
    assertEquals(NDArray.zeros(DType.INT32, 0, 3), metadata.find("nothing").orElseThrow().value());
    for (String name : List.of("none", "table", "ragged", "opaque", "tagged", "vector")) {
      Hdf5Attribute attribute = metadata.find(name).orElseThrow();
      var e = assertThrows(DosnaException.class, attribute::value);
      assertTrue(e.getMessage().contains("'" + name + "'"), e.getMessage());
    }

    Path copy = folder.resolve("copy.h5");
    Files.write(copy, metadata.with(Hdf5Attribute.of("user.new", "added")).toBytes());
    Native.python(
        """
        from h5py import h5a
        f, g = (h5py.File(name, "r") for name in sys.argv[1:])
        assert g.attrs["user.new"] == "added"
        assert set(g.attrs) - set(f.attrs) == {"user.new"} and len(g.attrs) == len(f.attrs) + 1
        for name in f.attrs:
            x, y = (h5a.open(h.id, name.encode()) for h in (f, g))
            assert x.get_type() == y.get_type() and x.get_type().encode() == y.get_type().encode()
            assert x.shape == y.shape and x.get_space().get_simple_extent_type() == (
                y.get_space().get_simple_extent_type()), name
            if name == "tagged":
                continue  # h5py knows the type but cannot convert the value
            v, w = f.attrs[name], g.attrs[name]
            if name == "ragged":
                assert len(v) == len(w) and all(np.array_equal(p, q) for p, q in zip(v, w))
            elif isinstance(v, h5py.Empty):
                assert v.dtype == w.dtype
            else:
                assert type(v) == type(w) and np.array_equal(v, w), (name, v, w)
        """,
        original,
        copy);
    Native.h5dump(copy);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "f.attrs['reference'] = f.ref",
        "f.attrs.create('region', f.create_dataset('x', (2,)).regionref[0:1],"
            + " dtype=h5py.regionref_dtype)",
        "f.attrs[b'\\xff'] = 1",
        "f.attrs.create('nested', np.array([(1, 'a')], [('i', 'i4'), ('s', h5py.string_dtype())]))",
        "t = h5py.h5t.NATIVE_INT32.copy(); t.commit(f.id, b't');"
            + " h5py.h5a.create(f.id, b'committed', t, h5py.h5s.create_simple((1,)))",
        "f.create_group('member')",
        "h5py.h5o.set_comment(f.id, b'a comment')"
      })
  void whatWouldBeLostIsRefused(String statement) {
    Path file = folder.resolve("dataset.h5");
    Native.python("f = h5py.File(sys.argv[1], 'w')\nf.attrs['dtype'] = '<f4'\n" + statement, file);
    MetadataFile metadata = MetadataFile.read(file);
    assertEquals("<f4", metadata.find("dtype").orElseThrow().value());
    var e = assertThrows(DosnaException.class, metadata::toBytes);
    assertTrue(
        e.getMessage().contains(file.toString()) || e.getMessage().contains("Attribute '"),
        e.getMessage());
  }

  @Test
  void userBlockWouldBeLost() {
    Path file = folder.resolve("dataset.h5");
    Native.python("h5py.File(sys.argv[1], 'w', userblock_size=512).attrs['dtype'] = '<f4'", file);
    MetadataFile metadata = MetadataFile.read(file);
    assertEquals("<f4", metadata.find("dtype").orElseThrow().value());
    var e = assertThrows(DosnaException.class, metadata::toBytes);
    assertTrue(e.getMessage().contains("a user block"), e.getMessage());
  }

  @Test
  void h5pyRefusesTextWithNulToo() {
    Native.python(
        """
        with h5py.File(sys.argv[1], "w") as f:
            try:
                f.attrs["a"] = "a\\0b"
                assert False, "stored"
            except ValueError:
                pass
        """,
        folder.resolve("nul.h5"));
  }
}
