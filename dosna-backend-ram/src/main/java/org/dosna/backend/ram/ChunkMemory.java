package org.dosna.backend.ram;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.StampedLock;
import java.util.function.Function;
import org.dosna.DatasetSpec;
import org.dosna.NDArray;
import org.dosna.spi.NeighbourCopies;
import org.dosna.spi.Transfer;

/** The elements of one chunk as they are, and a lock. */
final class ChunkMemory implements RamChunk {
  private final long[] index;
  private final NDArray elements;
  private final StampedLock lock = new StampedLock();

  ChunkMemory(long[] index, NDArray elements) {
    this.index = index.clone();
    this.elements = elements;
  }

  @Override
  public void read(Transfer transfer) {
    long stamp = lock.readLock();
    try {
      transfer.fromChunk(elements.array());
    } finally {
      lock.unlockRead(stamp);
    }
  }

  @Override
  public void write(Transfer transfer) {
    long stamp = lock.writeLock();
    try {
      transfer.toChunk(elements.array());
    } finally {
      lock.unlockWrite(stamp);
    }
  }

  /**
   * Reads several chunks at once.
   *
   * @param chunks in ascending order of their positions, so that no two callers wait for each other
   * @param transfers what is read of each
   */
  static void read(List<ChunkMemory> chunks, List<Transfer> transfers) {
    locked(
        chunks,
        StampedLock::asReadLock,
        () -> NeighbourCopies.fromChunks(transfers, arrays(chunks)));
  }

  /**
   * Writes several chunks at once.
   *
   * @param chunks in ascending order of their positions, so that no two callers wait for each other
   * @param transfers what is written to each
   */
  static void write(List<ChunkMemory> chunks, List<Transfer> transfers) {
    locked(
        chunks,
        StampedLock::asWriteLock,
        () -> NeighbourCopies.toChunks(transfers, arrays(chunks)));
  }

  private static List<Object> arrays(List<ChunkMemory> chunks) {
    List<Object> arrays = new ArrayList<>(chunks.size());
    for (ChunkMemory chunk : chunks) {
      arrays.add(chunk.elements.array());
    }
    return arrays;
  }

  private static void locked(
      List<ChunkMemory> chunks, Function<StampedLock, Lock> kind, Runnable action) {
    List<Lock> held = new ArrayList<>(chunks.size());
    try {
      for (int i = 0; i < chunks.size(); i++) {
        // A second lock on the same chunk would wait for a writer that waits for the first.
        if (i == 0 || chunks.get(i) != chunks.get(i - 1)) {
          Lock lock = kind.apply(chunks.get(i).lock);
          lock.lock();
          held.add(lock);
        }
      }
      action.run();
    } finally {
      held.forEach(Lock::unlock);
    }
  }

  @Override
  public void fillOutside(DatasetSpec spec) {
    long stamp = lock.writeLock();
    try {
      spec.fillOutside(index, elements);
    } finally {
      lock.unlockWrite(stamp);
    }
  }

  @Override
  public long storedBytes() {
    return elements.size() * elements.dtype().itemSize();
  }
}
