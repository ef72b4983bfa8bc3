package org.dosna.codec;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.dosna.DosnaException;

/** Streams of deflate (RFC 1951), plain or with zlib's header and checksum around. Thread safe. */
final class Deflate {
  static final int USUAL_LEVEL = 6;
  static final int MOST_LEVEL = 9;

  /** Streams as they stand in gzip's. */
  static final Deflate PLAIN = new Deflate("gzip", true);

  /** Streams of zlib, RFC 1950. */
  static final Deflate ZLIB = new Deflate("zlib", false);

  private final String codec;
  private final boolean plain;

  /** Making one costs more than what is done to a small chunk. */
  private final ConcurrentLinkedQueue<Inflater> inflaters = new ConcurrentLinkedQueue<>();

  private final ConcurrentLinkedQueue<Deflater> deflaters = new ConcurrentLinkedQueue<>();

  private Deflate(String codec, boolean plain) {
    this.codec = codec;
    this.plain = plain;
  }

  /** The most bytes that come of some: what cannot be compressed is stored in blocks. */
  static long maxSize(long size) {
    return size + (size >>> 9) + 128;
  }

  void encode(int level, ByteBuffer from, ByteBuffer to) {
    Deflater pooled = deflaters.poll();
    Deflater deflater = pooled != null ? pooled : new Deflater(level, plain);
    try {
      deflater.setLevel(level);
      deflater.setInput(from);
      deflater.finish();
      while (!deflater.finished()) {
        if (deflater.deflate(to) == 0 && !to.hasRemaining()) {
          throw new DosnaException("There is not enough room for what comes of " + codec);
        }
      }
    } finally {
      deflater.reset();
      deflaters.add(deflater);
    }
  }

  /** Decodes a stream; what follows it is left in the buffer. */
  void decode(ByteBuffer from, ByteBuffer to) {
    int most = to.remaining();
    Inflater pooled = inflaters.poll();
    Inflater inflater = pooled != null ? pooled : new Inflater(plain);
    try {
      inflater.setInput(from);
      int more = -1;
      while (more != 0 && !inflater.finished()) {
        more = inflater.inflate(to);
      }
      // What is full may have its checksum still to come; if not, it has too much.
      if (!inflater.finished() && inflater.inflate(new byte[1]) > 0) {
        throw Libraries.tooLong(codec, most);
      }
      if (!inflater.finished()) {
        throw Libraries.damaged(codec, "they end too early");
      }
    } catch (DataFormatException e) {
      throw Libraries.damaged(codec, String.valueOf(e.getMessage()));
    } finally {
      inflater.reset();
      inflaters.add(inflater);
    }
  }
}
