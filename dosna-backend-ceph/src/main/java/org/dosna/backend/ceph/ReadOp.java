package org.dosna.backend.ceph;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.io.Closeable;

/**
 * What is read of one object at one moment: librados' {@code rados_read_op_t}. Results come when it
 * is done: their memory has to outlive that. Used by one thread; to be closed once it is sent.
 */
final class ReadOp implements Closeable {
  private final Pointer op = LibRados.rados_create_read_op();

  /**
   * Fails with {@link Errno#ECANCELED} if the attribute has another value; none counts as empty.
   *
   * @param name made by {@link LibRados#text}
   */
  ReadOp assertAttribute(byte[] name, byte[] value) {
    LibRados.rados_read_op_cmpxattr(op, name, LibRados.EQUAL, value, value.length);
    return this;
  }

  /** Fails with {@link Errno#ECANCELED} if the attribute has a greater value, byte by byte. */
  ReadOp assertAttributeAtMost(byte[] name, byte[] value) {
    LibRados.rados_read_op_cmpxattr(op, name, LibRados.AT_LEAST, value, value.length);
    return this;
  }

  /** Fails with {@link Errno#ERANGE} or {@link Errno#EOVERFLOW} if it has another version. */
  ReadOp assertVersion(long version) {
    LibRados.rados_read_op_assert_version(op, version);
    return this;
  }

  /**
   * Asks for the size.
   *
   * @param result gets it, and 8 bytes more
   */
  ReadOp size(Pointer result) {
    Pointer unused = result.share(Long.BYTES);
    LibRados.rados_read_op_stat(op, result, Pointer.NULL, unused);
    return this;
  }

  /**
   * Asks for bytes.
   *
   * @param result gets their number, and 8 bytes more
   */
  ReadOp read(Pointer bytes, long length, long offset, Pointer result) {
    Pointer unused = result.share(Long.BYTES);
    LibRados.rados_read_op_read(op, offset, length, bytes, result, unused);
    return this;
  }

  /**
   * Asks for all extended attributes.
   *
   * @param iterator gets librados' iterator at once, which is to be ended in any case
   * @param result gets 8 bytes
   */
  ReadOp attributes(PointerByReference iterator, Pointer result) {
    LibRados.rados_read_op_getxattrs(op, iterator, result);
    return this;
  }

  /** Sends it to an object. */
  Request submit(IoContext io, String object) {
    byte[] name = LibRados.text(object);
    return Request.submit(
        io,
        (context, completion) ->
            LibRados.rados_aio_read_op_operate(op, context, completion, name, 0));
  }

  @Override
  public void close() {
    LibRados.rados_release_read_op(op);
  }
}
