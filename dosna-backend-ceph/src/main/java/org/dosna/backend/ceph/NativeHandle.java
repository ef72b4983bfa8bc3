package org.dosna.backend.ceph;

import com.sun.jna.Pointer;
import org.dosna.ClosedException;

/**
 * A native object that many threads use. Closing it refuses further use at once; it is freed when
 * the last of those who were using it have done, so that nobody ever holds a dangling pointer.
 */
final class NativeHandle {
  private final String what;
  private final Pointer pointer;
  private final Runnable free;
  private int uses = 1;
  private boolean closed;

  /**
   * Takes an object into care.
   *
   * @param what what it is, for messages
   * @param pointer the object
   * @param free frees it
   */
  NativeHandle(String what, Pointer pointer, Runnable free) {
    this.what = what;
    this.pointer = pointer;
    this.free = free;
  }

  /**
   * Begins to use it; {@link #release} has to follow.
   *
   * @throws ClosedException if it was closed
   */
  synchronized Pointer acquire() {
    if (closed) {
      throw new ClosedException(what + " was closed");
    }
    uses++;
    return pointer;
  }

  void release() {
    boolean last;
    synchronized (this) {
      uses--;
      last = uses == 0;
    }
    if (last) {
      free.run();
    }
  }

  void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    release();
  }
}
