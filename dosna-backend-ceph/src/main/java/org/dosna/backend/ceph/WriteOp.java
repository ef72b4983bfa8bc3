package org.dosna.backend.ceph;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.io.Closeable;

/**
 * Changes of one object that are made together or not at all: librados' {@code rados_write_op_t}.
 * What is to be written is copied at once. Used by one thread; to be closed.
 */
final class WriteOp implements Closeable {
  private final Pointer op = LibRados.rados_create_write_op();

  /** Fails with {@link Errno#EEXIST} if the object exists. */
  WriteOp createExclusive() {
    LibRados.rados_write_op_create(op, LibRados.CREATE_EXCLUSIVE, Pointer.NULL);
    return this;
  }

  /** Fails with {@link Errno#ENOENT} if the object does not exist. */
  WriteOp assertExists() {
    LibRados.rados_write_op_assert_exists(op);
    return this;
  }

  /** Fails with {@link Errno#ERANGE} or {@link Errno#EOVERFLOW} if it has another version. */
  WriteOp assertVersion(long version) {
    LibRados.rados_write_op_assert_version(op, version);
    return this;
  }

  /**
   * Fails with {@link Errno#ECANCELED} if the attribute has another value; none counts as empty.
   */
  WriteOp assertAttribute(String name, byte[] value) {
    LibRados.rados_write_op_cmpxattr(op, name, LibRados.EQUAL, value, value.length);
    return this;
  }

  WriteOp setAttribute(String name, byte[] value) {
    LibRados.rados_write_op_setxattr(op, name, value, value.length);
    return this;
  }

  WriteOp removeAttribute(String name) {
    LibRados.rados_write_op_rmxattr(op, name);
    return this;
  }

  WriteOp write(Pointer bytes, long length, long offset) {
    LibRados.rados_write_op_write(op, bytes, length, offset);
    return this;
  }

  WriteOp writeFull(Pointer bytes, long length) {
    LibRados.rados_write_op_write_full(op, bytes, length);
    return this;
  }

  WriteOp writeFull(byte[] content) {
    try (Memory bytes = new Memory(Math.max(1, content.length))) {
      bytes.write(0, content, 0, content.length);
      return writeFull(bytes, content.length);
    }
  }

  WriteOp remove() {
    LibRados.rados_write_op_remove(op);
    return this;
  }

  /** Sends it to an object. */
  Request submit(IoContext io, String object) {
    byte[] name = LibRados.text(object);
    return Request.submit(
        io,
        (context, completion) ->
            LibRados.rados_aio_write_op_operate(
                op, context, completion, name, Pointer.NULL, LibRados.FULL_TRY));
  }

  @Override
  public void close() {
    LibRados.rados_release_write_op(op);
  }
}
