package org.dosna.plan;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.dosna.NDArray;
import org.dosna.Region;
import org.dosna.element.Shapes;
import org.dosna.indexing.Slicing;
import org.dosna.spi.ChunkStep;
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
  private Optional<NDArray> block = Optional.empty();
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

  @Override
  public int inflight() {
    return window.dataset().inflight();
  }

  @Override
  public long bytes() {
    return Shapes.size(region.shape()) * window.dtype().itemSize();
  }

  @Override
  public boolean goesWith(SourceRead other) {
    return other instanceof SourceBlock block && block.window.dataset() == window.dataset();
  }

  @Override
  public void readWith(List<SourceRead> others) {
    List<SourceBlock> blocks = new ArrayList<>(others.size() + 1);
    blocks.add(this);
    others.forEach(other -> blocks.add((SourceBlock) other));
    Iterator<ChunkStep> reads = new Chained(blocks.stream().map(SourceBlock::steps).iterator());
    window
        .dataset()
        .walk(others.isEmpty() ? reads : SharedReads.of(reads, window.dataset().spec()));
    blocks.forEach(SourceBlock::arrived);
  }

  /** The steps that read, each a mere copy. Makes the block. */
  private Iterator<ChunkStep> steps() {
    repeated.clear();
    if (halo.isEmpty()) {
      NDArray made = NDArray.zeros(window.dtype(), region.shape());
      block = Optional.of(made);
      return dense(Slicing.box(region.origin(), region.shape(), window.shape()), made);
    }
    NDArray made = halo.get().emptyBlock(window.dtype(), region);
    block = Optional.of(made);
    List<Iterator<ChunkStep>> lanes = new ArrayList<>();
    for (HaloCut.Box box : halo.get().boxes(region)) {
      lanes.add(box.isRepeated() ? apart(box) : inPlace(box, made));
    }
    return new Chained(lanes.iterator());
  }

  private Iterator<ChunkStep> dense(Slicing selection, NDArray into) {
    Window part = window.then(selection);
    return part.reading(into, 0, part.selection().strides());
  }

  private Iterator<ChunkStep> apart(HaloCut.Box box) {
    NDArray elements = NDArray.zeros(window.dtype(), box.selection().resultShape());
    repeated.add(new Repeated(box, elements));
    return dense(box.selection(), elements);
  }

  private Iterator<ChunkStep> inPlace(HaloCut.Box box, NDArray made) {
    long[] strides = Shapes.strides(made.shape());
    return window.then(box.selection()).reading(made, box.begin(), strides);
  }

  private void arrived() {
    NDArray made = block.orElseThrow();
    repeated.forEach(part -> made.set(part.box().place(), part.elements()));
    repeated.clear();
    arrived = true;
  }

  /** The elements. To be asked for once. */
  NDArray take() {
    if (!arrived) {
      readWith(List.of());
    }
    return block.orElseThrow();
  }
}
