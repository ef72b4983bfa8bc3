package org.dosna.backend.hdf5.format.link;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dosna.backend.hdf5.format.Cursor;
import org.dosna.backend.hdf5.format.FormatException;
import org.dosna.backend.hdf5.format.FormatFile;
import org.dosna.backend.hdf5.format.LocalHeap;

/** The links of a group in the format before 1.8 (specification III.A.1 and III.C). */
final class SymbolTable {
  private static final int SOFT = 2;
  private static final int SCRATCH = 16;

  private final FormatFile file;
  private final long tree;
  private final LocalHeap names;

  SymbolTable(FormatFile file, Cursor message) {
    this.file = file;
    this.tree = message.definedAddress("a group's tree");
    this.names = new LocalHeap(file, message.definedAddress("a group's heap"));
  }

  /** The children of a node of the tree, and the last name that each may have. */
  private record Node(int level, List<Long> children, List<Long> lastNames) {}

  private Node node(long address, int above) {
    int entry = file.lengthSize() + file.offsetSize();
    int prefix = 8 + 2 * file.offsetSize();
    Cursor head = file.cursorUpTo(address, prefix).signature("TREE");
    int type = head.int8();
    int level = head.int8();
    int count = head.int16();
    if (type != 0 || level >= above) {
      throw new FormatException("the file is damaged: the tree of a group is none");
    }
    Cursor bytes = file.cursor(address, prefix + (long) count * entry + file.lengthSize());
    bytes.skip(prefix + file.lengthSize());
    Node node = new Node(level, new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < count; i++) {
      node.children.add(bytes.definedAddress("a node"));
      node.lastNames.add(bytes.length());
    }
    return node;
  }

  Optional<Link> find(byte[] name) {
    long address = tree;
    for (int above = 1 << 8; above > 0; ) {
      Node node = node(address, above);
      int child = 0;
      while (child < node.children.size()
          && Arrays.compareUnsigned(name, names.text(node.lastNames.get(child))) > 0) {
        child++;
      }
      if (child == node.children.size()) {
        return Optional.empty();
      }
      address = node.children.get(child);
      above = node.level;
    }
    return entries(address).stream()
        .filter(entry -> Arrays.equals(entry.name(), name))
        .findFirst()
        .map(Link.Named::link);
  }

  List<Link.Named> all() {
    List<Link.Named> links = new ArrayList<>();
    collect(tree, 1 << 8, new HashSet<>(), links);
    return links;
  }

  private void collect(long address, int above, Set<Long> seen, List<Link.Named> links) {
    if (!seen.add(address)) {
      throw new FormatException("the file is damaged: the tree of a group leads in a circle");
    }
    if (above == 0) {
      links.addAll(entries(address));
      return;
    }
    Node node = node(address, above);
    node.children.forEach(child -> collect(child, node.level, seen, links));
  }

  private List<Link.Named> entries(long address) {
    int size = file.lengthSize() + file.offsetSize() + 8 + SCRATCH;
    Cursor head = file.cursorUpTo(address, 8).signature("SNOD");
    head.version("a table of links", 1, 1);
    int count = head.skip(1).int16();
    Cursor bytes = file.cursor(address + 8, (long) count * size);
    List<Link.Named> links = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] name = names.text(bytes.length());
      long header = bytes.address();
      boolean soft = bytes.int32() == SOFT;
      bytes.skip(4);
      ByteBuffer scratch = ByteBuffer.wrap(bytes.bytes(SCRATCH));
      if (soft) {
        long target = Integer.reverseBytes(scratch.getInt()) & 0xffffffffL;
        links.add(new Link.Named(name, new Link.Soft(LinkName.text(names.text(target)))));
      } else if (header != FormatFile.UNDEFINED) {
        links.add(new Link.Named(name, new Link.Hard(header)));
      }
    }
    return links;
  }
}
