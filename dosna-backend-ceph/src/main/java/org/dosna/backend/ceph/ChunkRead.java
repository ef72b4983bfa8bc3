package org.dosna.backend.ceph;

import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.dosna.spi.ChunkBytes;
import org.dosna.spi.Extent;
import org.dosna.spi.NeighbourCopies;
import org.dosna.spi.Scratch;
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

  /** Where librados leaves the size, and what is not needed of each extent. */
  private static final int RESULT_BYTES = 4 * Long.BYTES;

  private final ChunkObject chunk;
  private final Transfer transfer;

  /** What is read; of an encoded chunk empty, which is all. */
  private final List<Extent> extents;

  private final int firstElement;
  private final int length;
  private final NativeBuffer buffer;
  private Request request;
  private Optional<ChunkLook> look = Optional.empty();
  private Optional<ByteBuffer> decoded = Optional.empty();
  private int rounds;
  private boolean found;
  private boolean released;

  /** Begins to read. */
  ChunkRead(ChunkObject chunk, Transfer transfer) {
    this.chunk = chunk;
    this.transfer = transfer;
    if (chunk.format().isPlain()) {
      int item = chunk.format().itemSize();
      List<Extent> needed = transfer.extents(MAX_GAP_BYTES / item);
      Extent last = needed.get(needed.size() - 1);
      this.firstElement = needed.get(0).first();
      this.length = (last.first() + last.count() - firstElement) * item;
      this.extents =
          needed.size() <= MAX_EXTENTS ? needed : List.of(new Extent(firstElement, length / item));
    } else {
      this.firstElement = 0;
      this.length = chunk.format().maxStored();
      this.extents = List.of();
    }
    this.buffer = chunk.io().buffers().take(resultOffset() + RESULT_BYTES);
    boolean sent = false;
    try {
      this.request = send();
      sent = true;
    } finally {
      if (!sent) {
        buffer.close();
      }
    }
  }

  private Request send() {
    try (ReadOp op = new ReadOp()) {
      chunk.incarnation().assertReadable(op);
      Pointer results = buffer.pointer(resultOffset());
      Pointer unused = results.share(2 * Long.BYTES);
      op.size(results);
      int item = chunk.format().itemSize();
      for (Extent extent : extents) {
        long offset = (long) extent.first() * item;
        Pointer place = buffer.pointer(offset - (long) firstElement * item);
        op.read(place, (long) extent.count() * item, offset, unused);
      }
      if (extents.isEmpty()) {
        op.read(buffer.pointer(0), length, 0, unused);
      }
      return op.submit(chunk.io(), chunk.name());
    }
  }

  /** Behind the data, aligned. */
  private long resultOffset() {
    return (length + Long.BYTES - 1L) / Long.BYTES * Long.BYTES;
  }

  @Override
  public boolean advance() {
    boolean goesOn = false;
    try {
      goesOn = look.isPresent() ? readAgain() : !answered();
      return !goesOn;
    } finally {
      if (!found && !goesOn) {
        release();
      }
    }
  }

  /** Whether that was the answer; if not, it has to be looked whose the object is. */
  private boolean answered() {
    int code = request.await();
    if (code == Errno.ECANCELED) {
      rounds++;
      chunk.requireRounds(rounds);
      look = Optional.of(ChunkLook.begin(chunk));
      return false;
    }
    if (code == Errno.ENOENT) {
      transfer.fill(chunk.format().fill());
      return true;
    }
    if (code < 0) {
      throw chunk.failure(IoContext.READ, code);
    }
    long size = buffer.memory().getLong(resultOffset());
    chunk.requireSize(size);
    if (!chunk.format().isPlain()) {
      decoded = Optional.of(chunk.format().decoded(chunk, buffer, (int) size));
    }
    found = true;
    return true;
  }

  /** Whether it is read again, as the dataset's chunk, which it was found to be. */
  private boolean readAgain() {
    Optional<ChunkLook.Found> there = look.orElseThrow().await();
    look = Optional.empty();
    if (there.filter(chunk.incarnation()::owns).isEmpty()) {
      transfer.fill(chunk.format().fill());
      return false;
    }
    chunk.incarnation().refreshIfCut(there.get());
    request = send();
    return true;
  }

  /** Gives the buffer back, once. */
  private void release() {
    if (!released) {
      released = true;
      buffer.close();
      decoded.ifPresent(Scratch::give);
    }
  }

  /** Puts what was read in its place, neighbours together; ends reads that are done. */
  static void place(List<ChunkRead> reads) {
    List<ChunkRead> found = reads.stream().filter(read -> read.found).toList();
    try {
      List<ChunkBytes> chunks = found.stream().map(ChunkRead::chunkBytes).toList();
      NeighbourCopies.fromChunkBytes(found.stream().map(read -> read.transfer).toList(), chunks);
    } finally {
      found.forEach(ChunkRead::release);
    }
  }

  private ChunkBytes chunkBytes() {
    return decoded
        .map(elements -> new ChunkBytes(elements, 0))
        .orElseGet(() -> new ChunkBytes(chunk.format().view(buffer, length), firstElement));
  }

  @Override
  public boolean abandon() {
    look.ifPresentOrElse(ChunkLook::abandon, request::await);
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
