package org.dosna.codec;

import java.nio.ByteBuffer;

/**
 * The transposition of bytes that HDF5, Blosc and numcodecs do: first the first bytes of all
 * elements, then the second ones, and so on; what is no whole element stays at the end.
 */
final class Shuffle {
  private Shuffle() {}

  /** Undoes it, for all bytes of a buffer over an array. */
  static void decode(int elementSize, ByteBuffer from, ByteBuffer to) {
    byte[] in = from.array();
    byte[] out = to.array();
    int begin = from.arrayOffset() + from.position();
    int target = to.arrayOffset() + to.position();
    int size = from.remaining();
    int count = size / elementSize;
    for (int k = 0; k < elementSize; k++) {
      int plane = begin + k * count;
      for (int i = 0, at = target + k; i < count; i++, at += elementSize) {
        out[at] = in[plane + i];
      }
    }
    int whole = count * elementSize;
    System.arraycopy(in, begin + whole, out, target + whole, size - whole);
    from.position(from.limit());
    to.position(to.position() + size);
  }
}
