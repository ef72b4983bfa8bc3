package org.dosna.backend.ceph;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.ceph.rados.jna.Rados;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;

/**
 * The functions of librados that are used here and that rados-java lacks, or binds with {@code int}
 * for {@code size_t} or with other wrong types; and those that are called for each chunk, as direct
 * mapping is several times faster than its interface. What it has for connections and pools is
 * {@link #RADOS}.
 *
 * <p>All are named and documented as in the header {@code rados/librados.h}. Strings are UTF-8;
 * {@code size_t} and {@code time_t} are 64 bits. Functions that return an int return 0 or more on
 * success and a negative {@link Errno} on failure.
 */
final class LibRados {
  /** Connections and pools, as rados-java binds them, but with strings in UTF-8 everywhere. */
  static final Rados RADOS =
      Native.load(CephLibrary.FILE, Rados.class, CephLibrary.STRINGS_IN_UTF8);

  /** {@code LIBRADOS_CREATE_EXCLUSIVE}: creating fails if the object exists. */
  static final int CREATE_EXCLUSIVE = 1;

  /** {@code LIBRADOS_CMPXATTR_OP_EQ}. */
  static final byte EQUAL = 1;

  /** {@code LIBRADOS_CMPXATTR_OP_GTE}: what is given is not less than what is there. */
  static final byte AT_LEAST = 4;

  /** {@code LIBRADOS_OPERATION_FULL_TRY}: a full cluster refuses a write instead of stalling it. */
  static final int FULL_TRY = 64;

  /** {@code LIBRADOS_ALL_NSPACES}: listing sees the objects of all namespaces. */
  static final String ALL_NAMESPACES = "\001";

  static {
    Native.register(LibRados.class, CephLibrary.load());
  }

  private LibRados() {}

  /** A string as C has it: faster than what JNA makes of one, where it is given for each chunk. */
  static byte[] text(String text) {
    return (text + "\0").getBytes(UTF_8);
  }

  // Connections and pools

  static native int rados_conf_get(Pointer cluster, String option, byte[] value, long length);

  static native int rados_wait_for_latest_osdmap(Pointer cluster);

  static native int rados_pool_list(Pointer cluster, byte[] names, long length);

  static native int rados_application_list(Pointer io, byte[] names, Pointer length);

  static native int rados_mon_command(
      Pointer cluster,
      Pointer commands,
      long count,
      Pointer input,
      long inputLength,
      PointerByReference output,
      Pointer outputLength,
      PointerByReference status,
      Pointer statusLength);

  static native void rados_buffer_free(Pointer buffer);

  // Listing objects

  static native int rados_nobjects_list_open(Pointer io, PointerByReference listing);

  static native int rados_nobjects_list_next(
      Pointer listing,
      PointerByReference object,
      PointerByReference locator,
      PointerByReference namespace);

  static native void rados_nobjects_list_close(Pointer listing);

  // Single objects

  static native int rados_stat(Pointer io, String object, Pointer size, Pointer mtime);

  static native int rados_aio_read(
      Pointer io, String object, Pointer completion, Pointer bytes, long length, long offset);

  static native Pointer rados_create_write_op();

  static native void rados_release_write_op(Pointer op);

  static native void rados_write_op_assert_exists(Pointer op);

  static native void rados_write_op_assert_version(Pointer op, long version);

  static native void rados_write_op_cmpxattr(
      Pointer op, String name, byte comparison, byte[] value, long length);

  static native void rados_write_op_create(Pointer op, int exclusive, Pointer category);

  static native void rados_write_op_setxattr(Pointer op, String name, byte[] value, long length);

  static native void rados_write_op_rmxattr(Pointer op, String name);

  static native void rados_write_op_write(Pointer op, Pointer bytes, long length, long offset);

  static native void rados_write_op_write_full(Pointer op, Pointer bytes, long length);

  static native void rados_write_op_remove(Pointer op);

  static native int rados_aio_write_op_operate(
      Pointer op, Pointer io, Pointer completion, byte[] object, Pointer mtime, int flags);

  static native Pointer rados_create_read_op();

  static native void rados_release_read_op(Pointer op);

  static native void rados_read_op_getxattrs(
      Pointer op, PointerByReference iterator, Pointer result);

  static native void rados_read_op_read(
      Pointer op, long offset, long length, Pointer bytes, Pointer bytesRead, Pointer result);

  static native void rados_read_op_stat(Pointer op, Pointer size, Pointer mtime, Pointer result);

  static native void rados_read_op_cmpxattr(
      Pointer op, byte[] name, byte comparison, byte[] value, long length);

  static native void rados_read_op_assert_version(Pointer op, long version);

  static native int rados_aio_read_op_operate(
      Pointer op, Pointer io, Pointer completion, byte[] object, int flags);

  static native int rados_getxattrs_next(
      Pointer iterator, PointerByReference name, PointerByReference value, Pointer length);

  static native void rados_getxattrs_end(Pointer iterator);

  // Completions of asynchronous operations

  static native int rados_aio_create_completion2(
      Pointer argument, Pointer callback, long[] completion);

  static native int rados_aio_wait_for_complete(Pointer completion);

  static native int rados_aio_get_return_value(Pointer completion);

  static native long rados_aio_get_version(Pointer completion);

  static native void rados_aio_release(Pointer completion);
}
