package org.dosna.backend.ceph;

import java.io.Closeable;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Native buffers, used again and again: fresh memory costs more than what is done with it. Keeps a
 * bounded amount, and frees it when closed. Thread safe.
 */
final class NativeBuffers implements Closeable {
  private static final long KEPT_BYTES = 64L << 20;

  /** Reads of chunks take a few bytes more than writes, and are to find their buffers. */
  private static final long PAGE = 4096;

  private final Deque<NativeBuffer> free = new ArrayDeque<>();
  private long keptBytes;
  private boolean closed;

  /** A buffer of at least a given size, of arbitrary content. */
  NativeBuffer take(long size) {
    NativeBuffer buffer;
    synchronized (this) {
      buffer = free.pollFirst();
      keptBytes -= buffer == null ? 0 : buffer.size();
    }
    if (buffer != null && buffer.size() < size) {
      buffer.free();
      buffer = null;
    }
    return buffer == null ? new NativeBuffer(this, (size / PAGE + 1) * PAGE) : buffer;
  }

  synchronized void give(NativeBuffer buffer) {
    if (closed || keptBytes + buffer.size() > KEPT_BYTES) {
      buffer.free();
    } else {
      free.addFirst(buffer);
      keptBytes += buffer.size();
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    free.forEach(NativeBuffer::free);
    free.clear();
    keptBytes = 0;
  }
}
