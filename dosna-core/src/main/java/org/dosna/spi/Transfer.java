package org.dosna.spi;

import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.dosna.Arguments;
import org.dosna.DType;
import org.dosna.NDArray;
import org.dosna.array.Comparison;
import org.dosna.copy.BoxCopy;
import org.dosna.copy.Places;
import org.dosna.copy.StridedBox;
import org.dosna.element.ElementType;
import org.dosna.element.Shapes;

/**
 * A box of elements that moves between a chunk and its place in an array, in one copy. The chunk is
 * dense and in C order: a primitive array, or bytes in the byte order of their buffer. The box may
 * have steps on the chunk's side and any strides on the array's side, 0 included (broadcasting); or
 * they are single elements anywhere, of which repeated ones are written in order.
 *
 * <p>A backend gets transfers and calls {@link #fromChunk} when reading, {@link #toChunk} when
 * writing; {@link NeighbourCopies} does so with several at once. Immutable; may be used by any
 * thread, the array's elements are not protected.
 */
public final class Transfer {
  private final NDArray array;
  private final Places places;
  private final boolean replacesChunk;
  private final Optional<Consumer<Object>> look;

  /**
   * A box of a chunk and its place in an array.
   *
   * @param array the array; its dtype is the chunk's in native order
   * @param arrayStart the array's element at which the box begins
   * @param arrayStrides per axis the distance between the box's elements in the array, in elements
   * @param chunkSize the chunk's shape
   * @param start per axis the box's first element in the chunk
   * @param step per axis the distance between the box's elements in the chunk, negative for
   *     backwards
   * @param count per axis the number of elements
   * @param replacesChunk whether, when writing, no element of the chunk inside the dataset's shape
   *     survives
   */
  public Transfer(
      NDArray array,
      long arrayStart,
      long[] arrayStrides,
      int[] chunkSize,
      int[] start,
      int[] step,
      int[] count,
      boolean replacesChunk) {
    this.array = Arguments.require("array", array);
    this.replacesChunk = replacesChunk;
    this.look = Optional.empty();
    int slots = array.dtype().element().slots();
    StridedBox box = new StridedBox(Arguments.require("count", count).length, slots, arrayStart);
    Arguments.require("arrayStrides", arrayStrides);
    Arguments.require("chunkSize", chunkSize);
    Arguments.require("start", start);
    Arguments.require("step", step);
    int stride = 1;
    for (int axis = count.length - 1; axis >= 0; axis--) {
      box.addOuter(count[axis], start[axis] * stride, step[axis] * stride, arrayStrides[axis]);
      stride *= chunkSize[axis];
    }
    this.places = box;
  }

  /**
   * Elements whose places are worked out already: for the library's own packages, as that type is
   * not exported.
   *
   * @param array the array; its dtype is the chunk's in native order
   * @param places where the elements are in the chunk and in the array
   * @param replacesChunk whether, when writing, no element of the chunk inside the dataset's shape
   *     survives
   */
  public Transfer(
      NDArray array, @SuppressWarnings("exports") Places places, boolean replacesChunk) {
    Arguments.require("array", array);
    Arguments.require("places", places);
    this.array = array;
    this.places = places;
    this.replacesChunk = replacesChunk;
    this.look = Optional.empty();
  }

  private Transfer(Transfer copied, Consumer<Object> look) {
    this.array = copied.array;
    this.places = copied.places;
    this.replacesChunk = copied.replacesChunk;
    this.look = Optional.of(look);
  }

  /**
   * The same for one who reads, and need not have a copy: a chunk of which all is wanted, and which
   * the backend has in memory, is only looked at, which saves going through the elements twice.
   *
   * @param newLook gets all of the chunk's elements, in the array type of the dtype, instead of the
   *     array; must not change or keep them, and may be called again if reading is tried again
   * @return the transfer
   */
  public Transfer lookingAt(Consumer<Object> newLook) {
    return new Transfer(this, Arguments.require("newLook", newLook));
  }

  /**
   * A whole chunk and a dense array of its shape.
   *
   * @param array an array of the chunk's shape
   * @return the transfer
   */
  public static Transfer whole(NDArray array) {
    Arguments.require("array", array);
    int slots = array.dtype().element().slots();
    return new Transfer(array, StridedBox.all((int) array.size(), slots), true);
  }

  /**
   * A box of a chunk and a dense array of the box's own shape.
   *
   * @param array an array of the box's shape
   * @param chunkSize the chunk's shape
   * @param start per axis the box's first element in the chunk
   * @return the transfer, which does not replace the chunk
   */
  public static Transfer box(NDArray array, int[] chunkSize, int[] start) {
    Arguments.require("array", array);
    Arguments.require("chunkSize", chunkSize);
    Arguments.require("start", start);
    long[] shape = array.shape();
    int[] count = Arrays.stream(shape).mapToInt(Math::toIntExact).toArray();
    int[] step = new int[count.length];
    Arrays.fill(step, 1);
    return new Transfer(array, 0, Shapes.strides(shape), chunkSize, start, step, count, false);
  }

  NDArray array() {
    return array;
  }

  Places places() {
    return places;
  }

  private ElementType type() {
    return array.dtype().element();
  }

  /**
   * The dtype of the elements on the array's side.
   *
   * @return the chunk's dtype in native order
   */
  public DType dtype() {
    return array.dtype();
  }

  /**
   * The size of the box.
   *
   * @return number of elements that move
   */
  public long elements() {
    return places.elements();
  }

  /**
   * Whether each element of the chunk moves, once: then nothing else of it is needed. Picked
   * elements may be as many and still leave some out, as they may be picked twice.
   *
   * @param chunkElements how many elements the chunk has
   * @return true if it is all of the chunk, at an edge also what lies outside the shape
   */
  public boolean isWhole(long chunkElements) {
    return places instanceof StridedBox && elements() == chunkElements;
  }

  /**
   * Whether writing leaves no old element of the chunk inside the dataset's shape, so that it need
   * not be read before. Elements of the chunk outside the shape are fill value.
   *
   * @return true if the chunk is replaced
   */
  public boolean replacesChunk() {
    return replacesChunk;
  }

  /**
   * The first element of the chunk that moves.
   *
   * @return its position in the chunk in C order
   */
  public int firstElement() {
    return places.firstElement();
  }

  /**
   * Whether every element of the box in the array has one value, bit for bit: NaN payloads and the
   * sign of zero count.
   *
   * @param value an array of one element of the same dtype
   * @return false as soon as one has another
   */
  public boolean isFilledWith(NDArray value) {
    Arguments.require("value", value);
    return places.everyRow(
        (start, count, stride) ->
            Comparison.isFilledWith(array.array(), start, count, stride, value.array()));
  }

  /**
   * Copies from a chunk in memory into the array.
   *
   * @param chunk all of the chunk's elements, in the array type of the dtype
   */
  public void fromChunk(Object chunk) {
    Arguments.require("chunk", chunk);
    if (look.isPresent() && places instanceof StridedBox box && isAll(box, chunk)) {
      look.get().accept(chunk);
    } else {
      BoxCopy.fromChunk(type(), places, chunk, array.array());
    }
  }

  private static boolean isAll(StridedBox box, Object chunk) {
    return box.isAllOf(Array.getLength(chunk));
  }

  /**
   * Copies from the array into a chunk in memory.
   *
   * @param chunk all of the chunk's elements, in the array type of the dtype
   */
  public void toChunk(Object chunk) {
    Arguments.require("chunk", chunk);
    BoxCopy.toChunk(type(), places, array.array(), chunk);
  }

  /**
   * Copies from a chunk's bytes into the array.
   *
   * @param bytes bytes from the element {@code first} on, from the buffer's position, in the
   *     buffer's byte order
   * @param first the chunk's element that lies at the buffer's position; at most {@link
   *     #firstElement}
   */
  public void fromChunk(ByteBuffer bytes, int first) {
    Arguments.require("bytes", bytes);
    BoxCopy.fromBytes(type(), places, bytes, first, array.array());
  }

  /**
   * Copies from the array into a chunk's bytes.
   *
   * @param bytes bytes from the element {@code first} on, from the buffer's position, in the
   *     buffer's byte order
   * @param first the chunk's element that lies at the buffer's position; at most {@link
   *     #firstElement}
   */
  public void toChunk(ByteBuffer bytes, int first) {
    Arguments.require("bytes", bytes);
    BoxCopy.toBytes(type(), places, array.array(), bytes, first);
  }

  /**
   * The box cut into pieces that are near each other in the chunk, so that each needs a small
   * buffer only, which stays in the processor's cache.
   *
   * @param maxElements the most elements of the chunk from the first to the last of a piece
   * @return the pieces, in ascending order of the chunk's elements
   */
  public List<Piece> pieces(int maxElements) {
    List<Piece> pieces = new ArrayList<>();
    for (Places piece : places.pieces(maxElements)) {
      pieces.add(new Piece(piece, array));
    }
    return pieces;
  }

  /**
   * The elements of the chunk that move, as contiguous runs.
   *
   * @param maxGap runs that lie at most this many elements apart are joined, what lies between
   *     included
   * @return the runs in ascending order
   */
  public List<Extent> extents(int maxGap) {
    return new Piece(places, array).extents(maxGap);
  }

  /**
   * Gives every element of the box in the array one value: what reading a chunk that does not exist
   * means.
   *
   * @param value an array of one element of the same dtype
   */
  public void fill(NDArray value) {
    Arguments.require("value", value);
    BoxCopy.fill(type(), places, value.array(), array.array());
  }
}
