package org.dosna.examples.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dosna.ArraySource;
import org.dosna.DType;
import org.dosna.DatasetView;
import org.dosna.DosnaException;
import org.dosna.NDArray;
import org.dosna.Slice;
import org.dosna.examples.FileTarget;
import org.dosna.examples.Images;
import org.dosna.examples.files.TiffFile;
import org.dosna.examples.files.WholeFile;

/** Planes of a dataset as PNG or TIFF files, one plane at a time in memory. */
final class Pictures {
  private static final Pattern NUMBER = Pattern.compile("%0?\\d*d");

  /** What a PNG file can keep as it is. */
  private static final Set<DType> OF_PNG = Set.of(DType.UINT8, DType.UINT16);

  private final FileTarget target;
  private final Contrast contrast;

  Pictures(FileTarget target, Contrast contrast) {
    this.target = target;
    this.contrast = contrast;
  }

  /** Writes 2 axes into a file; 3 into a TIFF file of pages, or into numbered files. */
  void write(DatasetView view, Path file, boolean isTiff) throws IOException {
    int axes = view.shape().length;
    Matcher number = NUMBER.matcher(file.getFileName().toString());
    boolean isNumbered = number.find();
    if (axes != 3 && (axes != 2 || isNumbered)) {
      throw new DosnaException(
          "A picture has 2 axes, and pictures 3, not "
              + Arrays.toString(view.shape())
              + "; give SLICES, such as \"10, ...\"");
    }
    if (axes == 3 && !isNumbered && !isTiff) {
      throw new DosnaException(
          "A PNG file has one picture, not "
              + Arrays.toString(view.shape())
              + "; number the files: name-%04d.png, or give SLICES");
    }
    boolean takesDType =
        isTiff ? view.dtype() != DType.BOOL : OF_PNG.contains(view.dtype().nativeOrder());
    ArraySource source = contrast.applied(view, takesDType);
    if (!isNumbered) {
      target.requireFree(file);
      write(source, file, isTiff);
      return;
    }
    List<Path> files = new ArrayList<>();
    for (long plane = 0; plane < view.shape()[0]; plane++) {
      String text = String.format(Locale.ROOT, number.group(), plane);
      files.add(file.resolveSibling(number.replaceFirst(Matcher.quoteReplacement(text))));
    }
    files.forEach(target::requireFree);
    writeNumbered(source, files, isTiff);
  }

  /** If one fails, none is left. */
  private void writeNumbered(ArraySource source, List<Path> files, boolean isTiff)
      throws IOException {
    List<Path> written = new ArrayList<>();
    try {
      for (Path file : files) {
        write(plane(source, written.size()), file, isTiff);
        written.add(file);
      }
    } catch (IOException | RuntimeException e) {
      for (Path file : written) {
        Files.delete(file);
      }
      throw e;
    }
  }

  private static NDArray plane(ArraySource source, long index) {
    long[] box = source.shape();
    box[0] = 1;
    NDArray plane = NDArray.zeros(source.dtype().nativeOrder(), box);
    source.read(new long[] {index, 0, 0}, plane);
    return plane.get(Slice.at(0));
  }

  private static void write(ArraySource source, Path file, boolean isTiff) throws IOException {
    if (isTiff) {
      TiffFile.write(file, source);
    } else {
      NDArray plane = NDArray.zeros(source.dtype().nativeOrder(), source.shape());
      source.read(new long[2], plane);
      WholeFile.write(file, partial -> Images.gray(plane, partial));
    }
  }
}
