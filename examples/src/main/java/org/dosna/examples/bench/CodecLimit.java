package org.dosna.examples.bench;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dosna.Codecs;
import org.dosna.DatasetSpec;
import org.dosna.NDArray;
import org.dosna.spi.ChunkForm;
import org.dosna.spi.Scratch;
import org.dosna.spi.Transfer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Codecs alone: the chunks of a smooth volume of 256³, encoded and decoded in memory. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CodecLimit {
  /** Side of a cubic chunk. */
  @Param({"64", "32"})
  public int chunk;

  /** The codecs. */
  @Param("shuffle, zstd:1")
  public String codecs;

  /** Type of the elements: int16 or float32. */
  @Param({"int16", "float32"})
  public String dtype;

  private final List<byte[]> chunks = new ArrayList<>();
  private final List<byte[]> encoded = new ArrayList<>();
  private final long[] index = new long[3];
  private ChunkForm form;

  /** Prepared by JMH. */
  public CodecLimit() {}

  /** Cuts the volume. */
  @Setup
  public void cut() {
    NDArray data = Workload.noisy(dtype);
    DatasetSpec spec =
        DatasetSpec.of(data.dtype(), data.shape())
            .chunkSize(chunk, chunk, chunk)
            .codecs(Codecs.parse(codecs));
    form = new ChunkForm(spec, new byte[0]);
    NDArray block = NDArray.zeros(data.dtype(), chunk, chunk, chunk);
    spec.grid()
        .positions()
        .forEach(
            position -> {
              data.read(spec.grid().origin(position), block);
              byte[] bytes = new byte[form.chunkBytes()];
              Transfer.whole(block)
                  .toChunk(ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()), 0);
              chunks.add(bytes);
              encoded.add(bytes(form.encode(index, ByteBuffer.wrap(bytes.clone()))));
            });
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    Scratch.give(buffer);
    return bytes;
  }

  /**
   * Encodes all chunks.
   *
   * @return how many bytes come of them
   */
  @Benchmark
  public long load() {
    long size = 0;
    for (byte[] elements : chunks) {
      ByteBuffer copy = form.newElements().put(elements).flip();
      ByteBuffer bytes = form.encode(index, copy);
      size += bytes.remaining();
      Scratch.give(bytes);
    }
    return size;
  }

  /**
   * Decodes all chunks.
   *
   * @return how many bytes come of them
   */
  @Benchmark
  public long get() {
    long size = 0;
    for (byte[] bytes : encoded) {
      ByteBuffer elements = form.decode("chunk", index, ByteBuffer.wrap(bytes));
      size += elements.remaining();
      Scratch.give(elements);
    }
    return size;
  }
}
