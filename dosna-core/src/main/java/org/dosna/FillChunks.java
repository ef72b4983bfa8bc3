package org.dosna;

/**
 * What becomes of chunks in which every element has the bits of the fill value: they read the same
 * whether they are stored or not.
 */
public enum FillChunks {
  /** They are not stored, and deleted if they were: this costs less time and space. */
  LEFT_OUT,
  /** They are stored as any others: so that a store has the space for all chunks, for instance. */
  STORED
}
