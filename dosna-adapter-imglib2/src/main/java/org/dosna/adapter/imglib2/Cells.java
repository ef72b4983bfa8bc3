package org.dosna.adapter.imglib2;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import net.imglib2.img.basictypeaccess.DataAccess;
import net.imglib2.img.cell.Cell;
import net.imglib2.img.cell.CellGrid;
import net.imglib2.img.cell.LazyCellImg;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.NDArray;
import org.dosna.Slice;

/**
 * The cells of a dataset's image. Each exists once at a time, as long as anybody holds it: those
 * looked at last and those changed are held here, others by who works on them. Thread safe.
 */
final class Cells implements LazyCellImg.Get<Cell<DataAccess>> {
  private final Dataset dataset;
  private final PixelType type;
  private final CellGrid grid;
  private final Map<Long, Known> known = new ConcurrentHashMap<>();
  private final ReferenceQueue<CellState> gone = new ReferenceQueue<>();
  private final Set<CellState> changed = ConcurrentHashMap.newKeySet();
  private final Recent recent;

  Cells(Dataset dataset, long keptBytes) {
    DatasetSpec spec = dataset.spec();
    this.dataset = dataset;
    this.type = PixelType.of(spec.dtype());
    long[] chunk = Arrays.stream(spec.chunkSize()).asLongStream().toArray();
    this.grid = new CellGrid(Axes.reversed(spec.shape()), Axes.ints(Axes.reversed(chunk)));
    long elements = Arrays.stream(chunk).reduce(1, Math::multiplyExact);
    this.recent = new Recent(keptBytes / (elements * type.inImage().itemSize()));
  }

  CellGrid grid() {
    return grid;
  }

  @Override
  public Cell<DataAccess> get(long index) {
    while (true) {
      Known reference = known.get(index);
      CellState state = reference == null ? null : reference.get();
      if (state == null) {
        forgetGone();
        state = known.compute(index, (key, old) -> living(old) ? old : read(key)).get();
      }
      // Else it was let go by all the moment it was there.
      if (state != null) {
        recent.keep(index, state);
        return state.cell();
      }
    }
  }

  private static boolean living(Known reference) {
    return reference != null && reference.get() != null;
  }

  private void forgetGone() {
    for (Reference<?> reference = gone.poll(); reference != null; reference = gone.poll()) {
      known.remove(((Known) reference).index, reference);
    }
  }

  /** Writes what was changed; what fails stays changed. */
  void flush() {
    for (CellState state : List.copyOf(changed)) {
      state.settled();
      try {
        dataset.set(box(state), state.elements());
      } catch (RuntimeException | Error e) {
        state.changed();
        throw e;
      }
    }
  }

  private static Slice[] box(CellState state) {
    Cell<?> cell = state.cell();
    Slice[] box = new Slice[cell.numDimensions()];
    Arrays.setAll(
        box,
        axis -> {
          int there = box.length - 1 - axis;
          return Slice.range(cell.min(there), cell.max(there) + 1);
        });
    return box;
  }

  private Known read(long index) {
    long[] min = new long[grid.numDimensions()];
    int[] size = new int[min.length];
    grid.getCellDimensions(index, min, size);
    long[] shape = Axes.reversed(Arrays.stream(size).asLongStream().toArray());
    NDArray stored = NDArray.zeros(type.stored(), shape);
    dataset.read(Axes.reversed(min), stored);
    NDArray elements = type.stored() == type.inImage() ? stored : stored.astype(type.inImage());
    CellState state = new CellState(type, elements, min, changed);
    recent.keep(index, state);
    return new Known(index, state, gone);
  }

  /** A cell that lives if anybody holds it. */
  private static final class Known extends WeakReference<CellState> {
    private final long index;

    Known(long index, CellState state, ReferenceQueue<CellState> gone) {
      super(state, gone);
      this.index = index;
    }
  }

  /** Holds the cells that were looked at last. */
  @SuppressWarnings("serial") // Is not serialized.
  private static final class Recent extends LinkedHashMap<Long, CellState> {
    private final long most;

    Recent(long most) {
      super(16, 0.75f, true);
      this.most = Math.max(1, most);
    }

    synchronized void keep(long index, CellState state) {
      put(index, state);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Long, CellState> eldest) {
      return size() > most;
    }
  }
}
