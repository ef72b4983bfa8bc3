package org.dosna.backend.ceph;

import com.sun.jna.Memory;
import com.sun.jna.ptr.PointerByReference;
import java.util.Map;
import java.util.Optional;

/** Looks what a chunk's object is like. Once begun, its answer has to be awaited. */
final class ChunkLook {
  private static final int RESULT_BYTES = 5 * Long.BYTES;

  /**
   * What there is.
   *
   * @param id the id of its dataset; empty if it carries none
   * @param shrinks how often that had been made smaller, to be compared byte by byte
   * @param size its length in bytes
   * @param version changes with every change
   */
  record Found(byte[] id, byte[] shrinks, long size, long version) {}

  private final ChunkObject chunk;
  private final PointerByReference attributes = new PointerByReference();
  private final Memory results = new Memory(RESULT_BYTES);
  private final Request request;

  private ChunkLook(ChunkObject chunk, Optional<NativeBuffer> content) {
    this.chunk = chunk;
    boolean sent = false;
    try (ReadOp op = new ReadOp()) {
      op.size(results).attributes(attributes, results.share(2 * Long.BYTES));
      content.ifPresent(
          bytes ->
              op.read(
                  bytes.memory(), chunk.format().maxStored(), 0, results.share(3 * Long.BYTES)));
      request = op.submit(chunk.io(), chunk.name());
      sent = true;
    } finally {
      if (!sent) {
        free();
      }
    }
  }

  /** Begins to look. */
  static ChunkLook begin(ChunkObject chunk) {
    return new ChunkLook(chunk, Optional.empty());
  }

  /**
   * Begins to look, and to read.
   *
   * @param content gets the first bytes, as many as a chunk has; not to be closed before the answer
   */
  static ChunkLook begin(ChunkObject chunk, Optional<NativeBuffer> content) {
    return new ChunkLook(chunk, content);
  }

  /** Looks, and waits; empty if there is no such object. */
  static Optional<Found> at(ChunkObject chunk) {
    return begin(chunk).await();
  }

  /** Waits for the answer; empty if there is no such object. To be called once. */
  Optional<Found> await() {
    try {
      int code = request.await();
      if (code == Errno.ENOENT) {
        return Optional.empty();
      }
      if (code < 0) {
        throw chunk.failure(IoContext.READ, code);
      }
      Map<String, byte[]> found = StoredObject.attributes(attributes.getValue());
      return Optional.of(
          new Found(
              found.getOrDefault(DatasetAttributes.ID, new byte[0]),
              found.getOrDefault(ShapeHistory.SHRINKS, new byte[0]),
              results.getLong(0),
              request.version()));
    } finally {
      free();
    }
  }

  private void free() {
    if (attributes.getValue() != null) {
      LibRados.rados_getxattrs_end(attributes.getValue());
    }
    results.close();
  }

  /** Waits until librados touches no memory of it any more. */
  void abandon() {
    request.await();
    free();
  }
}
