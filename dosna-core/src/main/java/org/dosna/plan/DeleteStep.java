package org.dosna.plan;

import org.dosna.spi.ChunkStep;

/** Deletes a chunk. */
public final class DeleteStep implements ChunkStep {
  private final String operation;
  private final long[] index;
  private boolean existed;

  /**
   * A step that deletes.
   *
   * @param operation what this is a step of
   * @param index the chunk
   */
  public DeleteStep(String operation, long[] index) {
    this.operation = operation;
    this.index = index;
  }

  @Override
  public String operation() {
    return operation;
  }

  @Override
  public long[] index() {
    return index;
  }

  @Override
  public boolean callsUser() {
    return false;
  }

  @Override
  public boolean deletes() {
    return true;
  }

  @Override
  public void deleted(boolean wasStored) {
    existed = wasStored;
  }

  /**
   * Whether there was such a chunk.
   *
   * @return false if it was not stored; known when the step is done
   */
  public boolean existed() {
    return existed;
  }
}
