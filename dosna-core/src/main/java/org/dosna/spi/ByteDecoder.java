package org.dosna.spi;

import java.nio.ByteBuffer;
import org.dosna.Arguments;
import org.dosna.DosnaException;
import org.dosna.codec.Bitshuffle;
import org.dosna.codec.Blosc;
import org.dosna.codec.Bzip2;
import org.dosna.codec.Lz4;
import org.dosna.codec.Zstd;

/**
 * Turns compressed bytes into what they were made of, for backends and readers of files: what is
 * between the numbers of a format and the bytes of a chunk. Thread safe.
 *
 * <p>Those that are there by name: {@code zstd} (RFC 8878), {@code lz4} (the block format), {@code
 * blosc} (frames of C-Blosc 1) and {@code bzip2}. They need libraries that are not there by
 * themselves, but for {@code blosc}, which needs those of what is in it.
 */
@FunctionalInterface
public interface ByteDecoder {
  /**
   * Decodes.
   *
   * @param from the compressed bytes, from position to limit of a buffer over an array; all are
   *     used
   * @param to where the others go, from its position on, a buffer over an array; its position is
   *     behind them afterwards
   * @throws DosnaException if the bytes are damaged, or more come of them than there is room for;
   *     nothing is allocated for those
   */
  void decode(ByteBuffer from, ByteBuffer to);

  /**
   * The decoder of a name.
   *
   * @param name {@code zstd}, {@code lz4}, {@code blosc} or {@code bzip2}
   * @return the decoder
   * @throws DosnaException if there is none of this name, or its library is not on the class path;
   *     the message names the artifact
   */
  static ByteDecoder of(String name) {
    return switch (Arguments.require("name", name)) {
      case "zstd" -> {
        Zstd.requireLibrary();
        yield Zstd::decode;
      }
      case "lz4" -> {
        Lz4.requireLibrary();
        yield Lz4::decode;
      }
      case "bzip2" -> {
        Bzip2.requireLibrary();
        yield Bzip2::decode;
      }
      case "blosc" -> Blosc::decode;
      default ->
          throw new DosnaException(
              "No decoder '"
                  + Arguments.excerpt(name)
                  + "'; there are 'zstd', 'lz4', 'blosc' and 'bzip2'");
    };
  }

  /**
   * Undoes the transposition of bits that the project bitshuffle does.
   *
   * @param elementSize the size of an element, in bytes
   * @return a decoder of blocks whose number of elements is a multiple of 8
   * @throws DosnaException if the size is less than 1
   */
  static ByteDecoder bitshuffle(int elementSize) {
    if (elementSize < 1) {
      throw new DosnaException("An element has 1 byte or more, not " + elementSize);
    }
    return (from, to) -> Bitshuffle.decode(elementSize, from, to);
  }
}
