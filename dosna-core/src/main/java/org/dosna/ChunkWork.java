package org.dosna;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.dosna.plan.DeleteStep;
import org.dosna.plan.ReadAhead;
import org.dosna.plan.Reshaping;
import org.dosna.spi.Batches;
import org.dosna.spi.ChunkPlan;
import org.dosna.spi.ChunkStep;
import org.dosna.spi.ChunkTransfer;
import org.dosna.spi.ChunkedArray;
import org.dosna.spi.LaneWalker;
import org.dosna.spi.Refresh;
import org.dosna.spi.Transfer;

/**
 * How the work on a dataset's chunks is done. The part of {@link Dataset} that engines override,
 * and backends that know a faster way: a plan is {@link #run run} by dealing it out into lanes, and
 * each lane is {@link #walk walked}, through all layers, down to the backend. That is the one way
 * in and out of a chunk.
 */
abstract class ChunkWork extends ChunkStore {
  private final ChunkedArray chunked = new Chunked();

  ChunkWork(Pool pool, String name, DatasetSpec spec) {
    super(pool, name, spec);
  }

  /**
   * The dataset as plans see it: for those who write engines, layers or operations of their own.
   *
   * @return a view of this dataset, always the same; thread safe
   */
  public final ChunkedArray chunked() {
    return chunked;
  }

  /**
   * Deletes a chunk, after which it reads as fill value.
   *
   * @param index its position in the chunk grid
   * @return false if it was not stored
   * @throws InvalidSliceException if it is outside the grid
   */
  public final boolean deleteChunk(long... index) {
    requireIndex(index);
    pool().requireWritable();
    return deleteChunk(index, this::walk);
  }

  /**
   * This process's part of a plan. What engines of several processes override: by default all of
   * it.
   *
   * @param plan the steps
   * @return the steps that {@link #run} gets
   */
  protected ChunkPlan partOf(ChunkPlan plan) {
    return plan;
  }

  /**
   * A list of chunks on which all processes agree that share the work on them. What engines of
   * several processes override: by default what this process lists.
   *
   * @param operation what the list is for
   * @param listing lists the chunks
   * @return positions in the chunk grid, in the same order in all processes; to be closed
   */
  protected Stream<long[]> agreed(String operation, Supplier<Stream<long[]>> listing) {
    return listing.get();
  }

  /**
   * Combines what was computed of each unit of a plan. What engines of several processes override:
   * by default this process has computed all.
   *
   * @param <P> the type of the results
   * @param operation what was done
   * @param computed the results, unit by unit; empty where another process computed it
   * @param combine makes one of all results, unit by unit
   * @return the same in all processes; if combining fails in one, all throw
   */
  protected <P> P combined(
      String operation, List<Optional<P>> computed, Function<List<P>, P> combine) {
    return combine.apply(computed.stream().map(Optional::orElseThrow).toList());
  }

  /**
   * Runs a plan; returns when all its steps are done or one has failed. What engines override: by
   * default the plan is one lane, walked by the caller.
   *
   * @param plan the steps
   * @param walker walks lanes from the outermost wrapper on, so that none is left out: engines hand
   *     their lanes to it, not to {@link #walk}
   * @throws ChunkException if a step fails
   */
  protected void run(ChunkPlan plan, LaneWalker walker) {
    walker.walk(plan.steps());
  }

  /**
   * Deletes one chunk. What engines of several processes override, so that one of them does it for
   * all.
   *
   * @param index a position inside the chunk grid
   * @param walker walks from the outermost wrapper on, as in {@link #run}
   * @return false if it was not stored
   */
  protected boolean deleteChunk(long[] index, LaneWalker walker) {
    DeleteStep step = new DeleteStep("deleteChunk", index);
    walkAlone(step, walker);
    return step.existed();
  }

  /**
   * Walks a lane: for each step reads its input, does its work and writes what that gives, or
   * deletes the chunk. All that is ever read or written of chunks comes through here, so that
   * overriding it is what a layer does. A backend overrides it if it keeps several requests in
   * flight; by default one step follows the other, through {@link #readChunk}, {@link #writeChunk}
   * and {@link #doDeleteChunk}, and mere copies of several chunks go {@link #together}. May be
   * called by any thread and by several at once.
   *
   * @param lane the steps; used by one thread at a time
   * @throws ChunkException if a step fails; no further step is begun then
   */
  protected void walk(Iterator<ChunkStep> lane) {
    Batches batches = new Batches(lane, together());
    while (batches.hasNext()) {
      List<ChunkStep> batch = batches.next();
      if (batch.size() == 1) {
        doStep(batch.get(0));
      } else {
        copyTogether(batch);
      }
    }
  }

  private void doStep(ChunkStep step) {
    try {
      step.requireCurrent();
      Optional<Transfer> input = step.input();
      if (input.isPresent()) {
        readChunk(step.index(), input.get());
      }
      Optional<Transfer> output = step.work();
      if (output.isPresent()) {
        writeChunk(step.index(), output.get());
      }
      deleteIfAsked(step);
      step.done();
    } catch (Exception e) {
      throw failed(step, e);
    }
  }

  private void deleteIfAsked(ChunkStep step) {
    if (step.deletes()) {
      step.deleted(changing(step.index(), () -> doDeleteChunk(step.index())));
    }
  }

  private void copyTogether(List<ChunkStep> steps) {
    List<ChunkTransfer> moved = new ArrayList<>(steps.size());
    ChunkStep present = steps.get(0);
    try {
      for (ChunkStep step : steps) {
        present = step;
        step.requireCurrent();
        Optional<Transfer> input = step.input();
        if (input.isPresent()) {
          moved.add(new ChunkTransfer(step, input.get()));
        }
      }
      if (!moved.isEmpty()) {
        readTogether(moved);
        moved.clear();
      }
      for (ChunkStep step : steps) {
        present = step;
        Optional<Transfer> output = step.work();
        if (output.isPresent()) {
          moved.add(new ChunkTransfer(step, output.get()));
        }
      }
      if (!moved.isEmpty()) {
        writeTogether(moved);
      }
      for (ChunkStep step : steps) {
        present = step;
        deleteIfAsked(step);
        step.done();
      }
    } catch (ChunkException e) {
      throw e;
    } catch (Exception e) {
      throw failed(present, e);
    }
  }

  /**
   * How many chunks are copied faster together than one by one.
   *
   * @return by default 1: then {@link #readTogether} and {@link #writeTogether} are not called
   */
  protected int together() {
    return 1;
  }

  /**
   * Reads parts of several chunks; each is atomic. By default one after the other.
   *
   * @param reads the parts and their places; perhaps several of one chunk
   * @throws ChunkException if one cannot be read, made by {@link #failed}
   */
  protected void readTogether(List<ChunkTransfer> reads) {
    for (ChunkTransfer read : reads) {
      attempt(read, () -> readChunk(read.index(), read.transfer()));
    }
  }

  /**
   * Writes parts of several chunks; each is atomic. By default one after the other.
   *
   * @param writes the parts and where their elements come from, of different chunks
   * @throws ChunkException if one cannot be written, made by {@link #failed}
   */
  protected void writeTogether(List<ChunkTransfer> writes) {
    for (ChunkTransfer write : writes) {
      attempt(write, () -> writeChunk(write.index(), write.transfer()));
    }
  }

  private void attempt(ChunkTransfer transfer, Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      throw failed(transfer.step(), e);
    }
  }

  /**
   * How many chunks may be on their way to or from the store at once, in one lane.
   *
   * @return by default 1
   */
  protected int inflight() {
    return 1;
  }

  /**
   * Whether chunks that were read are kept in memory. What the cache says of itself, and wrappers
   * pass on.
   *
   * @return by default false
   */
  protected boolean isCached() {
    return false;
  }

  /** Walks one step, whose failure is told as what it is. */
  static void walkAlone(ChunkStep step, LaneWalker walker) {
    try {
      walker.walk(Collections.singleton(step).iterator());
    } catch (ChunkException e) {
      throw e.getCause() instanceof DosnaException cause ? cause : e;
    }
  }

  /**
   * The exception with which a walk ends.
   *
   * @param step the step that failed
   * @param cause why; an InterruptedException sets the thread's interrupt flag again
   * @return to be thrown
   */
  protected final ChunkException failed(ChunkStep step, Exception cause) {
    if (cause instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    return new ChunkException(step.operation(), name(), step.index(), cause);
  }

  /** This dataset for those who know plans, and nothing of handles. */
  private final class Chunked implements ChunkedArray {
    @Override
    public String name() {
      return ChunkWork.this.name();
    }

    @Override
    public DatasetSpec spec() {
      return ChunkWork.this.spec();
    }

    @Override
    public DatasetSpec presentSpec() {
      return ChunkWork.this.presentSpec();
    }

    @Override
    public Refresh beginRefresh() {
      pool().requireOpen();
      return ChunkWork.this.beginRefresh();
    }

    @Override
    public long shrinks() {
      return ChunkWork.this.shrinks();
    }

    @Override
    public void run(ChunkPlan plan) {
      Arguments.require("plan", plan);
      run(plan, tracked -> ChunkWork.this::walk);
    }

    @Override
    public void run(ChunkPlan plan, Runnable atEnd) {
      Arguments.require("plan", plan);
      Arguments.require("atEnd", atEnd);
      run(
          plan,
          tracked -> {
            ReadAhead ahead = new ReadAhead(tracked.size());
            return lane -> {
              ChunkWork.this.walk(ahead.lane(lane));
              atEnd.run();
            };
          });
    }

    /** Runs a plan whose lanes are walked by what is made for this run of it. */
    private void run(ChunkPlan plan, Function<ChunkPlan, LaneWalker> walker) {
      pool().requireOpen();
      Progress.track(
          partOf(plan),
          dtype().itemSize(),
          tracked -> ChunkWork.this.run(Reshaping.remembered(tracked), walker.apply(tracked)));
    }

    @Override
    public void walk(Iterator<ChunkStep> lane) {
      Arguments.require("lane", lane);
      pool().requireOpen();
      ChunkWork.this.walk(lane);
    }

    @Override
    public int inflight() {
      return ChunkWork.this.inflight();
    }

    @Override
    public boolean hasChunk(long[] index) {
      return doHasChunk(Arguments.require("index", index));
    }

    @Override
    public Stream<long[]> storedChunks() {
      pool().requireOpen();
      return existingChunks();
    }

    @Override
    public Stream<long[]> agreed(String operation, Supplier<Stream<long[]>> listing) {
      return ChunkWork.this.agreed(
          Arguments.require("operation", operation), Arguments.require("listing", listing));
    }

    @Override
    public <P> P combined(
        String operation, List<Optional<P>> computed, Function<List<P>, P> combine) {
      return ChunkWork.this.combined(
          Arguments.require("operation", operation),
          Arguments.require("computed", computed),
          Arguments.require("combine", combine));
    }
  }
}
