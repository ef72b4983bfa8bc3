package org.dosna.backend.hdf5.format.object;

import java.util.Optional;
import org.dosna.DType;
import org.dosna.backend.hdf5.format.Cursor;
import org.dosna.backend.hdf5.format.FormatException;

/**
 * The type of an attribute's elements, which may be any (specification IV.A.2.d).
 *
 * @param size bytes of an element
 * @param dtype the dtype, if elements are stored as it is in memory but for the byte order
 * @param text how text is stored, if they are that
 * @param variable whether elements are references to sequences in a heap
 * @param refers whether elements, or what they are sequences of, refer to anything else
 * @param reason why there is no dtype; empty if there is
 */
public record AttributeType(
    int size,
    Optional<DType> dtype,
    Optional<Text> text,
    boolean variable,
    boolean refers,
    String reason) {
  private static final int FIXED_POINT = 0;
  private static final int FLOATING_POINT = 1;
  private static final int TIME = 2;
  private static final int STRING = 3;
  private static final int BITFIELD = 4;
  private static final int OPAQUE = 5;
  private static final int COMPOUND = 6;
  private static final int ENUMERATION = 8;
  private static final int SEQUENCE = 9;
  private static final int ARRAY = 10;
  private static final int COMPLEX = 11;

  private static final int FIRST_UNPADDED = 3;
  private static final int MAX_DEPTH = 32;

  /** What ends a text of fixed length. */
  public enum Text {
    /** Its first NUL, or the end of the room that it has. */
    NUL,
    /** The spaces that fill up the room that it has are no part of it. */
    SPACES
  }

  /**
   * The type of numbers.
   *
   * @param dtype their dtype
   * @return the type
   */
  public static AttributeType of(DType dtype) {
    return new AttributeType(
        dtype.itemSize(), Optional.of(dtype), Optional.empty(), false, false, "");
  }

  /**
   * The type of texts of any length.
   *
   * @param size bytes of a reference to one
   * @return the type
   */
  public static AttributeType ofTexts(int size) {
    return new AttributeType(
        size, Optional.empty(), Optional.of(Text.NUL), true, false, "it is text");
  }

  /**
   * Parses a datatype.
   *
   * @param message the message
   * @return the type
   * @throws FormatException if it is damaged
   */
  public static AttributeType parse(Cursor message) {
    Cursor prefix = message.copy();
    int typeClass = prefix.int8() & 0xf;
    int bits = (int) prefix.bits(3);
    int size = prefix.count(4);
    if (size == 0) {
      throw new FormatException("the file is damaged: elements of an attribute have no bytes");
    }
    boolean sequence = typeClass == SEQUENCE;
    boolean variableText = sequence && (bits & 0xf) == 1;
    Optional<DType> dtype = Optional.empty();
    String reason = "";
    try {
      StoredType stored = StoredType.parse(message.copy());
      dtype = Optional.of(stored.dtype()).filter(known -> stored.conversion().isEmpty());
      reason = dtype.isPresent() ? "" : "its numbers of " + size + " bytes are of an odd kind";
    } catch (FormatException e) {
      reason = String.valueOf(e.getMessage());
    }
    Optional<Text> text =
        variableText
            ? Optional.of(Text.NUL)
            : Optional.of((bits & 0xf) == 2 ? Text.SPACES : Text.NUL)
                .filter(padding -> typeClass == STRING);
    boolean refers = sequence ? refers(prefix, 1) : refers(message.copy(), 0);
    return new AttributeType(size, dtype, text, sequence, refers, reason);
  }

  /** Whether elements refer to anything; passes over the datatype. */
  private static boolean refers(Cursor message, int depth) {
    if (depth > MAX_DEPTH) {
      throw new FormatException("the file is damaged: a datatype is " + depth + " deep");
    }
    int first = message.int8();
    int version = first >> 4;
    int bits = (int) message.bits(3);
    int size = message.count(4);
    switch (first & 0xf) {
      case FIXED_POINT, BITFIELD -> message.skip(4);
      case FLOATING_POINT -> message.skip(12);
      case TIME -> message.skip(2);
      case OPAQUE -> message.skip(Math.min(message.remaining(), bits & 0xff));
      case COMPLEX -> refers(message, depth + 1);
      case COMPOUND -> {
        return anyMember(message, version, bits & 0xffff, size, depth);
      }
      case ENUMERATION -> {
        int before = message.remaining();
        Cursor base = message.copy().skip(4);
        int baseSize = base.count(4);
        refers(message, depth + 1);
        passNames(message, version, bits & 0xffff, before);
        message.skip((long) (bits & 0xffff) * baseSize);
      }
      case ARRAY -> {
        int axes = message.int8();
        message.skip(version < FIRST_UNPADDED ? 3 + 8L * axes : 4L * axes);
        return refers(message, depth + 1);
      }
      case STRING -> {}
      default -> {
        return true;
      }
    }
    return false;
  }

  private static boolean anyMember(Cursor message, int version, int count, int size, int depth) {
    for (int i = 0; i < count; i++) {
      passName(message, version);
      message.skip(version < FIRST_UNPADDED ? 4 : StoredType.bytesOf(size));
      message.skip(version == 1 ? 28 : 0); // an array's dimensions, of old
      if (refers(message, depth + 1)) {
        return true; // what follows does not matter
      }
    }
    return false;
  }

  private static void passNames(Cursor message, int version, int count, int most) {
    if (count > most) {
      throw new FormatException("the file is damaged: an enumeration has " + count + " names");
    }
    for (int i = 0; i < count; i++) {
      passName(message, version);
    }
  }

  private static void passName(Cursor message, int version) {
    int length = message.untilNul().length + 1;
    message.skip(version < FIRST_UNPADDED ? Math.floorMod(-length, 8) : 0);
  }

  /** In words: {@code int64}, or why it is no dtype. */
  @Override
  public String toString() {
    return dtype.map(DType::toString).orElse(reason);
  }
}
