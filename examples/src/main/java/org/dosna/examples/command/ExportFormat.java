package org.dosna.examples.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What a file becomes that is written, by the ending of its name. */
enum ExportFormat {
  NPY(".npy"),
  RAW(".raw"),
  PNG(".png"),
  TIFF(".tif", ".tiff"),
  ZARR(".zarr"),
  /** Whatever has none of these endings. */
  HDF5;

  private final List<String> endings;

  ExportFormat(String... endings) {
    this.endings = List.of(endings);
  }

  static ExportFormat of(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    for (ExportFormat format : values()) {
      if (format.endings.stream().anyMatch(name::endsWith)) {
        return format;
      }
    }
    return HDF5;
  }

  /** Whether there are paths in it, and so groups. */
  boolean hasPaths() {
    return this == HDF5 || this == ZARR;
  }
}
