package org.dosna.spi;

import java.util.Iterator;
import org.dosna.ChunkException;

/** Walks lanes: what an engine is given to do the steps of a plan with. */
@FunctionalInterface
public interface LaneWalker {
  /**
   * Walks a lane: does its steps, each with all that belongs to it. May be called by any thread,
   * and by several at once with different lanes; returns when the lane has no more steps, and
   * nothing of it is on its way then.
   *
   * @param lane the steps, taken one by one as they are begun; used by one thread at a time
   * @throws ChunkException if a step fails; no further step is begun then
   */
  void walk(Iterator<ChunkStep> lane);
}
