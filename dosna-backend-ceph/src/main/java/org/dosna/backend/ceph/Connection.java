package org.dosna.backend.ceph;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.dosna.backend.ceph.LibRados.RADOS;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.io.Closeable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.dosna.DosnaException;
import org.dosna.NotFoundException;

/** A connection to a Ceph cluster: librados' {@code rados_t}. Thread safe. */
final class Connection implements Closeable {
  /** What pools are tagged with. */
  static final String APPLICATION = "dosna";

  private final CephOptions options;
  private final NativeHandle handle;
  private final NativeBuffers buffers = new NativeBuffers();

  private Connection(CephOptions options, Pointer cluster) {
    this.options = options;
    this.handle =
        new NativeHandle(
            "The connection to the ceph cluster of " + options.confFile(),
            cluster,
            () -> {
              RADOS.rados_shutdown(cluster);
              buffers.close();
            });
  }

  /**
   * Connects.
   *
   * @throws DosnaException if that fails, or if there is no librados; the message says with which
   *     configuration, or what to install
   */
  static Connection open(CephOptions options) {
    Path conf = options.confFile();
    if (!Files.isReadable(conf) || !Files.isRegularFile(conf)) {
      throw new NotFoundException(
          "There is no readable Ceph configuration "
              + conf.toAbsolutePath()
              + "; name it with the option conffile");
    }
    CephLibrary.load();
    PointerByReference created = new PointerByReference();
    check(
        RADOS.rados_create2(created, "ceph", options.user(), 0),
        "make a Ceph client for the user " + options.user(),
        "");
    Connection connection = new Connection(options, created.getValue());
    try {
      connection.configure();
      connection.connect();
      return connection;
    } catch (RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private static void check(int code, String what, String more) {
    if (code < 0) {
      throw new RadosException(what, code, more);
    }
  }

  private void configure() {
    Pointer cluster = handle.acquire();
    try {
      check(
          RADOS.rados_conf_read_file(cluster, options.confFile().toString()),
          "read the Ceph configuration " + options.confFile(),
          "see ceph.sample.conf for its form");
      String timeout = Integer.toString(options.timeout());
      String opTimeout = Integer.toString(options.opTimeout());
      set(cluster, "client_mount_timeout", timeout);
      set(cluster, "rados_mon_op_timeout", opTimeout);
      set(cluster, "rados_osd_op_timeout", opTimeout);
      // A request that waits long makes librados ask where the OSDs are now: before it is given up,
      // or a client whose requests all end early would never find OSDs that were started again.
      int laggy = Math.max(1, Math.min(10, options.opTimeout() / 3));
      set(cluster, "objecter_timeout", Integer.toString(laggy));
      set(cluster, "objecter_tick_interval", Double.toString(laggy / 2.0));
      if (setting(cluster, "mon_host").isEmpty()) {
        throw new DosnaException(
            "The Ceph configuration "
                + options.confFile()
                + " names no monitor; add a line such as: mon host = 192.168.0.1");
      }
    } finally {
      handle.release();
    }
  }

  private static void set(Pointer cluster, String option, String value) {
    check(RADOS.rados_conf_set(cluster, option, value), "set " + option + " = " + value, "");
  }

  private void connect() {
    Pointer cluster = handle.acquire();
    try {
      int code = RADOS.rados_connect(cluster);
      String monitors =
          "monitors " + setting(cluster, "mon_host") + ", as " + options.confFile() + " names them";
      String key = "the key of " + options.user() + " in " + setting(cluster, "keyring");
      String more =
          switch (code) {
            case Errno.ETIMEDOUT ->
                "no monitor answered within timeout="
                    + options.timeout()
                    + " s; asked were "
                    + monitors;
            case Errno.EACCES, Errno.EPERM -> key + " is not accepted by " + monitors;
            case Errno.ENOENT -> key + " was not found; to be asked were " + monitors;
            default -> "asked were " + monitors;
          };
      check(code, "connect to Ceph", more);
    } finally {
      handle.release();
    }
  }

  /** A setting's value; empty if it has none or is too long to be shown. */
  private static String setting(Pointer cluster, String option) {
    byte[] value = new byte[4096];
    boolean known = LibRados.rados_conf_get(cluster, option, value, value.length) == 0;
    return known ? terminated(value) : "";
  }

  private static String terminated(byte[] text) {
    int length = 0;
    while (length < text.length && text[length] != 0) {
      length++;
    }
    return new String(text, 0, length, UTF_8);
  }

  /** A setting that is a number; Ceph's default if it is not to be had. */
  long setting(String option, long otherwise) {
    Pointer cluster = handle.acquire();
    try {
      return Long.parseLong(setting(cluster, option));
    } catch (NumberFormatException e) {
      return otherwise;
    } finally {
      handle.release();
    }
  }

  CephOptions options() {
    return options;
  }

  NativeBuffers buffers() {
    return buffers;
  }

  /** The pools, of DosNa or not, as the monitors know them now. */
  List<String> pools() {
    Pointer cluster = handle.acquire();
    try {
      awaitLatestMap(cluster);
      byte[] names = new byte[1 << 12];
      int length = LibRados.rados_pool_list(cluster, names, names.length);
      while (length > names.length) {
        names = new byte[2 * length];
        length = LibRados.rados_pool_list(cluster, names, names.length);
      }
      check(length, "list the pools", "");
      return Stream.of(new String(names, 0, length, UTF_8).split("\0"))
          .filter(name -> !name.isEmpty())
          .toList();
    } finally {
      handle.release();
    }
  }

  boolean hasPool(String pool) {
    Pointer cluster = handle.acquire();
    try {
      awaitLatestMap(cluster);
      long id = RADOS.rados_pool_lookup(cluster, pool);
      if (id < 0 && id != Errno.ENOENT) {
        throw new RadosException("look for pool '" + pool + "'", (int) id, "");
      }
      return id >= 0;
    } finally {
      handle.release();
    }
  }

  private void awaitLatestMap(Pointer cluster) {
    String what = "ask the monitors for the pools";
    // Waiting for the map has no end if no monitor answers; a command has.
    if (new MonCommand("osd stat").run(cluster) == Errno.ETIMEDOUT) {
      throw new RadosException(what, Errno.ETIMEDOUT, options.afterTimeout());
    }
    check(LibRados.rados_wait_for_latest_osdmap(cluster), what, "");
  }

  /** Creates a pool; false if there is one of that name. It can take objects on return. */
  boolean createPool(String pool) {
    Pointer cluster = handle.acquire();
    try {
      int code = RADOS.rados_pool_create(cluster, pool);
      if (code == Errno.EEXIST) {
        return false;
      }
      checkChange(
          code,
          "create pool '" + pool + "'",
          "the user "
              + options.user()
              + " has no right to create pools; have an administrator create it"
              + " (ceph osd pool create), and use getPool");
      // Without which Ceph warns.
      MonCommand enable = new MonCommand("osd pool application enable").with("pool", pool);
      check(
          enable.with("app", APPLICATION).with("yes_i_really_mean_it", true).run(cluster),
          "enable the application " + APPLICATION + " on pool '" + pool + "'",
          "");
    } finally {
      handle.release();
    }
    // Who creates a pool that somebody else is just creating is not told so.
    try (IoContext io = openPool(pool, DatasetAttributes.OWN_NAMESPACE);
        WriteOp op = new WriteOp()) {
      int code = io.operate(op.createExclusive(), DatasetAttributes.CREATED);
      if (code < 0 && code != Errno.EEXIST) {
        throw io.failure("create", DatasetAttributes.CREATED, code);
      }
      return code >= 0;
    }
  }

  private void checkChange(int code, String what, String ifDenied) {
    String more =
        switch (code) {
          case Errno.EPERM, Errno.EACCES -> ifDenied;
          case Errno.ETIMEDOUT -> options.afterTimeoutOfChange();
          default -> "";
        };
    check(code, what, more);
  }

  /** Deletes a pool; false if there is none. */
  boolean deletePool(String pool) {
    Pointer cluster = handle.acquire();
    try {
      // Who deletes a pool that somebody else is just deleting is not told so, unless by its name.
      String doomed = "dosna-deleting-" + UUID.randomUUID();
      MonCommand rename = new MonCommand("osd pool rename").with("srcpool", pool);
      int code = rename.with("destpool", doomed).run(cluster);
      if (code >= 0) {
        awaitLatestMap(cluster);
        code = RADOS.rados_pool_delete(cluster, doomed);
        if (code < 0) {
          // So it keeps its name.
          new MonCommand("osd pool rename")
              .with("srcpool", doomed)
              .with("destpool", pool)
              .run(cluster);
        }
      }
      if (code == Errno.ENOENT) {
        return false;
      }
      String renamed = code == Errno.ETIMEDOUT ? ", whose name may be '" + doomed + "' now" : "";
      checkChange(
          code,
          "delete pool '" + pool + "'" + renamed,
          "the user "
              + options.user()
              + " may not, or the monitors' setting mon_allow_pool_delete is false");
      return true;
    } finally {
      handle.release();
    }
  }

  /**
   * Opens a pool.
   *
   * @throws RadosException with {@link Errno#ENOENT} if there is none
   */
  IoContext openPool(String pool) {
    return openPool(pool, options.namespace());
  }

  /** Opens a pool so that listing shows the objects of all namespaces. */
  IoContext openAllNamespaces(String pool) {
    return openPool(pool, LibRados.ALL_NAMESPACES);
  }

  private IoContext openPool(String pool, String namespace) {
    Pointer cluster = handle.acquire();
    boolean opened = false;
    try {
      PointerByReference created = new PointerByReference();
      check(
          RADOS.rados_ioctx_create(cluster, pool, created.getPointer()),
          "open pool '" + pool + "'",
          "");
      Pointer io = created.getValue();
      // Before anybody else uses it: this is not thread safe.
      RADOS.rados_ioctx_set_namespace(io, namespace);
      IoContext context = new IoContext(this, pool, io, handle::release);
      opened = true;
      return context;
    } finally {
      if (!opened) {
        handle.release();
      }
    }
  }

  /** Disconnects, as soon as no request is on its way. */
  @Override
  public void close() {
    handle.close();
  }
}
