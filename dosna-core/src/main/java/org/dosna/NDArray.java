package org.dosna;

import java.util.Arrays;
import org.dosna.array.ArraySize;
import org.dosna.array.Comparison;
import org.dosna.array.NestedArray;
import org.dosna.array.RandomElements;
import org.dosna.array.Scalars;
import org.dosna.element.Cast;
import org.dosna.element.ElementType;
import org.dosna.indexing.Positions;
import org.dosna.indexing.Selections;
import org.dosna.indexing.Slicing;
import org.dosna.text.ArrayPrinter;

/**
 * An N-dimensional array in memory: dense, in C order, over one primitive Java array, in this
 * machine's byte order. A plain mutable value: threads that share one have to agree among
 * themselves.
 *
 * <p>Backing arrays: {@code byte[]} for BOOL, INT8, UINT8; {@code short[]} for INT16, UINT16 and
 * FLOAT16 (its bits); {@code int[]} for INT32, UINT32; {@code long[]} for INT64, UINT64; {@code
 * float[]} for FLOAT32 and COMPLEX64; {@code double[]} for FLOAT64 and COMPLEX128 (complex: real
 * and imaginary part interleaved). An array has at most 2^31-9 slots.
 *
 * <p>{@link #get(String)} copies, as does every method that says so; {@link #reshape} shares the
 * array, and the factories that take an array wrap it.
 */
public final class NDArray
    implements ArraySource,
        Sliceable,
        Indexable<Sliceable>,
        AlongAxes<NDArray>,
        Elementwise<NDArray>,
        Turning<NDArray> {
  private final DType dtype;
  private final ElementType type;
  private final long[] shape;
  private final int size;
  private final Object array;

  private NDArray(DType dtype, Object array, long[] shape, int slots) {
    this.dtype = dtype.nativeOrder();
    this.type = dtype.element();
    this.shape = shape;
    this.size = slots / type.slots();
    this.array = array;
  }

  /** Makes an array of zeros; the shape is kept, not copied. */
  private static NDArray allocate(DType dtype, long[] shape) {
    int slots = ArraySize.slots(Arguments.require("dtype", dtype), shape);
    return new NDArray(dtype, dtype.element().kind().allocate(slots), shape, slots);
  }

  /** An array without axes. */
  static NDArray scalar(DType dtype, Object value) {
    NDArray scalar = zeros(dtype);
    Scalars.set(scalar.type, scalar.array, 0, value);
    return scalar;
  }

  /**
   * Wraps an array as FLOAT64.
   *
   * @param array the elements in C order; shared
   * @param shape the shape; none means one axis
   * @return the array
   * @throws DosnaException if the length does not fit the shape
   */
  public static NDArray of(double[] array, long... shape) {
    return of(DType.FLOAT64, (Object) Arguments.require("array", array), shape);
  }

  /**
   * Wraps an array as FLOAT32.
   *
   * @param array the elements in C order; shared
   * @param shape the shape; none means one axis
   * @return the array
   * @throws DosnaException if the length does not fit the shape
   */
  public static NDArray of(float[] array, long... shape) {
    return of(DType.FLOAT32, (Object) Arguments.require("array", array), shape);
  }

  /**
   * Wraps an array as INT64.
   *
   * @param array the elements in C order; shared
   * @param shape the shape; none means one axis
   * @return the array
   * @throws DosnaException if the length does not fit the shape
   */
  public static NDArray of(long[] array, long... shape) {
    return of(DType.INT64, (Object) Arguments.require("array", array), shape);
  }

  /**
   * Wraps an array as INT32.
   *
   * @param array the elements in C order; shared
   * @param shape the shape; none means one axis
   * @return the array
   * @throws DosnaException if the length does not fit the shape
   */
  public static NDArray of(int[] array, long... shape) {
    return of(DType.INT32, (Object) Arguments.require("array", array), shape);
  }

  /**
   * Wraps an array as INT16.
   *
   * @param array the elements in C order; shared
   * @param shape the shape; none means one axis
   * @return the array
   * @throws DosnaException if the length does not fit the shape
   */
  public static NDArray of(short[] array, long... shape) {
    return of(DType.INT16, (Object) Arguments.require("array", array), shape);
  }

  /**
   * Wraps an array as INT8.
   *
   * @param array the elements in C order; shared
   * @param shape the shape; none means one axis
   * @return the array
   * @throws DosnaException if the length does not fit the shape
   */
  public static NDArray of(byte[] array, long... shape) {
    return of(DType.INT8, (Object) Arguments.require("array", array), shape);
  }

  /**
   * Copies an array as BOOL.
   *
   * @param array the elements in C order; copied
   * @param shape the shape; none means one axis
   * @return the array
   * @throws DosnaException if the length does not fit the shape
   */
  public static NDArray of(boolean[] array, long... shape) {
    byte[] bytes = new byte[Arguments.require("array", array).length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (array[i] ? 1 : 0);
    }
    return of(DType.BOOL, (Object) bytes, shape);
  }

  /**
   * Wraps an array as a given dtype; for the unsigned, float16 and complex types.
   *
   * @param dtype the dtype; its byte order does not matter
   * @param primitiveArray the elements in C order; shared; of the type that the dtype is kept in
   *     (see above), where a BOOL's bytes are 0 or 1
   * @param shape the shape; none means one axis ({@link #reshape reshape()} makes it 0-d)
   * @return the array
   * @throws DosnaException if the array has another type, or its length does not fit the shape
   */
  public static NDArray of(DType dtype, Object primitiveArray, long... shape) {
    ElementType type = Arguments.require("dtype", dtype).element();
    Arguments.require("shape", shape);
    int length =
        ArraySize.requireBacking(type, Arguments.require("primitiveArray", primitiveArray));
    long[] given = shape.length == 0 ? new long[] {length / type.slots()} : shape.clone();
    int slots = ArraySize.slots(dtype, given);
    if (length != slots) {
      throw new DosnaException(
          "An array of shape "
              + Arguments.excerpt(Arrays.toString(given))
              + " and dtype "
              + type.typeName()
              + " has "
              + slots
              + " slots; the one given has "
              + length);
    }
    return new NDArray(dtype, primitiveArray, given, slots);
  }

  /**
   * Copies a nested Java array: {@code new double[][] {{1, 2}, {3, 4}}}.
   *
   * @param javaArray arrays of arrays of one primitive type, all of one length on each level
   * @return the array
   * @throws DosnaException if it is ragged or holds anything else
   */
  public static NDArray ofNested(Object javaArray) {
    Arguments.require("javaArray", javaArray);
    NestedArray nested = NestedArray.of(javaArray);
    NDArray flat = allocate(nested.dtype(), nested.shape());
    nested.read(flat.array);
    return flat;
  }

  /**
   * An array of zeros.
   *
   * @param dtype the dtype
   * @param shape the shape; none means an array without axes (0-d)
   * @return a new array
   * @throws DosnaException if it would have more than 2^31-9 slots
   */
  public static NDArray zeros(DType dtype, long... shape) {
    return allocate(dtype, Arguments.require("shape", shape).clone());
  }

  /**
   * An array of one value.
   *
   * @param dtype the dtype
   * @param value a Number, Boolean or {@link Complex}; cast as {@link #set(String, Object)} does
   * @param shape the shape; none means an array without axes (0-d)
   * @return a new array
   */
  public static NDArray full(DType dtype, Object value, long... shape) {
    NDArray filled = zeros(dtype, shape);
    filled.set("...", value instanceof NDArray array ? array : scalar(dtype, value));
    return filled;
  }

  /**
   * An array of 0, 1, 2 and so on in C order, cast to the dtype.
   *
   * @param dtype the dtype
   * @param shape the shape
   * @return a new array
   */
  public static NDArray arange(DType dtype, long... shape) {
    NDArray numbers = zeros(dtype, shape);
    for (int i = 0; i < numbers.size; i++) {
      numbers.type.setLong(numbers.array, i, i);
    }
    return numbers;
  }

  /**
   * An array of random values, the same for the same seed.
   *
   * @param dtype the dtype
   * @param seed where the sequence starts
   * @param shape the shape
   * @return a new array; floats (and both parts of complex) uniform in [0, 1), integers uniform
   *     over their whole range
   */
  public static NDArray random(DType dtype, long seed, long... shape) {
    NDArray random = zeros(dtype, shape);
    RandomElements.fill(random.type, random.array, random.size, seed);
    return random;
  }

  @Override
  public long[] shape() {
    return shape.clone();
  }

  /**
   * The number of axes.
   *
   * @return 0 or more
   */
  public int ndim() {
    return shape.length;
  }

  @Override
  public DType dtype() {
    return dtype;
  }

  /**
   * The number of elements.
   *
   * @return product of the shape
   */
  public long size() {
    return size;
  }

  /**
   * The backing array.
   *
   * @return the primitive array itself, not a copy
   */
  public Object array() {
    return array;
  }

  @Override
  public NDArray get(Slice... slices) {
    return new ArrayView(this, Selections.of(slices, shape)).copied();
  }

  @Override
  public void set(Slice[] slices, NDArray value) {
    new ArrayView(this, Selections.of(slices, shape)).assign(value);
  }

  @Override
  public NDArray apply(Operator operator, Object... others) {
    return ArrayMath.apply(
        this, Arguments.require("operator", operator), Arguments.requireAll("others", others));
  }

  @Override
  public NDArray transpose(int... axes) {
    return inOrder(Turns.order(axes, shape));
  }

  @Override
  public NDArray swapAxes(int axis, int other) {
    return inOrder(Turns.swapped(axis, other, ndim()));
  }

  private NDArray inOrder(int[] order) {
    return new ArrayView(this, Slicing.inOrder(order, shape)).copied();
  }

  @Override
  public NDArray flip(int... axes) {
    return get(Turns.flipped(axes, ndim()));
  }

  @Override
  public NDArray squeeze(int... axes) {
    return get(Turns.squeezed(axes, shape));
  }

  @Override
  public NDArray along(Along what) {
    return ArrayFold.along(this, Arguments.require("what", what));
  }

  @Override
  public Sliceable select(Picks picks) {
    return new ArrayView(this, Arguments.require("picks", picks).from(shape));
  }

  @Override
  public void read(long[] origin, NDArray into) {
    ArraySource.requireDType(this, into);
    new ArrayView(this, Slicing.box(origin, into.shape, shape)).copyTo(into);
  }

  private int position(long[] index) {
    return (int) Positions.inArray(Arguments.require("index", index), shape);
  }

  /**
   * An element as a double.
   *
   * @param index one value per axis; negative counts from the end
   * @return its value; the real part of a complex
   * @throws InvalidSliceException if there is no such element
   */
  public double getDouble(long... index) {
    return type.getDouble(array, position(index));
  }

  /**
   * An element as a long.
   *
   * @param index one value per axis; negative counts from the end
   * @return its value; a float saturates, a uint64 beyond the range of long wraps
   * @throws InvalidSliceException if there is no such element
   */
  public long getLong(long... index) {
    return type.getLong(array, position(index));
  }

  /**
   * An element as a Java object.
   *
   * @param index one value per axis; negative counts from the end
   * @return {@code Boolean}; {@code Byte}, {@code Short}, {@code Integer} or {@code Long}, for
   *     unsigned types {@code Integer}, {@code Long} or {@code BigInteger} (uint64); {@code Float}
   *     or {@code Double}; {@link Complex}
   * @throws InvalidSliceException if there is no such element
   */
  public Object getObject(long... index) {
    return Scalars.get(type, array, position(index));
  }

  /**
   * Writes an element.
   *
   * @param value saturates in integers, where NaN becomes 0
   * @param index one value per axis; negative counts from the end
   * @throws InvalidSliceException if there is no such element
   */
  public void setDouble(double value, long... index) {
    type.setDouble(array, position(index), value);
  }

  /**
   * Writes an element.
   *
   * @param value wraps in integers
   * @param index one value per axis; negative counts from the end
   * @throws InvalidSliceException if there is no such element
   */
  public void setLong(long value, long... index) {
    type.setLong(array, position(index), value);
  }

  /**
   * The elements as doubles.
   *
   * @return a new array in C order; the real parts of complex
   */
  public double[] toDoubles() {
    double[] doubles = new double[size];
    Arrays.setAll(doubles, i -> type.getDouble(array, i));
    return doubles;
  }

  /**
   * The elements as longs.
   *
   * @return a new array in C order; floats saturate, uint64 beyond the range of long wraps
   */
  public long[] toLongs() {
    long[] longs = new long[size];
    Arrays.setAll(longs, i -> type.getLong(array, i));
    return longs;
  }

  /**
   * The elements as a nested Java array.
   *
   * @return a new {@code float[][][]}, say, of the type the dtype is kept in; {@code boolean} for
   *     BOOL; complex has a last axis of 2; without axes (0-d) {@link #getObject}
   */
  public Object toNested() {
    return shape.length == 0 ? getObject() : NestedArray.write(type, array, shape);
  }

  /**
   * The same elements under another shape.
   *
   * @param newShape the shape; one length may be -1 and is worked out; none means 0-d
   * @return an array that shares the backing array with this one
   * @throws DosnaException if the sizes differ
   */
  public NDArray reshape(long... newShape) {
    Arguments.require("newShape", newShape);
    long[] reshaped = ArraySize.reshaped(shape, size, newShape);
    return new NDArray(dtype, array, reshaped, size * type.slots());
  }

  /**
   * The elements cast to another dtype: integers wrap, floats to integers saturate and NaN becomes
   * 0, floats round to nearest, complex to real keeps the real part.
   *
   * @param newType the dtype; its byte order does not matter
   * @return this array if it has that dtype, else a new one
   */
  public NDArray astype(DType newType) {
    Arguments.require("newType", newType);
    ElementType wanted = newType.element();
    if (wanted == type) {
      return this;
    }
    Object cast = Cast.array(array, type, size, wanted);
    return new NDArray(newType, cast, shape, size * wanted.slots());
  }

  /**
   * Whether all elements are nearly equal: {@code |a - b| <= atol + rtol * |b|}, as numpy's
   * allclose. NaN is not close to anything; infinities are close to themselves.
   *
   * @param other an array that can be broadcast to this one
   * @param rtol relative tolerance
   * @param atol absolute tolerance
   * @return true if all are close
   * @throws InvalidSliceException if the other's shape cannot be broadcast to this one's
   */
  public boolean allClose(NDArray other, double rtol, double atol) {
    Arguments.require("other", other);
    NDArray expected = allocate(DType.COMPLEX128, shape);
    expected.set("...", other);
    return Comparison.allClose(type, array, (double[]) expected.array, rtol, atol);
  }

  /** Equal dtype, shape and every bit: NaN payloads and the sign of zero count. */
  @Override
  public boolean equals(Object other) {
    return other instanceof NDArray that
        && dtype == that.dtype
        && Arrays.equals(shape, that.shape)
        && Comparison.sameBits(array, that.array);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(shape) + Comparison.hashBits(array);
  }

  /** The elements as numpy prints them; long arrays are summarised. */
  @Override
  public String toString() {
    return ArrayPrinter.print(type, array, shape);
  }
}
