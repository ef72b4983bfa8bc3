package org.dosna.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.dosna.NDArray;
import org.dosna.indexing.Selection;
import org.dosna.spi.ChunkPlan;
import org.dosna.spi.ChunkStep;
import org.dosna.spi.ChunkedArray;
import org.dosna.spi.Transfer;

/**
 * Reads of several selections of one dataset as one plan, chunk by chunk: a chunk that has to be
 * decoded is so once for all that is wanted of it. Used by one thread.
 */
public final class GatheredGets {
  private static final Comparator<ChunkStep> BY_CHUNK =
      Comparator.comparing(ChunkStep::index, Arrays::compare);

  private final Window dataset;
  private final List<ChunkStep> steps = new ArrayList<>();

  /**
   * No reads yet.
   *
   * @param dataset a window on all of the dataset
   */
  public GatheredGets(Window dataset) {
    this.dataset = dataset;
  }

  /**
   * Adds a read.
   *
   * @param selection what is read, of the shape that the dataset has now
   * @return a new array, filled when the plan has run
   */
  public NDArray add(Selection selection) {
    Window window = new Window(dataset.dataset(), selection, dataset.shrinks(), dataset.refresh());
    NDArray into = NDArray.zeros(window.dtype(), window.shape());
    window.reading(into, 0, selection.strides()).forEachRemaining(steps::add);
    return into;
  }

  /**
   * The plan.
   *
   * @return all reads, which each process runs for itself
   */
  public ChunkPlan plan() {
    steps.sort(BY_CHUNK);
    List<ChunkStep> plan =
        dataset.dataset().spec().codecs().isEmpty() ? steps : SharedChunk.of(dataset, steps);
    return dataset.current(new ChunkPlan("get", false, plan.size(), 1, first -> plan.iterator()));
  }

  /** Several reads of one chunk. */
  private record SharedChunk(ChunkedArray dataset, List<ChunkStep> gets, NDArray[] chunk)
      implements ChunkStep {
    /** Of reads in the order of their chunks. */
    static List<ChunkStep> of(Window dataset, List<ChunkStep> sorted) {
      List<ChunkStep> shared = new ArrayList<>();
      Iterator<ChunkStep> all = sorted.iterator();
      List<ChunkStep> same = new ArrayList<>();
      while (all.hasNext()) {
        ChunkStep next = all.next();
        if (!same.isEmpty() && BY_CHUNK.compare(same.get(0), next) != 0) {
          shared.add(of(dataset.dataset(), same));
          same = new ArrayList<>();
        }
        same.add(next);
      }
      if (!same.isEmpty()) {
        shared.add(of(dataset.dataset(), same));
      }
      return shared;
    }

    private static ChunkStep of(ChunkedArray dataset, List<ChunkStep> same) {
      return same.size() == 1 ? same.get(0) : new SharedChunk(dataset, same, new NDArray[1]);
    }

    @Override
    public String operation() {
      return "get";
    }

    @Override
    public long[] index() {
      return gets.get(0).index();
    }

    @Override
    public boolean callsUser() {
      return false;
    }

    @Override
    public Optional<Transfer> input() {
      chunk[0] = dataset.spec().fillChunk();
      return Optional.of(Transfer.whole(chunk[0]));
    }

    @Override
    public Optional<Transfer> work() {
      gets.forEach(get -> get.input().orElseThrow().fromChunk(chunk[0].array()));
      return Optional.empty();
    }
  }
}
