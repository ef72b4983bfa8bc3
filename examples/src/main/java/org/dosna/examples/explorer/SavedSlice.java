package org.dosna.examples.explorer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Consumer;
import org.dosna.Arguments;
import org.dosna.ArraySource;
import org.dosna.Dataset;
import org.dosna.DatasetView;
import org.dosna.NDArray;
import org.dosna.Npy;
import org.dosna.Slice;
import org.dosna.examples.ColorMap;
import org.dosna.examples.Images;

/** A slice as a file. */
final class SavedSlice {
  private static final long MOST_ELEMENTS = 1L << 24;

  private SavedSlice() {}

  static Answer npy(Image image, Query query) {
    ArraySource slice = slice(image, query);
    return file("npy", "application/octet-stream", path -> Npy.write(path, slice));
  }

  static Answer png(Image image, Query query) {
    NDArray slice = slice(image, query).get();
    NDArray picture = slice.ndim() == 1 ? slice.reshape(1, slice.size()) : slice;
    ColorMap colors = colors(query.text("colors"));
    double low = query.real("low");
    double high = query.real("high");
    return file("png", "image/png", path -> Images.png(picture, path, colors, low, high));
  }

  private static ColorMap colors(String name) {
    return Arrays.stream(ColorMap.values())
        .filter(map -> map.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new RefusedException(
                    400, "There are no colours '" + Arguments.excerpt(name) + "'"));
  }

  private static DatasetView slice(Image image, Query query) {
    Dataset dataset = image.dataset();
    Plane plane = Plane.of(query, dataset.ndim());
    Slice[] slices =
        plane.slices(dataset.shape(), image.levels().get(0).steps(), Slice.all(), Slice.all());
    DatasetView slice = dataset.view(slices);
    if (slice.size() > MOST_ELEMENTS) {
      throw new RefusedException(
          413,
          "The slice has "
              + slice.size()
              + " elements; up to "
              + MOST_ELEMENTS
              + " are saved here, larger ones by 'dosna export'");
    }
    return plane.isTurned() ? slice.transpose() : slice;
  }

  private static Answer file(String ending, String type, Consumer<Path> write) {
    try {
      Path file = Files.createTempFile("dosna-slice-", "." + ending);
      try {
        write.accept(file);
        return Answer.of(type, ByteBuffer.wrap(Files.readAllBytes(file)))
            .savedAs("slice." + ending);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
