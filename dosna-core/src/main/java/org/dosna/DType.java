package org.dosna;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dosna.element.ElementType;

/**
 * The type of an array's elements, as in numpy: a kind, a size and a byte order. Immutable; each
 * dtype exists once, so {@code ==} and {@code equals} agree.
 *
 * <p>The constants have this machine's byte order. Arrays in memory are always in native order; the
 * other order occurs in storage only: {@code DType.of(">f4")} is not {@code FLOAT32} on a
 * little-endian machine.
 *
 * <p>Names are those of <a
 * href="https://numpy.org/doc/stable/reference/arrays.dtypes.html">numpy</a>.
 */
public final class DType {
  private static final List<DType> ALL = new ArrayList<>();

  /** Boolean, one byte: 0 or 1. */
  public static final DType BOOL = declare(ElementType.BOOL);

  /** Signed integer, 1 byte. */
  public static final DType INT8 = declare(ElementType.INT8);

  /** Signed integer, 2 bytes. */
  public static final DType INT16 = declare(ElementType.INT16);

  /** Signed integer, 4 bytes. */
  public static final DType INT32 = declare(ElementType.INT32);

  /** Signed integer, 8 bytes. */
  public static final DType INT64 = declare(ElementType.INT64);

  /** Unsigned integer, 1 byte. */
  public static final DType UINT8 = declare(ElementType.UINT8);

  /** Unsigned integer, 2 bytes. */
  public static final DType UINT16 = declare(ElementType.UINT16);

  /** Unsigned integer, 4 bytes. */
  public static final DType UINT32 = declare(ElementType.UINT32);

  /** Unsigned integer, 8 bytes. */
  public static final DType UINT64 = declare(ElementType.UINT64);

  /** IEEE 754 half precision, 2 bytes. */
  public static final DType FLOAT16 = declare(ElementType.FLOAT16);

  /** IEEE 754 single precision, 4 bytes. */
  public static final DType FLOAT32 = declare(ElementType.FLOAT32);

  /** IEEE 754 double precision, 8 bytes. */
  public static final DType FLOAT64 = declare(ElementType.FLOAT64);

  /** Complex of two {@link #FLOAT32}: real, imaginary. */
  public static final DType COMPLEX64 = declare(ElementType.COMPLEX64);

  /** Complex of two {@link #FLOAT64}: real, imaginary. */
  public static final DType COMPLEX128 = declare(ElementType.COMPLEX128);

  private final ElementType element;
  private final ByteOrder byteOrder;
  private final DType nativeOrder;

  private DType(ElementType element) {
    this.element = element;
    this.byteOrder = ByteOrder.nativeOrder();
    this.nativeOrder = this;
  }

  /** The same in the byte order that is not this machine's. */
  private DType(DType nativeOrder) {
    this.element = nativeOrder.element;
    this.byteOrder = opposite(nativeOrder.byteOrder);
    this.nativeOrder = nativeOrder;
  }

  private static DType declare(ElementType element) {
    DType dtype = new DType(element);
    ALL.add(dtype);
    if (element.itemSize() > 1) {
      ALL.add(new DType(dtype));
    }
    return dtype;
  }

  private static ByteOrder opposite(ByteOrder order) {
    return order == ByteOrder.BIG_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
  }

  /**
   * The dtype with a given numpy name.
   *
   * @param numpy numpy's short form ({@code "<f4"}, {@code ">i2"}, {@code "|b1"}, {@code "u8"}: no
   *     order means this machine's) or its name ({@code "float32"}, {@code "bool"})
   * @return the dtype
   * @throws DosnaException if there is no such dtype; the message lists those there are
   */
  public static DType of(String numpy) {
    Arguments.require("numpy", numpy);
    String order = numpy.isEmpty() ? "" : numpy.substring(0, 1);
    boolean hasOrder = !order.isEmpty() && "<>=|".contains(order);
    String code = hasOrder ? numpy.substring(1) : numpy;
    for (DType dtype : ALL) {
      boolean named = code.equals(dtype.element.code());
      named |= !hasOrder && numpy.equals(dtype.element.typeName());
      if (named && dtype.matches(order, hasOrder)) {
        return dtype;
      }
    }
    List<String> known = ALL.stream().filter(DType::isNative).map(DType::toString).toList();
    throw new DosnaException(
        "No dtype '"
            + Arguments.excerpt(numpy)
            + "'; "
            + meant(numpy, known)
            + "there are "
            + known
            + ", also as '<f4', '>i2', '|b1'");
  }

  /** Names of other languages, and what is misspelt. */
  private static String meant(String name, List<String> known) {
    String elsewhere =
        switch (name.toLowerCase(Locale.ROOT)) {
          case "boolean" -> "'bool'";
          case "byte" -> "'int8'";
          case "short" -> "'int16'";
          case "int", "integer" -> "'int32', which is Java's int, or 'int64', which is numpy's";
          case "long" -> "'int64'";
          case "half" -> "'float16'";
          case "float", "single" -> "'float32', which is Java's float, or 'float64', numpy's";
          case "double" -> "'float64'";
          case "complex" -> "'complex128'";
          default -> Arguments.likeliest(name, known).map(other -> "'" + other + "'").orElse("");
        };
    return elsewhere.isEmpty() ? "" : "did you mean " + elsewhere + "? Or else ";
  }

  private boolean matches(String order, boolean hasOrder) {
    if (!hasOrder || order.equals("=") || itemSize() == 1) {
      return isNative();
    }
    return order.equals(byteOrder == ByteOrder.LITTLE_ENDIAN ? "<" : ">");
  }

  private boolean isNative() {
    return this == nativeOrder;
  }

  /**
   * numpy's short form, as {@link #of} reads it.
   *
   * @return for instance {@code "<f4"} or {@code "|b1"}
   */
  public String numpy() {
    String order = byteOrder == ByteOrder.LITTLE_ENDIAN ? "<" : ">";
    return (itemSize() == 1 ? "|" : order) + element.code();
  }

  /**
   * The size of one element.
   *
   * @return bytes
   */
  public int itemSize() {
    return element.itemSize();
  }

  /**
   * The order of an element's bytes in storage.
   *
   * @return the byte order; this machine's for elements of one byte
   */
  public ByteOrder byteOrder() {
    return byteOrder;
  }

  /**
   * The same type in this machine's byte order: the dtype of an array in memory.
   *
   * @return one of the constants of this class
   */
  public DType nativeOrder() {
    return nativeOrder;
  }

  /**
   * How elements are kept in memory: for the library's own packages, as its type is not exported.
   *
   * @return the element type, the same for both byte orders
   */
  @SuppressWarnings("exports")
  public ElementType element() {
    return element;
  }

  /** numpy's name: {@code float32}, or {@code >f4} when the byte order is not this machine's. */
  @Override
  public String toString() {
    return isNative() ? element.typeName() : numpy().toLowerCase(Locale.ROOT);
  }
}
