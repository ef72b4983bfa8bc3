package org.dosna.backend.hdf5;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where the chunks of a dataset are: a B-tree of version 1, which every HDF5 library reads.
 *
 * <p>HDF5 file format specification 3.0, section III.A.1, node type 1; nodes have room for 64
 * children, as a superblock says that names no other number.
 */
final class ChunkTree {
  /**
   * A stored chunk, or a node with all that is below it.
   *
   * @param offset the first element of the first chunk, one value per axis
   * @param last the same of the last chunk
   * @param size how many bytes are stored of the first chunk
   * @param address where it is
   */
  private record Entry(long[] offset, long[] last, int size, long address) {}

  private static final int CHILDREN = 64;

  private final int[] chunkSize;
  private final List<Entry> entries = new ArrayList<>();

  ChunkTree(int[] chunkSize) {
    this.chunkSize = chunkSize;
  }

  /**
   * Adds a chunk.
   *
   * @param offset its first element in the dataset, one value per axis
   * @param size how many bytes are stored
   * @param address where
   */
  synchronized void add(long[] offset, int size, long address) {
    entries.add(new Entry(offset, offset, size, address));
  }

  /**
   * Writes the tree. Nothing may be added any more.
   *
   * @return where its root is; {@link ObjectHeaderWriter#UNDEFINED} if there are no chunks
   */
  synchronized long write(ExportFile file) throws IOException {
    entries.sort((a, b) -> Arrays.compare(a.offset(), b.offset()));
    List<Entry> level = entries;
    for (int height = 0; !level.isEmpty(); height++) {
      level = writeLevel(file, height, level);
      if (level.size() == 1) {
        return level.get(0).address();
      }
    }
    return ObjectHeaderWriter.UNDEFINED;
  }

  /** Writes the nodes above some chunks or nodes; gives for each its first chunk and its place. */
  private List<Entry> writeLevel(ExportFile file, int height, List<Entry> below)
      throws IOException {
    int count = (below.size() + CHILDREN - 1) / CHILDREN;
    int size = nodeSize();
    long first = file.reserve((long) count * size);
    List<Entry> nodes = new ArrayList<>(count);
    for (int n = 0; n < count; n++) {
      long left = n == 0 ? ObjectHeaderWriter.UNDEFINED : first + (long) (n - 1) * size;
      long right = n == count - 1 ? ObjectHeaderWriter.UNDEFINED : first + (long) (n + 1) * size;
      List<Entry> children =
          below.subList(n * CHILDREN, Math.min(below.size(), (n + 1) * CHILDREN));
      long address = first + (long) n * size;
      file.write(node(height, left, right, children).padTo(size).toArray(), address);
      Entry leftmost = children.get(0);
      long[] last = children.get(children.size() - 1).last();
      nodes.add(new Entry(leftmost.offset(), last, leftmost.size(), address));
    }
    return nodes;
  }

  private int keySize() {
    return 8 + 8 * (chunkSize.length + 1);
  }

  private int nodeSize() {
    return 24 + (CHILDREN + 1) * keySize() + 8 * CHILDREN;
  }

  private FormatBytes node(int height, long left, long right, List<Entry> children) {
    FormatBytes node =
        new FormatBytes()
            .put("TREE".getBytes(US_ASCII))
            .int8(1)
            .int8(height)
            .int16(children.size())
            .int64(left)
            .int64(right);
    for (Entry child : children) {
      key(node, child.size(), child.offset()).int64(child.address());
    }
    return key(node, 0, behind(children.get(children.size() - 1).last()));
  }

  private static FormatBytes key(FormatBytes node, int size, long[] offset) {
    int noFilterLeftOut = 0;
    node.int32(size).int32(noFilterLeftOut);
    for (long first : offset) {
      node.int64(first);
    }
    return node.int64(0);
  }

  /** What is greater than all chunks of a node. */
  private long[] behind(long[] last) {
    long[] behind = last.clone();
    for (int axis = 0; axis < behind.length; axis++) {
      behind[axis] += chunkSize[axis];
    }
    return behind;
  }
}
