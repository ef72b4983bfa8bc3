package org.dosna.backend.hdf5;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of files and folders:
 *
 * <pre>
 * CLUSTER/.lock-...                    shows that who writes here lives
 * CLUSTER/POOL/.dosna                  marks a pool or a group; empty
 *              .group.h5               its attributes, if it has any
 *              .lock                   the lock of who changes them
 * CLUSTER/POOL/GROUP/...               the same again
 * CLUSTER/POOL/DATASET/dataset.h5      describes a dataset
 *                      chunk_0_2_1.h5  one chunk
 *                      .lock           byte-range locks of writers
 *                      .written_0_1    which chunks of a block of the grid were written, if recorded
 *                      .dosna-damaged-...  a damaged chunk, set aside by a repair
 *                      .dosna-...      being written or deleted; left over if a process was killed
 * </pre>
 */
final class Folders {
  /** An empty file in the folder of a pool or group. */
  static final String MARKER = ".dosna";

  /** The file with the attributes of a pool or group; no dataset can have this name. */
  static final String GROUP = ".group.h5";

  /** The file that describes a dataset. */
  static final String METADATA = "dataset.h5";

  /** The file whose bytes writers lock. */
  static final String LOCK = ".lock";

  private static final String TEMPORARY = ".dosna-";
  private static final String LIFE_SIGN = ".lock-";
  private static final String ID = "(\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12})";

  /** A user may have named something so that it begins like ours. */
  private static final Pattern TEMPORARIES =
      Pattern.compile(Pattern.quote(TEMPORARY) + ID + "-\\d+");

  private static final Pattern LIFE_SIGNS = Pattern.compile(Pattern.quote(LIFE_SIGN) + ID);

  private static final String DAMAGED = ".dosna-damaged-";
  private static final String CHUNK = "chunk_";
  private static final String SUFFIX = ".h5";
  private static final String RECORD = ".written_";

  private Folders() {}

  /** A name for something that is being made or deleted. */
  static Path temporary(Path folder, String id, long number) {
    return folder.resolve(TEMPORARY + id + "-" + number);
  }

  static boolean isTemporary(Path path) {
    return TEMPORARIES.matcher(path.getFileName().toString()).matches();
  }

  /** Whether it is a temporary name of somebody's. */
  static boolean isTemporaryOf(Path path, String id) {
    return isTemporary(path) && path.getFileName().toString().startsWith(TEMPORARY + id);
  }

  /** A name for a damaged chunk's file that is set aside. */
  static Path setAside(Path chunk) {
    String name = DAMAGED + UUID.randomUUID() + "-" + chunk.getFileName();
    return chunk.resolveSibling(name);
  }

  /** Whether it is a damaged chunk's file that was set aside. */
  static boolean isSetAside(Path path) {
    return path.getFileName().toString().startsWith(DAMAGED);
  }

  /** Whose temporary name it is, if it is one. */
  static Optional<String> temporaryId(Path path) {
    Matcher name = TEMPORARIES.matcher(path.getFileName().toString());
    return name.matches() ? Optional.of(name.group(1)) : Optional.empty();
  }

  /** The name of the file that shows that somebody lives. */
  static String lifeSign(String id) {
    return LIFE_SIGN + id;
  }

  /** Whose it is, if it is such a file. */
  static Optional<String> lifeSignId(Path path) {
    Matcher name = LIFE_SIGNS.matcher(path.getFileName().toString());
    return name.matches() ? Optional.of(name.group(1)) : Optional.empty();
  }

  /** Whether it has a description, even one that cannot be read. */
  static boolean isDataset(Path path) {
    Path description = path.resolve(METADATA);
    return !isTemporary(path)
        && Files.exists(description, LinkOption.NOFOLLOW_LINKS)
        && !Files.isDirectory(description); // that may be a dataset in a group
  }

  static String chunkName(long[] index) {
    return name(CHUNK, index, SUFFIX);
  }

  /** The name of the file that records the chunks of a block of the chunk grid. */
  static String recordName(long[] block) {
    return name(RECORD, block, "");
  }

  private static String name(String prefix, long[] index, String suffix) {
    StringBuilder name = new StringBuilder(prefix).append(index[0]);
    for (int axis = 1; axis < index.length; axis++) {
      name.append('_').append(index[axis]);
    }
    return name.append(suffix).toString();
  }

  /** The chunk's position that a file name stands for, if it is one of a chunk. */
  static Optional<long[]> chunkIndex(Path path) {
    return index(CHUNK, path, SUFFIX);
  }

  /** The block whose chunks a file records, if it is one of a record. */
  static Optional<long[]> recordBlock(Path path) {
    return index(RECORD, path, "");
  }

  private static Optional<long[]> index(String prefix, Path path, String suffix) {
    String name = path.getFileName().toString();
    if (!name.startsWith(prefix) || !name.endsWith(suffix)) {
      return Optional.empty();
    }
    String[] numbers =
        name.substring(prefix.length(), name.length() - suffix.length()).split("_", -1);
    long[] index = new long[numbers.length];
    try {
      for (int axis = 0; axis < index.length; axis++) {
        index[axis] = Long.parseLong(numbers[axis]);
      }
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
    // "chunk_00.h5" and "chunk_+1.h5" would be read as numbers, too; no chunk is at "chunk_-1.h5".
    boolean ours =
        name(prefix, index, suffix).equals(name) && Arrays.stream(index).noneMatch(i -> i < 0);
    return ours ? Optional.of(index) : Optional.empty();
  }

  /**
   * Those files of a dataset's folder that are not DosNa's.
   *
   * @param own says of a chunk whether it may be the dataset's
   */
  static List<Path> foreign(List<Path> files, Predicate<long[]> own) {
    return files.stream().filter(file -> !belongsToDataset(file, own)).toList();
  }

  /** Whether it is what a group has beside its datasets and groups. */
  static boolean belongsToGroup(Path entry) {
    String name = entry.getFileName().toString();
    boolean file = name.equals(MARKER) || name.equals(GROUP) || name.equals(LOCK);
    return isTemporary(entry) || (file && !Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS));
  }

  /** Whether it is what a dataset has in its folder. */
  static boolean belongsToDataset(Path file, Predicate<long[]> own) {
    String name = file.getFileName().toString();
    boolean known =
        name.equals(METADATA)
            || name.equals(LOCK)
            || isTemporary(file)
            || isSetAside(file)
            || chunkIndex(file).filter(own).isPresent()
            || recordBlock(file).map(WriteRecord::firstChunk).filter(own).isPresent();
    // A dataset has no folders in it: one may hold anything, whatever its name.
    return known && !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS);
  }
}
