package org.dosna.adapter.imglib2;

import java.util.Arrays;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import net.imglib2.img.basictypeaccess.DataAccess;
import net.imglib2.type.NativeType;
import net.imglib2.type.logic.NativeBoolType;
import net.imglib2.type.numeric.complex.ComplexDoubleType;
import net.imglib2.type.numeric.complex.ComplexFloatType;
import net.imglib2.type.numeric.integer.ByteType;
import net.imglib2.type.numeric.integer.IntType;
import net.imglib2.type.numeric.integer.LongType;
import net.imglib2.type.numeric.integer.ShortType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.integer.UnsignedIntType;
import net.imglib2.type.numeric.integer.UnsignedLongType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.DoubleType;
import net.imglib2.type.numeric.real.FloatType;
import org.dosna.DType;

/** The types of pixels, one for each dtype. */
enum PixelType {
  BOOL(DType.BOOL, NativeBoolType::new, Pixels.Booleans::new),
  INT8(DType.INT8, ByteType::new, Pixels.Bytes::new),
  UINT8(DType.UINT8, UnsignedByteType::new, Pixels.Bytes::new),
  INT16(DType.INT16, ShortType::new, Pixels.Shorts::new),
  UINT16(DType.UINT16, UnsignedShortType::new, Pixels.Shorts::new),
  INT32(DType.INT32, IntType::new, Pixels.Ints::new),
  UINT32(DType.UINT32, UnsignedIntType::new, Pixels.Ints::new),
  INT64(DType.INT64, LongType::new, Pixels.Longs::new),
  UINT64(DType.UINT64, UnsignedLongType::new, Pixels.Longs::new),
  /** ImgLib2 has none: float32 in the image. */
  FLOAT16(DType.FLOAT16, DType.FLOAT32, FloatType::new, Pixels.Floats::new),
  FLOAT32(DType.FLOAT32, FloatType::new, Pixels.Floats::new),
  FLOAT64(DType.FLOAT64, DoubleType::new, Pixels.Doubles::new),
  COMPLEX64(DType.COMPLEX64, ComplexFloatType::new, Pixels.Floats::new),
  COMPLEX128(DType.COMPLEX128, ComplexDoubleType::new, Pixels.Doubles::new);

  private final DType stored;
  private final DType inImage;
  private final Supplier<NativeType<?>> newType;
  private final BiFunction<Object, CellState, DataAccess> pixels;

  <P> PixelType(
      DType stored, Supplier<NativeType<?>> newType, BiFunction<P, CellState, DataAccess> pixels) {
    this(stored, stored, newType, pixels);
  }

  @SuppressWarnings("unchecked") // The arrays are those of the dtype.
  <P> PixelType(
      DType stored,
      DType inImage,
      Supplier<NativeType<?>> newType,
      BiFunction<P, CellState, DataAccess> pixels) {
    this.stored = stored;
    this.inImage = inImage;
    this.newType = newType;
    this.pixels = (BiFunction<Object, CellState, DataAccess>) pixels;
  }

  static PixelType of(DType dtype) {
    return Arrays.stream(values())
        .filter(type -> type.stored == dtype.nativeOrder())
        .findFirst()
        .orElseThrow();
  }

  /** What elements are read as, in native order. */
  DType stored() {
    return stored;
  }

  /** What they are in the image. */
  DType inImage() {
    return inImage;
  }

  NativeType<?> newType() {
    return newType.get();
  }

  /** The elements of a cell, in its primitive array. */
  DataAccess pixels(Object array, CellState state) {
    return pixels.apply(array, state);
  }
}
