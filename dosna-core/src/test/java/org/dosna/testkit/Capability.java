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
  /** Keeps chunks after codecs. A backend without this refuses them with a clear error. */
  CODECS,
  /**
   * Keeps groups of datasets, and renames. A backend without this refuses both with a clear error.
   */
  GROUPS,
  /**
   * Threads of one process may create and change datasets at the same time, each in its own way.
   * With an engine of several processes such calls have to come in the same order in all of them:
   * then tests of this do it in one thread. They are {@code oneDatasetCreatorWins}, {@code
   * theLosersDoNotDisturbTheWinnersElements} and {@code aDatasetIsSeenWholeOrNotAtAll} of the
   * creation races, {@code aChunkDeletedWhileReadIsOldOrFillValue}, {@code
   * ofSeveralThatAppendNoneIsLost} and {@code attributesSetAtOnceAllLast}.
   */
  INDEPENDENT_THREADS,
  /**
   * Keeps any NaN as fill value. A backend without this refuses unusual ones with a clear error.
   */
  NAN_PAYLOADS,
  /**
   * Its codec {@code crc32c} sums up dataset and place of a chunk, too, and notices swapped ones.
   */
  PLACED_CHECKSUMS,
  /** Changes the shape of a dataset. A backend without this refuses it with a clear error. */
  RESIZE
}
