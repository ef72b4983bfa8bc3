package org.dosna.examples.files;

import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import java.awt.Rectangle;
import java.awt.image.Raster;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import org.dosna.ArraySource;
import org.dosna.DType;
import org.dosna.DosnaException;
import org.dosna.NDArray;
import org.dosna.NotFoundException;
import org.dosna.Slice;

/**
 * Pictures of a file as an array: pages if there are several, rows, columns, and samples if a pixel
 * has several. Read band by band; of a palette the numbers are read, not their colours. Any thread
 * may read; one at a time decodes.
 */
final class ImageFile implements ArraySource, Closeable {
  private static final long BAND_BYTES = 1 << 20;
  private static final long MOST_BAND_BYTES = 64 << 20;

  /** ImageIO cannot do more at once. */
  private static final long MOST_PNG_BYTES = Integer.MAX_VALUE - 8;

  private final Path file;
  private final List<ImagePage> pages;
  private final ImageReader reader;
  private final ImageInputStream input;
  private final FileChannel channel;
  private final Bands bands;
  private final int bandRows;

  private ImageFile(Path file, List<ImagePage> pages, ImageReader reader, int rows, Bands bands)
      throws IOException {
    this.file = file;
    this.pages = pages;
    this.reader = reader;
    this.bands = bands;
    this.bandRows = rows;
    this.channel = FileChannel.open(file, StandardOpenOption.READ);
    this.input = new FileImageInputStream(file.toFile());
    reader.setInput(input, false, true);
  }

  /**
   * Pages that fit together are one array, called as the file; others are called 0, 1 and so on.
   */
  static List<String> paths(Path file, List<ImagePage> pages) {
    return pages.stream().allMatch(pages.get(0)::fits)
        ? List.of(SourceFile.stem(file))
        : IntStream.range(0, pages.size()).mapToObj(Integer::toString).toList();
  }

  static ImageFile tiff(Path file, String path, Bands bands) {
    List<ImagePage> all = TiffPages.read(file);
    int chosen = paths(file, all).indexOf(path);
    if (chosen < 0) {
      throw new NotFoundException("'" + file + "' has no page '" + path + "'");
    }
    List<ImagePage> pages = paths(file, all).size() == 1 ? all : List.of(all.get(chosen));
    ImagePage page = pages.get(0);
    requireDecodable(file, pages);
    long rowBytes = page.rowBytes();
    long together = page.tileRows() * Math.max(1, BAND_BYTES / (page.tileRows() * rowBytes));
    int rows = (int) Math.max(1, Math.min(together, MOST_BAND_BYTES / rowBytes));
    return open(file, pages, new TIFFImageReaderSpi(), rows, bands);
  }

  /** What the library makes no pixels of can be read if it is bare. */
  private static void requireDecodable(Path file, List<ImagePage> pages) {
    DType dtype = pages.get(0).dtype();
    boolean wide = (dtype.itemSize() == 8 && dtype != DType.FLOAT64) || dtype.itemSize() > 8;
    if (wide && pages.stream().anyMatch(page -> page.bare().isEmpty())) {
      throw new DosnaException(
          "Cannot read '"
              + file
              + "': pages of "
              + dtype
              + " can be read if they are not"
              + " compressed and not cut into tiles");
    }
  }

  /** A PNG file has no places inside to begin at: it is decoded as a whole. */
  static ImageFile png(Path file, Bands bands) {
    ImagePage page = PngHeader.read(file);
    if (page.bytes() > MOST_PNG_BYTES) {
      throw new DosnaException("Cannot read '" + file + "': a PNG file of more than 2 GiB");
    }
    ImageReaderSpi png = ImageIO.getImageReadersByFormatName("png").next().getOriginatingProvider();
    return open(file, List.of(page), png, page.height(), bands);
  }

  private static ImageFile open(
      Path file, List<ImagePage> pages, ImageReaderSpi format, int rows, Bands bands) {
    try {
      return new ImageFile(file, pages, format.createReaderInstance(), rows, bands);
    } catch (IOException | RuntimeException e) {
      throw problem(file, e);
    }
  }

  /** Damage makes the libraries throw whatever they run into. */
  static DosnaException problem(Path file, Exception e) {
    String message = e.getMessage() == null ? e.toString() : e.getMessage();
    String what =
        e instanceof EOFException
            ? "it ends too soon"
            : (e instanceof RuntimeException ? "it is damaged: " : "")
                + message.lines().findFirst().orElse("");
    return new DosnaException("Cannot read '" + file + "' as an image: " + what, e);
  }

  SourceFile asSource() {
    return new SourceFile(this, Optional.of(chunkSize()), false, this);
  }

  private int[] chunkSize() {
    ImagePage page = pages.get(0);
    long[] shape = shape();
    long[] part = shape.clone();
    int rows = pages.size() == 1 ? 0 : 1;
    part[0] = 1;
    part[rows] = page.bare().isPresent() ? 1 : Math.min(page.tileRows(), bandRows);
    part[rows + 1] = page.tileColumns();
    return ChunkSizes.together(part, shape, page.dtype().itemSize());
  }

  @Override
  public DType dtype() {
    return pages.get(0).dtype();
  }

  @Override
  public long[] shape() {
    long[] page = pages.get(0).shape();
    return pages.size() == 1 ? page : Stacked.shape(pages.size(), page);
  }

  @Override
  public void read(long[] origin, NDArray into) {
    ArraySource.requireDType(this, into);
    if (into.size() == 0) {
      return;
    }
    if (pages.size() == 1) {
      read(pages.get(0), origin, into);
      return;
    }
    Stacked.read(origin, into, (index, inPage, box) -> read(pages.get(index), inPage, box));
  }

  private void read(ImagePage page, long[] origin, NDArray into) {
    if (page.bare().isPresent()) {
      ImagePage.Bare bare = page.bare().get();
      RawFile.in(file, channel, bare.offset(), bare.dtype(), page.shape()).read(origin, into);
      return;
    }
    long end = origin[0] + into.shape()[0];
    for (long row = origin[0]; row < end; ) {
      int band = (int) (row / bandRows);
      NDArray rows = bands.get(List.of(file, page.number(), band), () -> decoded(page, band));
      long next = Math.min(end, (band + 1L) * bandRows);
      long[] shape = into.shape();
      shape[0] = next - row;
      NDArray part = NDArray.zeros(into.dtype(), shape);
      long[] inBand = origin.clone();
      inBand[0] = row - (long) band * bandRows;
      rows.read(inBand, part);
      into.set(new Slice[] {Slice.range(row - origin[0], next - origin[0])}, part);
      row = next;
    }
  }

  private synchronized NDArray decoded(ImagePage page, int band) {
    int y = band * bandRows;
    int rows = Math.min(bandRows, page.height() - y);
    try {
      ImageReadParam region = reader.getDefaultReadParam();
      region.setSourceRegion(new Rectangle(0, y, page.width(), rows));
      Raster raster =
          reader.canReadRaster()
              ? reader.readRaster(page.number(), region)
              : reader.read(page.number(), region).getRaster();
      return elements(page, raster, rows);
    } catch (IOException | RuntimeException e) {
      throw problem(file, e);
    }
  }

  /** Of further samples than the tags name, such as one for transparency, none is read. */
  private static NDArray elements(ImagePage page, Raster raster, int rows) {
    Raster wanted =
        raster.getNumBands() == page.samples()
            ? raster
            : raster.createChild(
                raster.getMinX(),
                raster.getMinY(),
                page.width(),
                rows,
                0,
                0,
                IntStream.range(0, page.samples()).toArray());
    Object array =
        wanted.getDataElements(wanted.getMinX(), wanted.getMinY(), page.width(), rows, null);
    long[] shape = page.shape();
    shape[0] = rows;
    if (page.dtype() == DType.FLOAT16) {
      return NDArray.of((float[]) array, shape).astype(DType.FLOAT16);
    }
    return NDArray.of(page.dtype(), array, shape);
  }

  @Override
  public void close() throws IOException {
    reader.dispose();
    channel.close();
    input.close();
  }
}
