package org.dosna.backend.hdf5.format.filter;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.dosna.Coder;
import org.dosna.backend.hdf5.format.FormatException;
import org.dosna.backend.hdf5.format.object.FilterSpec;
import org.dosna.spi.Decoder;

/**
 * Filters 32004 (LZ4) and 32008 (bitshuffle): blocks that are compressed each by itself.
 *
 * @param coder what decodes them
 */
record Blocks(Coder coder) implements Filter {
  private static final int MAX_RATIO = 1 << 15;
  private static final int MAX_ELEMENT = 1 << 16;

  /** Bits are shuffled of so many elements at once. */
  private static final int TOGETHER = 8;

  static Blocks lz4() {
    return new Blocks(Decoder.lz4Blocks());
  }

  static Blocks bitshuffle(FilterSpec spec) {
    int[] values = spec.values();
    int size = values.length > 2 ? values[2] : 0;
    int block = values.length > 3 ? values[3] : 0;
    int compression = values.length > 4 ? values[4] : 0;
    boolean known = size > 0 && size <= MAX_ELEMENT && block >= 0 && block % TOGETHER == 0;
    if (!known || (compression != 0 && compression != 2 && compression != 3)) {
      throw new FormatException("the parameters of its bitshuffle filter are not known");
    }
    Optional<Decoder> decoder =
        compression == 0
            ? Optional.empty()
            : Optional.of(compression == 2 ? Decoder.LZ4 : Decoder.ZSTD);
    return new Blocks(Decoder.bitshuffleBlocks(size, block, decoder));
  }

  @Override
  public ByteBuffer decode(ByteBuffer stored, int most) {
    ByteBuffer room = ByteBuffer.wrap(Filter.room(stored, most, MAX_RATIO));
    room.limit(Math.min(room.limit(), most));
    coder.decode(stored.duplicate(), room);
    return room.flip();
  }
}
