package org.dosna.backend.ceph;

import com.sun.jna.Memory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dosna.DatasetSpec;
import org.dosna.DosnaException;
import org.dosna.NDArray;
import org.dosna.spi.ChunkForm;
import org.dosna.spi.NeighbourCopies;
import org.dosna.spi.Scratch;
import org.dosna.spi.Transfer;

/**
 * How the chunks of a dataset lie in their objects: raw bytes in C order, which perhaps went
 * through codecs. Thread safe.
 */
final class ChunkFormat {
  /** The largest chunk: what librados returns of a read is an int. */
  static final long MAX_BYTES = Integer.MAX_VALUE - 8;

  private final DatasetSpec spec;
  private final byte[] incarnation;
  private final int itemSize;
  private final ByteOrder byteOrder;
  private final int byteCount;
  private final NDArray fill;
  private final byte[] fillBytes;

  /** Made when first needed: what else a dataset has is to be had without the codecs' libraries. */
  private volatile Optional<ChunkForm> known = Optional.empty();

  /**
   * The format of a dataset's chunks.
   *
   * @param spec whose chunks have at most {@link #MAX_BYTES}
   * @param incarnation what no other dataset has
   */
  ChunkFormat(DatasetSpec spec, byte[] incarnation) {
    this.spec = spec;
    this.incarnation = incarnation;
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

  /** Whether elements are stored as they are, so that parts of them can be read and written. */
  boolean isPlain() {
    return spec.codecs().isEmpty();
  }

  private ChunkForm form() {
    if (known.isEmpty()) {
      known = Optional.of(new ChunkForm(spec, incarnation));
    }
    return known.get();
  }

  /** The most bytes that an object of a chunk can have. */
  int maxStored() {
    return isPlain() ? byteCount : form().maxStored();
  }

  /** The codecs as text; empty if there are none. */
  String codecs() {
    return spec.codecs().toString();
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
    return transfer.isWhole(byteCount / itemSize);
  }

  /** The first bytes of a buffer, in the order of the dataset's dtype. */
  ByteBuffer view(NativeBuffer buffer, int length) {
    return buffer.bytes(length, byteOrder);
  }

  /** Makes a chunk's worth of fill value of a buffer. */
  private void fill(NativeBuffer buffer) {
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

  /** What is stored of whole chunks; the elements of neighbours are gathered together. */
  List<StoredBytes> gathered(NativeBuffers pool, List<long[]> indices, List<Transfer> wholes) {
    List<StoredBytes> stored = new ArrayList<>();
    if (isPlain()) {
      wholes.forEach(whole -> stored.add(new StoredBytes(pool.take(byteCount), byteCount)));
      NeighbourCopies.toWholeChunks(
          wholes, stored.stream().map(bytes -> view(bytes.buffer(), byteCount)).toList());
      return stored;
    }
    List<ByteBuffer> elements = form().elements(wholes);
    for (int n = 0; n < wholes.size(); n++) {
      stored.add(encoded(pool, indices.get(n), elements.get(n)));
    }
    return stored;
  }

  /** A chunk of fill value. */
  StoredBytes ofFill(NativeBuffers pool, long[] index) {
    return around(pool, index, Optional.empty());
  }

  /** A chunk of fill value but for a part, if any. */
  StoredBytes around(NativeBuffers pool, long[] index, Optional<Transfer> part) {
    if (isPlain()) {
      NativeBuffer buffer = pool.take(byteCount);
      fill(buffer);
      part.ifPresent(some -> some.toChunk(view(buffer, byteCount), 0));
      return new StoredBytes(buffer, byteCount);
    }
    ByteBuffer elements = form().elements(Transfer.whole(spec.fillChunk()));
    part.ifPresent(some -> some.toChunk(elements, 0));
    return encoded(pool, index, elements);
  }

  /** A chunk that was read, with another part; of plain ones the buffer is changed. */
  StoredBytes changed(
      NativeBuffers pool, ChunkObject chunk, NativeBuffer read, int length, Transfer part) {
    if (isPlain()) {
      part.toChunk(view(read, byteCount), 0);
      return new StoredBytes(read, byteCount);
    }
    ByteBuffer elements = decoded(chunk, read, length);
    part.toChunk(elements, 0);
    return encoded(pool, chunk.index(), elements);
  }

  private StoredBytes encoded(NativeBuffers pool, long[] index, ByteBuffer elements) {
    ByteBuffer bytes = form().encode(index, elements);
    int length = bytes.remaining();
    NativeBuffer buffer = pool.take(length);
    buffer.bytes(length, byteOrder).put(bytes);
    Scratch.give(bytes);
    return new StoredBytes(buffer, length);
  }

  /** The elements of an encoded chunk, to be given back to Scratch. */
  ByteBuffer decoded(ChunkObject chunk, NativeBuffer stored, int length) {
    return form().decode(chunk.name(), chunk.index(), view(stored, length));
  }
}
