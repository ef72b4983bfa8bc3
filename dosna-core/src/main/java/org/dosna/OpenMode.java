package org.dosna;

/** What may be done with a pool and the datasets in it. */
public enum OpenMode {
  /** Reading and every change. */
  READ_WRITE,
  /** Reading only: every change is refused with an exception. */
  READ_ONLY
}
