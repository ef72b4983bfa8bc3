package org.dosna.backend.hdf5.format;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * A B-tree of version 2 (specification III.A.2): records in order, with nodes that are read as they
 * are needed; those used last are kept. Thread safe.
 */
public final class BTree2 {
  private static final int MAX_DEPTH = 32;
  private static final int NODE_OVERHEAD = 10; // signature, version, type, checksum
  private static final int KEPT_NODES = 64;

  private final FormatFile file;
  private final int type;
  private final int nodeSize;
  private final int recordSize;
  private final int depth;
  private final long root;
  private final int rootRecords;
  private final int countSize;

  /** Of each depth: bytes of the number of all records below a child of that depth. */
  private final List<Integer> totalSizes = new ArrayList<>(List.of(0));

  private final Map<Long, Node> kept =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, Node> eldest) {
              return size() > KEPT_NODES;
            }
          });

  private record Child(long address, int records) {}

  private record Node(List<byte[]> records, List<Child> children) {}

  /**
   * Reads the header.
   *
   * @param file the file
   * @param address the header's position
   * @throws FormatException if it is damaged
   */
  public BTree2(FormatFile file, long address) {
    this.file = file;
    Cursor header =
        file.cursorUpTo(address, 22 + file.offsetSize() + file.lengthSize() + 4).signature("BTHD");
    header.version("a B-tree", 0, 0);
    this.type = header.int8();
    this.nodeSize = header.count(4);
    this.recordSize = header.int16();
    this.depth = header.int16();
    header.skip(2);
    this.root = header.address();
    this.rootRecords = header.int16();
    header.length();
    header.checksum();
    if (recordSize == 0 || nodeSize < NODE_OVERHEAD + recordSize || depth > MAX_DEPTH) {
      throw new FormatException("the file is damaged: a B-tree has nodes of " + nodeSize);
    }
    long room = (long) nodeSize - NODE_OVERHEAD;
    long most = room / recordSize;
    this.countSize = bytesOf(most);
    long total = most;
    for (int level = 1; level <= depth; level++) {
      int pointer = file.offsetSize() + countSize + totalSizes.get(level - 1);
      most = (room - pointer) / (recordSize + pointer);
      total = Math.min(Long.MAX_VALUE >> 8, (most + 1) * Math.min(total, 1L << 40) + most);
      totalSizes.add(bytesOf(total));
    }
  }

  private static int bytesOf(long most) {
    return most <= 0 ? 1 : (63 - Long.numberOfLeadingZeros(most)) / 8 + 1;
  }

  /**
   * What its records are.
   *
   * @return the type's number
   */
  public int type() {
    return type;
  }

  /**
   * The size of a record.
   *
   * @return bytes
   */
  public int recordSize() {
    return recordSize;
  }

  /**
   * All records in their order.
   *
   * @return each record's bytes
   */
  public List<byte[]> all() {
    return matching(record -> 0);
  }

  /**
   * Records in their order.
   *
   * @param order negative for records before those wanted, 0 for those wanted, positive for records
   *     behind them
   * @return the bytes of those wanted
   */
  public List<byte[]> matching(ToIntFunction<byte[]> order) {
    List<byte[]> found = new ArrayList<>();
    if (root != FormatFile.UNDEFINED) {
      collect(new Child(root, rootRecords), depth, order, found);
    }
    return found;
  }

  private void collect(Child child, int level, ToIntFunction<byte[]> order, List<byte[]> found) {
    if (found.size() > file.bytes().size() / recordSize) {
      throw new FormatException("the file is damaged: a B-tree leads in a circle");
    }
    Node node = read(child, level);
    int before = -1; // order of the record before a child
    for (int i = 0; i <= node.records.size(); i++) {
      int behind = i == node.records.size() ? 1 : order.applyAsInt(node.records.get(i));
      if (level > 0 && before <= 0 && behind >= 0) {
        collect(node.children.get(i), level - 1, order, found);
      }
      if (behind == 0) {
        found.add(node.records.get(i));
      }
      before = behind;
    }
  }

  /**
   * The one record wanted.
   *
   * @param order negative for records before the one wanted, 0 for itself, positive behind it
   * @return its bytes, if it is there
   */
  public Optional<byte[]> find(ToIntFunction<byte[]> order) {
    if (root == FormatFile.UNDEFINED) {
      return Optional.empty();
    }
    Child next = new Child(root, rootRecords);
    for (int level = depth; ; level--) {
      Node node = read(next, level);
      int low = 0;
      int high = node.records.size();
      while (low < high) {
        int middle = (low + high) >>> 1;
        int at = order.applyAsInt(node.records.get(middle));
        if (at == 0) {
          return Optional.of(node.records.get(middle));
        } else if (at < 0) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      if (level == 0) {
        return Optional.empty();
      }
      next = node.children.get(low);
    }
  }

  private Node read(Child child, int level) {
    Node node = kept.get(child.address);
    if (node == null || node.children.isEmpty() != (level == 0)) {
      node = parse(child, level);
      kept.put(child.address, node);
    }
    return node;
  }

  private Node parse(Child child, int level) {
    Cursor bytes = file.cursorUpTo(child.address, nodeSize);
    bytes.signature(level > 0 ? "BTIN" : "BTLF").version("a node of a B-tree", 0, 0);
    if (bytes.int8() != type || child.records > (nodeSize - NODE_OVERHEAD) / recordSize) {
      throw new FormatException("the file is damaged: a node of a B-tree has another type");
    }
    List<byte[]> records = new ArrayList<>(child.records);
    for (int i = 0; i < child.records; i++) {
      records.add(bytes.bytes(recordSize));
    }
    List<Child> children = new ArrayList<>();
    for (int i = 0; level > 0 && i <= child.records; i++) {
      children.add(new Child(bytes.definedAddress("a node"), bytes.count(countSize)));
      bytes.skip(totalSizes.get(level - 1));
    }
    bytes.checksum();
    return new Node(records, children);
  }
}
