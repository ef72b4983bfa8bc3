package org.dosna.backend.hdf5.format.link;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dosna.backend.hdf5.format.BTree2;
import org.dosna.backend.hdf5.format.Cursor;
import org.dosna.backend.hdf5.format.FormatException;
import org.dosna.backend.hdf5.format.FormatFile;
import org.dosna.backend.hdf5.format.FractalHeap;
import org.dosna.backend.hdf5.format.Lookup3;
import org.dosna.backend.hdf5.format.object.ObjectHeader;

/**
 * A group: finds a link by its name. Nothing is read of the objects that other links lead to. The
 * set of characters that a link states is not looked at: names are bytes, mostly UTF-8.
 */
public final class Group {
  private static final int BY_NAME = 5;
  private static final int HASH_SIZE = 4;

  private final FormatFile file;
  private final ObjectHeader header;

  /**
   * A group.
   *
   * @param file the file
   * @param header its object header
   */
  public Group(FormatFile file, ObjectHeader header) {
    this.file = file;
    this.header = header;
  }

  /**
   * Finds a link.
   *
   * @param name its name
   * @return the link, if there is one
   */
  public Optional<Link> find(String name) {
    byte[] bytes = LinkName.bytes(name);
    Optional<Cursor> table = header.first(ObjectHeader.SYMBOL_TABLE);
    if (table.isPresent()) {
      return new SymbolTable(file, table.get()).find(bytes);
    }
    List<Link.Named> links = new ArrayList<>();
    header.all(ObjectHeader.LINK).forEach(message -> links.add(Link.Named.parse(message)));
    dense().ifPresent(dense -> dense.find(bytes, links));
    return links.stream()
        .filter(link -> Arrays.equals(link.name(), bytes))
        .findFirst()
        .map(Link.Named::link);
  }

  /**
   * All links.
   *
   * @return each link by its name, in the order of names
   */
  public Map<String, Link> all() {
    List<Link.Named> links = new ArrayList<>();
    header
        .first(ObjectHeader.SYMBOL_TABLE)
        .ifPresent(message -> links.addAll(new SymbolTable(file, message).all()));
    header.all(ObjectHeader.LINK).forEach(message -> links.add(Link.Named.parse(message)));
    dense().ifPresent(dense -> dense.all(links));
    Map<String, Link> byName = new TreeMap<>();
    links.forEach(link -> byName.put(LinkName.text(link.name()), link.link()));
    return byName;
  }

  private Optional<Dense> dense() {
    Optional<Cursor> info = header.first(ObjectHeader.LINK_INFO);
    if (info.isEmpty()) {
      return Optional.empty();
    }
    Cursor message = info.get();
    message.version("its table of links", 0, 0);
    message.skip((message.int8() & 1) != 0 ? 8 : 0);
    long heap = message.address();
    long names = message.address();
    return heap == FormatFile.UNDEFINED || names == FormatFile.UNDEFINED
        ? Optional.empty()
        : Optional.of(new Dense(new FractalHeap(file, heap), names(names)));
  }

  private BTree2 names(long address) {
    BTree2 tree = new BTree2(file, address);
    if (tree.type() != BY_NAME || tree.recordSize() <= HASH_SIZE) {
      throw new FormatException("the file is damaged: its names of links are no such");
    }
    return tree;
  }

  /** Links in a heap, found by the hash of their names. */
  private record Dense(FractalHeap heap, BTree2 names) {
    void find(byte[] name, List<Link.Named> links) {
      int hash = Lookup3.hash(ByteBuffer.wrap(name), 0, name.length);
      names
          .matching(entry -> Integer.compareUnsigned(hash(entry), hash))
          .forEach(entry -> links.add(link(entry)));
    }

    void all(List<Link.Named> links) {
      names.all().forEach(entry -> links.add(link(entry)));
    }

    private static int hash(byte[] entry) {
      return Integer.reverseBytes(ByteBuffer.wrap(entry).getInt());
    }

    private Link.Named link(byte[] entry) {
      return Link.Named.parse(heap.object(Arrays.copyOfRange(entry, HASH_SIZE, entry.length)));
    }
  }
}
