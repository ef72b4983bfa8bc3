package org.dosna.backend.ceph;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.dosna.backend.ceph.LibRados.RADOS;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.io.Closeable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dosna.NotFoundException;

/** An open pool, or rather a namespace in it: librados' {@code rados_ioctx_t}. Thread safe. */
final class IoContext implements Closeable {
  /** The verb of a failure that leaves nothing unknown. */
  static final String READ = "read";

  private final Connection connection;
  private final String pool;
  private final NativeHandle handle;
  private volatile Request.Listener listener = Request.Listener.NONE;

  /**
   * Takes a native io context into care.
   *
   * @param freed what to do when it was freed
   */
  IoContext(Connection connection, String pool, Pointer io, Runnable freed) {
    this.connection = connection;
    this.pool = pool;
    this.handle =
        new NativeHandle(
            "Pool '" + pool + "'",
            io,
            () -> {
              RADOS.rados_ioctx_destroy(io);
              freed.run();
            });
  }

  Pointer acquire() {
    return handle.acquire();
  }

  void release() {
    handle.release();
  }

  /** Hears of all requests from now on. */
  void listen(Request.Listener hears) {
    listener = hears;
  }

  Request.Listener listener() {
    return listener;
  }

  CephOptions options() {
    return connection.options();
  }

  NativeBuffers buffers() {
    return connection.buffers();
  }

  /** Whether the pool still is what was opened, and not deleted, or made anew. */
  boolean poolExists() {
    Pointer io = acquire();
    try (IoContext now = connection.openPool(pool)) {
      long id = RADOS.rados_ioctx_get_id(io);
      return now.id() == id;
    } catch (RadosException e) {
      if (e.code() == Errno.ENOENT) {
        return false;
      }
      throw e;
    } finally {
      release();
    }
  }

  /**
   * Makes sure that what was not found is not missing with its pool.
   *
   * @throws NotFoundException if the pool was deleted, or made anew
   */
  void requirePool() {
    if (!poolExists()) {
      throw new NotFoundException("Pool '" + pool + "' was deleted, perhaps made anew");
    }
  }

  private long id() {
    Pointer io = acquire();
    try {
      return RADOS.rados_ioctx_get_id(io);
    } finally {
      release();
    }
  }

  /** What the pool is said to be used by, such as {@code rbd}. */
  List<String> applications() {
    Pointer io = acquire();
    byte[] names = new byte[1 << 14];
    try (Memory length = new Memory(Long.BYTES)) {
      length.setLong(0, names.length);
      int code = LibRados.rados_application_list(io, names, length);
      if (code < 0) {
        throw failureOn(READ, "the applications of pool '" + pool + "'", code);
      }
      String all = new String(names, 0, (int) length.getLong(0), UTF_8);
      return Stream.of(all.split("\0")).filter(name -> !name.isEmpty()).toList();
    } finally {
      release();
    }
  }

  boolean exists(String object) {
    Pointer io = acquire();
    try (Memory result = new Memory(2 * Long.BYTES)) {
      int code = LibRados.rados_stat(io, object, result, result.share(Long.BYTES));
      if (code < 0 && code != Errno.ENOENT) {
        throw failure("look for", object, code);
      }
      return code >= 0;
    } finally {
      release();
    }
  }

  /** Removes an object; false if there is none. */
  boolean remove(String object) {
    return removed(object, beginRemove(object));
  }

  /** Begins to remove an object; {@link #removed} tells of the outcome. */
  Request beginRemove(String object) {
    try (WriteOp op = new WriteOp()) {
      return op.remove().submit(this, object);
    }
  }

  /** Waits until an object is removed; false if there was none. */
  boolean removed(String object, Request removal) {
    int code = removal.await();
    if (code < 0 && code != Errno.ENOENT) {
      throw failure("remove", object, code);
    }
    return code >= 0;
  }

  /**
   * Changes an object and waits.
   *
   * @return what librados returns
   */
  int operate(WriteOp op, String object) {
    return op.submit(this, object).await();
  }

  /**
   * An object's first bytes and all its extended attributes, as they were at one moment.
   *
   * @param maxBytes how much of the content is wanted
   * @return empty if there is no such object
   */
  Optional<StoredObject> read(String object, int maxBytes) {
    PointerByReference attributes = new PointerByReference();
    try (Memory bytes = new Memory(maxBytes + 4 * Long.BYTES);
        ReadOp op = new ReadOp()) {
      Pointer content = bytes.share(4 * Long.BYTES);
      op.attributes(attributes, bytes.share(2 * Long.BYTES)).read(content, maxBytes, 0, bytes);
      Request request = op.submit(this, object);
      int code = request.await();
      if (code == Errno.ENOENT) {
        return Optional.empty();
      }
      if (code < 0) {
        throw failure(READ, object, code);
      }
      return Optional.of(
          new StoredObject(
              content.getByteArray(0, (int) bytes.getLong(0)),
              StoredObject.attributes(attributes.getValue()),
              request.version()));
    } finally {
      if (attributes.getValue() != null) {
        LibRados.rados_getxattrs_end(attributes.getValue());
      }
    }
  }

  /** Begins to read from an object; the request gives the number of bytes that there were. */
  Request read(String object, Pointer bytes, long length, long offset) {
    return Request.submit(
        this,
        (context, completion) ->
            LibRados.rados_aio_read(context, object, completion, bytes, length, offset));
  }

  /** The names of all objects; to be closed. */
  ObjectListing list() {
    return new ObjectListing(this);
  }

  /** An exception that says what failed on which object. */
  RadosException failure(String verb, String object, int code) {
    return failureOn(verb, "object '" + object + "' of pool '" + pool + "'", code);
  }

  /** An exception that says that the objects could not be listed. */
  RadosException listingFailure(int code) {
    return failureOn(READ, "the list of objects of pool '" + pool + "'", code);
  }

  private RadosException failureOn(String verb, String what, int code) {
    String more =
        switch (code) {
          case Errno.ETIMEDOUT ->
              verb.equals(READ) ? options().afterTimeout() : options().afterTimeoutOfChange();
          case Errno.EACCES, Errno.EPERM ->
              "the user " + options().user() + " lacks the right to do so";
          default -> "";
        };
    return new RadosException(verb + " " + what, code, more);
  }

  @Override
  public void close() {
    handle.close();
  }
}
