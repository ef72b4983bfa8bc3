package org.dosna.backend.ceph;

import java.io.Closeable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dosna.spi.Transfer;

/** What is to be stored of whole chunks, gathered from their arrays together. */
final class WholeChunks implements Closeable {
  private final List<Optional<StoredBytes>> bytes = new ArrayList<>();

  /**
   * Gathers the bytes.
   *
   * @param indices the chunks' positions
   * @param transfers to chunks; those that are of a part of a chunk only are left out
   */
  WholeChunks(
      NativeBuffers pool, ChunkFormat format, List<long[]> indices, List<Transfer> transfers) {
    List<Transfer> wholes = new ArrayList<>();
    List<long[]> places = new ArrayList<>();
    for (int n = 0; n < transfers.size(); n++) {
      if (format.isWhole(transfers.get(n))) {
        wholes.add(transfers.get(n));
        places.add(indices.get(n));
      }
    }
    List<StoredBytes> gathered = format.gathered(pool, places, wholes);
    int next = 0;
    for (Transfer transfer : transfers) {
      bytes.add(format.isWhole(transfer) ? Optional.of(gathered.get(next++)) : Optional.empty());
    }
  }

  /** What is stored of the n-th transfer's chunk; empty if it is of a part of it. */
  Optional<StoredBytes> bytes(int n) {
    return bytes.get(n);
  }

  @Override
  public void close() {
    bytes.forEach(stored -> stored.ifPresent(StoredBytes::close));
  }
}
