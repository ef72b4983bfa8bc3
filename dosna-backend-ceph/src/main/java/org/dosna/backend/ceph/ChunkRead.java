package org.dosna.backend.ceph;

import com.sun.jna.Pointer;
import java.util.List;
import org.dosna.DosnaException;
import org.dosna.spi.ChunkBytes;
import org.dosna.spi.Extent;
import org.dosna.spi.NeighbourCopies;
import org.dosna.spi.Transfer;

/**
 * Reads the part of a chunk that a transfer asks for: in one request, so that it is of one moment,
 * and only what is needed, where that takes few extents. When it is done, it is {@link #place
 * placed} or {@link #abandon abandoned}.
 */
final class ChunkRead implements ChunkTask {
  /** What lies between two extents is read along if it is less: it costs less than an extent. */
  private static final int MAX_GAP_BYTES = 16 << 10;

  private static final int MAX_EXTENTS = 64;

  /** Per extent, librados leaves the number of bytes read (8 bytes) and a return code (4). */
  private static final int RESULT_BYTES = 16;

  private final IoContext io;
  private final String object;
  private final ChunkFormat format;
  private final Transfer transfer;
  private final List<Extent> extents;
  private final int firstElement;
  private final int length;
  private final NativeBuffer buffer;
  private final Request request;
  private boolean found;
  private boolean released;

  /** Begins to read. */
  ChunkRead(IoContext io, String object, ChunkFormat format, Transfer transfer) {
    this.io = io;
    this.object = object;
    this.format = format;
    this.transfer = transfer;
    List<Extent> needed = transfer.extents(MAX_GAP_BYTES / format.itemSize());
    Extent last = needed.get(needed.size() - 1);
    this.firstElement = needed.get(0).first();
    this.length = (last.first() + last.count() - firstElement) * format.itemSize();
    this.extents =
        needed.size() <= MAX_EXTENTS
            ? needed
            : List.of(new Extent(firstElement, length / format.itemSize()));
    this.buffer = io.buffers().take(resultOffset() + (long) RESULT_BYTES * extents.size());
    this.request = send();
  }

  private Request send() {
    boolean sent = false;
    try {
      Request request = extents.size() == 1 ? readOne() : readSeveral();
      sent = true;
      return request;
    } finally {
      if (!sent) {
        buffer.close();
      }
    }
  }

  private Request readOne() {
    return io.read(object, buffer.memory(), length, offset(extents.get(0)));
  }

  private Request readSeveral() {
    Pointer op = LibRados.rados_create_read_op();
    try {
      long results = resultOffset();
      for (Extent extent : extents) {
        LibRados.rados_read_op_read(
            op,
            offset(extent),
            size(extent),
            buffer.pointer(offset(extent) - offset(extents.get(0))),
            buffer.pointer(results),
            buffer.pointer(results + Long.BYTES));
        results += RESULT_BYTES;
      }
      return Request.submit(
          io,
          (context, completion) ->
              LibRados.rados_aio_read_op_operate(op, context, completion, object, 0));
    } finally {
      LibRados.rados_release_read_op(op);
    }
  }

  private long offset(Extent extent) {
    return (long) extent.first() * format.itemSize();
  }

  private long size(Extent extent) {
    return (long) extent.count() * format.itemSize();
  }

  /** Behind the data, aligned. */
  private long resultOffset() {
    return (length + Long.BYTES - 1L) / Long.BYTES * Long.BYTES;
  }

  @Override
  public boolean advance() {
    try {
      int code = request.await();
      if (code < 0 && code != Errno.ENOENT) {
        throw io.failure(IoContext.READ, object, code);
      }
      if (code >= 0) {
        requireComplete(code);
        found = true;
      } else {
        transfer.fill(format.fill());
      }
      return true;
    } finally {
      if (!found) {
        release();
      }
    }
  }

  /** Gives the buffer back, once. */
  private void release() {
    if (!released) {
      released = true;
      buffer.close();
    }
  }

  /** Puts what was read in its place, neighbours together; ends reads that are done. */
  static void place(List<ChunkRead> reads) {
    List<ChunkRead> found = reads.stream().filter(read -> read.found).toList();
    try {
      NeighbourCopies.fromChunkBytes(
          found.stream().map(read -> read.transfer).toList(),
          found.stream().map(ChunkRead::chunkBytes).toList());
    } finally {
      found.forEach(ChunkRead::release);
    }
  }

  private ChunkBytes chunkBytes() {
    return new ChunkBytes(format.view(buffer, length), firstElement);
  }

  private void requireComplete(int bytesOfSingle) {
    long results = resultOffset();
    for (Extent extent : extents) {
      long read = extents.size() == 1 ? bytesOfSingle : buffer.memory().getLong(results);
      results += RESULT_BYTES;
      if (read < size(extent)) {
        throw new DosnaException(
            "The object '"
                + object
                + "' ends at byte "
                + (offset(extent) + read)
                + "; a chunk of this dataset has "
                + format.byteCount()
                + " bytes");
      }
    }
  }

  @Override
  public boolean abandon() {
    request.await();
    release();
    return true;
  }

  @Override
  public boolean foundNone() {
    return !found;
  }

  @Override
  public long bytes() {
    return length;
  }
}
