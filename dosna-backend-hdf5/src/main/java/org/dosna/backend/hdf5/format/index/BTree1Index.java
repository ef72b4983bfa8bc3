package org.dosna.backend.hdf5.format.index;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.dosna.backend.hdf5.format.Cursor;
import org.dosna.backend.hdf5.format.FormatException;
import org.dosna.backend.hdf5.format.FormatFile;
import org.dosna.backend.hdf5.format.object.Layout;

/**
 * A B-tree of version 1 (specification III.A.1), whose keys have the positions of chunks, counted
 * in elements. Nodes used last are kept.
 */
final class BTree1Index implements ChunkIndex {
  private static final int KEPT_NODES = 64;
  private static final int MAX_LEVELS = 64;

  private final FormatFile file;
  private final long root;
  private final long[] chunk;
  private final long chunkBytes;
  private final boolean filtered;

  private final Map<Long, Node> kept =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, Node> eldest) {
              return size() > KEPT_NODES;
            }
          });

  /** What a node says of its children, in their order. */
  private record Node(int level, long[][] keys, ChunkPlace[] children) {}

  BTree1Index(FormatFile file, Layout.Chunked layout, boolean filtered) {
    this.file = file;
    this.root = layout.address();
    this.chunk = layout.chunk();
    this.chunkBytes = layout.chunkBytes();
    this.filtered = filtered;
  }

  @Override
  public Optional<ChunkPlace> find(long[] scaled) {
    long address = root;
    for (int above = MAX_LEVELS; ; ) {
      Node node = node(address, above);
      int child = lastNotBehind(node.keys, scaled);
      if (node.level == 0) {
        return child >= 0 && compare(node.keys[child], scaled) == 0
            ? Optional.of(node.children[child])
            : Optional.empty();
      }
      if (child < 0) {
        return Optional.empty();
      }
      address = node.children[child].address();
      above = node.level;
    }
  }

  /** The last key that is not behind a position; -1 if all are. */
  private static int lastNotBehind(long[][] keys, long[] scaled) {
    int low = 0;
    int high = keys.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (compare(keys[middle], scaled) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }

  private static int compare(long[] key, long[] scaled) {
    for (int axis = 0; axis < scaled.length; axis++) {
      int order = Long.compare(key[axis], scaled[axis]);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private Node node(long address, int above) {
    Node node = kept.get(address);
    if (node == null) {
      node = parse(address);
      kept.put(address, node);
    }
    if (node.level >= above) {
      throw new FormatException("the file is damaged: an index of chunks leads in a circle");
    }
    return node;
  }

  private Node parse(long address) {
    int prefix = 8 + 2 * file.offsetSize();
    Cursor head = file.cursorUpTo(address, prefix).signature("TREE");
    int type = head.int8();
    int level = head.int8();
    int count = head.int16();
    if (type != 1) {
      throw ChunkSlots.damaged("is a tree of type " + type);
    }
    int key = 8 + (chunk.length + 1) * Long.BYTES;
    Cursor bytes = file.cursor(address + prefix, (long) count * (key + file.offsetSize()) + key);
    long[][] keys = new long[count][];
    ChunkPlace[] children = new ChunkPlace[count];
    for (int i = 0; i < count; i++) {
      long size = bytes.int32();
      int mask = (int) bytes.int32();
      keys[i] = key(bytes);
      if (i > 0 && compare(keys[i - 1], keys[i]) >= 0) {
        throw ChunkSlots.damaged("is not in order");
      }
      long child = bytes.definedAddress("a chunk");
      if (level == 0 && !filtered && size != chunkBytes) {
        throw ChunkSlots.damaged("has a chunk of " + size + " bytes, not " + chunkBytes);
      }
      children[i] = new ChunkPlace(child, size, mask);
    }
    return new Node(level, keys, children);
  }

  private long[] key(Cursor bytes) {
    long[] key = new long[chunk.length];
    for (int axis = 0; axis < chunk.length; axis++) {
      long offset = bytes.number(Long.BYTES);
      if (offset % chunk[axis] != 0) {
        throw ChunkSlots.damaged("has a chunk at " + offset + " on axis " + axis);
      }
      key[axis] = offset / chunk[axis];
    }
    if (bytes.bits(Long.BYTES) != 0) {
      throw ChunkSlots.damaged("has a chunk inside an element");
    }
    return key;
  }
}
