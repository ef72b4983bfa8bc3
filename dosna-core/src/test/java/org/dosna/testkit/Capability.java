package org.dosna.testkit;

/** What a backend may do without. */
public enum Capability {
  /** Keeps the user's attributes. A backend without this refuses them with a clear error. */
  ATTRIBUTES,
  /**
   * Lists the chunks that are stored, however large the chunk grid. Without this, counting and
   * clearing look at every position of the grid, and are not tried on huge datasets.
   */
  CHUNK_LISTING,
  /** Changes the shape of a dataset. A backend without this refuses it with a clear error. */
  RESIZE
}
