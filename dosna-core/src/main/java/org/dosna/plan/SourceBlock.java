package org.dosna.plan;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.dosna.NDArray;
import org.dosna.Region;
import org.dosna.element.Shapes;
import org.dosna.indexing.Selection;
import org.dosna.spi.ChunkStep;
import org.dosna.spi.ChunkedArray;
import org.dosna.spi.SourceRead;

/**
 * A block of another dataset that a step needs for its work: read ahead, or when it is asked for.
 * It is made of boxes, which are read straight into their places; where elements are repeated in
 * it, they are read once and then assigned.
 */
final class SourceBlock implements SourceRead {
  /** Elements that were read by themselves and belong into some places of the block. */
  private record Repeated(HaloCut.Box box, NDArray elements) {}

  private final Window window;
  private final Region region;
  private final Optional<HaloCut> halo;
  private final List<Repeated> repeated = new ArrayList<>();
  private NDArray block;
  private boolean arrived;

  /**
   * A block.
   *
   * @param window what is read from
   * @param region where the block lies in the window; with a halo, parts of it may lie outside
   * @param halo says what lies there
   */
  SourceBlock(Window window, Region region, Optional<HaloCut> halo) {
    this.window = window;
    this.region = region;
    this.halo = halo;
  }

  /** Where the block lies in the window. */
  Region region() {
    return region;
  }

  @Override
  public ChunkedArray source() {
    return window.dataset();
  }

  @Override
  public long bytes() {
    long bytes = window.dtype().itemSize();
    for (long length : region.shape()) {
      bytes *= length;
    }
    return bytes;
  }

  @Override
  public Iterator<ChunkStep> steps() {
    repeated.clear();
    if (halo.isEmpty()) {
      block = NDArray.zeros(window.dtype(), region.shape());
      return dense(Selection.box(region.origin(), region.shape(), window.shape()), block);
    }
    block = halo.get().emptyBlock(window.dtype(), region);
    List<Iterator<ChunkStep>> lanes = new ArrayList<>();
    for (HaloCut.Box box : halo.get().boxes(region)) {
      lanes.add(box.isRepeated() ? apart(box) : inPlace(box));
    }
    return new Chained(lanes.iterator());
  }

  private Iterator<ChunkStep> dense(Selection selection, NDArray into) {
    Window part = window.then(selection);
    return part.reading(into, 0, part.selection().strides());
  }

  private Iterator<ChunkStep> apart(HaloCut.Box box) {
    NDArray elements = NDArray.zeros(window.dtype(), box.selection().resultShape());
    repeated.add(new Repeated(box, elements));
    return dense(box.selection(), elements);
  }

  private Iterator<ChunkStep> inPlace(HaloCut.Box box) {
    long[] strides = Shapes.strides(block.shape());
    return window.then(box.selection()).reading(block, box.begin(), strides);
  }

  @Override
  public void arrived() {
    repeated.forEach(part -> block.set(part.box().place(), part.elements()));
    repeated.clear();
    arrived = true;
  }

  /** The elements. To be asked for once: the block is the caller's then. */
  NDArray take() {
    if (!arrived) {
      source().walk(steps());
      arrived();
    }
    NDArray taken = block;
    block = null;
    return taken;
  }
}
