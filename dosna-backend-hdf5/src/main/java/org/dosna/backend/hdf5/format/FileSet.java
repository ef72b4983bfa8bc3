package org.dosna.backend.hdf5.format;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A file and the others that it refers to, opened when they are needed. A name is looked for where
 * it says if it is absolute, else beside the file that refers to it, then in the process's folder,
 * as the HDF5 library does. Thread safe.
 */
public final class FileSet implements Closeable {
  /** Descriptors held at once; others are opened again when they are read. */
  private static final int MAX_DESCRIPTORS = 64;

  private final Optional<Path> limit;
  private final FormatFile first;

  /** By real path, the file used last at the end. */
  private final Map<Path, FileBytes> bytes = new LinkedHashMap<>(16, 0.75f, true);

  private final Map<Path, FormatFile> files = new LinkedHashMap<>();

  /**
   * Takes the first file.
   *
   * @param first the file; closed with this set
   * @param limit the folder in which all other files must lie, if that is asked for
   * @throws IOException if the folder cannot be found
   */
  public FileSet(FormatFile first, Optional<Path> limit) throws IOException {
    this.first = first;
    this.limit = limit.isPresent() ? Optional.of(limit.get().toRealPath()) : Optional.empty();
  }

  /**
   * The file that refers to the others.
   *
   * @return the file
   */
  public FormatFile first() {
    return first;
  }

  /**
   * Opens an HDF5 file by the name that another one has for it.
   *
   * @param from the file that refers to it
   * @param name its name there; a dot for that file itself
   * @return the file, if there is one
   * @throws FormatException if it is no HDF5 file, or lies outside the folder allowed
   */
  public Optional<FormatFile> hdf5(FormatFile from, String name) {
    if (name.equals(".")) {
      return Optional.of(from);
    }
    Optional<Path> path = find(from, name);
    return path.isEmpty() ? Optional.empty() : Optional.of(hdf5(path.get()));
  }

  private synchronized FormatFile hdf5(Path path) {
    FormatFile known = files.get(path);
    if (known == null) {
      try {
        known = isFirst(path) ? first : new FormatFile(open(path));
      } catch (FormatException e) {
        throw new FormatException("file " + path + " cannot be read: " + e.getMessage(), e);
      }
      files.put(path, known);
    }
    return known;
  }

  private boolean isFirst(Path path) {
    try {
      return Files.isSameFile(path, first.path());
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Opens any file by the name that another one has for it.
   *
   * @param from the file that refers to it
   * @param name its name there
   * @return its bytes, if there is such a file
   * @throws FormatException if it lies outside the folder allowed
   */
  public Optional<FileBytes> raw(FormatFile from, String name) {
    return find(from, name).map(this::open);
  }

  private Optional<Path> find(FormatFile from, String name) {
    List<Path> candidates = new ArrayList<>();
    try {
      Path path = Path.of(name);
      Path here = from.path().toAbsolutePath();
      candidates.add(here.resolveSibling(path));
      candidates.add(
          path.isAbsolute() ? here.resolveSibling(String.valueOf(path.getFileName())) : path);
      for (Path candidate : candidates) {
        if (!Files.isDirectory(candidate) && RegularFile.find(candidate).isPresent()) {
          return Optional.of(allowed(candidate.toRealPath(), name));
        }
      }
      return Optional.empty();
    } catch (IOException | RuntimeException e) {
      if (e instanceof FormatException ours) {
        throw ours;
      }
      throw new FormatException("file '" + name + "' cannot be opened: " + e.getMessage(), e);
    }
  }

  private Path allowed(Path path, String name) {
    if (limit.isPresent() && !path.startsWith(limit.get())) {
      throw new FormatException(
          "file '" + name + "' is not in " + limit.get() + ", outside of which none may be read");
    }
    return path;
  }

  private synchronized FileBytes open(Path path) {
    FileBytes known = bytes.get(path);
    try {
      if (known == null) {
        known = FileBytes.open(path);
        bytes.put(path, known);
        if (bytes.size() > MAX_DESCRIPTORS) {
          int index = 0;
          for (FileBytes other : bytes.values()) {
            if (index++ < bytes.size() - MAX_DESCRIPTORS) {
              other.rest();
            }
          }
        }
      }
      return known;
    } catch (IOException e) {
      throw new FormatException("file " + path + " cannot be opened: " + e.getMessage(), e);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    first.close();
    for (FileBytes other : bytes.values()) {
      other.close();
    }
  }
}
