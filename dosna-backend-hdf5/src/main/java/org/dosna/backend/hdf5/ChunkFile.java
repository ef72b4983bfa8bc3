package org.dosna.backend.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dosna.DType;
import org.dosna.DatasetSpec;
import org.dosna.DosnaException;
import org.dosna.backend.hdf5.format.RegularFile;
import org.dosna.spi.AlignedBuffers;
import org.dosna.spi.ChunkBytes;
import org.dosna.spi.ChunkTransfer;
import org.dosna.spi.Extent;
import org.dosna.spi.FilePaths;
import org.dosna.spi.NeighbourCopies;
import org.dosna.spi.Piece;
import org.dosna.spi.Transfer;

/**
 * Reads and writes the chunk files of one dataset. A file that begins with a header seen before
 * needs no parsing: the bytes wanted are read at once. Others are parsed, whoever wrote them.
 * Thread safe.
 */
final class ChunkFile implements ChunkFiles {
  /** Reading this many bytes that are not wanted costs less than another system call. */
  private static final int MAX_GAP = 8 << 10;

  /** So many bytes are copied at a time: they stay in the processor's cache meanwhile. */
  private static final int WINDOW = 256 << 10;

  /** Chunks with more bytes are copied a window at a time. */
  private static final int MAX_SMALL = 2 << 20;

  /** Enough for a row of chunks; more would not be faster. */
  private static final int MAX_TOGETHER = 8;

  private static final int MAX_BYTES_TOGETHER = 8 << 20;

  /** Positions in files are counted in {@code int}. */
  private static final int MAX_LENGTH = Integer.MAX_VALUE - 8;

  private static final Set<StandardOpenOption> READ = Set.of(StandardOpenOption.READ);

  private final DatasetSpec spec;
  private final FileStore store;
  private final DType dtype;
  private final ChunkHeader ours;

  /** The header last seen that is not ours: files of one dataset are mostly alike. */
  private volatile Optional<ChunkHeader> foreign = Optional.empty();

  /**
   * The chunk files of a dataset.
   *
   * @throws DosnaException if a chunk is too large for the positions in a file
   */
  ChunkFile(DatasetSpec spec, FileStore store) {
    this.spec = spec;
    this.store = store;
    this.dtype = spec.dtype();
    this.ours = header(spec);
  }

  /** Checks that chunks are not too large for the positions in a file. */
  static void requireSize(DatasetSpec spec) {
    header(spec);
  }

  private static ChunkHeader header(DatasetSpec spec) {
    DType dtype = spec.dtype();
    byte[] fill = DatasetFile.bytes(spec.fillElement(), dtype.byteOrder());
    ChunkHeader header = ChunkHeader.of(dtype, spec.chunkSize(), fill);
    if (header.fileLength() > MAX_LENGTH) {
      throw new DosnaException(
          "A chunk of the hdf5 backend has less than 2 GiB; chunk size "
              + Arrays.toString(spec.chunkSize())
              + " of dtype "
              + dtype
              + " has "
              + header.dataLength()
              + " bytes. Left out, a chunk size of about 1 MiB is chosen");
    }
    return header;
  }

  /** Reads something from a file that is there. */
  interface Reader<T> {
    T read(FileChannel channel, long fileLength) throws IOException;
  }

  /**
   * What is looked at before opening tells the length, too: no more system calls than after. If
   * another file takes the name just then, it is another length, which is noticed by its bytes.
   */
  static <T> Optional<T> open(Path file, Reader<T> reader) {
    try {
      Optional<BasicFileAttributes> found = RegularFile.find(file);
      if (found.isEmpty()) {
        return Optional.empty();
      }
      try (FileChannel channel = LockFiles.makingRoom(() -> FileChannel.open(file, READ))) {
        return Optional.of(reader.read(channel, found.get().size()));
      }
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw FilePaths.failed("read", file, e);
    }
  }

  private Optional<ChunkHeader> expected(long fileLength) {
    return fileLength == ours.fileLength()
        ? Optional.of(ours)
        : foreign.filter(header -> header.fileLength() == fileLength);
  }

  @Override
  public boolean read(long[] index, Path file, Transfer transfer) {
    return open(
            file,
            (channel, length) -> {
              Optional<ChunkHeader> header = expected(length);
              if (header.isEmpty() || !readPieces(channel, header.get(), transfer)) {
                transfer.fromChunk(parsed(channel, file), 0);
              }
              return file;
            })
        .isPresent();
  }

  /** Reads the elements wanted; false if the header is another one than expected. */
  private boolean readPieces(FileChannel channel, ChunkHeader header, Transfer transfer)
      throws IOException {
    ByteBuffer bytes =
        AlignedBuffers.take(Math.max(header.length(), WINDOW + AlignedBuffers.ALIGNMENT));
    try {
      if (!fill(channel, bytes, 0, 0, header.length()) || !header.matches(bytes.position(0))) {
        return false;
      }
      int itemSize = dtype.itemSize();
      bytes.order(dtype.byteOrder());
      for (Piece piece : transfer.pieces(WINDOW / itemSize)) {
        int first = piece.firstElement();
        int origin = origin(header.length() + first * itemSize);
        for (Extent extent : piece.extents(MAX_GAP / itemSize)) {
          int from = header.length() + extent.first() * itemSize;
          if (!fill(channel, bytes, origin, from, from + extent.count() * itemSize)) {
            return false;
          }
        }
        piece.fromChunk(bytes.position(header.length() + first * itemSize - origin), first);
      }
      return true;
    } finally {
      AlignedBuffers.give(bytes);
    }
  }

  @Override
  public Optional<ChunkBytes> fetch(long[] index, Path file, Transfer transfer) {
    return open(
        file,
        (channel, length) -> {
          Optional<ChunkHeader> header = expected(length);
          ByteBuffer bytes = AlignedBuffers.take((int) header.orElse(ours).fileLength());
          boolean fetched = false;
          try {
            if (header.isEmpty() || !fetchKnown(channel, header.get(), transfer, bytes)) {
              bytes.clear().put(parsed(channel, file)).flip();
            }
            fetched = true;
            return new ChunkBytes(bytes.order(dtype.byteOrder()), 0);
          } finally {
            if (!fetched) {
              AlignedBuffers.give(bytes);
            }
          }
        });
  }

  /** Reads header and elements into a buffer; false if the header is another one than expected. */
  private boolean fetchKnown(
      FileChannel channel, ChunkHeader header, Transfer transfer, ByteBuffer bytes)
      throws IOException {
    int itemSize = dtype.itemSize();
    int from = 0;
    int to = header.length();
    for (Extent extent : transfer.extents(MAX_GAP / itemSize)) {
      int begin = header.length() + extent.first() * itemSize;
      if (begin - to > MAX_GAP) {
        if (!fill(channel, bytes, 0, from, to)) {
          return false;
        }
        from = begin;
      }
      to = begin + extent.count() * itemSize;
    }
    boolean known = fill(channel, bytes, 0, from, to) && header.matches(bytes.position(0));
    bytes.position(header.length());
    return known;
  }

  /**
   * The position of a file that comes to a buffer's beginning: aligned in the file as buffers are
   * in memory. Else the kernel's copying takes up to three times as long (AMD processors).
   */
  private static int origin(int position) {
    return position - position % AlignedBuffers.ALIGNMENT;
  }

  /** Reads a stretch of a file into a buffer that begins at a position of it; false if it ends. */
  static boolean fill(FileChannel channel, ByteBuffer bytes, int origin, int from, int to)
      throws IOException {
    bytes.limit(to - origin).position(from - origin);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, origin + bytes.position()) < 0) {
        return false;
      }
    }
    return true;
  }

  /** All elements of a chunk, whoever wrote it; its header is known from now on. */
  private ByteBuffer parsed(FileChannel channel, Path file) throws IOException {
    try (Hdf5Array array = array(channel, file, spec)) {
      Optional<Long> position = array.position();
      if (position.isPresent()) {
        foreign =
            ChunkHeader.seen(channel, position.get(), ours.dataLength())
                .filter(header -> header.fileLength() <= MAX_LENGTH);
      }
      return array.read();
    }
  }

  /** All elements of a chunk of a dataset, whoever wrote it and however. */
  static ByteBuffer parsed(FileChannel channel, Path file, DatasetSpec spec) throws IOException {
    try (Hdf5Array array = array(channel, file, spec)) {
      return array.read();
    }
  }

  private static Hdf5Array array(FileChannel channel, Path file, DatasetSpec spec)
      throws IOException {
    long[] shape = Arrays.stream(spec.chunkSize()).asLongStream().toArray();
    Hdf5Array array = Hdf5Array.of(channel, file, ChunkHeader.ARRAY_NAME);
    if (array.dtype() != spec.dtype() || !Arrays.equals(array.shape(), shape)) {
      array.close();
      throw new DosnaException(
          "The chunk file "
              + file
              + " holds "
              + array.dtype().numpy()
              + Arrays.toString(array.shape())
              + "; the dataset has chunks of "
              + spec.dtype().numpy()
              + Arrays.toString(shape));
    }
    return array;
  }

  /** Whether chunks are so small that a whole one is read at a time. */
  private boolean isSmall() {
    return ours.dataLength() <= MAX_SMALL;
  }

  @Override
  public int together() {
    return (int) Math.max(1, Math.min(MAX_TOGETHER, MAX_BYTES_TOGETHER / ours.dataLength()));
  }

  @Override
  public boolean isMostOf(Transfer transfer) {
    return 2 * transfer.elements() * dtype.itemSize() >= ours.dataLength();
  }

  @Override
  public boolean isWhole(Transfer transfer) {
    return transfer.isWhole(ours.dataLength() / dtype.itemSize());
  }

  @Override
  public List<ByteBuffer> prepare(List<ChunkTransfer> wholes) {
    List<ByteBuffer> files = new ArrayList<>(wholes.size());
    List<Transfer> transfers = new ArrayList<>(wholes.size());
    for (ChunkTransfer whole : wholes) {
      files.add(start());
      transfers.add(whole.transfer());
    }
    NeighbourCopies.toWholeChunks(transfers, files);
    files.forEach(file -> file.rewind().limit((int) ours.fileLength()));
    return files;
  }

  @Override
  public Path writeTemporary(Path file, ByteBuffer prepared) {
    return store.writeTemporary(file, channel -> FileStore.writeFully(channel, prepared));
  }

  /** A buffer with the file's header in front. */
  private ByteBuffer start() {
    int window = isSmall() ? (int) ours.dataLength() : WINDOW;
    ByteBuffer bytes = AlignedBuffers.take(ours.length() + window + AlignedBuffers.ALIGNMENT);
    return bytes.put(ours.bytes()).order(dtype.byteOrder());
  }

  @Override
  public Path writeTemporary(Path file, long[] index, Transfer transfer) {
    return store.writeTemporary(file, channel -> write(channel, transfer));
  }

  private void write(FileChannel channel, Transfer transfer) throws IOException {
    ByteBuffer bytes = start();
    try {
      int written = 0;
      for (Piece piece : transfer.pieces(WINDOW / dtype.itemSize())) {
        piece.toChunk(bytes, piece.firstElement());
        bytes.limit(bytes.position() + piece.elements() * dtype.itemSize());
        FileStore.writeFully(channel, bytes.position(written - origin(written)));
        written = (int) channel.position();
        bytes.clear().position(written - origin(written));
      }
    } finally {
      AlignedBuffers.give(bytes);
    }
  }
}
