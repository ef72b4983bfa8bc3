package org.dosna.backend.hdf5;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dosna.DosnaException;
import org.dosna.spi.AlignedBuffers;
import org.dosna.spi.ChunkBytes;
import org.dosna.spi.ChunkTransfer;
import org.dosna.spi.Transfer;

/** How the chunk files of one dataset are read and written. Thread safe. */
interface ChunkFiles {
  /** As its description says. */
  static ChunkFiles of(DatasetFile dataset, FileStore store) {
    return dataset.shown().codecs().isEmpty()
        ? new ChunkFile(dataset.shown(), store)
        : new EncodedChunkFile(dataset.shown(), dataset.incarnation(), store);
  }

  /**
   * Reads a part of a chunk.
   *
   * @return false if there is no such file
   * @throws DosnaException if the file is damaged or does not fit the dataset
   */
  boolean read(long[] index, Path file, Transfer transfer);

  /**
   * Reads a small chunk's bytes, at least those that a transfer needs, all at once.
   *
   * @return the bytes, whose buffer is to be given back to {@link AlignedBuffers}; empty if there
   *     is no such file
   * @throws DosnaException if the file is damaged or does not fit the dataset
   */
  Optional<ChunkBytes> fetch(long[] index, Path file, Transfer transfer);

  /** How many chunks may be copied together. */
  int together();

  /** Whether a transfer is of so much of a chunk that reading it whole is no waste. */
  boolean isMostOf(Transfer transfer);

  /** Whether a transfer is of all elements of a chunk. */
  boolean isWhole(Transfer transfer);

  /**
   * Prepares several files.
   *
   * @param wholes all elements of each chunk
   * @return what is to be written, to be given back to {@link AlignedBuffers}
   */
  List<ByteBuffer> prepare(List<ChunkTransfer> wholes);

  /** Writes a prepared file under a temporary name, to replace the file. */
  Path writeTemporary(Path file, ByteBuffer prepared);

  /** Writes a whole chunk under a temporary name; the transfer is of all its elements. */
  Path writeTemporary(Path file, long[] index, Transfer whole);
}
