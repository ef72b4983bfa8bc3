package org.dosna.copy;

import java.nio.Buffer;
import java.nio.ByteBuffer;
import org.dosna.element.ElementType;
import org.dosna.element.PrimitiveKind;

/** Copies the elements of some {@link Places} between their chunk and an array. */
public final class BoxCopy {
  private BoxCopy() {}

  /**
   * Copies from a chunk in memory into the array.
   *
   * @param type the type of the elements
   * @param places where they lie
   * @param chunk all of the chunk's elements
   * @param array gets those in the places
   */
  public static void fromChunk(ElementType type, Places places, Object chunk, Object array) {
    PrimitiveKind kind = type.kind();
    places.fromChunk((rows, c, a) -> kind.copyRows(chunk, c, array, a, rows));
  }

  /**
   * Copies from the array into a chunk in memory.
   *
   * @param type the type of the elements
   * @param places where they lie
   * @param array the array
   * @param chunk all of the chunk's elements; gets those in the places
   */
  public static void toChunk(ElementType type, Places places, Object array, Object chunk) {
    PrimitiveKind kind = type.kind();
    places.toChunk((rows, c, a) -> kind.copyRows(array, a, chunk, c, rows));
  }

  /**
   * Copies from a chunk's bytes into the array.
   *
   * @param type the type of the elements
   * @param places where they lie
   * @param bytes bytes from the element {@code first} on, from the buffer's position, in the
   *     buffer's byte order
   * @param first the chunk's element that lies at the buffer's position
   * @param array gets the elements in the places
   */
  public static void fromBytes(
      ElementType type, Places places, ByteBuffer bytes, int first, Object array) {
    PrimitiveKind kind = type.kind();
    Buffer view = kind.view(bytes);
    int base = first * type.slots();
    places.fromChunk((rows, c, a) -> kind.getRows(view, c - base, array, a, rows));
  }

  /**
   * Copies from the array into a chunk's bytes.
   *
   * @param type the type of the elements
   * @param places where they lie
   * @param array the array
   * @param bytes bytes from the element {@code first} on, from the buffer's position, in the
   *     buffer's byte order; get the elements in the places
   * @param first the chunk's element that lies at the buffer's position
   */
  public static void toBytes(
      ElementType type, Places places, Object array, ByteBuffer bytes, int first) {
    PrimitiveKind kind = type.kind();
    Buffer view = kind.view(bytes);
    int base = first * type.slots();
    places.toChunk((rows, c, a) -> kind.putRows(array, a, view, c - base, rows));
  }

  /**
   * Gives every element in the places in the array one value.
   *
   * @param type the type of the elements
   * @param places where they lie
   * @param value an array of one element
   * @param array the array
   */
  public static void fill(ElementType type, Places places, Object value, Object array) {
    fromChunk(type, places.repeating(), value, array);
  }
}
