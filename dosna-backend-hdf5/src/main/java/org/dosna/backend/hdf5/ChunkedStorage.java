package org.dosna.backend.hdf5;

import io.jhdf.dataset.chunked.Chunk;
import io.jhdf.dataset.chunked.ChunkOffset;
import io.jhdf.filter.FilterManager;
import io.jhdf.object.message.FilterPipelineMessage.FilterInfo;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Chunked layout, perhaps compressed. Chunks are decoded whole, one at a time; those used last are
 * kept, up to a bound, because neighbouring regions share them. Reading is fastest where a region
 * holds whole chunks.
 */
final class ChunkedStorage implements Storage {
  /** Not so much of a small heap that nothing is left to decode with. */
  private static final long CACHE_SIZE = Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 4);

  private static final int FLETCHER32 = 3;

  private final FileChannel channel;
  private final long userBlock;
  private final Map<ChunkOffset, Chunk> chunks;
  private final List<FilterInfo> filters;
  private final long[] chunkShape;
  private final int itemSize;
  private final FillStorage missing;

  private final Map<ChunkOffset, byte[]> cache = new LinkedHashMap<>(16, 0.75f, true);
  private long cached;

  /**
   * Makes the storage of a chunked array.
   *
   * @param channel the file
   * @param userBlock what chunk addresses count from
   * @param chunks those that exist, by the position of their first element
   * @param filters what chunks went through when they were written, in that order
   * @param chunkShape shape of a chunk
   * @param itemSize bytes of an element
   * @param missing what a chunk that does not exist reads as
   */
  ChunkedStorage(
      FileChannel channel,
      long userBlock,
      Map<ChunkOffset, Chunk> chunks,
      List<FilterInfo> filters,
      int[] chunkShape,
      int itemSize,
      FillStorage missing) {
    this.channel = channel;
    this.userBlock = userBlock;
    this.chunks = chunks;
    this.filters = filters;
    this.chunkShape = Arrays.stream(chunkShape).asLongStream().toArray();
    this.itemSize = itemSize;
    this.missing = missing;
  }

  @Override
  public void read(long[] origin, long[] shape, RunSink sink) throws IOException {
    if (Arrays.stream(shape).anyMatch(length -> length == 0)) {
      return;
    }
    int rank = shape.length;
    long[] first = new long[rank];
    for (int axis = 0; axis < rank; axis++) {
      first[axis] = origin[axis] / chunkShape[axis] * chunkShape[axis];
    }
    long[] chunk = first.clone();
    while (true) {
      readChunk(chunk, origin, shape, sink);
      int axis = rank - 1;
      while (axis >= 0 && chunk[axis] + chunkShape[axis] >= origin[axis] + shape[axis]) {
        chunk[axis] = first[axis];
        axis--;
      }
      if (axis < 0) {
        return;
      }
      chunk[axis] += chunkShape[axis];
    }
  }

  /** Hands out what a chunk and a region have in common. */
  private void readChunk(long[] start, long[] origin, long[] shape, RunSink sink)
      throws IOException {
    int rank = shape.length;
    long[] box = new long[rank];
    long[] inChunk = new long[rank];
    long[] inRegion = new long[rank];
    for (int axis = 0; axis < rank; axis++) {
      long from = Math.max(start[axis], origin[axis]);
      long to = Math.min(start[axis] + chunkShape[axis], origin[axis] + shape[axis]);
      box[axis] = to - from;
      inChunk[axis] = from - start[axis];
      inRegion[axis] = from - origin[axis];
    }
    Chunk chunk = chunks.get(new ChunkOffset(start));
    if (chunk == null || chunk.getAddress() == ObjectHeaderWriter.UNDEFINED) {
      Box.forEachRun(
          box, chunkShape, inChunk, shape, inRegion, (a, b, n) -> missing.fill(b, n, sink));
      return;
    }
    ByteBuffer elements = ByteBuffer.wrap(decoded(chunk)).asReadOnlyBuffer();
    Box.forEachRun(
        box,
        chunkShape,
        inChunk,
        shape,
        inRegion,
        (a, b, n) -> sink.accept(elements.slice((int) a * itemSize, (int) n * itemSize), b));
  }

  private byte[] decoded(Chunk chunk) throws IOException {
    ChunkOffset key = new ChunkOffset(chunk.getChunkOffset());
    synchronized (cache) {
      byte[] elements = cache.get(key);
      if (elements != null) {
        return elements;
      }
    }
    byte[] elements = decode(chunk);
    synchronized (cache) {
      if (cache.put(key, elements) == null) {
        cached += elements.length;
      }
      var eldest = cache.entrySet().iterator();
      while (cached > CACHE_SIZE && eldest.hasNext()) {
        cached -= eldest.next().getValue().length;
        eldest.remove();
      }
    }
    return elements;
  }

  private byte[] decode(Chunk chunk) throws IOException {
    long address = userBlock + chunk.getAddress();
    long size = chunk.getSize();
    long expected = Box.byteCount(chunkShape, itemSize);
    String where = "chunk at " + Arrays.toString(chunk.getChunkOffset());
    if (size < 0 || address < 0 || address > channel.size() - size) {
      throw new EOFException(
          where + " has " + size + " bytes at " + address + ", the file only " + channel.size());
    }
    byte[] stored = new byte[(int) size];
    ContiguousStorage.readFully(channel, address, ByteBuffer.wrap(stored));
    byte[] elements;
    List<FilterInfo> applied = applied(chunk.getFilterMask());
    try {
      elements = FilterManager.getPipeline(applied).decode(stored);
    } catch (RuntimeException e) { // what a filter throws at broken data is not defined
      throw new IOException(where + " cannot be decoded: " + Hdf5File.reason(e), e);
    }
    boolean checksum = applied.stream().anyMatch(filter -> filter.getId() == FLETCHER32);
    if (checksum && elements.length == expected + Integer.BYTES) {
      elements = Arrays.copyOf(elements, (int) expected); // jhdf leaves the checksum in place
    }
    if (elements.length != expected) {
      throw new IOException(
          where + " decodes to " + elements.length + " bytes, expected are " + expected);
    }
    return elements;
  }

  /** The filters a chunk went through: those its mask does not name as left out. */
  private List<FilterInfo> applied(BitSet mask) {
    return IntStream.range(0, filters.size())
        .filter(i -> !mask.get(i))
        .mapToObj(filters::get)
        .toList();
  }
}
