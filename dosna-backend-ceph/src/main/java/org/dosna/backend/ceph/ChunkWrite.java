package org.dosna.backend.ceph;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Optional;
import org.dosna.spi.Extent;
import org.dosna.spi.Transfer;

/**
 * Writes the part of a chunk that a transfer gives. What others write meanwhile to other parts of
 * the chunk stays:
 *
 * <ul>
 *   <li>a whole chunk replaces what is there, or is created;
 *   <li>before a part is written, the object is looked at: it must be as long as a chunk;
 *   <li>the part is written by one operation of several ranged writes;
 *   <li>a part of too many ranges is put into the chunk that was read along, which is written if
 *       nobody has changed it since;
 *   <li>a chunk that does not exist is created by one operation, with fill value around the part;
 *   <li>one of an earlier dataset is replaced by what would be created, if nobody changes it.
 * </ul>
 *
 * <p>If somebody else was faster, it is looked again.
 */
final class ChunkWrite implements ChunkTask {
  /** Beyond it, writing the whole chunk is faster; and a message has room for 2^16 ranges. */
  private static final int MAX_EXTENTS = 128;

  private enum Stage {
    LOOKING,
    REPLACING,
    WRITING,
    CREATING
  }

  private final ChunkObject chunk;
  private final Transfer transfer;

  /** What is written; of a whole chunk not needed. */
  private final List<Extent> extents;

  private Stage stage = Stage.LOOKING;
  private Optional<ChunkLook> look = Optional.empty();
  private Optional<NativeBuffer> read = Optional.empty();
  private Request request;
  private int rounds;
  private boolean mayHaveCreated;

  @SuppressWarnings("NullAway.Init") // the request by begin()
  private ChunkWrite(ChunkObject chunk, Transfer transfer, List<Extent> extents) {
    this.chunk = chunk;
    this.transfer = transfer;
    this.extents = extents;
  }

  /**
   * Begins to write.
   *
   * @param whole the bytes of the chunk, if the transfer is of all of it; not needed afterwards
   */
  static ChunkWrite begin(ChunkObject chunk, Transfer transfer, Optional<StoredBytes> whole) {
    List<Extent> extents = whole.isPresent() ? List.of() : transfer.extents(0);
    ChunkWrite write = new ChunkWrite(chunk, transfer, extents);
    if (whole.isEmpty()) {
      write.look();
    } else if (chunk.incarnation().likelyStored()) {
      write.replace(whole.get(), chunk.incarnation().likelyId());
    } else {
      write.create(whole.get());
    }
    return write;
  }

  /** Creates a chunk of fill value; gives false if it exists. */
  static boolean create(ChunkObject chunk) {
    try (StoredBytes fill = chunk.format().ofFill(chunk.io().buffers(), chunk.index())) {
      for (int rounds = 0; ; rounds++) {
        chunk.requireRounds(rounds);
        Optional<ChunkLook.Found> there = ChunkLook.at(chunk);
        if (there.filter(chunk.incarnation()::owns).isPresent()) {
          return false;
        }
        int code = making(chunk, fill, there).await();
        if (code >= 0) {
          return true;
        }
        if (!isFaster(code)) {
          throw chunk.failure("create", code);
        }
      }
    }
  }

  /** Whether somebody else was faster. */
  private static boolean isFaster(int code) {
    return switch (code) {
      case Errno.ENOENT, Errno.EEXIST, Errno.ECANCELED, Errno.ERANGE, Errno.EOVERFLOW -> true;
      default -> false;
    };
  }

  /** Begins to make a chunk, in the place of one of an earlier dataset, if any. */
  private static Request making(
      ChunkObject chunk, StoredBytes content, Optional<ChunkLook.Found> foreign) {
    try (WriteOp op = new WriteOp()) {
      if (foreign.isPresent()) {
        chunk.incarnation().requireCurrent();
        op.assertVersion(foreign.get().version());
        chunk.incarnation().markAnew(op);
      } else {
        op.createExclusive();
        chunk.incarnation().mark(op);
      }
      if (!chunk.format().isPlain()) {
        op.setAttribute(DatasetAttributes.CODECS, chunk.format().codecs().getBytes(UTF_8));
      }
      return op.writeFull(content.memory(), content.length()).submit(chunk.io(), chunk.name());
    }
  }

  private boolean isWhole() {
    return extents.isEmpty();
  }

  private void look() {
    stage = Stage.LOOKING;
    rounds++;
    chunk.requireRounds(rounds);
    boolean all = extents.size() > MAX_EXTENTS || (!isWhole() && !chunk.format().isPlain());
    Optional<NativeBuffer> buffer = all ? Optional.of(takeBuffer()) : Optional.empty();
    read = buffer;
    try {
      look = Optional.of(ChunkLook.begin(chunk, buffer));
    } finally {
      if (look.isEmpty()) {
        buffer.ifPresent(NativeBuffer::close);
      }
    }
  }

  private NativeBuffer takeBuffer() {
    return chunk.io().buffers().take(chunk.format().maxStored());
  }

  private void lookDone() {
    ChunkLook answer = look.orElseThrow();
    look = Optional.empty();
    try {
      Optional<ChunkLook.Found> there = answer.await();
      chunk.incarnation().foundStored(there.isPresent());
      if (there.filter(chunk.incarnation()::owns).isEmpty()) {
        make(there);
      } else if (isWhole()) {
        try (StoredBytes whole = gathered()) {
          replace(whole, there.get().id());
        }
      } else {
        chunk.requireSize(there.get().size());
        read.ifPresentOrElse(
            bytes -> rewrite(bytes, there.get()), () -> writeRanges(there.get().id()));
      }
    } finally {
      read.ifPresent(NativeBuffer::close);
    }
  }

  /** The whole chunk, with fill value around the part. */
  private StoredBytes gathered() {
    NativeBuffers buffers = chunk.io().buffers();
    return isWhole()
        ? chunk.format().gathered(buffers, List.of(chunk.index()), List.of(transfer)).get(0)
        : chunk.format().around(buffers, chunk.index(), Optional.of(transfer));
  }

  private void replace(StoredBytes whole, byte[] id) {
    stage = Stage.REPLACING;
    try (WriteOp op = new WriteOp()) {
      op.assertAttribute(DatasetAttributes.ID, id).writeFull(whole.memory(), whole.length());
      request = op.submit(chunk.io(), chunk.name());
    }
  }

  private void create(StoredBytes whole) {
    stage = Stage.CREATING;
    mayHaveCreated = true;
    request = making(chunk, whole, Optional.empty());
  }

  private void make(Optional<ChunkLook.Found> foreign) {
    stage = Stage.CREATING;
    mayHaveCreated = true;
    try (StoredBytes content = gathered()) {
      request = making(chunk, content, foreign);
    }
  }

  private void writeRanges(byte[] id) {
    stage = Stage.WRITING;
    int item = chunk.format().itemSize();
    int first = transfer.firstElement();
    Extent last = extents.get(extents.size() - 1);
    int length = (last.first() + last.count() - first) * item;
    try (NativeBuffer buffer = chunk.io().buffers().take(length);
        WriteOp op = new WriteOp()) {
      transfer.toChunk(chunk.format().view(buffer, length), first);
      op.assertAttribute(DatasetAttributes.ID, id);
      chunk.incarnation().markWritten(op);
      for (Extent extent : extents) {
        long offset = (long) extent.first() * item;
        op.write(
            buffer.pointer(offset - (long) first * item), (long) extent.count() * item, offset);
      }
      request = op.submit(chunk.io(), chunk.name());
    }
  }

  private void rewrite(NativeBuffer bytes, ChunkLook.Found there) {
    stage = Stage.WRITING;
    StoredBytes changed =
        chunk.format().changed(chunk.io().buffers(), chunk, bytes, (int) there.size(), transfer);
    try (WriteOp op = new WriteOp()) {
      op.assertVersion(there.version());
      chunk.incarnation().markWritten(op);
      request = op.writeFull(changed.memory(), changed.length()).submit(chunk.io(), chunk.name());
    } finally {
      if (!changed.buffer().equals(bytes)) {
        changed.close();
      }
    }
  }

  @Override
  public boolean advance() {
    if (stage == Stage.LOOKING) {
      lookDone();
      return false;
    }
    int code = request.await();
    if (code >= 0) {
      chunk.incarnation().foundStored(stage != Stage.CREATING);
      return true;
    }
    if (isWhole() && stage == Stage.REPLACING && code == Errno.ENOENT) {
      make(Optional.empty());
    } else if (isFaster(code)) {
      look();
    } else {
      throw chunk.failure("write", code);
    }
    return false;
  }

  @Override
  public boolean mayHaveCreated() {
    return mayHaveCreated;
  }

  @Override
  public boolean replaced() {
    return stage == Stage.REPLACING;
  }

  @Override
  public boolean abandon() {
    if (stage == Stage.LOOKING) {
      look.ifPresent(ChunkLook::abandon);
      read.ifPresent(NativeBuffer::close);
      return true;
    }
    return request.await() != Errno.ETIMEDOUT;
  }

  @Override
  public long bytes() {
    return chunk.format().byteCount();
  }
}
