package org.dosna.backend.ceph;

import org.dosna.DosnaException;

/**
 * The object of one chunk, which perhaps does not exist.
 *
 * @param io where it is
 * @param name its name
 * @param index the chunk's position in the chunk grid
 * @param format how it has to be
 * @param incarnation whose it has to be
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ChunkObject(
    IoContext io, String name, long[] index, ChunkFormat format, Incarnation incarnation) {
  /** Ends what would go on for ever if the pool answered strangely. */
  private static final int MAX_ROUNDS = 10_000;

  /**
   * Makes sure that the object is as long as a chunk.
   *
   * @throws DosnaException if it is damaged
   */
  void requireSize(long size) {
    if (!format.isPlain()) {
      if (size > format.maxStored()) {
        throw new DosnaException(
            "The object '"
                + name
                + "' is damaged: it has "
                + size
                + " bytes, and a chunk of this dataset after "
                + format.codecs()
                + " has at most "
                + format.maxStored());
      }
      return;
    }
    if (size != format.byteCount()) {
      throw new DosnaException(
          "The object '"
              + name
              + "' is damaged: it has "
              + size
              + " bytes, and a chunk of this dataset has "
              + format.byteCount()
              + "; writing the whole chunk repairs it, deleting it makes it fill value");
    }
  }

  /** Makes sure that what is tried again and again has an end. */
  void requireRounds(int rounds) {
    if (rounds > MAX_ROUNDS) {
      throw new DosnaException(
          "The object '" + name + "' was changed by others each of " + MAX_ROUNDS + " times");
    }
  }

  RadosException failure(String verb, int code) {
    return io.failure(verb, name, code);
  }
}
