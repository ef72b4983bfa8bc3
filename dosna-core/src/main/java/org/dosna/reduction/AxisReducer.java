package org.dosna.reduction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.dosna.DatasetSpec;
import org.dosna.NDArray;
import org.dosna.Region;
import org.dosna.element.ElementType;
import org.dosna.fold.Cells;
import org.dosna.fold.Fold;
import org.dosna.fold.FoldShape;
import org.dosna.indexing.Cuts;
import org.dosna.indexing.Part;
import org.dosna.indexing.Selection;
import org.dosna.plan.PartTransfers;
import org.dosna.plan.Window;
import org.dosna.spi.ChunkPlan;
import org.dosna.spi.ChunkStep;
import org.dosna.spi.Transfer;

/**
 * Runs reductions along axes. All parts that fall into the same cells are a column; columns follow
 * each other, and so do the parts of one. A column is one group of parts, or several, if there are
 * few columns; each group is folded in order by whichever thread, and then the groups of a column
 * are combined in order.
 */
public final class AxisReducer {
  /** So many groups at least, if there are enough parts: they are what threads share. */
  private static final int GROUPS = 64;

  private final Window window;
  private final DatasetSpec spec;
  private final Columns columns;
  private final boolean[] folded;
  private final Fold fold;
  private final List<Group> groups = new ArrayList<>();
  private final Queue<NDArray> blocks = new ConcurrentLinkedQueue<>();
  private final long perGroup;

  /** The cells of a group so far; touched by one thread at a time. */
  private static final class Group {
    private Optional<Cells> cells = Optional.empty();
  }

  /** Gets what a column gives. */
  public interface Sink {
    /**
     * Takes it.
     *
     * @param column where the column lies in the window, all of the axes that are reduced included
     * @param results a primitive array of the fold's type
     */
    void accept(Region column, Object results);
  }

  /**
   * A reduction.
   *
   * @param window what is reduced; all of its positions but points
   * @param folded which axes of the window are reduced
   * @param fold how
   */
  public AxisReducer(Window window, boolean[] folded, Fold fold) {
    this.window = window.present();
    this.spec = window.dataset().spec();
    this.folded = folded.clone();
    this.fold = fold;
    Selection selection = window.selection();
    boolean[] foldedOwn = new boolean[spec.grid().ndim()];
    long[] numbers = new long[foldedOwn.length];
    Arrays.setAll(numbers, axis -> axis);
    long[] ownOf = selection.onResultAxes(numbers, -1);
    for (int axis = 0; axis < ownOf.length; axis++) {
      if (ownOf[axis] >= 0) {
        foldedOwn[(int) ownOf[axis]] = folded[axis];
      }
    }
    this.columns = new Columns(Cuts.blocks(selection, spec.grid()), foldedOwn);
    this.perGroup = Math.max(1, columns.perColumn() / groupsOf(columns));
    for (long n = 0; n < columns.size(); n += perGroup) {
      groups.add(new Group());
    }
  }

  /** Into how many equal groups a column is parted. */
  private static long groupsOf(Columns columns) {
    long parts = columns.perColumn();
    long groups = 1;
    while (groups < parts && (columns.count() * groups < GROUPS || parts % groups != 0)) {
      groups++;
    }
    return Math.max(1, groups);
  }

  /**
   * Reduces, sharing the work with all processes of the group.
   *
   * @param operation what is done, for messages
   * @param sink gets the results of all columns, in all processes
   */
  public void run(String operation, Sink sink) {
    run(operation, true);
    if (!groups.isEmpty()) {
      List<Optional<List<Cells>>> computed =
          groups.stream().map(group -> group.cells.map(List::of)).toList();
      String what = operation + " of " + window.selection();
      finish(window.dataset().combined(what, computed, AxisReducer::joined), sink);
    }
  }

  private static List<Cells> joined(List<List<Cells>> groups) {
    return groups.stream().flatMap(List::stream).toList();
  }

  /**
   * Reduces in this process alone.
   *
   * @param operation what is done, for messages
   * @param sink gets the results of all columns
   */
  public void runAlone(String operation, Sink sink) {
    run(operation, false);
    finish(groups.stream().map(group -> group.cells.orElseThrow()).toList(), sink);
  }

  private void run(String operation, boolean shared) {
    window
        .dataset()
        .run(
            new ChunkPlan(
                operation, shared, columns.size(), perGroup, first -> steps(operation, first)));
  }

  private void finish(List<Cells> all, Sink sink) {
    long perCell = FoldShape.perCell(window.shape(), folded);
    int perColumn = (int) (columns.perColumn() / perGroup);
    for (int column = 0; column < columns.count(); column++) {
      Cells cells = all.get(column * perColumn);
      for (int n = 1; n < perColumn; n++) {
        fold.combine(cells, all.get(column * perColumn + n));
      }
      Part part = columns.part(column * columns.perColumn());
      sink.accept(region(part), fold.finish(cells, perCell));
    }
  }

  private Region region(Part part) {
    Selection selection = window.selection();
    long[] zero = new long[part.shape().length];
    return new Region(
        selection.onResultAxes(part.positionOf(zero), 0), selection.onResultAxes(part.shape(), 1));
  }

  private Iterator<ChunkStep> steps(String operation, long first) {
    return new Iterator<>() {
      private long next = first;

      @Override
      public boolean hasNext() {
        return next < columns.size();
      }

      @Override
      public ChunkStep next() {
        if (!hasNext()) {
          throw new NoSuchElementException("no more parts");
        }
        Group group = groups.get((int) (next / perGroup));
        return new Step(operation, columns.part(next++), group);
      }
    };
  }

  /** Folds one part. */
  private final class Step implements ChunkStep {
    private final String operation;
    private final Part part;
    private final Group group;
    private Optional<NDArray> block = Optional.empty();
    private boolean isFolded;

    Step(String operation, Part part, Group group) {
      this.operation = operation;
      this.part = part;
      this.group = group;
    }

    @Override
    public String operation() {
      return operation;
    }

    @Override
    public long[] index() {
      return part.index();
    }

    @Override
    public boolean callsUser() {
      return false;
    }

    @Override
    public Optional<Transfer> input() {
      NDArray used = blocks.poll();
      boolean fits = used != null && Arrays.equals(used.shape(), part.shape());
      NDArray array = fits ? used : NDArray.zeros(spec.dtype(), part.shape());
      block = Optional.of(array);
      return Optional.of(PartTransfers.transfer(part, array).lookingAt(this::fold));
    }

    @Override
    public Optional<Transfer> work() {
      NDArray elements = block.orElseThrow();
      fold(elements.array());
      blocks.add(elements);
      return Optional.empty();
    }

    private void fold(Object elements) {
      if (isFolded) {
        return;
      }
      isFolded = true;
      ElementType type = spec.dtype().element();
      Region where = region(part);
      FoldShape shape = new FoldShape(where.shape(), folded, fold.result().slots());
      Cells cells = group.cells.orElseGet(() -> fold.begin(shape.cells()));
      fold.add(cells, type, elements, shape, place(where));
      group.cells = Optional.of(cells);
    }

    /** Of one axis that is folded, where the part begins on it. */
    private long place(Region where) {
      long place = 0;
      for (int axis = 0; axis < folded.length; axis++) {
        place += folded[axis] ? where.origin()[axis] : 0;
      }
      return place;
    }
  }
}
