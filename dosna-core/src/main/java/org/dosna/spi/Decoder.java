package org.dosna.spi;

import java.nio.ByteBuffer;
import org.dosna.Arguments;
import org.dosna.DosnaException;
import org.dosna.codec.Bitshuffle;
import org.dosna.codec.Blosc;
import org.dosna.codec.Bzip2;
import org.dosna.codec.Lz4;
import org.dosna.codec.Shuffle;
import org.dosna.codec.Zlib;
import org.dosna.codec.Zstd;

/**
 * Decoders of compressed bytes, for backends and sources whose formats have them. Most need a
 * library that the user adds. Thread safe.
 */
public enum Decoder {
  /** Frames of Zstandard, RFC 8878. */
  ZSTD(Zstd::requireLibrary, Zstd::decode),
  /** A stream of zlib, RFC 1950. */
  ZLIB(() -> {}, Zlib::decode),
  /** One block of LZ4. */
  LZ4(Lz4::requireLibrary, Lz4::decode),
  /** A frame of C-Blosc 1. Libraries are needed for what is in it. */
  BLOSC(() -> {}, Blosc::decode),
  /** A stream of bzip2. */
  BZIP2(Bzip2::requireLibrary, Bzip2::decode);

  private interface Code {
    void decode(ByteBuffer from, ByteBuffer to);
  }

  private final Runnable requirement;
  private final Code code;

  Decoder(Runnable requirement, Code code) {
    this.requirement = requirement;
    this.code = code;
  }

  /**
   * Makes sure that the library is there.
   *
   * @throws DosnaException if not; the message names its artifact
   */
  public void requireLibrary() {
    requirement.run();
  }

  /**
   * Decodes.
   *
   * @param from the compressed bytes, in a buffer over an array; they are passed over
   * @param to where the bytes go, a buffer over an array; its position is behind them afterwards
   * @throws DosnaException if they are damaged, or there is no room for what comes of them
   */
  public void decode(ByteBuffer from, ByteBuffer to) {
    code.decode(Arguments.require("from", from), Arguments.require("to", to));
  }

  /**
   * Undoes the transposition of bytes that HDF5's filter shuffle does.
   *
   * @param elementSize the size of an element, in bytes, 1 or more
   * @param from the bytes of the elements, in a buffer over an array
   * @param to where the elements go, a buffer over an array
   * @throws DosnaException if there is no room for them
   */
  public static void unshuffleBytes(int elementSize, ByteBuffer from, ByteBuffer to) {
    Shuffle.decode(elementSize, Arguments.require("from", from), Arguments.require("to", to));
  }

  /**
   * Undoes the transposition of bits of the project bitshuffle.
   *
   * @param elementSize the size of an element, in bytes
   * @param from the bits of a number of elements that is a multiple of 8, in a buffer over an array
   * @param to where the elements go, a buffer over an array
   * @throws DosnaException if that is no such number, or there is no room for them
   */
  public static void unshuffleBits(int elementSize, ByteBuffer from, ByteBuffer to) {
    Bitshuffle.decode(elementSize, Arguments.require("from", from), Arguments.require("to", to));
  }
}
