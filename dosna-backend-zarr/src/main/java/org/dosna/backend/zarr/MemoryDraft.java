package org.dosna.backend.zarr;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.dosna.DosnaException;
import org.dosna.spi.ObjectStore;
import org.dosna.spi.ObjectVersion;

/** A draft in memory. */
final class MemoryDraft implements Draft {
  private static final int MAX_SIZE = Integer.MAX_VALUE - 8;

  private final ObjectStore store;
  private final String key;
  private byte[] bytes = new byte[0];
  private int size;

  /**
   * A draft without any bytes.
   *
   * @param store where it is published
   * @param key the object's
   */
  MemoryDraft(ObjectStore store, String key) {
    this.store = store;
    this.key = key;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public void append(ByteBuffer more) {
    long needed = (long) size + more.remaining();
    if (needed > MAX_SIZE) {
      throw new DosnaException(
          "Object '" + key + "' would have " + needed + " bytes; in memory it has less than 2^31");
    }
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, (int) Math.min(MAX_SIZE, Math.max(needed, 2L * bytes.length)));
    }
    size = (int) needed;
    write(needed - more.remaining(), more);
  }

  @Override
  public void write(long at, ByteBuffer over) {
    over.duplicate().get(bytes, (int) at, over.remaining());
  }

  @Override
  public void truncate(long newSize) {
    size = (int) newSize;
  }

  @Override
  public Optional<ObjectVersion> publish(Optional<ObjectVersion> replaced) {
    ByteBuffer object = ByteBuffer.wrap(bytes, 0, size);
    return replaced.isPresent()
        ? store.putIfUnchanged(key, object, replaced.get())
        : store.putIfAbsent(key, object);
  }

  @Override
  public void close() {
    bytes = new byte[0];
    size = 0;
  }
}
