package org.dosna.backend.zarr;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.dosna.DosnaException;
import org.dosna.spi.ObjectBytes;
import org.dosna.spi.ObjectStore;
import org.dosna.spi.ObjectVersion;

/**
 * Objects as files in a folder. A file is written under a temporary name in its own folder and then
 * renamed; who changes it holds a lock meanwhile, readers need none.
 */
final class DirectoryStore implements TreeStore {
  /** How the names begin of what is the store's own. */
  private static final String OWN = ".dosna-";

  private static final String LOCKS = OWN + "locks";
  private static final int MAX_SIZE = Integer.MAX_VALUE - 8;

  private final Path root;
  private final FileLocks locks;

  /**
   * A store in a folder that exists.
   *
   * @param root its real path
   * @param lockTimeout seconds to wait for a lock at most
   */
  DirectoryStore(Path root, int lockTimeout) {
    this.root = root;
    this.locks = new FileLocks(root.resolve(LOCKS), lockTimeout);
  }

  private Path file(String key) {
    ObjectStore.requireKey(key);
    if (("/" + key).contains("/" + OWN)) {
      throw new DosnaException(
          "'" + key + "' cannot be the key of an object: names with " + OWN + " are the store's");
    }
    return Folders.resolve(root, key);
  }

  private Path folder(String folder) {
    return folder.isEmpty() ? root : file(folder);
  }

  private static boolean isOwn(Path path) {
    return String.valueOf(path.getFileName()).startsWith(OWN);
  }

  private static Path temporary(Path folder) {
    return folder.resolve(OWN + UUID.randomUUID());
  }

  @Override
  public Optional<ObjectBytes> get(String key) {
    return getRange(key, 0, MAX_SIZE);
  }

  @Override
  public Optional<ObjectBytes> getRange(String key, long offset, int length) {
    ObjectStore.requireRange(key, offset, length);
    Path file = file(key);
    try {
      while (true) {
        Optional<FileVersion> version = FileVersion.find(file);
        if (version.isEmpty()) {
          return Optional.empty();
        }
        Optional<ObjectBytes> read = read(file, version.get(), offset, length);
        if (read.isPresent()) {
          return read;
        }
      }
    } catch (IOException e) {
      throw Folders.failed("read", file, e);
    }
  }

  /** What is read of a version; empty if the file is another one by now. */
  private static Optional<ObjectBytes> read(Path file, FileVersion version, long offset, int length)
      throws IOException {
    long count = Math.max(0, Math.min(length, version.size() - offset));
    byte[] bytes = new byte[(int) count];
    if (count > 0) {
      // Not through a channel, which an interrupt would close.
      try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "r")) {
        if (!FileVersion.find(file).equals(Optional.of(version))) {
          return Optional.empty();
        }
        opened.seek(offset);
        opened.readFully(bytes);
      } catch (EOFException e) {
        return Optional.empty(); // shortened by another program
      } catch (FileNotFoundException e) {
        if (FileVersion.find(file).equals(Optional.of(version))) {
          throw e; // also if there is no permission
        }
        return Optional.empty();
      }
    }
    return Optional.of(new ObjectBytes(ByteBuffer.wrap(bytes), version.size(), version.stamp()));
  }

  @Override
  public ObjectVersion put(String key, ByteBuffer bytes) {
    return write(new Target(key, root, () -> {}), bytes, old -> true).orElseThrow();
  }

  @Override
  public Optional<ObjectVersion> putIfAbsent(String key, ByteBuffer bytes) {
    return write(new Target(key, root, () -> {}), bytes, Optional::isEmpty);
  }

  @Override
  public Optional<ObjectVersion> putIfUnchanged(
      String key, ByteBuffer bytes, ObjectVersion version) {
    return write(new Target(key, root, () -> {}), bytes, isVersion(version));
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
            throw Folders.failed("delete", file, e);
          }
        });
  }

  /**
   * What is written.
   *
   * @param key the object's key
   * @param base the folder that is there already
   * @param check runs just before it is seen
   */
  private record Target(String key, Path base, Runnable check) {}

  private Optional<ObjectVersion> write(
      Target target, ByteBuffer bytes, Predicate<Optional<FileVersion>> condition) {
    Path file = file(target.key());
    Optional<Path> temporary = Optional.empty();
    try {
      if (!condition.test(FileVersion.find(file))) {
        return Optional.empty();
      }
      temporary = Optional.of(writeTemporary(target, file, bytes));
      return publish(target, temporary.get(), file, condition);
    } catch (IOException e) {
      target.check().run(); // says it better, if the folder has gone
      throw Folders.failed("write", file, e);
    } finally {
      temporary.ifPresent(DirectoryStore::discard);
    }
  }

  private Path writeTemporary(Target target, Path file, ByteBuffer bytes) throws IOException {
    Path temporary = temporary(Folders.of(file));
    try {
      writeNew(temporary, bytes);
    } catch (NoSuchFileException e) {
      makeFolders(target.base(), Folders.of(file));
      writeNew(temporary, bytes);
    }
    return temporary;
  }

  private static void writeNew(Path temporary, ByteBuffer bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer left = bytes.duplicate();
      while (left.hasRemaining()) {
        channel.write(left);
      }
    } catch (NoSuchFileException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      discard(temporary);
      throw e;
    }
  }

  private static void makeFolders(Path base, Path folder) throws IOException {
    if (!folder.equals(base)) {
      makeFolders(base, Folders.of(folder));
      try {
        Files.createDirectory(folder);
      } catch (FileAlreadyExistsException e) {
        if (!Files.isDirectory(folder)) {
          throw new IOException(folder + " is no folder", e);
        }
      }
    }
  }

  private Optional<ObjectVersion> publish(
      Target target, Path temporary, Path file, Predicate<Optional<FileVersion>> condition)
      throws IOException {
    ObjectVersion made = FileVersion.mark(temporary).stamp();
    return locks.with(
        target.key(),
        () -> {
          target.check().run();
          try {
            if (!condition.test(FileVersion.find(file))) {
              return Optional.empty();
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            return Optional.of(made);
          } catch (IOException e) {
            target.check().run();
            throw Folders.failed("write", file, e);
          }
        });
  }

  private static void discard(Path temporary) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      throw Folders.failed("delete", temporary, e);
    }
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
      if (!isOwn(entry) && (isFolder || Files.exists(entry, LinkOption.NOFOLLOW_LINKS))) {
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
    Path temporary = temporary(Folders.of(path));
    try {
      Files.createDirectory(temporary);
      for (Map.Entry<String, ByteBuffer> object : objects.entrySet()) {
        Path file = temporary.resolve(object.getKey());
        writeNew(file, object.getValue());
        FileVersion.mark(file);
      }
      return move(temporary, path);
    } catch (IOException e) {
      throw Folders.failed("create", path, e);
    } finally {
      Folders.deleteTree(temporary);
    }
  }

  @Override
  public boolean moveFolder(String from, String to) {
    try {
      return move(file(from), file(to));
    } catch (IOException e) {
      throw Folders.failed("move", file(from), e);
    }
  }

  private static boolean move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
      return true;
    } catch (NoSuchFileException e) {
      throw e;
    } catch (IOException e) {
      if (Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public boolean deleteFolder(String folder) {
    Path path = file(folder);
    Path temporary = temporary(Folders.of(path));
    try {
      Files.move(path, temporary, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw Folders.failed("delete", path, e);
    }
    Folders.deleteTree(temporary);
    return true;
  }

  @Override
  public ObjectStore inside(String folder, Runnable requireCurrent) {
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

    private Target target(String key) {
      return new Target(key, folder, requireCurrent);
    }

    @Override
    public ObjectVersion put(String key, ByteBuffer bytes) {
      return write(target(key), bytes, old -> true).orElseThrow();
    }

    @Override
    public Optional<ObjectVersion> putIfAbsent(String key, ByteBuffer bytes) {
      return write(target(key), bytes, Optional::isEmpty);
    }

    @Override
    public Optional<ObjectVersion> putIfUnchanged(
        String key, ByteBuffer bytes, ObjectVersion version) {
      return write(target(key), bytes, isVersion(version));
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
        boolean temporary = isOwn(entry) && !entry.equals(root.resolve(LOCKS));
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
        throw Folders.failed("look at", entry, e);
      }
    }
    return found;
  }

  @Override
  public void rest() {
    locks.rest();
  }
}
