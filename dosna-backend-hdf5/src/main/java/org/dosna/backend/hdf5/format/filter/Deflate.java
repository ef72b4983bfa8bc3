package org.dosna.backend.hdf5.format.filter;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.dosna.backend.hdf5.format.FormatException;

/** Filter 1: RFC 1950. */
final class Deflate implements Filter {
  /** What deflate can shrink at best. */
  private static final int MAX_RATIO = 1032;

  private final ConcurrentLinkedQueue<Inflater> free = new ConcurrentLinkedQueue<>();

  @Override
  public ByteBuffer decode(ByteBuffer stored, int most) {
    Inflater pooled = free.poll();
    Inflater inflater = pooled != null ? pooled : new Inflater();
    try {
      inflater.setInput(stored);
      byte[] room = Filter.room(stored, most, MAX_RATIO);
      int limit = Math.min(room.length, most);
      int count = 0;
      int more = -1;
      while (more != 0 && !inflater.finished()) {
        more = inflater.inflate(room, count, limit - count);
        count += more;
      }
      // What is full may have its checksum still to come; if not, it has too much.
      boolean whole = inflater.finished() || inflater.inflate(new byte[1]) == 0;
      if (!whole || !inflater.finished()) {
        throw Filter.damaged("deflate");
      }
      return ByteBuffer.wrap(room, 0, count);
    } catch (DataFormatException e) {
      throw new FormatException("deflate cannot be undone: " + e.getMessage(), e);
    } finally {
      inflater.reset();
      free.add(inflater);
    }
  }
}
