/** The model of DosNa: arrays, slicing, datasets, the sequential engine, and discovery. */
@SuppressWarnings("requires-automatic") // lz4-java has no module-info.
module org.dosna {
  requires org.slf4j;

  // Each behind one class of the codecs, and needed by that only.
  requires static com.github.luben.zstd_jni;
  requires static org.apache.commons.compress;
  requires static org.lz4.java;
  requires static org.tukaani.xz;

  exports org.dosna;
  exports org.dosna.image;
  exports org.dosna.spi;

  uses org.dosna.Codec;
  uses org.dosna.spi.Backend;
  uses org.dosna.spi.Engine;

  provides org.dosna.Codec with
      org.dosna.codec.BloscFrame,
      org.dosna.codec.BitshuffledBlocks,
      org.dosna.codec.ByteOrderCodec,
      org.dosna.codec.Crc32c,
      org.dosna.codec.Delta,
      org.dosna.codec.Fletcher32,
      org.dosna.codec.Gzip,
      org.dosna.codec.Lz4Blocks,
      org.dosna.codec.Shuffle,
      org.dosna.codec.Zlib,
      org.dosna.codec.Zstd;
  provides org.dosna.spi.Engine with
      org.dosna.discovery.CpuEngine;
}
