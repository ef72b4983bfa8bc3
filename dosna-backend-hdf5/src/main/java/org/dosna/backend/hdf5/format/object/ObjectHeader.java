package org.dosna.backend.hdf5.format.object;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dosna.backend.hdf5.format.Cursor;
import org.dosna.backend.hdf5.format.FormatException;
import org.dosna.backend.hdf5.format.FormatFile;

/**
 * The messages of one object header (specification IV.A.1). They are cut out, not parsed: what
 * nobody asks for, attributes above all, cannot be in the way.
 */
public final class ObjectHeader {
  /** Types of messages, specification IV.A.2. */
  static final int DATASPACE = 1;

  /** The links of a group are in a heap. */
  public static final int LINK_INFO = 2;

  static final int DATATYPE = 3;
  static final int OLD_FILL_VALUE = 4;
  static final int FILL_VALUE = 5;

  /** A link of a group. */
  public static final int LINK = 6;

  static final int EXTERNAL_FILES = 7;
  static final int LAYOUT = 8;
  static final int FILTERS = 0xb;

  /** An attribute. */
  public static final int ATTRIBUTE = 0xc;

  /** The attributes are in a heap. */
  public static final int ATTRIBUTE_INFO = 0x15;

  /** The links of a group are in a table. */
  public static final int SYMBOL_TABLE = 0x11;

  private static final int CONTINUATION = 0x10;
  private static final int HIGHEST_KNOWN = 0x18;

  private static final int SHARED = 2;
  private static final int FAIL_IF_UNKNOWN = 0x80;
  private static final int IN_SHARED_HEAP = 1;

  private static final int MAX_PREFIX = 64;
  private static final int V1_PREFIX = 16;
  private static final int V1_MESSAGE_PREFIX = 8;
  private static final int CHECKSUM_SIZE = 4;

  private record Message(int type, int flags, Cursor body) {}

  /** Where further messages are. */
  private record Continuation(long address, long size) {}

  private final FormatFile file;
  private final boolean committed;
  private final List<Message> messages = new ArrayList<>();
  private final Deque<Continuation> more = new ArrayDeque<>();

  /**
   * Reads the messages.
   *
   * @param file the file
   * @param address the header's position
   * @throws FormatException if the header is damaged
   */
  public ObjectHeader(FormatFile file, long address) {
    this(file, address, false);
  }

  private ObjectHeader(FormatFile file, long address, boolean committed) {
    this.file = file;
    this.committed = committed;
    Cursor prefix = file.cursorUpTo(address, MAX_PREFIX);
    if (prefix.remaining() < V1_PREFIX) {
      throw new FormatException("the file is truncated: an object header is cut off");
    }
    if (prefix.int8() == 1) {
      readOld(address, prefix);
    } else {
      readNew(address, file.cursorUpTo(address, MAX_PREFIX));
    }
  }

  private void readOld(long address, Cursor prefix) {
    long size = prefix.skip(7).int32();
    read(file.cursor(address + V1_PREFIX, size), true, false);
    Set<Long> seen = new HashSet<>();
    while (!more.isEmpty()) {
      Continuation next = next(seen);
      read(file.cursor(next.address, next.size), true, false);
    }
  }

  private void readNew(long address, Cursor prefix) {
    prefix.signature("OHDR").version("an object header", 2, 2);
    int flags = prefix.int8();
    prefix.skip(((flags & 0x20) != 0 ? 16 : 0) + ((flags & 0x10) != 0 ? 4 : 0));
    long size = prefix.number(1 << (flags & 3));
    boolean ordered = (flags & 4) != 0;
    read(checked(address, prefix.position(), size), false, ordered);
    Set<Long> seen = new HashSet<>();
    while (!more.isEmpty()) {
      Continuation next = next(seen);
      int signature = file.cursor(next.address, 4).signature("OCHK").position();
      read(checked(next.address, 4, next.size - signature - CHECKSUM_SIZE), false, ordered);
    }
  }

  private Continuation next(Set<Long> seen) {
    Continuation next = more.remove();
    if (!seen.add(next.address)) {
      throw new FormatException("the file is damaged: an object header leads in a circle");
    }
    return next;
  }

  /** What lies between a prefix and a checksum. */
  private Cursor checked(long address, int prefix, long size) {
    file.bytes().requireInside(address, size);
    Cursor all = file.cursor(address, prefix + size + CHECKSUM_SIZE);
    Cursor content = all.skip(prefix).part(size);
    all.checksum();
    return content;
  }

  private void read(Cursor block, boolean old, boolean ordered) {
    // What is shorter than a message's prefix is a gap.
    int prefix = old ? V1_MESSAGE_PREFIX : ordered ? 6 : 4;
    while (block.remaining() >= prefix) {
      int type = old ? block.int16() : block.int8();
      int size = block.int16();
      int flags = block.int8();
      block.skip(old ? 3 : ordered ? 2 : 0);
      Message message = new Message(type, flags, block.part(size));
      if (type == CONTINUATION) {
        more.add(
            new Continuation(message.body.definedAddress("a continuation"), message.body.length()));
      } else if (type > HIGHEST_KNOWN && (flags & FAIL_IF_UNKNOWN) != 0) {
        throw new FormatException(
            "it has a message of type " + type + ", which no reader may ignore that knows it not");
      } else {
        messages.add(message);
      }
    }
  }

  /**
   * All messages of a type.
   *
   * @param type the type
   * @return a cursor over each
   */
  public List<Cursor> all(int type) {
    List<Cursor> found = new ArrayList<>();
    for (Message message : messages) {
      if (message.type == type) {
        found.add(resolve(message));
      }
    }
    return found;
  }

  /**
   * The first message of a type.
   *
   * @param type the type
   * @return a cursor over it, if there is one
   */
  public Optional<Cursor> first(int type) {
    return messages.stream().filter(m -> m.type == type).findFirst().map(this::resolve);
  }

  /**
   * What messages there are.
   *
   * @return the type of each, in order
   */
  public List<Integer> types() {
    return messages.stream().map(Message::type).toList();
  }

  /**
   * Whether there is a message of a type.
   *
   * @param type the type
   * @return true if there is one
   */
  public boolean has(int type) {
    return messages.stream().anyMatch(message -> message.type == type);
  }

  /**
   * What the object is.
   *
   * @return it in words
   */
  public String kind() {
    if (has(LAYOUT)) {
      return "dataset";
    }
    boolean group = has(SYMBOL_TABLE) || has(LINK_INFO) || has(LINK);
    return group ? "group" : has(DATATYPE) ? "committed datatype" : "object without content";
  }

  /** A message may be stored in another header: that of a committed datatype (IV.A.1.c). */
  private Cursor resolve(Message message) {
    Cursor body = message.body.copy();
    if ((message.flags & SHARED) == 0) {
      return body;
    }
    if (committed) {
      throw new FormatException("the file is damaged: a committed datatype is another one's");
    }
    return shared(file, body, message.type);
  }

  /**
   * Follows a reference to a message of another header: to that of a committed datatype.
   *
   * @param file the file
   * @param reference the reference
   * @return a cursor over the datatype
   * @throws FormatException if it leads nowhere
   */
  public static Cursor committed(FormatFile file, Cursor reference) {
    return shared(file, reference, DATATYPE);
  }

  private static Cursor shared(FormatFile file, Cursor body, int type) {
    int version = body.version("a shared message", 1, 3);
    int place = body.int8();
    body.skip(version == 1 ? 6 : 0);
    if (version == 3 && place == IN_SHARED_HEAP) {
      throw new FormatException(
          "a message of its header is in the file's table of shared messages, which is not"
              + " supported; h5repack makes a file without");
    }
    long address = body.definedAddress("a committed datatype");
    return new ObjectHeader(file, address, true)
        .first(type)
        .orElseThrow(() -> new FormatException("the file is damaged: its datatype is missing"));
  }
}
