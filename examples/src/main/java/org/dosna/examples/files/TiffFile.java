package org.dosna.examples.files;

import com.twelvemonkeys.imageio.metadata.Entry;
import com.twelvemonkeys.imageio.metadata.tiff.TIFF;
import com.twelvemonkeys.imageio.metadata.tiff.TIFFEntry;
import com.twelvemonkeys.imageio.metadata.tiff.TIFFWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.dosna.ArraySource;
import org.dosna.DType;
import org.dosna.DosnaException;

/**
 * Writes TIFF files: first the tags of all pages, then the elements as they are, page after page,
 * so that anybody reads any part of them at once.
 */
public final class TiffFile {
  /** Beyond it places need 8 bytes, which is BigTIFF. */
  private static final long MOST_BYTES = 0xffff_ffffL;

  private static final long STRIP_BYTES = 1 << 20;

  private final DType dtype;
  private final long pages;
  private final long height;
  private final long width;
  private final TIFFWriter writer;
  private final int offsetSize;

  private TiffFile(DType dtype, long[] shape, int offsetSize) {
    this.dtype = dtype;
    this.pages = shape.length == 2 ? 1 : shape[0];
    this.height = shape[shape.length - 2];
    this.width = shape[shape.length - 1];
    this.offsetSize = offsetSize;
    this.writer = new TIFFWriter(offsetSize);
  }

  /**
   * Writes a TIFF file, in native numbers of any dtype but bool; it appears when it is complete.
   *
   * @param file the file, which is replaced
   * @param source 2 axes, or 3 for a page for each position on the first; none of length 0
   * @throws DosnaException if it has no picture, or the file cannot be written
   */
  public static void write(Path file, ArraySource source) {
    long[] shape = source.shape();
    boolean isPicture = shape.length == 2 || shape.length == 3;
    boolean fits = Arrays.stream(shape).allMatch(length -> 0 < length && length < 1L << 31);
    if (!isPicture || !fits || source.dtype() == DType.BOOL) {
      throw new DosnaException(
          "A TIFF file has pages of rows and columns, none of them of length 0, not "
              + source.dtype()
              + " "
              + Arrays.toString(shape));
    }
    try {
      RawFile.write(file, header(source.dtype(), shape), source);
    } catch (IOException e) {
      throw new DosnaException("Cannot write '" + file + "': " + e.getMessage(), e);
    }
  }

  /**
   * What comes before the elements.
   *
   * @param dtype of the elements, with their byte order
   * @param shape of the pages
   * @return bytes of a TIFF file, or where that is not enough, of BigTIFF
   * @throws IOException if there is no memory for so many pages
   */
  public static byte[] header(DType dtype, long[] shape) throws IOException {
    long bytes = Arrays.stream(shape).reduce(dtype.itemSize(), Math::multiplyExact);
    byte[] small = new TiffFile(dtype, shape, Integer.BYTES).written();
    return small.length + bytes <= MOST_BYTES
        ? small
        : new TiffFile(dtype, shape, Long.BYTES).written();
  }

  private byte[] written() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      out.setByteOrder(dtype.byteOrder());
      writer.writeTIFFHeader(out);
      // All pages have as many tags of the same sizes, so where the elements begin is known.
      long pageTags = offsetSize + writer.computeIFDSize(tags(0, 0));
      long start = out.getStreamPosition() + pages * pageTags + offsetSize;
      for (long page = 0; page < pages; page++) {
        writer.writeIFD(tags(start, page), out);
      }
      writer.writeOffset(out, 0);
    }
    return bytes.toByteArray();
  }

  private List<Entry> tags(long start, long page) {
    long rowBytes = width * dtype.itemSize();
    long rows = Math.min(height, Math.max(1, STRIP_BYTES / rowBytes));
    int strips = (int) ((height + rows - 1) / rows);
    long[] offsets = new long[strips];
    long[] counts = new long[strips];
    for (int strip = 0; strip < strips; strip++) {
      offsets[strip] = start + (page * height + strip * rows) * rowBytes;
      counts[strip] = Math.min(rows, height - strip * rows) * rowBytes;
    }
    short place = offsetSize == Long.BYTES ? TIFF.TYPE_LONG8 : TIFF.TYPE_LONG;
    List<Entry> tags = new ArrayList<>();
    tags.add(new TIFFEntry(TIFF.TAG_IMAGE_WIDTH, TIFF.TYPE_LONG, width));
    tags.add(new TIFFEntry(TIFF.TAG_IMAGE_HEIGHT, TIFF.TYPE_LONG, height));
    tags.add(new TIFFEntry(TIFF.TAG_BITS_PER_SAMPLE, TIFF.TYPE_SHORT, 8 * dtype.itemSize()));
    tags.add(new TIFFEntry(TIFF.TAG_COMPRESSION, TIFF.TYPE_SHORT, 1));
    // The least value is black.
    tags.add(new TIFFEntry(TIFF.TAG_PHOTOMETRIC_INTERPRETATION, TIFF.TYPE_SHORT, 1));
    tags.add(new TIFFEntry(TIFF.TAG_STRIP_OFFSETS, place, offsets));
    tags.add(new TIFFEntry(TIFF.TAG_SAMPLES_PER_PIXEL, TIFF.TYPE_SHORT, 1));
    tags.add(new TIFFEntry(TIFF.TAG_ROWS_PER_STRIP, TIFF.TYPE_LONG, rows));
    tags.add(new TIFFEntry(TIFF.TAG_STRIP_BYTE_COUNTS, place, counts));
    tags.add(new TIFFEntry(TIFF.TAG_SAMPLE_FORMAT, TIFF.TYPE_SHORT, sampleFormat()));
    return tags;
  }

  /** How TIFF numbers what samples are. */
  private int sampleFormat() {
    return switch (dtype.numpy().replaceFirst("^[<>|]", "").charAt(0)) {
      case 'u' -> 1;
      case 'i' -> 2;
      case 'f' -> 3;
      default -> 6;
    };
  }
}
