package org.dosna.element;

/**
 * One element type, whatever its byte order in storage: where its elements lie in a primitive array
 * and how one of them is read and written as a number.
 *
 * <p>Writing casts: integers wrap, floats to integers saturate and NaN becomes 0, anything but zero
 * is true.
 */
public enum ElementType {
  /** Boolean in a {@code byte[]} of 0 and 1. */
  BOOL("b1", "bool", PrimitiveKind.BYTE, Category.BOOL),
  /** Signed, in a {@code byte[]}. */
  INT8("i1", "int8", PrimitiveKind.BYTE, Category.SIGNED),
  /** Signed, in a {@code short[]}. */
  INT16("i2", "int16", PrimitiveKind.SHORT, Category.SIGNED),
  /** Signed, in an {@code int[]}. */
  INT32("i4", "int32", PrimitiveKind.INT, Category.SIGNED),
  /** Signed, in a {@code long[]}. */
  INT64("i8", "int64", PrimitiveKind.LONG, Category.SIGNED),
  /** Unsigned, in a {@code byte[]}. */
  UINT8("u1", "uint8", PrimitiveKind.BYTE, Category.UNSIGNED),
  /** Unsigned, in a {@code short[]}. */
  UINT16("u2", "uint16", PrimitiveKind.SHORT, Category.UNSIGNED),
  /** Unsigned, in an {@code int[]}. */
  UINT32("u4", "uint32", PrimitiveKind.INT, Category.UNSIGNED),
  /** Unsigned, in a {@code long[]}. */
  UINT64("u8", "uint64", PrimitiveKind.LONG, Category.UNSIGNED),
  /** The bits of an IEEE half, in a {@code short[]}. */
  FLOAT16("f2", "float16", PrimitiveKind.SHORT, Category.FLOAT),
  /** In a {@code float[]}. */
  FLOAT32("f4", "float32", PrimitiveKind.FLOAT, Category.FLOAT),
  /** In a {@code double[]}. */
  FLOAT64("f8", "float64", PrimitiveKind.DOUBLE, Category.FLOAT),
  /** Pairs in a {@code float[]}: real, imaginary. */
  COMPLEX64("c8", "complex64", PrimitiveKind.FLOAT, Category.COMPLEX),
  /** Pairs in a {@code double[]}: real, imaginary. */
  COMPLEX128("c16", "complex128", PrimitiveKind.DOUBLE, Category.COMPLEX);

  /** What sort of number an element is. */
  public enum Category {
    /** True or false. */
    BOOL,
    /** Integer with a sign. */
    SIGNED,
    /** Integer without a sign. */
    UNSIGNED,
    /** Floating point. */
    FLOAT,
    /** Two floating point numbers. */
    COMPLEX
  }

  private final String code;
  private final String typeName;
  private final PrimitiveKind kind;
  private final Category category;
  private final int itemSize;

  ElementType(String code, String typeName, PrimitiveKind kind, Category category) {
    this.code = code;
    this.typeName = typeName;
    this.kind = kind;
    this.category = category;
    this.itemSize = Integer.parseInt(code.substring(1));
  }

  /**
   * numpy's code without byte order.
   *
   * @return for instance {@code "f4"}
   */
  public String code() {
    return code;
  }

  /**
   * numpy's name.
   *
   * @return for instance {@code "float32"}
   */
  public String typeName() {
    return typeName;
  }

  /**
   * The sort of number.
   *
   * @return the category
   */
  public Category category() {
    return category;
  }

  /**
   * The array that holds elements of this type.
   *
   * @return the kind of array
   */
  public PrimitiveKind kind() {
    return kind;
  }

  /**
   * Array slots per element.
   *
   * @return 2 for complex types, else 1
   */
  public int slots() {
    return category == Category.COMPLEX ? 2 : 1;
  }

  /**
   * The size of an element.
   *
   * @return bytes
   */
  public int itemSize() {
    return itemSize;
  }

  /**
   * Whether elements are whole numbers.
   *
   * @return true for the signed and unsigned integers and for bool
   */
  public boolean isIntegral() {
    return category.compareTo(Category.FLOAT) < 0;
  }

  /**
   * Reads an element as a long.
   *
   * @param array the array of elements
   * @param i which element
   * @return its value; uint64 as its bits; a float saturates, a complex gives its real part
   */
  public long getLong(Object array, int i) {
    return switch (this) {
      case BOOL -> ((byte[]) array)[i] != 0 ? 1 : 0;
      case INT8 -> ((byte[]) array)[i];
      case INT16 -> ((short[]) array)[i];
      case INT32 -> ((int[]) array)[i];
      case INT64, UINT64 -> ((long[]) array)[i];
      case UINT8 -> ((byte[]) array)[i] & 0xff;
      case UINT16 -> ((short[]) array)[i] & 0xffff;
      case UINT32 -> ((int[]) array)[i] & 0xffffffffL;
      default -> (long) getDouble(array, i);
    };
  }

  /**
   * Reads an element as a double.
   *
   * @param array the array of elements
   * @param i which element
   * @return its value, rounded to nearest; a complex gives its real part
   */
  public double getDouble(Object array, int i) {
    return switch (this) {
      case FLOAT16 -> Half.toFloat(((short[]) array)[i]);
      case FLOAT32 -> ((float[]) array)[i];
      case FLOAT64 -> ((double[]) array)[i];
      case COMPLEX64 -> ((float[]) array)[2 * i];
      case COMPLEX128 -> ((double[]) array)[2 * i];
      case UINT64 -> Unsigned.toDouble(((long[]) array)[i]);
      default -> getLong(array, i);
    };
  }

  /**
   * Reads an element's imaginary part.
   *
   * @param array the array of elements
   * @param i which element
   * @return its imaginary part; 0 for types that are not complex
   */
  public double getImaginary(Object array, int i) {
    return switch (this) {
      case COMPLEX64 -> ((float[]) array)[2 * i + 1];
      case COMPLEX128 -> ((double[]) array)[2 * i + 1];
      default -> 0;
    };
  }

  /**
   * Writes an element from a long.
   *
   * @param array the array of elements
   * @param i which element
   * @param value the value; wraps in integers, rounds to nearest in floats
   */
  public void setLong(Object array, int i, long value) {
    switch (this) {
      case BOOL -> ((byte[]) array)[i] = (byte) (value != 0 ? 1 : 0);
      case INT8, UINT8 -> ((byte[]) array)[i] = (byte) value;
      case INT16, UINT16 -> ((short[]) array)[i] = (short) value;
      case INT32, UINT32 -> ((int[]) array)[i] = (int) value;
      case INT64, UINT64 -> ((long[]) array)[i] = value;
      // Not by way of double, which would round twice.
      case FLOAT32 -> ((float[]) array)[i] = (float) value;
      case COMPLEX64 -> setPair((float[]) array, i, (float) value, 0);
      default -> setDouble(array, i, (double) value);
    }
  }

  /**
   * Writes an element from a double.
   *
   * @param array the array of elements
   * @param i which element
   * @param value the value; saturates in integers, NaN becomes 0; rounds to nearest in floats
   */
  public void setDouble(Object array, int i, double value) {
    switch (this) {
      case BOOL -> ((byte[]) array)[i] = (byte) (value != 0 ? 1 : 0);
      case FLOAT16 -> ((short[]) array)[i] = Half.fromDouble(value);
      case FLOAT32 -> ((float[]) array)[i] = (float) value;
      case FLOAT64 -> ((double[]) array)[i] = value;
      case COMPLEX64, COMPLEX128 -> setComplex(array, i, value, 0);
      case UINT64 -> ((long[]) array)[i] = Unsigned.fromDouble(value);
      default -> setLong(array, i, saturate((long) value));
    }
  }

  /**
   * Writes an element from a complex number.
   *
   * @param array the array of elements
   * @param i which element
   * @param re real part, written as by {@link #setDouble}
   * @param im imaginary part; dropped by types that are not complex
   */
  public void setComplex(Object array, int i, double re, double im) {
    switch (this) {
      case BOOL -> ((byte[]) array)[i] = (byte) (re != 0 || im != 0 ? 1 : 0);
      case COMPLEX64 -> setPair((float[]) array, i, (float) re, (float) im);
      case COMPLEX128 -> {
        ((double[]) array)[2 * i] = re;
        ((double[]) array)[2 * i + 1] = im;
      }
      default -> setDouble(array, i, re);
    }
  }

  private static void setPair(float[] array, int i, float re, float im) {
    array[2 * i] = re;
    array[2 * i + 1] = im;
  }

  /** The nearest value to {@code value} that an integer type of up to 8 bytes can hold. */
  private long saturate(long value) {
    if (itemSize == Long.BYTES) {
      return value;
    }
    int bits = 8 * itemSize;
    boolean signed = category == Category.SIGNED;
    long max = signed ? (1L << (bits - 1)) - 1 : (1L << bits) - 1;
    long min = signed ? -max - 1 : 0;
    return Math.max(min, Math.min(max, value));
  }
}
