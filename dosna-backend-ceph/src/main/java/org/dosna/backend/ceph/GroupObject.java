package org.dosna.backend.ceph;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.Optional;
import org.dosna.NotFoundException;
import org.dosna.backend.ceph.PoolContent.Kind;

/**
 * The object of a group: its content says what it is, its extended attributes are the user's. The
 * attributes of the pool itself are those of an object with a name that no group can have, which is
 * made with the first of them.
 */
final class GroupObject {
  /** What the object of a group contains. */
  static final byte[] SIGNATURE = "DosNa Group".getBytes(UTF_8);

  private static final byte[] POOL_SIGNATURE = "DosNa Pool".getBytes(UTF_8);

  /** The object that keeps the attributes of the pool itself. */
  static final String OF_POOL = ".dosna-pool";

  private final IoContext io;
  private final String path;

  /**
   * A group's object, which perhaps does not exist.
   *
   * @param path the group's path; empty for the pool itself
   */
  GroupObject(IoContext io, String path) {
    this.io = io;
    this.path = path;
  }

  private String object() {
    return path.isEmpty() ? OF_POOL : path;
  }

  boolean exists() {
    return path.isEmpty() || PoolContent.kind(io, path).filter(Kind.GROUP::equals).isPresent();
  }

  /** Makes it; false if there is an object of its name. */
  boolean create() {
    int code = make(new WriteOp().createExclusive());
    if (code < 0 && code != Errno.EEXIST) {
      throw io.failure("create", object(), code);
    }
    return code >= 0;
  }

  private int make(WriteOp op) {
    try (op) {
      return io.operate(op.writeFull(path.isEmpty() ? POOL_SIGNATURE : SIGNATURE), object());
    }
  }

  /** Removes it; false if there is none. */
  boolean remove() {
    return io.remove(object());
  }

  Map<String, Object> attributes() {
    Optional<StoredObject> stored = io.read(object(), SIGNATURE.length);
    if (stored.isEmpty() && !path.isEmpty()) {
      throw gone();
    }
    return stored.map(UserAttributes::of).orElse(Map.of());
  }

  /** Sets an attribute, or removes it if there is no value. */
  void setAttribute(String attribute, Optional<Object> value) {
    if (path.isEmpty() && !io.exists(OF_POOL)) {
      // Not exclusively: others may make it at the same time.
      int code = make(new WriteOp());
      if (code < 0) {
        throw io.failure("create", OF_POOL, code);
      }
    }
    try (WriteOp op = new WriteOp()) {
      op.assertExists();
      UserAttributes.change(op, attribute, value);
      int code = io.operate(op, object());
      if (code == Errno.ENOENT) {
        throw gone();
      }
      if (code < 0) {
        throw io.failure("change", object(), code);
      }
    }
  }

  private NotFoundException gone() {
    return new NotFoundException("Group '" + path + "' was deleted or renamed");
  }
}
