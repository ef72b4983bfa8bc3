package org.dosna.examples.bench;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;

/**
 * The limit for chunks in Ceph: librados and nothing else. Objects are read into, and written from,
 * native memory, with so many requests on their way.
 */
final class RadosLoop implements AutoCloseable {
  static {
    String name = Platform.isMac() ? "rados" : "librados.so.2";
    Native.register(
        RadosLoop.class,
        NativeLibrary.getInstance(name, Map.of(Library.OPTION_STRING_ENCODING, "UTF-8")));
  }

  private static final int IN_FLIGHT = 16;

  private final Pointer cluster;
  private final Pointer io;
  private final String[] objects;
  private final int size;
  private final Memory[] buffers = new Memory[IN_FLIGHT];
  private final ByteBuffer[] views = new ByteBuffer[IN_FLIGHT];

  /**
   * Connects with the same settings as the backend.
   *
   * @param conf Ceph's configuration file
   * @param pool an existing pool
   * @param count how many objects
   * @param size bytes of each
   */
  RadosLoop(String conf, String pool, int count, int size) {
    PointerByReference created = new PointerByReference();
    check(rados_create2(created, "ceph", "client.admin", 0));
    cluster = created.getValue();
    check(rados_conf_read_file(cluster, conf));
    check(rados_conf_set(cluster, "rados_osd_op_timeout", "30"));
    check(rados_connect(cluster));
    check(rados_ioctx_create(cluster, pool, created));
    io = created.getValue();
    this.size = size;
    objects = new String[count];
    for (int i = 0; i < count; i++) {
      objects[i] = "loop-" + size + "-" + i;
    }
    for (int i = 0; i < IN_FLIGHT; i++) {
      buffers[i] = new Memory(size);
      buffers[i].clear();
      views[i] = buffers[i].getByteBuffer(0, size);
    }
  }

  private static void check(int code) {
    if (code < 0) {
      throw new IllegalStateException("librados: error " + code);
    }
  }

  /** What is done with each object. */
  private interface Start {
    int start(Pointer io, String object, Pointer completion, Pointer bytes, long size);
  }

  /** What is done with what was read. */
  interface Answer {
    /**
     * Takes an object.
     *
     * @param number which one
     * @param bytes what it holds; another one's afterwards
     */
    void take(int number, ByteBuffer bytes);
  }

  /** Reads all objects; nobody looks at the bytes. */
  void read() {
    read((number, bytes) -> {});
  }

  /** Reads all objects. */
  void read(Answer answer) {
    run(
        (io, object, done, bytes, size) -> rados_aio_read(io, object, done, bytes, size, 0),
        answer);
  }

  /** Reads 4 bytes of some object, again and again, one request after the other. */
  void readElements(int count) {
    PointerByReference created = new PointerByReference();
    for (int i = 0; i < count; i++) {
      rados_aio_create_completion2(Pointer.NULL, Pointer.NULL, created);
      Pointer done = created.getValue();
      String object = objects[i % objects.length];
      check(rados_aio_read(io, object, done, buffers[0], Float.BYTES, size / 2));
      finish(done);
    }
  }

  /** Writes all objects. */
  void write() {
    run(RadosLoop::rados_aio_write_full, (number, bytes) -> {});
  }

  private static void finish(Pointer completion) {
    rados_aio_wait_for_complete(completion);
    check(rados_aio_get_return_value(completion));
    rados_aio_release(completion);
  }

  private void run(Start start, Answer answer) {
    Pointer[] completions = new Pointer[IN_FLIGHT];
    PointerByReference created = new PointerByReference();
    for (int i = 0; i < objects.length + IN_FLIGHT; i++) {
      int slot = i % IN_FLIGHT;
      if (completions[slot] != null) {
        finish(completions[slot]);
        completions[slot] = null;
        answer.take(i - IN_FLIGHT, views[slot].duplicate().order(ByteOrder.nativeOrder()));
      }
      if (i < objects.length) {
        rados_aio_create_completion2(Pointer.NULL, Pointer.NULL, created);
        completions[slot] = created.getValue();
        check(start.start(io, objects[i], completions[slot], buffers[slot], size));
      }
    }
  }

  @Override
  public void close() {
    for (String object : objects) {
      rados_remove(io, object);
    }
    rados_ioctx_destroy(io);
    rados_shutdown(cluster);
  }

  private static native int rados_create2(
      PointerByReference cluster, String name, String user, long flags);

  private static native int rados_conf_read_file(Pointer cluster, String path);

  private static native int rados_conf_set(Pointer cluster, String option, String value);

  private static native int rados_connect(Pointer cluster);

  private static native void rados_shutdown(Pointer cluster);

  private static native int rados_ioctx_create(Pointer cluster, String pool, PointerByReference io);

  private static native void rados_ioctx_destroy(Pointer io);

  private static native int rados_remove(Pointer io, String object);

  private static native int rados_aio_create_completion2(
      Pointer argument, Pointer callback, PointerByReference completion);

  private static native int rados_aio_read(
      Pointer io, String object, Pointer completion, Pointer bytes, long length, long offset);

  private static native int rados_aio_write_full(
      Pointer io, String object, Pointer completion, Pointer bytes, long length);

  private static native int rados_aio_wait_for_complete(Pointer completion);

  private static native int rados_aio_get_return_value(Pointer completion);

  private static native void rados_aio_release(Pointer completion);
}
