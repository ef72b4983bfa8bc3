package org.dosna.backend.ceph;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.dosna.DatasetSpec;
import org.dosna.DosnaException;

/**
 * What Ceph allows of an object, as this client is configured.
 *
 * @param objectBytes osd_max_object_size
 * @param writeBytes osd_max_write_size
 * @param nameBytes osd_max_object_name_len
 */
record ObjectLimits(long objectBytes, long writeBytes, long nameBytes) {
  static ObjectLimits of(Connection connection) {
    return new ObjectLimits(
        connection.setting("osd_max_object_size", 128L << 20),
        connection.setting("osd_max_write_size", 90) << 20,
        connection.setting("osd_max_object_name_len", 2048));
  }

  /**
   * Checks that every chunk of a dataset would fit into an object.
   *
   * @throws DosnaException if not; the message proposes a chunk size
   */
  void require(String dataset, DatasetSpec spec) {
    long size = ChunkFormat.byteCount(spec);
    boolean object = objectBytes < writeBytes;
    long limit = Math.min(objectBytes, writeBytes);
    if (size > limit) {
      throw new DosnaException(
          "A chunk of dataset '"
              + dataset
              + "' would have "
              + size
              + " bytes; Ceph allows "
              + limit
              + (object ? " (osd_max_object_size)" : " (osd_max_write_size)")
              + ". The chunk size "
              + Arrays.toString(spec.chunkSize())
              + " is too large; "
              + Arrays.toString(fitting(spec, limit))
              + " would fit");
    }
    long[] last = spec.chunkGrid();
    int length = Names.chunk(dataset, last).getBytes(UTF_8).length;
    if (length > nameBytes) {
      throw new DosnaException(
          "The chunks of dataset '"
              + dataset
              + "' would have names of "
              + length
              + " bytes; Ceph allows "
              + nameBytes
              + " (osd_max_object_name_len). Choose a shorter name");
    }
  }

  /** Halves the longest axis until a chunk fits. */
  private static int[] fitting(DatasetSpec spec, long limit) {
    DatasetSpec smaller = spec;
    while (ChunkFormat.byteCount(smaller) > limit) {
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
