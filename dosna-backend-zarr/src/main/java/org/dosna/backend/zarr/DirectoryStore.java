package org.dosna.backend.zarr;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.dosna.DosnaException;
import org.dosna.NotFoundException;
import org.dosna.spi.AlignedBuffers;
import org.dosna.spi.FilePaths;
import org.dosna.spi.ObjectBytes;
import org.dosna.spi.ObjectStore;
import org.dosna.spi.ObjectVersion;

/**
 * Objects as files in a folder. A file is written under a temporary name in its own folder and then
 * renamed; who changes it holds a lock meanwhile, readers need none.
 */
final class DirectoryStore implements TreeStore {
  private static final int MAX_ATTEMPTS = 10;

  private static final String LOCKS = WholeFiles.OWN + "locks";
  private static final int MAX_SIZE = Integer.MAX_VALUE - 8;

  private final Path root;
  private final FileLocks locks;
  private final WholeFiles files;

  /**
   * A store in a folder that exists.
   *
   * @param root its real path
   * @param lockTimeout seconds to wait for a lock at most
   */
  DirectoryStore(Path root, int lockTimeout) {
    this.root = root;
    this.locks = new FileLocks(root.resolve(LOCKS), lockTimeout);
    this.files = new WholeFiles(locks);
  }

  /**
   * Opens a folder.
   *
   * @param create whether it is made if it is missing
   * @param lockTimeout seconds to wait for a lock at most
   * @throws NotFoundException if it is missing
   * @throws DosnaException if it is no folder, or cannot be made
   */
  static DirectoryStore open(String name, boolean create, int lockTimeout) {
    Path path = FilePaths.of(name);
    try {
      if (create && !Files.exists(path)) {
        Files.createDirectories(path);
      }
      if (!Files.exists(path)) {
        throw new NotFoundException(
            "There is no folder "
                + path
                + " for a zarr cluster; make it, or connect with the option create=true");
      }
      if (!Files.isDirectory(path)) {
        throw new DosnaException("The zarr cluster '" + name + "' is no folder but a file");
      }
      return new DirectoryStore(path.toRealPath(), lockTimeout);
    } catch (IOException e) {
      throw FilePaths.failed("connect to", path, e);
    }
  }

  @Override
  public String location() {
    return root.toString();
  }

  private Path file(String key) {
    ObjectStore.requireKey(key);
    if (("/" + key).contains("/" + WholeFiles.OWN)) {
      throw new DosnaException(
          "'"
              + key
              + "' cannot be the key of an object: names with "
              + WholeFiles.OWN
              + " are the store's");
    }
    return FilePaths.in(root, key);
  }

  private Path folder(String folder) {
    return folder.isEmpty() ? root : file(folder);
  }

  @Override
  public Optional<ObjectBytes> get(String key) {
    return getRange(key, 0, MAX_SIZE);
  }

  @Override
  public Optional<ObjectBytes> getRange(String key, long offset, int length) {
    return lend(key, offset, length, ObjectBytes::copy);
  }

  @Override
  public <T> Optional<T> lend(String key, long offset, int length, Function<ObjectBytes, T> use) {
    ObjectStore.requireRange(key, offset, length);
    Path file = file(key);
    try {
      while (true) {
        Optional<FileVersion> version = FileVersion.find(file);
        if (version.isEmpty()) {
          return Optional.empty();
        }
        Optional<ByteBuffer> bytes = FileRange.read(file, version.get(), offset, length);
        if (bytes.isPresent()) {
          try {
            return Optional.of(
                use.apply(
                    new ObjectBytes(bytes.get(), version.get().size(), version.get().stamp())));
          } finally {
            AlignedBuffers.give(bytes.get());
          }
        }
      }
    } catch (IOException e) {
      throw FilePaths.failed("read", file, e);
    }
  }

  private WholeFiles.Target target(String key, Path base, Runnable check) {
    return new WholeFiles.Target(key, file(key), base, check);
  }

  @Override
  public ObjectVersion put(String key, ByteBuffer bytes) {
    return files.write(target(key, root, () -> {}), bytes);
  }

  @Override
  public Optional<ObjectVersion> putIfAbsent(String key, ByteBuffer bytes) {
    return files.write(target(key, root, () -> {}), bytes, Optional::isEmpty);
  }

  @Override
  public Optional<ObjectVersion> putIfUnchanged(
      String key, ByteBuffer bytes, ObjectVersion version) {
    return files.write(target(key, root, () -> {}), bytes, isVersion(version));
  }

  @Override
  public Draft draft(String key) {
    return files.draft(target(key, root, () -> {}));
  }

  private static Predicate<Optional<FileVersion>> isVersion(ObjectVersion version) {
    return old -> old.filter(found -> found.stamp().equals(version)).isPresent();
  }

  @Override
  public boolean delete(String key) {
    return delete(key, () -> {});
  }

  private boolean delete(String key, Runnable check) {
    Path file = file(key);
    return locks.with(
        key,
        () -> {
          check.run();
          try {
            return FileVersion.find(file).isPresent() && Files.deleteIfExists(file);
          } catch (IOException e) {
            throw FilePaths.failed("delete", file, e);
          }
        });
  }

  @Override
  public Stream<String> list(String folder) {
    ObjectStore.requireFolder(folder);
    String name = folder.isEmpty() ? "" : folder.substring(0, folder.length() - 1);
    return below(folder, folder(name));
  }

  private static Stream<String> below(String prefix, Path folder) {
    return entries(folder).entrySet().stream()
        .flatMap(
            entry ->
                entry.getValue()
                    ? below(prefix + entry.getKey() + "/", folder.resolve(entry.getKey()))
                    : Stream.of(prefix + entry.getKey()));
  }

  /** What is in a folder, by name, and whether it is a folder. */
  private static Map<String, Boolean> entries(Path folder) {
    Map<String, Boolean> entries = new LinkedHashMap<>();
    for (Path entry : Folders.list(folder)) {
      boolean isFolder = Files.isDirectory(entry);
      // What is neither a folder nor there was deleted meanwhile.
      if (!WholeFiles.isOwn(entry)
          && (isFolder || Files.exists(entry, LinkOption.NOFOLLOW_LINKS))) {
        entries.put(String.valueOf(entry.getFileName()), isFolder);
      }
    }
    return entries;
  }

  @Override
  public List<Child> children(String folder) {
    return entries(folder(folder)).entrySet().stream()
        .map(entry -> new Child(entry.getKey(), entry.getValue()))
        .toList();
  }

  @Override
  public boolean createFolder(String folder, Map<String, ByteBuffer> objects) {
    Path path = file(folder);
    Path temporary = WholeFiles.temporary(Folders.of(path));
    try {
      Files.createDirectory(temporary);
      for (Map.Entry<String, ByteBuffer> object : objects.entrySet()) {
        Path file = temporary.resolve(object.getKey());
        WholeFiles.writeNew(file, object.getValue());
        FileVersion.mark(file);
      }
      return move(temporary, path);
    } catch (IOException e) {
      throw FilePaths.failed("create", path, e);
    } finally {
      Folders.deleteTree(temporary);
    }
  }

  @Override
  public boolean moveFolder(String from, String to) {
    try {
      return move(file(from), file(to));
    } catch (IOException e) {
      throw FilePaths.failed("move", file(from), e);
    }
  }

  private static boolean move(Path from, Path to) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        return true;
      } catch (NoSuchFileException e) {
        throw e;
      } catch (IOException e) {
        if (Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
          return false;
        }
        // The folder that had the name was deleted just now.
        if (attempt == MAX_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  @Override
  public boolean deleteFolder(String folder) {
    Path path = file(folder);
    Path temporary = WholeFiles.temporary(Folders.of(path));
    try {
      Files.move(path, temporary, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw FilePaths.failed("delete", path, e);
    }
    Folders.deleteTree(temporary);
    return true;
  }

  @Override
  public DraftStore inside(String folder, Runnable requireCurrent) {
    return new Inside(folder(folder), requireCurrent);
  }

  /** Writes only into one folder. */
  private final class Inside extends FilterStore {
    private final Path folder;
    private final Runnable requireCurrent;

    private Inside(Path folder, Runnable requireCurrent) {
      super(DirectoryStore.this);
      this.folder = folder;
      this.requireCurrent = requireCurrent;
    }

    private WholeFiles.Target target(String key) {
      return DirectoryStore.this.target(key, folder, requireCurrent);
    }

    @Override
    public ObjectVersion put(String key, ByteBuffer bytes) {
      return files.write(target(key), bytes);
    }

    @Override
    public Optional<ObjectVersion> putIfAbsent(String key, ByteBuffer bytes) {
      return files.write(target(key), bytes, Optional::isEmpty);
    }

    @Override
    public Optional<ObjectVersion> putIfUnchanged(
        String key, ByteBuffer bytes, ObjectVersion version) {
      return files.write(target(key), bytes, isVersion(version));
    }

    @Override
    public Draft draft(String key) {
      return files.draft(target(key));
    }

    @Override
    public boolean delete(String key) {
      return DirectoryStore.this.delete(key, requireCurrent);
    }
  }

  @Override
  public <T> T exclusive(String key, Supplier<T> action) {
    return locks.with("exclusive " + key, action);
  }

  /** Old ones only: others may be in use. */
  @Override
  public List<String> leftOvers(String folder, boolean remove) {
    List<String> found = new ArrayList<>();
    Instant yesterday = Instant.now().minus(Duration.ofDays(1));
    for (Path entry : Folders.list(folder(folder))) {
      try {
        boolean temporary = WholeFiles.isOwn(entry) && !entry.equals(root.resolve(LOCKS));
        if (temporary
            && Files.getLastModifiedTime(entry, LinkOption.NOFOLLOW_LINKS)
                .toInstant()
                .isBefore(yesterday)) {
          found.add(entry.toString());
          if (remove) {
            Folders.deleteTree(entry);
          }
        }
      } catch (NoSuchFileException e) {
        // it was in use
      } catch (IOException e) {
        throw FilePaths.failed("look at", entry, e);
      }
    }
    return found;
  }

  @Override
  public void rest() {
    locks.rest();
  }
}
