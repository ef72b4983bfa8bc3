package org.dosna.backend.hdf5;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.dosna.backend.hdf5.format.Lookup3;

/** A growing array of bytes; numbers are written as all HDF5 metadata is, little-endian. */
final class FormatBytes {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  FormatBytes int8(int value) {
    bytes.write(value);
    return this;
  }

  FormatBytes int16(int value) {
    return number(value, Short.BYTES);
  }

  FormatBytes int32(int value) {
    return number(value, Integer.BYTES);
  }

  FormatBytes int64(long value) {
    return number(value, Long.BYTES);
  }

  /** A little-endian number of a given size in bytes. */
  FormatBytes number(long value, int size) {
    for (int i = 0; i < size; i++) {
      bytes.write((int) (value >>> (8 * i)));
    }
    return this;
  }

  FormatBytes put(byte... values) {
    bytes.writeBytes(values);
    return this;
  }

  FormatBytes zeros(int count) {
    return put(new byte[count]);
  }

  /** Fills up with zeros until the size is a multiple of {@code unit}. */
  FormatBytes padTo(int unit) {
    return zeros(Math.floorMod(-size(), unit));
  }

  /** Ends a checked structure: Jenkins' lookup3 over everything written so far. */
  FormatBytes checksum() {
    return int32(Lookup3.hash(ByteBuffer.wrap(toArray()), 0, size()));
  }

  int size() {
    return bytes.size();
  }

  byte[] toArray() {
    return bytes.toByteArray();
  }
}
