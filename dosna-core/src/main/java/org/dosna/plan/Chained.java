package org.dosna.plan;

import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.dosna.spi.ChunkStep;

/** One lane after the other. */
final class Chained implements Iterator<ChunkStep> {
  private final Iterator<Iterator<ChunkStep>> lanes;
  private Iterator<ChunkStep> lane = Collections.emptyIterator();

  Chained(Iterator<Iterator<ChunkStep>> lanes) {
    this.lanes = lanes;
  }

  @Override
  public boolean hasNext() {
    while (!lane.hasNext() && lanes.hasNext()) {
      lane = lanes.next();
    }
    return lane.hasNext();
  }

  @Override
  public ChunkStep next() {
    if (!hasNext()) {
      throw new NoSuchElementException("no more steps");
    }
    return lane.next();
  }
}
