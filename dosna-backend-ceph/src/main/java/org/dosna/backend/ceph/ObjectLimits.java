package org.dosna.backend.ceph;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Optional;
import org.dosna.DatasetSpec;
import org.dosna.DosnaException;

/**
 * What is allowed of an object: by Ceph, as this client is configured, and by this backend.
 *
 * @param bytes its size
 * @param setting the setting of Ceph that says so; empty if the backend does
 * @param nameBytes osd_max_object_name_len
 */
record ObjectLimits(long bytes, Optional<String> setting, long nameBytes) {
  /** What a request takes beside the bytes of the chunk, at most. */
  private static final int BESIDE = 1024;

  static ObjectLimits of(Connection connection) {
    long object = connection.setting("osd_max_object_size", 128L << 20);
    long write = (connection.setting("osd_max_write_size", 90) << 20) - BESIDE;
    long nameBytes = connection.setting("osd_max_object_name_len", 2048);
    if (write <= Math.min(object, ChunkFormat.MAX_BYTES)) {
      return new ObjectLimits(write, Optional.of("osd_max_write_size"), nameBytes);
    }
    return object <= ChunkFormat.MAX_BYTES
        ? new ObjectLimits(object, Optional.of("osd_max_object_size"), nameBytes)
        : new ObjectLimits(ChunkFormat.MAX_BYTES, Optional.empty(), nameBytes);
  }

  /**
   * Checks that every chunk of a dataset fits into an object.
   *
   * @throws DosnaException if not; the message proposes a chunk size
   */
  void require(String dataset, DatasetSpec spec) {
    long size = spec.chunkBytes();
    if (size > bytes) {
      throw new DosnaException(
          "A chunk of dataset '"
              + dataset
              + "' would have "
              + size
              + " bytes; "
              + setting
                  .map(name -> "Ceph allows " + bytes + " (" + name + ")")
                  .orElse("at most " + bytes + " are possible")
              + ". The chunk size "
              + Arrays.toString(spec.chunkSize())
              + " is too large; "
              + Arrays.toString(fitting(spec))
              + " would fit");
    }
    long[] last = Arrays.stream(spec.chunkGrid()).map(count -> Math.max(count - 1, 0)).toArray();
    int length = ObjectNames.chunk(dataset, last).getBytes(UTF_8).length;
    if (length > nameBytes) {
      throw new DosnaException(
          "The chunks of dataset '"
              + dataset
              + "' of shape "
              + Arrays.toString(spec.shape())
              + " would have names of "
              + length
              + " bytes; Ceph allows "
              + nameBytes
              + " (osd_max_object_name_len). Choose a shorter name, or larger chunks than "
              + Arrays.toString(spec.chunkSize()));
    }
  }

  /** Halves the longest axis until a chunk fits. */
  private int[] fitting(DatasetSpec spec) {
    DatasetSpec smaller = spec;
    while (smaller.chunkBytes() > bytes) {
      int[] size = smaller.chunkSize();
      int longest = 0;
      for (int axis = 1; axis < size.length; axis++) {
        longest = size[axis] > size[longest] ? axis : longest;
      }
      size[longest] = (size[longest] + 1) / 2;
      smaller = smaller.chunkSize(size);
    }
    return smaller.chunkSize();
  }
}
