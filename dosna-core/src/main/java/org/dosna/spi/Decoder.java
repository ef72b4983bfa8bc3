package org.dosna.spi;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.dosna.Arguments;
import org.dosna.Coder;
import org.dosna.DosnaException;
import org.dosna.codec.Blosc;
import org.dosna.codec.Bzip2;
import org.dosna.codec.Fletcher32;
import org.dosna.codec.FramedBlocks;
import org.dosna.codec.Gzip;
import org.dosna.codec.Lz4;
import org.dosna.codec.Shuffle;
import org.dosna.codec.Xz;
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
  /** A member of gzip, RFC 1952. */
  GZIP(() -> {}, Gzip::decode),
  /** One block of LZ4. */
  LZ4(Lz4::requireLibrary, Lz4::decode),
  /** Blocks of LZ4 as {@code LZ4BlockOutputStream} of lz4-java has them. */
  LZ4_STREAM(Lz4::requireLibrary, Lz4::decodeStream),
  /** A frame of C-Blosc 1. Libraries are needed for what is in it. */
  BLOSC(() -> {}, Blosc::decode),
  /** A stream of bzip2. */
  BZIP2(Bzip2::requireLibrary, Bzip2::decode),
  /** A stream of xz. */
  XZ(Xz::requireLibrary, Xz::decode);

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
   * Blocks of LZ4 as HDF5's filter 32004 has them.
   *
   * @return what decodes them
   * @throws DosnaException if the library is missing
   */
  public static Coder lz4Blocks() {
    LZ4.requireLibrary();
    return FramedBlocks.lz4();
  }

  /**
   * Blocks of shuffled bits as HDF5's filter 32008 has them.
   *
   * @param elementSize the size of an element, in bytes, 1 or more
   * @param blockElements elements of a block, a multiple of 8; 0 for the usual number
   * @param compression what blocks are compressed by, LZ4 or ZSTD; empty if by nothing
   * @return what decodes them
   * @throws DosnaException if a library is missing
   */
  public static Coder bitshuffleBlocks(
      int elementSize, int blockElements, Optional<Decoder> compression) {
    Arguments.require("compression", compression);
    compression.ifPresent(Decoder::requireLibrary);
    return new FramedBlocks(
        FramedBlocks.Compression.valueOf(compression.map(Decoder::name).orElse("NONE")),
        elementSize,
        blockElements == 0 ? FramedBlocks.usualBlock(elementSize) : blockElements);
  }

  /**
   * Checks a checksum of HDF5's filter Fletcher-32.
   *
   * @param stored bytes and behind them the checksum, in a buffer over an array
   * @return the bytes alone
   * @throws DosnaException if it is wrong
   */
  public static ByteBuffer withoutFletcher32(ByteBuffer stored) {
    return Fletcher32.checked(Arguments.require("stored", stored), stored);
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
}
