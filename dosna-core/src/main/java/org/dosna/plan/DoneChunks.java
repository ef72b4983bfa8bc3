package org.dosna.plan;

import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.dosna.ChunkGrid;
import org.dosna.DType;
import org.dosna.DatasetSpec;
import org.dosna.NDArray;
import org.dosna.Slice;
import org.dosna.indexing.Selection;
import org.dosna.indexing.Selections;
import org.dosna.spi.ChunkPlan;
import org.dosna.spi.ChunkStep;
import org.dosna.spi.ChunkedArray;
import org.dosna.spi.FilterStep;
import org.dosna.spi.MappedSteps;
import org.dosna.spi.Refresh;
import org.dosna.spi.SourceRead;
import org.dosna.spi.Transfer;

/**
 * Which chunks of a dataset are done, kept in another one, the record: an element stands for a
 * chunk, in C order, and is 1 if the chunk is done, whether it is stored or, as fill value only,
 * left out. May be shared by threads and by processes.
 *
 * <p>A mark is written after the step that it is about: so whenever the process ends, a chunk that
 * is marked is there, as long as the store keeps the order of writes. A chunk that is done may have
 * no mark, as marks are written together, a few times in a second; it is done again then.
 */
public final class DoneChunks {
  /** Marks that the store keeps together. */
  private static final int TOGETHER = 1 << 14;

  /** A process that is killed loses the marks of this time at most. */
  private static final long NANOS_BETWEEN = TimeUnit.MILLISECONDS.toNanos(100);

  private static final NDArray DONE = NDArray.full(DType.UINT8, 1);

  private final ChunkedArray record;
  private final ChunkGrid grid;
  private LongStream.Builder unwritten = LongStream.builder();
  private long written = System.nanoTime();

  /**
   * The chunks of a dataset.
   *
   * @param record made as {@link #spec} says
   * @param grid the dataset's chunks
   */
  public DoneChunks(ChunkedArray record, ChunkGrid grid) {
    this.record = record;
    this.grid = grid;
  }

  /**
   * What a record is made of.
   *
   * @param grid the chunks of the dataset that it is about
   * @return one axis, an element for each chunk
   */
  public static DatasetSpec spec(ChunkGrid grid) {
    return DatasetSpec.of(DType.UINT8, grid.size()).chunkSize(TOGETHER);
  }

  /**
   * What is left to do of a plan.
   *
   * @param plan steps that each do all of a chunk
   * @return a plan of as many steps, of which those on chunks that are done do nothing; the others
   *     mark theirs
   */
  public ChunkPlan left(ChunkPlan plan) {
    return plan.with(
        steps -> {
          Marks marks = new Marks();
          return new MappedSteps(
              steps,
              step -> {
                long position = position(step.index());
                return marks.contain(position) ? new Done(step) : new Marking(step, position);
              });
        });
  }

  private long position(long[] index) {
    long position = 0;
    for (int axis = 0; axis < index.length; axis++) {
      position = position * grid.count(axis) + index[axis];
    }
    return position;
  }

  private void mark(long position) {
    synchronized (this) {
      unwritten.add(position);
      if (System.nanoTime() - written < NANOS_BETWEEN) {
        return;
      }
    }
    write();
  }

  /** Writes the marks that are not written yet. */
  public void write() {
    long[] positions;
    synchronized (this) {
      positions = unwritten.build().toArray();
      unwritten = LongStream.builder();
      written = System.nanoTime();
    }
    if (positions.length > 0) {
      Slice[] marks = {Slice.list(positions)};
      Selection marked = Selections.of(marks, new long[] {grid.size()});
      Window window = new Window(record, marked, record.shrinks(), Refresh.DONE);
      record.walk(Plans.set(window, DONE).steps());
    }
  }

  /** Marks as somebody reads them who asks for chunks in their order. */
  private final class Marks {
    private final NDArray present = NDArray.zeros(DType.UINT8, TOGETHER);
    private long index = -1;

    boolean contain(long position) {
      if (position / TOGETHER != index) {
        index = position / TOGETHER;
        ChunkStep read = TransferStep.read("resume", new long[] {index}, Transfer.whole(present));
        record.walk(Collections.singleton(read).iterator());
      }
      return present.getLong(position % TOGETHER) != 0;
    }
  }

  /** A step that marks its chunk. */
  private final class Marking extends FilterStep {
    private final long position;

    Marking(ChunkStep step, long position) {
      super(step);
      this.position = position;
    }

    /** It is no plain copy, as it writes elsewhere at its end. */
    @Override
    public boolean isCopy() {
      return false;
    }

    @Override
    public void done() {
      in.done();
      mark(position);
    }
  }

  /** A step that was done before. */
  private static final class Done extends FilterStep {
    Done(ChunkStep step) {
      super(step);
    }

    @Override
    public boolean isCopy() {
      return false;
    }

    @Override
    public boolean callsUser() {
      return false;
    }

    @Override
    public Optional<SourceRead> source() {
      return Optional.empty();
    }

    @Override
    public Optional<Transfer> input() {
      return Optional.empty();
    }

    @Override
    public Optional<Transfer> work() {
      return Optional.empty();
    }

    @Override
    public boolean deletes() {
      return false;
    }
  }
}
