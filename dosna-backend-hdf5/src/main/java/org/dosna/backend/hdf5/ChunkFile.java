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

  /** The largest file that fits into a buffer. */
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
   * @throws DosnaException if a chunk is too large for a file buffer
   */
  ChunkFile(DatasetSpec spec, FileStore store) {
    this.spec = spec;
    this.store = store;
    this.dtype = spec.dtype();
    this.ours = header(spec);
  }

  /** Checks that chunks are not too large for a file buffer. */
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

  /** Reads header and elements together; false if the header is another one than expected. */
  private boolean readKnown(FileChannel channel, ChunkHeader header, Transfer transfer)
      throws IOException {
    int start = header.length();
    int itemSize = dtype.itemSize();
    ByteBuffer bytes = BufferPool.take((int) header.fileLength());
    try {
      int from = 0;
      int to = start;
      for (Extent extent : transfer.extents(MAX_GAP / itemSize)) {
        int first = start + extent.first() * itemSize;
        if (first - to > MAX_GAP) {
          fill(channel, bytes, from, to);
          from = first;
        }
        to = first + extent.count() * itemSize;
      }
      fill(channel, bytes, from, to);
      if (!header.matches(bytes.position(0).limit(start))) {
        return false;
      }
      bytes.limit((int) header.fileLength()).position(start);
      transfer.fromChunk(bytes.order(dtype.byteOrder()), 0);
      return true;
    } finally {
      BufferPool.give(bytes);
    }
  }

  /** Reads a stretch of a file into the same place of a buffer. */
  private static void fill(FileChannel channel, ByteBuffer bytes, int from, int to)
      throws IOException {
    bytes.limit(to).position(from);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, bytes.position()) < 0) {
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

  /** Writes a whole chunk under a temporary name; what the transfer leaves out is fill value. */
  Path writeTemporary(Path folder, Transfer transfer) {
    ByteBuffer bytes = BufferPool.take((int) ours.fileLength());
    try {
      bytes.put(ours.bytes()).order(dtype.byteOrder());
      if (transfer.elements() * dtype.itemSize() < ours.dataLength()) {
        Transfer.whole(spec.fillChunk()).toChunk(bytes, 0);
      }
      transfer.toChunk(bytes, 0);
      return store.writeTemporary(folder, bytes.rewind());
    } finally {
      BufferPool.give(bytes);
    }
  }
}
