package org.dosna.examples.files;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.dosna.NotFoundException;
import org.dosna.Npy;
import org.dosna.backend.hdf5.Hdf5Listing;
import org.dosna.backend.hdf5.Hdf5Source;

/** What a file is, by the ending of its name. */
public enum FileFormat {
  /** One array, called as the file is without its ending. */
  NPY("npy") {
    @Override
    List<String> paths(Path file) {
      return List.of(SourceFile.stem(file));
    }

    @Override
    SourceFile open(Path file, String path, Bands bands) {
      return SourceFile.of(Npy.open(file));
    }
  },
  /** Arrays of numpy by name. */
  NPZ("npz") {
    @Override
    List<String> paths(Path file) {
      return NpzFile.names(file);
    }

    @Override
    SourceFile open(Path file, String path, Bands bands) {
      return NpzFile.open(file, path);
    }
  },
  /** A picture, or a stack of them; a file of pages that differ has one array for each. */
  TIFF("tif", "tiff", "btf", "tf8") {
    @Override
    List<String> paths(Path file) {
      return ImageFile.paths(file, TiffPages.read(file));
    }

    @Override
    SourceFile open(Path file, String path, Bands bands) {
      return ImageFile.tiff(file, path, bands).asSource();
    }
  },
  /** A picture. */
  PNG("png") {
    @Override
    List<String> paths(Path file) {
      return List.of(SourceFile.stem(file));
    }

    @Override
    SourceFile open(Path file, String path, Bands bands) {
      return ImageFile.png(file, bands).asSource();
    }
  },
  /** Whatever has none of these endings. */
  HDF5 {
    @Override
    List<String> paths(Path file) {
      return Hdf5Source.list(file).stream()
          .map(Hdf5Listing::path)
          .map(path -> path.substring(1))
          .toList();
    }

    @Override
    SourceFile open(Path file, String path, Bands bands) {
      Hdf5Source source = Hdf5Source.open(file, "/" + path);
      return new SourceFile(source, source.chunkSize(), false, source);
    }

    /** Also what no listing shows. */
    @Override
    void requirePath(Path file, String path) {
      // It is looked for when it is opened.
    }
  };

  private final List<String> endings;

  FileFormat(String... endings) {
    this.endings = List.of(endings);
  }

  /**
   * What a file is.
   *
   * @param file its name; it need not be there
   * @return the format
   */
  public static FileFormat of(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    for (FileFormat format : values()) {
      if (format.endings.stream().anyMatch(ending -> name.endsWith("." + ending))) {
        return format;
      }
    }
    return HDF5;
  }

  /** The paths of the arrays in a file. */
  abstract List<String> paths(Path file);

  /** Opens an array that is there. */
  abstract SourceFile open(Path file, String path, Bands bands);

  /** Refuses a path that is not in a file. */
  void requirePath(Path file, String path) {
    if (!paths(file).contains(path)) {
      throw new NotFoundException("'" + file + "' has no '" + path + "'; it has " + paths(file));
    }
  }
}
