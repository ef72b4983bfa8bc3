package org.dosna.backend.ceph;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.io.Closeable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Native memory lent by a {@link NativeBuffers}, to which closing it gives it back. */
final class NativeBuffer implements Closeable {
  private final NativeBuffers pool;
  private final Memory memory;
  private final ByteBuffer bytes;

  NativeBuffer(NativeBuffers pool, long size) {
    this.pool = pool;
    this.memory = new Memory(size);
    this.bytes = memory.getByteBuffer(0, size);
  }

  long size() {
    return memory.size();
  }

  Pointer pointer(long offset) {
    return memory.share(offset);
  }

  Memory memory() {
    return memory;
  }

  /** Its first bytes as a buffer, which is another one each time; not to be used once closed. */
  ByteBuffer bytes(int length, ByteOrder order) {
    return bytes.duplicate().clear().limit(length).order(order);
  }

  void free() {
    memory.close();
  }

  @Override
  public void close() {
    pool.give(this);
  }
}
