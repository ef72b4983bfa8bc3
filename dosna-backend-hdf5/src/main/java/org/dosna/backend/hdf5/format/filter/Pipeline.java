package org.dosna.backend.hdf5.format.filter;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.dosna.DosnaException;
import org.dosna.backend.hdf5.format.FormatException;
import org.dosna.backend.hdf5.format.object.FilterSpec;
import org.dosna.spi.Decoder;
import org.dosna.spi.Scratch;

/** All filters of a dataset, undone from the last to the first. Thread safe. */
public final class Pipeline {
  private static final int MAX_BYTES = Integer.MAX_VALUE - 8;

  private static final int DEFLATE = 1;
  private static final int SHUFFLE = 2;
  private static final int FLETCHER32 = 3;
  private static final int SZIP = 4;
  private static final int NBIT = 5;
  private static final int SCALE_OFFSET = 6;
  private static final int BZIP2 = 307;
  private static final int LZF = 32000;
  private static final int BLOSC = 32001;
  private static final int LZ4 = 32004;
  private static final int BITSHUFFLE = 32008;
  private static final int ZSTD = 32015;

  /** Of Blosc's parameters, the place of the codec, and its numbers. */
  private static final int BLOSC_CODEC = 6;

  private static final int BLOSC_LZ4 = 1;
  private static final int BLOSC_LZ4HC = 2;
  private static final int BLOSC_SNAPPY = 3;
  private static final int BLOSC_ZSTD = 5;

  /** Runs of one byte shrink most: four bytes stand for 128 KiB. */
  private static final int MAX_RATIO = 1 << 15;

  /** Three bytes can stand for 264. */
  private static final int MAX_LZF_RATIO = 88;

  private final List<Filter> filters = new ArrayList<>();

  /** Before each filter, the most bytes that it can have been given. */
  private final List<Integer> most = new ArrayList<>();

  private final int chunkBytes;

  /**
   * The filters of a dataset.
   *
   * @param specs what chunks went through when they were written, in that order
   * @param chunkBytes size of a decoded chunk
   * @throws FormatException if a filter is not known here
   */
  public Pipeline(List<FilterSpec> specs, long chunkBytes) {
    if (!specs.isEmpty() && chunkBytes > MAX_BYTES) {
      throw new FormatException(
          "its compressed chunks have " + chunkBytes + " bytes; at most 2 GiB can be decoded");
    }
    this.chunkBytes = (int) Math.min(chunkBytes, MAX_BYTES);
    long bytes = chunkBytes;
    for (FilterSpec spec : specs) {
      try {
        filters.add(filter(spec));
      } catch (FormatException e) {
        throw e;
      } catch (DosnaException e) { // a library is missing
        throw new FormatException("it is compressed with " + spec + ". " + e.getMessage(), e);
      }
      most.add((int) Math.min(bytes, MAX_BYTES));
      bytes += spec.id() == SHUFFLE ? 0 : spec.id() == FLETCHER32 ? 4 : bytes / 8 + 1024;
    }
  }

  private static Filter filter(FilterSpec spec) {
    return switch (spec.id()) {
      case DEFLATE -> new Deflate();
      case SHUFFLE -> new Shuffle(spec);
      case FLETCHER32 -> new Fletcher32();
      case NBIT -> new NBit(spec);
      case SCALE_OFFSET -> new ScaleOffset(spec);
      case LZF -> new Compressed(Decoder.LZF, MAX_LZF_RATIO);
      case BZIP2 -> compressed(Decoder.BZIP2);
      case ZSTD -> compressed(Decoder.ZSTD);
      case BLOSC -> blosc(spec);
      case LZ4 -> Blocks.lz4();
      case BITSHUFFLE -> Blocks.bitshuffle(spec);
      case SZIP ->
          throw new FormatException(
              "it is compressed with szip (filter 4), for which there is no decoder in Java;"
                  + " h5repack -f GZIP=4 makes a file that can be read");
      default ->
          throw new FormatException(
              "it is compressed with "
                  + spec
                  + ", for which there is no decoder here; h5repack -f GZIP=4, with the filter's"
                  + " plugin, makes a file that can be read");
    };
  }

  private static Filter compressed(Decoder decoder) {
    decoder.requireLibrary();
    return new Compressed(decoder, MAX_RATIO);
  }

  private static Filter blosc(FilterSpec spec) {
    switch (spec.values().length > BLOSC_CODEC ? spec.values()[BLOSC_CODEC] : 0) {
      case BLOSC_LZ4, BLOSC_LZ4HC -> Decoder.LZ4.requireLibrary();
      case BLOSC_ZSTD -> Decoder.ZSTD.requireLibrary();
      case BLOSC_SNAPPY ->
          throw new FormatException(
              "it is compressed with snappy in " + spec + ", for which there is no decoder here");
      default -> {}
    }
    return new Compressed(Decoder.BLOSC, MAX_RATIO);
  }

  /**
   * Whether chunks are stored as they are.
   *
   * @return true if there are no filters
   */
  public boolean isEmpty() {
    return filters.isEmpty();
  }

  /**
   * Whether a chunk of this mask is stored as it is.
   *
   * @param mask bit k is set if the chunk did not go through filter k
   * @return true if it went through none
   */
  public boolean leavesOut(int mask) {
    for (int k = 0; k < filters.size(); k++) {
      if ((mask >>> k & 1) == 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * Decodes a chunk.
   *
   * @param stored its stored bytes, in memory of {@link Scratch}, which is given back or returned
   * @param mask bit k is set if it did not go through filter k
   * @return its elements' bytes, in memory that may be given back
   * @throws FormatException if it is damaged
   */
  // Whether two buffers are over the same memory is asked, not what is in it.
  @SuppressWarnings("ByteBufferBackingArray")
  public ByteBuffer decode(ByteBuffer stored, int mask) {
    ByteBuffer bytes = stored;
    for (int k = filters.size() - 1; k >= 0; k--) {
      if ((mask >>> k & 1) == 0) {
        ByteBuffer next = undo(k, bytes);
        if (next.array() != bytes.array()) {
          Scratch.give(bytes);
        }
        bytes = next;
      }
    }
    if (bytes.remaining() != chunkBytes) {
      throw new FormatException(
          "it decodes to " + bytes.remaining() + " bytes, expected are " + chunkBytes);
    }
    return bytes;
  }

  private ByteBuffer undo(int k, ByteBuffer bytes) {
    try {
      return filters.get(k).decode(bytes, most.get(k));
    } catch (FormatException e) {
      throw e;
    } catch (DosnaException e) {
      throw new FormatException(String.valueOf(e.getMessage()), e);
    }
  }
}
