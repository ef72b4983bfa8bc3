package org.dosna.backend.ram;

import java.util.concurrent.locks.StampedLock;
import org.dosna.NDArray;
import org.dosna.spi.Transfer;

/** The elements of one chunk, guarded so that no reader sees a half-made change. */
final class ChunkMemory {
  private final Object elements;
  private final StampedLock lock = new StampedLock();

  ChunkMemory(NDArray elements) {
    this.elements = elements.array();
  }

  void read(Transfer transfer) {
    long stamp = lock.readLock();
    try {
      transfer.fromChunk(elements);
    } finally {
      lock.unlockRead(stamp);
    }
  }

  void write(Transfer transfer) {
    long stamp = lock.writeLock();
    try {
      transfer.toChunk(elements);
    } finally {
      lock.unlockWrite(stamp);
    }
  }
}
