package org.dosna.backend.hdf5.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;

/** Some bytes of a file that are read one number after the other; all are little-endian. */
public final class Cursor {
  private static final int CHECKSUM_SIZE = 4;
  private static final String WRONG_CHECKSUM =
      "the file is damaged: a checksum of its metadata is wrong";

  private final FormatFile file;
  private final ByteBuffer bytes;

  Cursor(FormatFile file, ByteBuffer bytes) {
    this.file = file;
    this.bytes = bytes;
  }

  /**
   * How much is left.
   *
   * @return bytes
   */
  public int remaining() {
    return bytes.remaining();
  }

  /**
   * How far reading has come.
   *
   * @return bytes from the start
   */
  public int position() {
    return bytes.position();
  }

  private void require(long count) {
    if (count < 0 || count > bytes.remaining()) {
      throw new FormatException(
          "the file is damaged: " + count + " bytes expected, " + bytes.remaining() + " are left");
    }
  }

  /**
   * Passes over some bytes.
   *
   * @param count how many
   * @return this
   */
  public Cursor skip(long count) {
    require(count);
    bytes.position(bytes.position() + (int) count);
    return this;
  }

  /**
   * Reads an unsigned number.
   *
   * @param size its bytes, at most 8
   * @return the number
   * @throws FormatException if it is beyond 2^63, or there are no more bytes
   */
  public long number(int size) {
    long value = bits(size);
    if (value < 0) {
      throw new FormatException(
          "the file is damaged: no number can be " + Long.toUnsignedString(value));
    }
    return value;
  }

  /**
   * Reads bits.
   *
   * @param size their bytes, at most 8
   * @return the bits
   */
  public long bits(int size) {
    require(size);
    long value = 0;
    for (int i = 0; i < size; i++) {
      value |= (bytes.get() & 0xffL) << (8 * i);
    }
    return value;
  }

  /**
   * Reads an unsigned number of one byte.
   *
   * @return the number
   */
  public int int8() {
    return (int) bits(1);
  }

  /**
   * Reads an unsigned number of two bytes.
   *
   * @return the number
   */
  public int int16() {
    return (int) bits(2);
  }

  /**
   * Reads an unsigned number of four bytes.
   *
   * @return the number
   */
  public long int32() {
    return bits(4);
  }

  /**
   * Reads a number that Java counts with: of elements, of bytes of something small.
   *
   * @param size its bytes
   * @return the number
   * @throws FormatException if it is beyond 2^31
   */
  public int count(int size) {
    long value = number(size);
    if (value > Integer.MAX_VALUE - 8) {
      throw new FormatException("the file is damaged: no count can be " + value);
    }
    return (int) value;
  }

  /**
   * Reads a number of the size that lengths have in this file.
   *
   * @return the number
   */
  public long length() {
    return number(file.lengthSize());
  }

  /**
   * Reads the bits of a number that is a length only if something else says so.
   *
   * @return the bits
   */
  public long lengthBits() {
    return bits(file.lengthSize());
  }

  /**
   * Reads an address.
   *
   * @return where in the file, or {@link FormatFile#UNDEFINED}
   * @throws FormatException if it lies beyond the file
   */
  public long address() {
    long value = bits(file.offsetSize());
    return value == file.undefinedBits() ? FormatFile.UNDEFINED : file.position(value);
  }

  /**
   * Reads an address that must be defined.
   *
   * @param what lies there, for messages
   * @return where in the file
   */
  public long definedAddress(String what) {
    long address = address();
    if (address == FormatFile.UNDEFINED) {
      throw new FormatException("the file is damaged: " + what + " has no address");
    }
    return address;
  }

  /**
   * Cuts off the next bytes.
   *
   * @param count how many
   * @return a cursor over them
   */
  public Cursor part(long count) {
    require(count);
    ByteBuffer part = bytes.slice(bytes.position(), (int) count);
    bytes.position(bytes.position() + (int) count);
    return new Cursor(file, part);
  }

  /**
   * Another cursor over what is left, which moves by itself.
   *
   * @return the copy
   */
  public Cursor copy() {
    return new Cursor(file, bytes.slice());
  }

  /**
   * Copies the next bytes.
   *
   * @param count how many
   * @return them
   */
  public byte[] bytes(long count) {
    require(count);
    byte[] copy = new byte[(int) count];
    bytes.get(copy);
    return copy;
  }

  /**
   * Copies the bytes before the next NUL, and passes over it.
   *
   * @return them
   */
  public byte[] untilNul() {
    int end = bytes.position();
    while (end < bytes.limit() && bytes.get(end) != 0) {
      end++;
    }
    byte[] text = bytes(end - bytes.position());
    skip(1);
    return text;
  }

  /**
   * Reads the letters that a structure begins with.
   *
   * @param expected the letters
   * @return this
   * @throws FormatException if there are others
   */
  public Cursor signature(String expected) {
    String found = new String(bytes(expected.length()), ISO_8859_1);
    if (!found.equals(expected)) {
      throw new FormatException("Signature '" + expected + "' not matched: the file is damaged");
    }
    return this;
  }

  /**
   * Reads a version number.
   *
   * @param what has it, for messages
   * @param least the lowest known
   * @param most the highest known
   * @return the version
   * @throws FormatException if it is none of those
   */
  public int version(String what, int least, int most) {
    int version = int8();
    if (version < least || version > most) {
      throw new FormatException(
          String.format(
              "%s has version %d, known are %d to %d: the file is newer or damaged",
              what, version, least, most));
    }
    return version;
  }

  /**
   * Reads a checksum, which must be that of all bytes before it.
   *
   * @return this
   * @throws FormatException if it is not
   */
  public Cursor checksum() {
    int end = bytes.position();
    require(CHECKSUM_SIZE);
    if (Lookup3.hash(bytes, 0, end) != (int) int32()) {
      throw new FormatException(WRONG_CHECKSUM);
    }
    return this;
  }

  /**
   * Compares a checksum in the midst of what it is of; it counts as 0 itself. Nothing is passed
   * over.
   *
   * @param at where it is
   * @throws FormatException if it is wrong
   */
  public void checksumAt(int at) {
    ByteBuffer copy = ByteBuffer.allocate(bytes.limit()).put(bytes.duplicate().rewind());
    int stated = Integer.reverseBytes(copy.getInt(at));
    copy.putInt(at, 0);
    if (Lookup3.hash(copy, 0, copy.limit()) != stated) {
      throw new FormatException(WRONG_CHECKSUM);
    }
  }
}
