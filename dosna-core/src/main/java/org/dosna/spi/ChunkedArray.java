package org.dosna.spi;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.dosna.ChunkException;
import org.dosna.ClosedException;
import org.dosna.DatasetSpec;

/**
 * A dataset as plans see it: what it is made of, and a way to do steps on its chunks. {@code
 * Dataset.chunked()} hands it out; all that is built of plans (slicing, map, copies, views,
 * reductions) needs no more of a dataset than this. May be shared by threads.
 */
public interface ChunkedArray {
  /**
   * The dataset's name.
   *
   * @return the name, for messages
   */
  String name();

  /**
   * What the dataset is made of, as it was when somebody last looked. Does no I/O.
   *
   * @return dtype, shape, chunk size and fill value
   */
  DatasetSpec spec();

  /**
   * What the dataset is made of now: others may have changed the shape. Costs a look into the
   * store, so an operation looks once, when it begins.
   *
   * @return dtype, shape, chunk size and fill value
   * @throws ClosedException if its pool is closed
   */
  DatasetSpec presentSpec();

  /**
   * Begins to look what the dataset is made of now, for an operation that goes on with {@link
   * #spec} meanwhile.
   *
   * @return the look; where the store has no faster way, it is done
   * @throws ClosedException if its pool is closed
   */
  Refresh beginRefresh();

  /**
   * How often the dataset was made smaller, as it was when somebody last looked. Does no I/O.
   *
   * @return a number that only grows
   */
  long shrinks();

  /**
   * Runs a plan as the engine deals it out, and reports on it to whoever listens. Not atomic as a
   * whole; each step is atomic.
   *
   * @param plan the steps, which need nothing of other datasets; of a shared plan this process does
   *     its part
   * @throws ChunkException if a step fails; steps that were done stay done
   */
  void run(ChunkPlan plan);

  /**
   * Runs a plan whose steps need something of other datasets, which is read ahead.
   *
   * @param plan as in {@link #run(ChunkPlan)}
   * @param atEnd is done at the end of each lane, and fails the plan if it throws
   * @throws ChunkException if a step fails; steps that were done stay done
   */
  void run(ChunkPlan plan, Runnable atEnd);

  /**
   * Does some steps here and now, in the caller's thread, past the engine but through all layers.
   *
   * @param lane the steps
   * @throws ChunkException if a step fails
   */
  void walk(Iterator<ChunkStep> lane);

  /**
   * How many chunks of this dataset are read faster together, in one lane, than one by one.
   *
   * @return 1 where reading waits for nobody; else about as many as may be on their way at once
   */
  int inflight();

  /**
   * Whether a chunk is stored.
   *
   * @param index a position inside the chunk grid
   * @return false if it reads as fill value
   */
  boolean hasChunk(long[] index);

  /**
   * The chunks that are stored.
   *
   * @return positions in the chunk grid, in any order; to be closed
   */
  Stream<long[]> storedChunks();

  /**
   * A list of chunks on which all processes agree that share the work on them.
   *
   * @param operation what the list is for
   * @param listing lists the chunks
   * @return positions in the chunk grid, in the same order in all processes; to be closed
   */
  Stream<long[]> agreed(String operation, Supplier<Stream<long[]>> listing);

  /**
   * Combines what was computed of each unit of a plan, wherever it was.
   *
   * @param <P> the type of the results
   * @param operation what was done
   * @param computed the results, unit by unit; empty where another process computed it
   * @param combine makes one of all results, unit by unit
   * @return the same in all processes; if combining fails in one, all throw
   */
  <P> P combined(String operation, List<Optional<P>> computed, Function<List<P>, P> combine);
}
