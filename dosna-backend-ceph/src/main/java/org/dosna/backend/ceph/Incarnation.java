package org.dosna.backend.ceph;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * Tells the chunks of a dataset from those that a late write left of an earlier dataset of its
 * name: a chunk's object carries the id of its dataset from the operation on that makes it, and
 * every operation on it asserts that id. A chunk with another id counts as missing; one without was
 * made by Python, or before there were such ids, and is the dataset's.
 *
 * <p>It also carries how often the dataset had been made smaller when the chunk was made, or was
 * cut by that: a reader of an earlier shape must not take fill value for what it was. Thread safe.
 */
final class Incarnation {
  private static final byte[] NONE = {};
  private static final byte[] ID = LibRados.text(DatasetAttributes.ID);
  private static final byte[] SHRINKS = LibRados.text(ShapeHistory.SHRINKS);

  private final DatasetObject dataset;
  private final byte[] id;
  private final boolean cutting;

  /** What the last chunks were like; a wrong guess costs a further request. */
  private volatile boolean marked = true;

  private volatile boolean stored = true;

  private volatile Count count = new Count(0);

  /**
   * How often the dataset was made smaller, as chunks carry it.
   *
   * @param sortable of constant length, so that bytes can be compared
   */
  private record Count(long shrinks, byte[] sortable) {
    Count(long shrinks) {
      this(shrinks, String.format("%019d", shrinks).getBytes(UTF_8));
    }
  }

  Incarnation(DatasetObject dataset) {
    this(dataset, false);
  }

  private Incarnation(DatasetObject dataset, boolean cutting) {
    this.dataset = dataset;
    this.id = dataset.id();
    this.cutting = cutting;
  }

  /** The same for who gives fill value to what lies outside a smaller shape. */
  Incarnation cutting() {
    return new Incarnation(dataset, true);
  }

  /** The id that a chunk most likely has; empty if most likely none. */
  byte[] likelyId() {
    return marked ? id : NONE;
  }

  /** Whether a chunk is most likely stored already. */
  boolean likelyStored() {
    return stored;
  }

  /** Hears whether a chunk was stored already. */
  void foundStored(boolean wasStored) {
    stored = wasStored;
  }

  /** Asserts that a chunk is the dataset's, and was not cut since its shape was looked at. */
  void assertReadable(ReadOp op) {
    op.assertAttribute(ID, likelyId());
    op.assertAttributeAtMost(SHRINKS, shrinks());
  }

  /** Marks a chunk that is made. */
  void mark(WriteOp op) {
    if (id.length > 0) {
      op.setAttribute(DatasetAttributes.ID, id);
    }
    if (dataset.shrinks() > 0) {
      markCut(op);
    }
  }

  /** Marks a chunk that is made of another dataset's. */
  void markAnew(WriteOp op) {
    op.setAttribute(DatasetAttributes.ID, id);
    markCut(op);
  }

  /** Marks a chunk of which a part is written, if it is to be. */
  void markWritten(WriteOp op) {
    if (cutting) {
      markCut(op);
    }
  }

  private void markCut(WriteOp op) {
    op.setAttribute(ShapeHistory.SHRINKS, shrinks());
  }

  private byte[] shrinks() {
    long shrinks = dataset.shrinks();
    Count present = count;
    if (present.shrinks != shrinks) {
      present = new Count(shrinks);
      count = present;
    }
    return present.sortable;
  }

  /** Whether a chunk that was found is the dataset's. */
  boolean owns(ChunkLook.Found found) {
    boolean none = found.id().length == 0;
    boolean owned = none || Arrays.equals(found.id(), id);
    if (owned) {
      marked = !none;
    }
    return owned;
  }

  /** Whether a chunk that was read is the dataset's. */
  boolean owns(StoredObject read) {
    byte[] found = read.attributes().getOrDefault(DatasetAttributes.ID, NONE);
    return found.length == 0 || Arrays.equals(found, id);
  }

  /** Looks at the dataset again if a chunk was cut since that was done. */
  void refreshIfCut(ChunkLook.Found found) {
    if (Arrays.compare(found.shrinks(), shrinks()) > 0) {
      dataset.refresh();
    }
  }

  /**
   * Makes sure that the dataset is there. A chunk of another one that was seen before that is one
   * of an earlier dataset, not of one that was made anew since.
   */
  void requireCurrent() {
    dataset.refresh();
  }

  /** Removes a chunk if it carries the dataset's id. */
  void removeOwn(String object) {
    try (WriteOp op = new WriteOp()) {
      IoContext io = dataset.io();
      int code = io.operate(op.assertAttribute(DatasetAttributes.ID, id).remove(), object);
      if (code < 0 && code != Errno.ENOENT && code != Errno.ECANCELED) {
        throw io.failure("remove", object, code);
      }
    }
  }
}
