package org.dosna.examples.files;

import com.twelvemonkeys.imageio.metadata.CompoundDirectory;
import com.twelvemonkeys.imageio.metadata.Directory;
import com.twelvemonkeys.imageio.metadata.Entry;
import com.twelvemonkeys.imageio.metadata.tiff.TIFF;
import com.twelvemonkeys.imageio.metadata.tiff.TIFFReader;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import org.dosna.DType;
import org.dosna.DosnaException;

/** What the pages of a TIFF file are, by their tags. */
final class TiffPages {
  /** How TIFF numbers what samples are. */
  private static final List<String> SAMPLE_FORMATS = List.of("", "u", "i", "f", "u", "", "c");

  /** ImageJ leaves out the tags of all pages but the first when a file is large. */
  private static final Pattern OF_IMAGEJ =
      Pattern.compile("ImageJ=.*\\bimages=(\\d+)\\b.*", Pattern.DOTALL);

  private final Path file;
  private final ByteOrder order;
  private final long length;

  private TiffPages(Path file, ByteOrder order, long length) {
    this.file = file;
    this.order = order;
    this.length = length;
  }

  /**
   * Reads the tags of all pages.
   *
   * @throws DosnaException if it is no TIFF file, or has a page whose elements have no dtype
   */
  static List<ImagePage> read(Path file) {
    try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
      CompoundDirectory all = (CompoundDirectory) new TIFFReader().read(in);
      TiffPages pages = new TiffPages(file, in.getByteOrder(), Files.size(file));
      if (all.directoryCount() == 0) {
        throw new DosnaException("Cannot read '" + file + "': it has no pages");
      }
      if (all.directoryCount() == 1) {
        return pages.ofOneDirectory(all.getDirectory(0));
      }
      return IntStream.range(0, all.directoryCount())
          .mapToObj(number -> pages.page(number, all.getDirectory(number)))
          .toList();
    } catch (DosnaException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw ImageFile.problem(file, e);
    }
  }

  private List<ImagePage> ofOneDirectory(Directory tags) {
    ImagePage first = page(0, tags);
    Entry description = tags.getEntryById(TIFF.TAG_IMAGE_DESCRIPTION);
    Matcher imageJ = OF_IMAGEJ.matcher(description == null ? "" : "" + description.getValue());
    List<ImagePage> pages = new ArrayList<>(List.of(first));
    if (imageJ.matches() && first.bare().isPresent()) {
      ImagePage.Bare bare = first.bare().get();
      long bytes = first.bytes();
      long there = (length - bare.offset()) / bytes;
      for (int i = 1; i < Math.min(there, Long.parseLong(imageJ.group(1))); i++) {
        pages.add(first.at(i, new ImagePage.Bare(bare.offset() + i * bytes, bare.dtype())));
      }
    }
    return pages;
  }

  private ImagePage page(int number, Directory tags) {
    int height = length(tags, TIFF.TAG_IMAGE_HEIGHT);
    int width = length(tags, TIFF.TAG_IMAGE_WIDTH);
    int samples = (int) number(tags, TIFF.TAG_SAMPLES_PER_PIXEL, 1);
    DType dtype = dtype(number, tags);
    boolean tiled = tags.getEntryById(TIFF.TAG_TILE_WIDTH) != null;
    long rows = number(tags, TIFF.TAG_ROWS_PER_STRIP, height);
    ImagePage page =
        new ImagePage(
            number,
            height,
            width,
            Math.max(1, samples),
            dtype.nativeOrder(),
            tiled ? length(tags, TIFF.TAG_TILE_HEIGTH) : (int) Math.max(1, Math.min(rows, height)),
            tiled ? length(tags, TIFF.TAG_TILE_WIDTH) : width,
            Optional.empty());
    page.requirePlausible(file, length);
    return tiled ? page : bare(page, dtype, tags);
  }

  private int length(Directory tags, int tag) {
    long value = number(tags, tag, 0);
    if (value < 1 || value > Integer.MAX_VALUE) {
      throw new DosnaException(
          "Cannot read '" + file + "': a page or a tile of it is " + value + " long");
    }
    return (int) value;
  }

  private DType dtype(int page, Directory tags) {
    long[] bits = numbers(tags, TIFF.TAG_BITS_PER_SAMPLE, 1);
    long[] formats = numbers(tags, TIFF.TAG_SAMPLE_FORMAT, 1);
    boolean isOne =
        LongStream.of(bits).distinct().count() == 1
            && LongStream.of(formats).distinct().count() == 1;
    long format = isOne && formats[0] < SAMPLE_FORMATS.size() ? formats[0] : 0;
    String kind = SAMPLE_FORMATS.get((int) Math.max(0, format));
    int size = (int) Math.min(bits[0], 1024);
    if (kind.equals("u") && size < 16) {
      return size == 1 ? DType.BOOL : size <= 8 ? DType.UINT8 : ordered("u2");
    }
    try {
      if (!kind.isEmpty() && size % 8 == 0) {
        return ordered(kind + size / 8);
      }
    } catch (DosnaException e) {
      // Numpy has no such dtype, either.
    }
    throw new DosnaException(
        "Cannot read page "
            + page
            + " of '"
            + file
            + "': there is no dtype for samples of "
            + LongStream.of(bits).boxed().toList()
            + " bits and format "
            + LongStream.of(formats).boxed().toList());
  }

  private DType ordered(String type) {
    return DType.of((order == ByteOrder.LITTLE_ENDIAN ? "<" : ">") + type);
  }

  /** A page of strips one behind the other, as they are. */
  private ImagePage bare(ImagePage page, DType dtype, Directory tags) {
    long[] offsets = numbers(tags, TIFF.TAG_STRIP_OFFSETS, 0);
    long[] counts = numbers(tags, TIFF.TAG_STRIP_BYTE_COUNTS, 0);
    boolean plain =
        number(tags, TIFF.TAG_COMPRESSION, 1) == 1
            && number(tags, TIFF.TAG_FILL_ORDER, 1) == 1
            && number(tags, TIFF.TAG_BITS_PER_SAMPLE, 1) == 8L * dtype.itemSize()
            && (page.samples() == 1 || number(tags, TIFF.TAG_PLANAR_CONFIGURATION, 1) == 1)
            && offsets.length == counts.length;
    long end = offsets[0];
    for (int strip = 0; plain && strip < offsets.length; strip++) {
      plain = offsets[strip] == end;
      end = Math.addExact(end, counts[strip]);
    }
    boolean complete = end - offsets[0] >= page.bytes() && end <= length;
    return plain && complete && offsets[0] > 0
        ? page.at(page.number(), new ImagePage.Bare(offsets[0], dtype))
        : page;
  }

  private static long number(Directory tags, int tag, long otherwise) {
    return numbers(tags, tag, otherwise)[0];
  }

  private static long[] numbers(Directory tags, int tag, long otherwise) {
    Entry entry = tags.getEntryById(tag);
    if (entry == null) {
      return new long[] {otherwise};
    }
    Object value = entry.getValue();
    if (value instanceof Number number) {
      return new long[] {number.longValue()};
    }
    return IntStream.range(0, Array.getLength(value))
        .mapToLong(i -> ((Number) Array.get(value, i)).longValue())
        .toArray();
  }
}
