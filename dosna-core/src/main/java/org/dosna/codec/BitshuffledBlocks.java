package org.dosna.codec;

import java.util.List;
import java.util.Locale;
import org.dosna.Coder;
import org.dosna.DType;

/**
 * Blocks of shuffled bits, perhaps compressed, as HDF5's filter 32008 has them: {@code bitshuffle},
 * {@code bitshuffle:lz4}, {@code bitshuffle:zstd}. Thread safe.
 */
public final class BitshuffledBlocks extends BytesCodec {
  private static final String NAME = "bitshuffle";
  private static final String NONE = "none";

  /** For ServiceLoader. */
  public BitshuffledBlocks() {
    super(NAME);
  }

  @Override
  public String parameters(String parameters) {
    String word = Parameters.word(NAME, parameters, List.of(NONE, "lz4", "zstd"));
    return word.equals(NONE) ? "" : word;
  }

  @Override
  public Coder coder(String parameters, DType dtype, int[] chunkSize) {
    String compression = parameters.isEmpty() ? NONE : parameters;
    int size = dtype.itemSize();
    FramedBlocks blocks =
        new FramedBlocks(
            FramedBlocks.Compression.valueOf(compression.toUpperCase(Locale.ROOT)),
            size,
            FramedBlocks.usualBlock(size));
    blocks.requireLibrary();
    return blocks;
  }
}
