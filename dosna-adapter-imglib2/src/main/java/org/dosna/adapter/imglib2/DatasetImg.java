package org.dosna.adapter.imglib2;

import net.imglib2.img.Img;
import net.imglib2.img.ImgFactory;
import net.imglib2.img.basictypeaccess.DataAccess;
import net.imglib2.img.cell.CellGrid;
import net.imglib2.img.cell.CellImgFactory;
import net.imglib2.img.cell.LazyCellImg;
import net.imglib2.loops.LoopBuilder;
import net.imglib2.type.NativeType;
import org.dosna.Arguments;
import org.dosna.Dataset;
import org.dosna.DosnaException;

/**
 * A dataset as an image of ImgLib2: {@code Img<UnsignedShortType> img = DatasetImg.of(dataset, new
 * UnsignedShortType())}. A chunk is a cell, which is read when a pixel of it is first looked at.
 *
 * <p>ImgLib2 names the fastest axis first: {@code ds[z, y, x]} of a dataset of shape {@code [depth,
 * height, width]} is the pixel at {@code x, y, z} of an image of dimensions {@code width, height,
 * depth}.
 *
 * <p>Cells that were looked at last are kept, up to a number of bytes; cells that were changed are
 * kept until {@link #flush} writes them into the dataset: call it every so often. What others write
 * into the dataset shows in cells that are read afterwards. The image has the shape that the
 * dataset had when it was made; it may be used as long as the dataset's pool is open.
 *
 * <p>Any number of threads may read pixels, and write different ones, each with accessors of its
 * own as always in ImgLib2; while {@link #flush} runs, none may write.
 *
 * @param <T> the type of the pixels
 */
public final class DatasetImg<T extends NativeType<T>> extends LazyCellImg<T, DataAccess> {
  private static final int KEPT_PART_OF_MEMORY = 8;

  private final T type;
  private final Cells lazyCells;

  private DatasetImg(CellGrid grid, T type, Cells cells) {
    super(grid, type, cells);
    this.type = type;
    this.lazyCells = cells;
  }

  /**
   * Shows a dataset as an image, of which up to an eighth of the memory that Java may use is kept.
   *
   * @param dataset of up to 32 axes; float16 is seen as {@code FloatType}
   * @return the image; nothing is read yet. Its type is that of ImgLib2 for the dataset's dtype:
   *     {@code NativeBoolType}, {@code ByteType}, {@code UnsignedByteType} and so on, {@code
   *     FloatType}, {@code DoubleType}, {@code ComplexFloatType}, {@code ComplexDoubleType}
   */
  public static DatasetImg<?> of(Dataset dataset) {
    Arguments.require("dataset", dataset);
    return made(dataset, PixelType.of(dataset.spec().dtype()).newType(), keptBytes());
  }

  /**
   * Shows a dataset as an image of a type that is known, of which up to an eighth of the memory
   * that Java may use is kept.
   *
   * @param <T> the type of the pixels
   * @param dataset of up to 32 axes; float16 is seen as {@code FloatType}
   * @param type any pixel of that type
   * @return the image; nothing is read yet
   * @throws DosnaException if the dataset's dtype is another one
   */
  public static <T extends NativeType<T>> DatasetImg<T> of(Dataset dataset, T type) {
    return of(dataset, type, keptBytes());
  }

  /**
   * Shows a dataset as an image of a type that is known.
   *
   * @param <T> the type of the pixels
   * @param dataset of up to 32 axes; float16 is seen as {@code FloatType}
   * @param type any pixel of that type
   * @param keptBytes how many bytes of cells are kept that were looked at last and not changed; one
   *     cell is kept in any case
   * @return the image; nothing is read yet
   * @throws DosnaException if the dataset's dtype is another one, or the bytes are negative
   */
  public static <T extends NativeType<T>> DatasetImg<T> of(
      Dataset dataset, T type, long keptBytes) {
    Arguments.require("dataset", dataset);
    Arguments.require("type", type);
    NativeType<?> right = PixelType.of(dataset.spec().dtype()).newType();
    if (right.getClass() != type.getClass()) {
      throw new DosnaException(
          "Dataset '"
              + dataset.name()
              + "' of "
              + dataset.spec().dtype()
              + " is an image of "
              + right.getClass().getSimpleName()
              + ", not of "
              + type.getClass().getSimpleName());
    }
    if (keptBytes < 0) {
      throw new DosnaException("The bytes kept of an image are 0 or more, not " + keptBytes);
    }
    return made(dataset, type, keptBytes);
  }

  private static <T extends NativeType<T>> DatasetImg<T> made(
      Dataset dataset, NativeType<T> type, long keptBytes) {
    Cells cells = new Cells(dataset, keptBytes);
    return new DatasetImg<>(cells.grid(), type.createVariable(), cells);
  }

  private static long keptBytes() {
    return Runtime.getRuntime().maxMemory() / KEPT_PART_OF_MEMORY;
  }

  /**
   * Writes the cells that were changed into the dataset, each as a whole, one after the other. Each
   * is written atomically, as {@link Dataset#set} does; what failed is still to be written.
   *
   * @throws DosnaException if a cell cannot be written
   */
  public void flush() {
    lazyCells.flush();
  }

  /** What makes images in memory with cells of the same size. */
  @Override
  public ImgFactory<T> factory() {
    int[] size = new int[numDimensions()];
    getCellGrid().cellDimensions(size);
    return new CellImgFactory<>(type, size);
  }

  /** A copy in memory. */
  @Override
  public Img<T> copy() {
    Img<T> copy = factory().create(this);
    LoopBuilder.setImages(this, copy).forEachPixel((from, to) -> to.set(from));
    return copy;
  }
}
