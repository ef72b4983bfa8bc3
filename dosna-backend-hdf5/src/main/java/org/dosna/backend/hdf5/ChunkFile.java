package org.dosna.backend.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import org.dosna.DType;
import org.dosna.DatasetSpec;
import org.dosna.DosnaException;
import org.dosna.spi.Piece;
import org.dosna.spi.Transfer;
import org.dosna.spi.Transfer.Extent;

/**
 * Reads and writes the chunk files of one dataset. A file that begins with a header seen before
 * needs no parsing: the bytes wanted are read at once. Others are parsed by jhdf, whoever wrote
 * them. Thread safe.
 */
final class ChunkFile {
  /** Reading this many bytes that are not wanted costs less than another system call. */
  private static final int MAX_GAP = 8 << 10;

  /** So many bytes are copied at a time: they stay in the processor's cache meanwhile. */
  private static final int WINDOW = 256 << 10;

  /** Positions in files are counted in {@code int}. */
  private static final int MAX_LENGTH = Integer.MAX_VALUE - 8;

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

  /**
   * Reads a part of a chunk.
   *
   * @return false if there is no such file
   * @throws DosnaException if the file is damaged or does not fit the dataset
   */
  boolean read(Path file, Transfer transfer) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      Optional<ChunkHeader> header = expected(channel.size());
      if (header.isEmpty() || !readKnown(channel, header.get(), transfer)) {
        readParsed(channel, file, transfer);
      }
      return true;
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw FileStore.failed("read", file, e);
    }
  }

  private Optional<ChunkHeader> expected(long fileLength) {
    return fileLength == ours.fileLength()
        ? Optional.of(ours)
        : foreign.filter(header -> header.fileLength() == fileLength);
  }

  /** Reads the elements wanted; false if the header is another one than expected. */
  private boolean readKnown(FileChannel channel, ChunkHeader header, Transfer transfer)
      throws IOException {
    ByteBuffer bytes = BufferPool.take(Math.max(header.length(), WINDOW + BufferPool.ALIGNMENT));
    try {
      fill(channel, bytes, 0, 0, header.length());
      if (!header.matches(bytes.position(0))) {
        return false;
      }
      int itemSize = dtype.itemSize();
      bytes.order(dtype.byteOrder());
      for (Piece piece : transfer.pieces(WINDOW / itemSize)) {
        int first = piece.firstElement();
        int origin = origin(header.length() + first * itemSize);
        for (Extent extent : piece.extents(MAX_GAP / itemSize)) {
          int from = header.length() + extent.first() * itemSize;
          fill(channel, bytes, origin, from, from + extent.count() * itemSize);
        }
        piece.fromChunk(bytes.position(header.length() + first * itemSize - origin), first);
      }
      return true;
    } finally {
      BufferPool.give(bytes);
    }
  }

  /**
   * The position of a file that comes to a buffer's beginning: aligned in the file as buffers are
   * in memory. Else the kernel's copying takes up to three times as long (AMD processors).
   */
  private static int origin(int position) {
    return position - position % BufferPool.ALIGNMENT;
  }

  /** Reads a stretch of a file into a buffer that begins at a position of the file. */
  private static void fill(FileChannel channel, ByteBuffer bytes, int origin, int from, int to)
      throws IOException {
    bytes.limit(to - origin).position(from - origin);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, origin + bytes.position()) < 0) {
        throw new IOException("the file became shorter while it was read");
      }
    }
  }

  private void readParsed(FileChannel channel, Path file, Transfer transfer) throws IOException {
    long[] shape = Arrays.stream(spec.chunkSize()).asLongStream().toArray();
    try (Hdf5File hdf = Hdf5File.of(channel, file)) {
      Hdf5Array array = hdf.array(ChunkHeader.ARRAY_NAME);
      if (array.dtype() != dtype || !Arrays.equals(array.shape(), shape)) {
        throw new DosnaException(
            "The chunk file "
                + file
                + " holds "
                + array.dtype().numpy()
                + Arrays.toString(array.shape())
                + "; the dataset has chunks of "
                + dtype.numpy()
                + Arrays.toString(shape));
      }
      if (array.layout() == Layout.CONTIGUOUS) {
        foreign =
            ChunkHeader.seen(channel, array.dataAddress(), ours.dataLength())
                .filter(header -> header.fileLength() <= MAX_LENGTH);
      }
      ByteBuffer elements = array.read(new long[shape.length], shape);
      transfer.fromChunk(elements, 0);
    }
  }

  /** Writes a whole chunk under a temporary name; the transfer is of all its elements. */
  Path writeTemporary(Path folder, Transfer transfer) {
    return store.writeTemporary(folder, channel -> write(channel, transfer));
  }

  private void write(FileChannel channel, Transfer transfer) throws IOException {
    ByteBuffer bytes = BufferPool.take(ours.length() + WINDOW + BufferPool.ALIGNMENT);
    try {
      bytes.put(ours.bytes()).order(dtype.byteOrder());
      int written = 0;
      for (Piece piece : transfer.pieces(WINDOW / dtype.itemSize())) {
        piece.toChunk(bytes, piece.firstElement());
        bytes.limit(bytes.position() + piece.elements() * dtype.itemSize());
        FileStore.writeFully(channel, bytes.position(written - origin(written)));
        written = (int) channel.position();
        bytes.clear().position(written - origin(written));
      }
    } finally {
      BufferPool.give(bytes);
    }
  }
}
