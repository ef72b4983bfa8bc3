package org.dosna;

import java.io.Serializable;

/**
 * Something that a check found in a store: what is not as it should be, and what a repair does
 * about it. Immutable.
 *
 * @param kind what sort of thing it is
 * @param where the thing: a dataset and its chunk, a file, an object
 * @param problem what is wrong with it
 * @param remedy what repair does, or did
 * @serial exclude
 */
public record Finding(Kind kind, String where, String problem, String remedy)
    implements Serializable {
  /** Sorts of findings. */
  public enum Kind {
    /** A chunk that cannot be read: torn, too short, too long, undecodable, of a wrong checksum. */
    DAMAGED_CHUNK,
    /** A chunk that the store does not give now, or whose codec is missing; it may be well. */
    UNREADABLE,
    /** A chunk that was written, as the record says, and is not stored any more. */
    LOST,
    /** A chunk that was damaged, and set aside by a repair. */
    SET_ASIDE,
    /** A chunk that is left outside the present shape. */
    OUTSIDE_SHAPE,
    /** What a process left that was killed. */
    LEFTOVER,
    /** What DosNa did not make; never touched. */
    FOREIGN,
    /** A description that cannot be read. */
    DAMAGED_METADATA
  }

  /**
   * Refuses null.
   *
   * @param kind what sort of thing it is
   * @param where the thing
   * @param problem what is wrong with it
   * @param remedy what repair does, or did
   */
  public Finding {
    Arguments.require("kind", kind);
    Arguments.require("where", where);
    Arguments.require("problem", problem);
    Arguments.require("remedy", remedy);
  }

  /**
   * For instance {@code DAMAGED_CHUNK chunk [0, 1] of dataset 'scan': ...; repair sets it aside}.
   */
  @Override
  public String toString() {
    return kind + " " + where + ": " + problem + "; " + remedy;
  }
}
