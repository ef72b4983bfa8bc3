package org.dosna.backend.ceph;

import java.io.Closeable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dosna.spi.NeighbourCopies;
import org.dosna.spi.Transfer;

/** The bytes of whole chunks that are to be written, gathered from their arrays together. */
final class WholeChunks implements Closeable {
  private final List<Optional<NativeBuffer>> buffers = new ArrayList<>();

  /**
   * Gathers the bytes.
   *
   * @param transfers to chunks; those that are of a part of a chunk only are left out
   */
  WholeChunks(NativeBuffers pool, ChunkFormat format, List<Transfer> transfers) {
    List<Transfer> wholes = new ArrayList<>();
    List<ByteBuffer> bytes = new ArrayList<>();
    for (Transfer transfer : transfers) {
      Optional<NativeBuffer> buffer =
          format.isWhole(transfer) ? Optional.of(pool.take(format.byteCount())) : Optional.empty();
      buffers.add(buffer);
      buffer.ifPresent(
          b -> {
            wholes.add(transfer);
            bytes.add(format.view(b, format.byteCount()));
          });
    }
    NeighbourCopies.toWholeChunks(wholes, bytes);
  }

  /** The bytes of the n-th transfer's chunk; empty if it is of a part of it. */
  Optional<NativeBuffer> bytes(int n) {
    return buffers.get(n);
  }

  @Override
  public void close() {
    buffers.forEach(buffer -> buffer.ifPresent(NativeBuffer::close));
  }
}
