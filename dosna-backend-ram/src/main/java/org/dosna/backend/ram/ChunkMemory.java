package org.dosna.backend.ram;

import java.util.concurrent.locks.StampedLock;
import org.dosna.DatasetSpec;
import org.dosna.NDArray;
import org.dosna.spi.Transfer;

/** The elements of one chunk, guarded so that no reader sees a half-made change. */
final class ChunkMemory {
  private final NDArray elements;
  private final StampedLock lock = new StampedLock();

  ChunkMemory(NDArray elements) {
    this.elements = elements;
  }

  void read(Transfer transfer) {
    long stamp = lock.readLock();
    try {
      transfer.fromChunk(elements.array());
    } finally {
      lock.unlockRead(stamp);
    }
  }

  void write(Transfer transfer) {
    long stamp = lock.writeLock();
    try {
      transfer.toChunk(elements.array());
    } finally {
      lock.unlockWrite(stamp);
    }
  }

  void fillOutside(DatasetSpec spec, long[] index) {
    long stamp = lock.writeLock();
    try {
      spec.fillOutside(index, elements);
    } finally {
      lock.unlockWrite(stamp);
    }
  }
}
