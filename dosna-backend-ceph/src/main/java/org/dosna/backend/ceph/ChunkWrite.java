package org.dosna.backend.ceph;

import java.util.List;
import java.util.Optional;
import org.dosna.DosnaException;
import org.dosna.spi.Extent;
import org.dosna.spi.Transfer;

/**
 * Writes the part of a chunk that a transfer gives. What others write meanwhile to other parts of
 * the chunk stays:
 *
 * <ul>
 *   <li>a whole chunk replaces what is there;
 *   <li>a part is written by one operation of several ranged writes, if the chunk exists;
 *   <li>a part of too many ranges is put into the chunk that was read before, which is written if
 *       nobody has changed it since, else all is done again;
 *   <li>a chunk that does not exist is created by one operation, with fill value around the part;
 *       if somebody else is first, all is done again.
 * </ul>
 */
final class ChunkWrite implements ChunkTask {
  /** Beyond it, writing the whole chunk is faster; and a message has room for 2^16 ranges. */
  private static final int MAX_EXTENTS = 128;

  /** Ends what would go on for ever if the pool answered strangely. */
  private static final int MAX_ROUNDS = 10_000;

  private enum Stage {
    REPLACING,
    WRITING_RANGES,
    READING,
    REWRITING,
    CREATING
  }

  private final IoContext io;
  private final String object;
  private final ChunkFormat format;
  private final Transfer transfer;
  private final List<Extent> extents;
  private Stage stage;
  private Request request;
  private NativeBuffer read;
  private int rounds;
  private boolean mayHaveCreated;

  @SuppressWarnings("NullAway.Init") // the rest by replace() or update(), which follows
  private ChunkWrite(
      IoContext io, String object, ChunkFormat format, Transfer transfer, List<Extent> extents) {
    this.io = io;
    this.object = object;
    this.format = format;
    this.transfer = transfer;
    this.extents = extents;
  }

  /**
   * Begins to write.
   *
   * @param whole the bytes of the chunk, if the transfer is of all of it; not needed afterwards
   */
  static ChunkWrite begin(
      IoContext io,
      String object,
      ChunkFormat format,
      Transfer transfer,
      Optional<NativeBuffer> whole) {
    List<Extent> extents = whole.isPresent() ? List.of() : transfer.extents(0);
    ChunkWrite write = new ChunkWrite(io, object, format, transfer, extents);
    whole.ifPresentOrElse(write::replace, write::update);
    return write;
  }

  /** Creates a chunk of fill value; gives false if it exists. */
  static boolean create(IoContext io, String object, ChunkFormat format) {
    try (NativeBuffer buffer = io.buffers().take(format.byteCount());
        WriteOp op = new WriteOp()) {
      format.fill(buffer);
      op.createExclusive().writeFull(buffer.memory(), format.byteCount());
      int code = io.operate(op, object);
      if (code < 0 && code != Errno.EEXIST) {
        throw io.failure("create", object, code);
      }
      return code >= 0;
    }
  }

  private void replace(NativeBuffer whole) {
    stage = Stage.REPLACING;
    mayHaveCreated = true;
    try (WriteOp op = new WriteOp()) {
      request = op.writeFull(whole.memory(), format.byteCount()).submit(io, object);
    }
  }

  private void update() {
    rounds++;
    if (rounds > MAX_ROUNDS) {
      throw new DosnaException(
          "Object '" + object + "' was changed by others each of " + MAX_ROUNDS + " times");
    }
    if (extents.size() <= MAX_EXTENTS) {
      writeRanges();
    } else {
      readAll();
    }
  }

  private void writeRanges() {
    stage = Stage.WRITING_RANGES;
    int item = format.itemSize();
    int first = transfer.firstElement();
    Extent last = extents.get(extents.size() - 1);
    int length = (last.first() + last.count() - first) * item;
    try (NativeBuffer buffer = io.buffers().take(length);
        WriteOp op = new WriteOp()) {
      transfer.toChunk(format.view(buffer, length), first);
      op.assertExists();
      for (Extent extent : extents) {
        long offset = (long) extent.first() * item;
        op.write(
            buffer.pointer(offset - (long) first * item), (long) extent.count() * item, offset);
      }
      request = op.submit(io, object);
    }
  }

  private void readAll() {
    stage = Stage.READING;
    read = io.buffers().take(format.byteCount());
    boolean sent = false;
    try {
      request = io.read(object, read.memory(), format.byteCount(), 0);
      sent = true;
    } finally {
      if (!sent) {
        read.close();
      }
    }
  }

  private void rewrite() {
    stage = Stage.REWRITING;
    try (WriteOp op = new WriteOp()) {
      transfer.toChunk(format.view(read, format.byteCount()), 0);
      op.assertVersion(request.version()).writeFull(read.memory(), format.byteCount());
      request = op.submit(io, object);
    }
  }

  private void create() {
    stage = Stage.CREATING;
    mayHaveCreated = true;
    try (NativeBuffer buffer = io.buffers().take(format.byteCount());
        WriteOp op = new WriteOp()) {
      format.fill(buffer);
      transfer.toChunk(format.view(buffer, format.byteCount()), 0);
      op.createExclusive().writeFull(buffer.memory(), format.byteCount());
      request = op.submit(io, object);
    }
  }

  @Override
  public boolean advance() {
    int code = request.await();
    if (stage == Stage.READING) {
      readingDone(code);
      return false;
    }
    if (code >= 0) {
      return true;
    }
    boolean changed = stage == Stage.REWRITING && isOtherVersion(code);
    if (changed || (stage == Stage.CREATING && code == Errno.EEXIST)) {
      update();
    } else if (stage == Stage.WRITING_RANGES && code == Errno.ENOENT) {
      create();
    } else {
      throw io.failure("write", object, code);
    }
    return false;
  }

  private static boolean isOtherVersion(int code) {
    return code == Errno.ERANGE || code == Errno.EOVERFLOW || code == Errno.ENOENT;
  }

  private void readingDone(int code) {
    try {
      if (code == Errno.ENOENT) {
        create();
      } else if (code == format.byteCount()) {
        rewrite();
      } else if (code >= 0) {
        throw new DosnaException(
            "The object '"
                + object
                + "' has "
                + code
                + " bytes; a chunk of this dataset has "
                + format.byteCount());
      } else {
        throw io.failure(IoContext.READ, object, code);
      }
    } finally {
      read.close();
    }
  }

  @Override
  public boolean mayHaveCreated() {
    return mayHaveCreated;
  }

  @Override
  public boolean abandon() {
    int code = request.await();
    if (stage == Stage.READING) {
      read.close();
      return true;
    }
    return code != Errno.ETIMEDOUT;
  }

  @Override
  public long bytes() {
    return format.byteCount();
  }
}
