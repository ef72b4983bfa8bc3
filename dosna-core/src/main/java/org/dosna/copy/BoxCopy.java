package org.dosna.copy;

import java.nio.Buffer;
import java.nio.ByteBuffer;
import org.dosna.element.ElementType;
import org.dosna.element.PrimitiveKind;
import org.dosna.element.Rows;

/** Copies the elements of a {@link StridedBox} between its chunk and its place in an array. */
public final class BoxCopy {
  private BoxCopy() {}

  /**
   * Copies from a chunk in memory into the array.
   *
   * @param type the type of the elements
   * @param box where they lie
   * @param chunk all of the chunk's elements
   * @param array gets those of the box
   */
  public static void fromChunk(ElementType type, StridedBox box, Object chunk, Object array) {
    PrimitiveKind kind = type.kind();
    Rows rows = box.fromChunk();
    box.forEachPlane((c, a) -> kind.copyRows(chunk, c, array, a, rows));
  }

  /**
   * Copies from the array into a chunk in memory.
   *
   * @param type the type of the elements
   * @param box where they lie
   * @param array the array
   * @param chunk all of the chunk's elements; gets those of the box
   */
  public static void toChunk(ElementType type, StridedBox box, Object array, Object chunk) {
    PrimitiveKind kind = type.kind();
    Rows rows = box.toChunk();
    box.forEachPlane((c, a) -> kind.copyRows(array, a, chunk, c, rows));
  }

  /**
   * Copies from a chunk's bytes into the array.
   *
   * @param type the type of the elements
   * @param box where they lie
   * @param bytes bytes from the element {@code first} on, from the buffer's position, in the
   *     buffer's byte order
   * @param first the chunk's element that lies at the buffer's position
   * @param array gets the elements of the box
   */
  public static void fromBytes(
      ElementType type, StridedBox box, ByteBuffer bytes, int first, Object array) {
    PrimitiveKind kind = type.kind();
    Buffer view = kind.view(bytes);
    int base = first * type.slots();
    Rows rows = box.fromChunk();
    box.forEachPlane((c, a) -> kind.getRows(view, c - base, array, a, rows));
  }

  /**
   * Copies from the array into a chunk's bytes.
   *
   * @param type the type of the elements
   * @param box where they lie
   * @param array the array
   * @param bytes bytes from the element {@code first} on, from the buffer's position, in the
   *     buffer's byte order; get the elements of the box
   * @param first the chunk's element that lies at the buffer's position
   */
  public static void toBytes(
      ElementType type, StridedBox box, Object array, ByteBuffer bytes, int first) {
    PrimitiveKind kind = type.kind();
    Buffer view = kind.view(bytes);
    int base = first * type.slots();
    Rows rows = box.toChunk();
    box.forEachPlane((c, a) -> kind.putRows(array, a, view, c - base, rows));
  }

  /**
   * Gives every element of the box in the array one value.
   *
   * @param type the type of the elements
   * @param box where they lie
   * @param value an array of one element
   * @param array the array
   */
  public static void fill(ElementType type, StridedBox box, Object value, Object array) {
    fromChunk(type, box.repeating(), value, array);
  }
}
