package org.dosna.backend.ceph;

import java.util.UUID;

/** Objects of damaged chunks that were set aside: {@code DATASET/.dosna-damaged-...-0.2.1}. */
final class SetAside {
  private static final String MARK = ".dosna-damaged-";

  private SetAside() {}

  /** A new name for a chunk's object. */
  static String name(String dataset, String chunk) {
    String numbers = chunk.substring(dataset.length() + 1);
    return dataset + "/" + MARK + UUID.randomUUID() + "-" + numbers;
  }

  /** Whether it is an object of a dataset that was set aside. */
  static boolean isOne(String dataset, String object) {
    return object.startsWith(dataset + "/" + MARK);
  }

  /** Gives an object another name, which is free, with all that it has. */
  static void move(ChunkObject chunk, String to) {
    IoContext io = chunk.io();
    ChunkLook.Found found =
        ChunkLook.at(chunk).orElseThrow(() -> chunk.failure(IoContext.READ, Errno.ENOENT));
    StoredObject object =
        io.read(chunk.name(), Math.toIntExact(found.size()))
            .orElseThrow(() -> chunk.failure(IoContext.READ, Errno.ENOENT));
    try (WriteOp copy = new WriteOp();
        WriteOp removal = new WriteOp()) {
      copy.createExclusive().writeFull(object.content());
      object.attributes().forEach(copy::setAttribute);
      int code = io.operate(copy, to);
      if (code < 0) {
        throw io.failure("create", to, code);
      }
      code = io.operate(removal.assertVersion(found.version()).remove(), chunk.name());
      if (code < 0) {
        io.remove(to);
        throw chunk.failure("remove", code);
      }
    }
  }
}
