package org.dosna.backend.ceph;

import com.sun.jna.Memory;
import java.io.Closeable;

/**
 * What is stored of a chunk, or is to be. To be closed.
 *
 * @param buffer begins with it
 * @param length how many bytes
 */
record StoredBytes(NativeBuffer buffer, int length) implements Closeable {
  Memory memory() {
    return buffer.memory();
  }

  @Override
  public void close() {
    buffer.close();
  }
}
