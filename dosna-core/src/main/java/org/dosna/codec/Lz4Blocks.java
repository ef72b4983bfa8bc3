package org.dosna.codec;

import org.dosna.Coder;
import org.dosna.DType;

/** Blocks of LZ4 with their sizes, as HDF5's filter 32004 has them: {@code lz4}. Thread safe. */
public final class Lz4Blocks extends BytesCodec {
  private static final String NAME = "lz4";

  /** For ServiceLoader. */
  public Lz4Blocks() {
    super(NAME);
  }

  @Override
  public Coder coder(String parameters, DType dtype, int[] chunkSize) {
    FramedBlocks blocks = FramedBlocks.lz4();
    blocks.requireLibrary();
    return blocks;
  }
}
