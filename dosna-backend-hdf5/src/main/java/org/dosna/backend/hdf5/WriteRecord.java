package org.dosna.backend.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dosna.spi.FilePaths;

/**
 * The record of a dataset's written chunks. A byte stands for a chunk: 1 if it is stored, else 0.
 * The bytes of some thousand neighbours, a block of the chunk grid, are in one file, whose name
 * says which block: so a chunk's place stays when the shape changes. Python looks at none of it.
 * Marks of a chunk are changed with its lock held; thread safe.
 */
final class WriteRecord {
  /** Bytes of a file, at most: that many chunks are in a block, or fewer. */
  private static final int MAX_BYTES = 1 << 12;

  private static final Set<StandardOpenOption> CHANGE = Set.of(StandardOpenOption.WRITE);
  private static final Set<StandardOpenOption> MAKE =
      Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE);

  private final Path folder;
  private final FileStore store;
  private final int axes;

  /**
   * A record.
   *
   * @param folder the dataset's folder
   * @param axes how many the dataset has
   */
  WriteRecord(Path folder, FileStore store, int axes) {
    this.folder = folder;
    this.store = store;
    this.axes = axes;
  }

  /** How many chunks a block has on each axis: a power of two, 1 of very many axes. */
  static int side(int axes) {
    return 1 << (Integer.numberOfTrailingZeros(MAX_BYTES) / axes);
  }

  /** The first chunk of a block. */
  static long[] firstChunk(long[] block) {
    return Arrays.stream(block).map(i -> i * side(block.length)).toArray();
  }

  private Path file(long[] index) {
    int side = side(axes);
    return folder.resolve(Folders.recordName(Arrays.stream(index).map(i -> i / side).toArray()));
  }

  /** The place of a chunk's byte in its file. */
  private long place(long[] index) {
    int side = side(axes);
    return Arrays.stream(index).reduce(0, (place, i) -> place * side + i % side);
  }

  /**
   * Says that a chunk is stored.
   *
   * @param check throws if the folder is not the dataset's any more
   */
  void set(long[] index, Runnable check) {
    change(index, MAKE, (byte) 1, check);
  }

  /** Says that a chunk is not stored: what {@link #set} did is undone. */
  void clear(long[] index, Runnable check) {
    change(index, CHANGE, (byte) 0, check);
  }

  /** What was opened is the dataset's if the folder still is: then it was so before, too. */
  private void change(long[] index, Set<StandardOpenOption> options, byte value, Runnable check) {
    Path file = file(index);
    try (FileChannel channel = LockFiles.makingRoom(() -> FileChannel.open(file, options))) {
      check.run();
      channel.write(ByteBuffer.wrap(new byte[] {value}), place(index));
      store.sync(channel, file);
    } catch (NoSuchFileException e) {
      check.run(); // nothing was ever recorded there
    } catch (IOException e) {
      throw FilePaths.failed("record a chunk in", file, e);
    }
  }

  /** Whether a chunk is said to be stored. */
  boolean contains(long[] index) {
    long place = place(index);
    ByteBuffer marks = marks(file(index));
    return place < marks.limit() && marks.get((int) place) != 0;
  }

  /** All chunks that are said to be stored, also those outside the shape. */
  Stream<long[]> chunks() {
    return store.list(folder).stream()
        .map(Folders::recordBlock)
        .flatMap(Optional::stream)
        .filter(block -> block.length == axes)
        .flatMap(this::chunks);
  }

  private Stream<long[]> chunks(long[] block) {
    ByteBuffer marks = marks(folder.resolve(Folders.recordName(block)));
    return IntStream.range(0, marks.limit())
        .filter(place -> marks.get(place) != 0)
        .mapToObj(place -> index(block, place));
  }

  private long[] index(long[] block, int place) {
    int side = side(axes);
    long[] index = new long[axes];
    int rest = place;
    for (int axis = axes - 1; axis >= 0; axis--) {
      index[axis] = block[axis] * side + rest % side;
      rest /= side;
    }
    return index;
  }

  /** What a file holds; nothing if there is none. */
  private static ByteBuffer marks(Path file) {
    ByteBuffer marks = ByteBuffer.allocate(MAX_BYTES);
    try (FileChannel channel = LockFiles.makingRoom(() -> FileChannel.open(file))) {
      while (marks.hasRemaining() && channel.read(marks) >= 0) {}
    } catch (NoSuchFileException e) {
      return marks.flip();
    } catch (IOException e) {
      throw FilePaths.failed("read", file, e);
    }
    return marks.flip();
  }
}
