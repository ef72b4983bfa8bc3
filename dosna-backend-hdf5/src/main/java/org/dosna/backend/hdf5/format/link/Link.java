package org.dosna.backend.hdf5.format.link;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.dosna.backend.hdf5.format.Cursor;
import org.dosna.backend.hdf5.format.FormatException;

/** Where the name of a link leads to. */
public sealed interface Link {
  /**
   * To an object of the same file.
   *
   * @param address position of the object header
   */
  record Hard(long address) implements Link {}

  /**
   * To a path in the same file, that may lead nowhere.
   *
   * @param target the path, relative to the group that has the link
   */
  record Soft(String target) implements Link {}

  /**
   * To a path in another file.
   *
   * @param file the file's name
   * @param target the path
   */
  record External(String file, String target) implements Link {}

  /**
   * To where a program knows that defined it.
   *
   * @param type its number
   */
  record UserDefined(int type) implements Link {}

  /** A link and its name, as bytes: they need not be valid UTF-8. */
  record Named(byte[] name, Link link) {
    private static final int HARD = 0;
    private static final int SOFT = 1;
    private static final int EXTERNAL = 64;

    /** Parses a link message (specification IV.A.2.g). */
    static Named parse(Cursor message) {
      message.version("a link", 1, 1);
      int flags = message.int8();
      int type = (flags & 8) != 0 ? message.int8() : HARD;
      message.skip(((flags & 4) != 0 ? 8 : 0) + ((flags & 0x10) != 0 ? 1 : 0));
      byte[] name = message.bytes(message.number(1 << (flags & 3)));
      return new Named(name, target(type, message));
    }

    private static Link target(int type, Cursor message) {
      if (type == HARD) {
        return new Hard(message.definedAddress("a link"));
      }
      Cursor value = message.part(message.int16());
      if (type == SOFT) {
        return new Soft(LinkName.text(value.bytes(value.remaining())));
      } else if (type != EXTERNAL) {
        return new UserDefined(type);
      }
      if (value.int8() != 0) {
        throw new FormatException("a link to another file has flags that are not known");
      }
      String file = new String(value.untilNul(), UTF_8);
      return new External(file, LinkName.text(value.untilNul()));
    }
  }
}
