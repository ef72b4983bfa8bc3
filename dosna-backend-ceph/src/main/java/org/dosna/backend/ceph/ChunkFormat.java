package org.dosna.backend.ceph;

import com.sun.jna.Memory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.dosna.DatasetSpec;
import org.dosna.DosnaException;
import org.dosna.NDArray;
import org.dosna.spi.Transfer;

/** How the chunks of a dataset lie in their objects: raw bytes in C order. Immutable. */
final class ChunkFormat {
  /** The largest chunk: what librados returns of a read is an int. */
  static final long MAX_BYTES = Integer.MAX_VALUE - 8;

  private final int itemSize;
  private final ByteOrder byteOrder;
  private final int byteCount;
  private final NDArray fill;
  private final byte[] fillBytes;

  /**
   * The format of a dataset's chunks.
   *
   * @param spec whose chunks have at most {@link #MAX_BYTES}
   */
  ChunkFormat(DatasetSpec spec) {
    this.itemSize = spec.dtype().itemSize();
    this.byteOrder = spec.dtype().byteOrder();
    this.byteCount = Math.toIntExact(spec.chunkBytes());
    this.fill = spec.fillElement();
    this.fillBytes = new byte[itemSize];
    Transfer.whole(fill).toChunk(ByteBuffer.wrap(fillBytes).order(byteOrder), 0);
  }

  /**
   * Makes sure that the chunks of a stored dataset are not too large for this backend.
   *
   * @throws DosnaException if they are
   */
  static void requirePossible(DatasetSpec spec) {
    if (spec.chunkBytes() > MAX_BYTES) {
      throw new DosnaException(
          "its chunks have "
              + spec.chunkBytes()
              + " bytes each; at most "
              + MAX_BYTES
              + " are possible here");
    }
  }

  int itemSize() {
    return itemSize;
  }

  int byteCount() {
    return byteCount;
  }

  /** The fill value as an element. */
  NDArray fill() {
    return fill;
  }

  boolean isWhole(Transfer transfer) {
    return transfer.elements() * itemSize == byteCount;
  }

  /** The first bytes of a buffer, in the order of the dataset's dtype. */
  ByteBuffer view(NativeBuffer buffer, int length) {
    return buffer.bytes(length, byteOrder);
  }

  /** Makes a chunk's worth of fill value of a buffer. */
  void fill(NativeBuffer buffer) {
    Memory memory = buffer.memory();
    if (isZero()) {
      memory.setMemory(0, byteCount, (byte) 0);
      return;
    }
    ByteBuffer target = buffer.bytes(byteCount, byteOrder);
    target.put(fillBytes);
    while (target.hasRemaining()) {
      ByteBuffer filled = target.duplicate().flip();
      target.put(filled.limit(Math.min(filled.limit(), target.remaining())));
    }
  }

  private boolean isZero() {
    for (byte b : fillBytes) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }
}
