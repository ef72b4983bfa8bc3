package org.dosna.backend.hdf5;

import static org.dosna.backend.hdf5.Stores.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import org.dosna.Attributes;
import org.dosna.Complex;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.NDArray;
import org.dosna.Pool;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Attributes that h5py wrote and that no user of DosNa can set. */
@Tag("native")
class OddAttributesTest {
  private static final List<String> UNREADABLE =
      List.of("compound", "empty", "long", "ragged", "reference", "strings", "void");

  private static final List<String> WITH_VALUES =
      List.of("complex", "complexes", "large", "larges", "matrix", "unit");

  @TempDir Path folder;

  private void write(Path file, String script) {
    Native.python("with h5py.File(sys.argv[1], 'r+') as f:\n    a = f.attrs\n" + script, file);
  }

  private void writeOdd(Path file) {
    write(
        file,
        """
            a["user.complex"] = 1 - 2j
            a["user.complexes"] = np.array([1j, 2], ">c8")
            a["user.large"] = np.uint64(2**64 - 1)
            a["user.larges"] = np.array([1, 2**63], "u8")
            a["user.matrix"] = np.arange(6, dtype=">i2").reshape(2, 3)
            a["user.unit"] = "mm"
            a["user.strings"] = np.array([["a", "b"]], h5py.string_dtype())
            a["user.empty"] = h5py.Empty("f8")
            a["user.void"] = np.void(b"raw bytes")
            a["user.compound"] = np.array([(1, 2.5)], [("x", "i4"), ("y", "f8")])
            a["user.long"] = np.longdouble(1)
            ragged = np.empty(2, object)
            ragged[:] = [np.arange(2), np.arange(3)]
            a.create("user.ragged", ragged, dtype=h5py.vlen_dtype("i8"))
        """);
  }

  private static void assertValues(Attributes attributes) {
    assertEquals(new Complex(1, -2), attributes.get("complex"));
    assertEquals(
        NDArray.of(DType.COMPLEX64, new float[] {0, 1, 2, 0}, 2), attributes.get("complexes"));
    BigInteger large = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);
    assertEquals(large, attributes.get("large"));
    assertEquals(
        NDArray.of(DType.UINT64, new long[] {1, Long.MIN_VALUE}, 2), attributes.get("larges"));
    assertEquals(NDArray.arange(DType.INT16, 2, 3), attributes.get("matrix"));
    assertEquals("mm", attributes.get("unit"));
  }

  @ParameterizedTest
  @CsvSource({"data/dataset.h5", ".group.h5"})
  void othersStayUsable(String name) {
    Pool pool = Stores.createPool(folder);
    Dataset data = pool.createDataset("data", NDArray.arange(DType.INT32, 4));
    Attributes attributes = name.startsWith(".") ? pool.attributes() : data.attributes();
    attributes.set("set", 1);
    Path file = folder.resolve("pool").resolve(name);
    writeOdd(file);
    List<String> all = attributes.list();
    assertEquals(13, all.size());
    assertTrue(all.containsAll(WITH_VALUES));
    assertValues(attributes);
    for (String odd : UNREADABLE) {
      if (!odd.equals("reference")) {
        assertTrue(all.contains(odd));
        assertRefused(
            () -> attributes.get(odd), "'" + odd + "'", "no value in Java: it", "removed");
      }
    }
    assertRefused(() -> attributes.get("compound"), "compound of 12 bytes");
    assertRefused(() -> attributes.get("none"), "'compound'");
    attributes.set("set", 2);
    assertTrue(attributes.remove("void"));
    assertValues(attributes);
    write(file, "    assert a['user.compound'][0][1] == 2.5 and a['user.set'] == 2\n");
    for (String odd : UNREADABLE) {
      assertEquals(!odd.equals("reference") && !odd.equals("void"), attributes.remove(odd));
    }
    assertEquals(7, attributes.list().size());
    attributes.set("matrix", "replaced");
    assertEquals("replaced", attributes.get("matrix"));
  }

  /** It has an address of its file: nothing can be written beside it, but without it. */
  @Test
  void aReferenceCanBeListedAndRemoved() {
    Attributes attributes =
        Stores.createPool(folder)
            .createDataset("data", NDArray.arange(DType.INT32, 4))
            .attributes();
    attributes.set("set", 1);
    write(folder.resolve("pool/data/dataset.h5"), "    a['user.reference'] = f.ref\n");
    assertEquals(List.of("reference", "set"), attributes.list());
    assertEquals(1L, attributes.get("set"));
    assertRefused(() -> attributes.get("reference"), "'reference'", "a reference");
    assertRefused(() -> attributes.set("set", 2), "'user.reference'", "refers");
    assertTrue(attributes.remove("reference"));
    attributes.set("set", 2);
  }

  @Test
  void aCopyLeavesThemOut() {
    Pool pool = Stores.createPool(folder);
    Dataset data = pool.createDataset("data", NDArray.arange(DType.INT32, 4));
    writeOdd(folder.resolve("pool/data/dataset.h5"));
    Dataset copy = data.copy("copy");
    assertEquals(data.get(), copy.get());
    assertEquals(List.of("unit"), copy.attributes().list());
    Dataset moved = pool.getDataset("data");
    moved.resize(3);
    assertValues(moved.attributes());
  }

  /** In the way of HDF5 1.10, which has many or large attributes elsewhere in the file. */
  @Test
  void denseAndHugeAttributesAreRead() {
    Pool pool = Stores.createPool(folder);
    Dataset data = pool.createDataset("data", NDArray.arange(DType.INT32, 4));
    Native.python(
        """
        old = h5py.File(sys.argv[1], "r")
        with h5py.File(sys.argv[2], "w", libver="latest") as f:
            for name in old.attrs:
                f.attrs.create(name, old.attrs[name], dtype=old.attrs.get_id(name).dtype)
            for i in range(500):
                f.attrs["user.%d" % i] = "text %d" % i
            f.attrs["user.huge"] = np.arange(100000)
            f.attrs["user.text"] = "x" * 100000
        old.close()
        import os
        os.replace(sys.argv[2], sys.argv[1])
        """,
        folder.resolve("pool/data/dataset.h5"), folder.resolve("new.h5"));
    assertEquals(502, data.attributes().list().size());
    assertEquals("text 499", data.attributes().get("499"));
    assertEquals(100_000, ((long[]) data.attributes().get("huge")).length);
    assertArrayEquals(new long[] {4}, pool.getDataset("data").shape());
    assertEquals(501, data.copy("copy").attributes().list().size() + 1);
    assertRefused(() -> data.attributes().set("a", 1), "huge");
    assertTrue(data.attributes().remove("huge"));
    data.attributes().set("a", 1);
    assertEquals(100_000, data.attributes().get("text").toString().length());
  }
}
