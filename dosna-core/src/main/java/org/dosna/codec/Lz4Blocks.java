package org.dosna.codec;

import org.dosna.Codec;
import org.dosna.Coder;
import org.dosna.DType;

/** Blocks of LZ4 with their sizes, as HDF5's filter 32004 has them: {@code lz4}. Thread safe. */
public final class Lz4Blocks implements Codec {
  private static final String NAME = "lz4";

  /** For ServiceLoader. */
  public Lz4Blocks() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Kind kind() {
    return Kind.BYTES_TO_BYTES;
  }

  @Override
  public String parameters(String parameters) {
    return Parameters.none(NAME, parameters);
  }

  @Override
  public Coder coder(String parameters, DType dtype, int[] chunkSize) {
    FramedBlocks blocks = FramedBlocks.lz4();
    blocks.requireLibrary();
    return blocks;
  }
}
