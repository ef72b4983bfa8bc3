package org.dosna.adapter.imglib2;

import java.util.Set;
import net.imglib2.img.basictypeaccess.DataAccess;
import net.imglib2.img.cell.Cell;
import org.dosna.NDArray;

/**
 * A cell and whether it was changed since it was read or written. Its pixels know it, and so it
 * lives as long as anybody holds them.
 */
final class CellState {
  private final NDArray elements;
  private final Cell<DataAccess> cell;
  private final Set<CellState> changed;
  private boolean isChanged;

  /**
   * @param elements as they are in the image, in C order
   * @param min where it begins, in ImgLib2's order of axes
   * @param changed gets it when it is changed
   */
  CellState(PixelType type, NDArray elements, long[] min, Set<CellState> changed) {
    this.elements = elements;
    this.changed = changed;
    int[] size = Axes.ints(Axes.reversed(elements.shape()));
    this.cell = new Cell<>(size, min, type.pixels(elements.array(), this));
  }

  Cell<DataAccess> cell() {
    return cell;
  }

  NDArray elements() {
    return elements;
  }

  void changed() {
    if (!isChanged) {
      isChanged = true;
      changed.add(this);
    }
  }

  /** What is changed from now on is noticed again. */
  void settled() {
    isChanged = false;
    changed.remove(this);
  }
}
