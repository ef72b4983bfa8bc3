package org.dosna.spi;

import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.IntConsumer;
import org.dosna.DType;
import org.dosna.NDArray;
import org.dosna.element.ElementType;
import org.dosna.element.PrimitiveKind;
import org.dosna.element.Rows;

/**
 * A box of elements that moves between a chunk and its place in an array, in one copy. The chunk is
 * dense and in C order: a primitive array, or bytes in the byte order of their buffer. The box may
 * have steps on the chunk's side and any strides on the array's side, 0 included (broadcasting).
 *
 * <p>A backend gets transfers and calls {@link #fromChunk} when reading, {@link #toChunk} when
 * writing. Immutable; may be used by any thread, the array's elements are not protected.
 */
public final class Transfer {
  /**
   * A contiguous run of a chunk's elements, in C order.
   *
   * @param first its first element
   * @param count its number of elements
   */
  public record Extent(int first, int count) {}

  /** More would not be faster. */
  private static final int MAX_SIDE_BY_SIDE = 8;

  /** Rows with more slots are as fast one chunk after the other. */
  private static final int MAX_ROW = 512;

  private final NDArray array;
  private final int arrayStart;
  private final long[] arrayStrides;
  private final int[] count;
  private final boolean replacesChunk;
  private final PrimitiveKind kind;
  private final int slots;
  private final StridedBox box;

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
    ElementType type = ElementType.of(array.dtype());
    this.array = array;
    this.kind = type.kind();
    this.slots = type.slots();
    this.arrayStart = Math.toIntExact(arrayStart * slots);
    this.arrayStrides = arrayStrides;
    this.count = count;
    this.replacesChunk = replacesChunk;
    this.box = new StridedBox(count.length + 1, this.arrayStart);
    box.addOuter(slots, 0, 1, 1);
    int stride = slots;
    for (int axis = count.length - 1; axis >= 0; axis--) {
      box.addOuter(
          count[axis], start[axis] * stride, step[axis] * stride, slots * (int) arrayStrides[axis]);
      stride *= chunkSize[axis];
    }
  }

  /**
   * A whole chunk and a dense array of its shape.
   *
   * @param array an array of the chunk's shape
   * @return the transfer
   */
  public static Transfer whole(NDArray array) {
    int[] size = Arrays.stream(array.shape()).mapToInt(Math::toIntExact).toArray();
    int[] step = new int[size.length];
    Arrays.fill(step, 1);
    return new Transfer(
        array, 0, strides(array.shape()), size, new int[size.length], step, size, true);
  }

  /**
   * The strides of a dense array in C order.
   *
   * @param shape the array's shape
   * @return per axis the distance between neighbours, in elements
   */
  public static long[] strides(long[] shape) {
    long[] strides = new long[shape.length];
    long stride = 1;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= shape[axis];
    }
    return strides;
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
    return Arrays.stream(count).asLongStream().reduce(1, (a, b) -> a * b);
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
    return box.chunkFirst() / slots;
  }

  /**
   * Copies from a chunk in memory into the array.
   *
   * @param chunk all of the chunk's elements, in the array type of the dtype
   */
  public void fromChunk(Object chunk) {
    Rows rows = box.fromChunk();
    box.forEachPlane((c, a) -> kind.copyRows(chunk, c, array.array(), a, rows));
  }

  /**
   * Copies from the array into a chunk in memory.
   *
   * @param chunk all of the chunk's elements, in the array type of the dtype
   */
  public void toChunk(Object chunk) {
    Rows rows = box.toChunk();
    box.forEachPlane((c, a) -> kind.copyRows(array.array(), a, chunk, c, rows));
  }

  /**
   * Copies from several chunks in memory into their arrays. Neighbours along the last axis are
   * copied together, which is faster than one after the other.
   *
   * @param transfers what is copied
   * @param chunks of each transfer all of the chunk's elements, as {@link #fromChunk(Object)} takes
   *     them
   */
  public static void fromChunks(List<Transfer> transfers, List<?> chunks) {
    forNeighbours(
        transfers,
        1,
        n -> transfers.get(n).fromChunk(chunks.get(n)),
        (begin, end) -> arraysSideBySide(transfers, chunks, begin, end).fromChunks());
  }

  /**
   * Copies into several chunks in memory from their arrays. Neighbours along the last axis are
   * copied together, which is faster than one after the other.
   *
   * @param transfers what is copied
   * @param chunks of each transfer all of the chunk's elements, as {@link #toChunk(Object)} takes
   *     them
   */
  public static void toChunks(List<Transfer> transfers, List<?> chunks) {
    forNeighbours(
        transfers,
        1,
        n -> transfers.get(n).toChunk(chunks.get(n)),
        (begin, end) -> arraysSideBySide(transfers, chunks, begin, end).toChunks());
  }

  /**
   * Copies from the bytes of several chunks into their arrays. Neighbours along the last axis are
   * copied together, which is faster than one after the other.
   *
   * @param transfers what is copied
   * @param chunks the bytes of each chunk, as {@link #fromChunk(ByteBuffer, int)} takes them
   */
  public static void fromChunkBytes(List<Transfer> transfers, List<ChunkBytes> chunks) {
    forNeighbours(
        transfers,
        PrimitiveKind.MIN_DIRECT_ROW,
        n -> transfers.get(n).fromChunk(chunks.get(n).bytes(), chunks.get(n).first()),
        (begin, end) -> bytesSideBySide(transfers, chunks, begin, end).fromChunks());
  }

  /**
   * Copies into the bytes of several chunks from their arrays. Neighbours along the last axis are
   * copied together, which is faster than one after the other.
   *
   * @param transfers what is copied: all elements of each chunk
   * @param chunks the bytes of each chunk, as {@link #toChunk(ByteBuffer, int)} takes them, from
   *     its element 0 on
   */
  public static void toWholeChunks(List<Transfer> transfers, List<ByteBuffer> chunks) {
    List<ChunkBytes> all = chunks.stream().map(bytes -> new ChunkBytes(bytes, 0)).toList();
    forNeighbours(
        transfers,
        PrimitiveKind.MIN_DIRECT_ROW,
        n -> transfers.get(n).toChunk(chunks.get(n), 0),
        (begin, end) -> bytesSideBySide(transfers, all, begin, end).toChunks());
  }

  /** What is done with transfers that are neighbours. */
  private interface RangeAction {
    void accept(int begin, int end);
  }

  private static void forNeighbours(
      List<Transfer> transfers, int minRow, IntConsumer alone, RangeAction together) {
    for (int begin = 0, end; begin < transfers.size(); begin = end) {
      end = endOfNeighbours(transfers, minRow, begin);
      if (end - begin == 1) {
        alone.accept(begin);
      } else {
        together.accept(begin, end);
      }
    }
  }

  private static int endOfNeighbours(List<Transfer> transfers, int minRow, int begin) {
    int most = Math.min(transfers.size(), begin + MAX_SIDE_BY_SIDE);
    int end = begin + 1;
    while (end < most && transfers.get(end).isBeside(transfers.get(end - 1), minRow)) {
      end++;
    }
    return end;
  }

  private boolean isBeside(Transfer other, int minRow) {
    return array == other.array
        && box.isBeside(other.box)
        && Math.min(box.rowLength(), other.box.rowLength()) >= minRow
        && Math.max(box.rowLength(), other.box.rowLength()) <= MAX_ROW;
  }

  private static SideBySide arraysSideBySide(
      List<Transfer> transfers, List<?> chunks, int begin, int end) {
    PrimitiveKind kind = transfers.get(begin).kind;
    List<Buffer> views = chunks.subList(begin, end).stream().map(kind::view).toList();
    return sideBySide(transfers.subList(begin, end), views, Collections.nCopies(end - begin, 0));
  }

  private static SideBySide bytesSideBySide(
      List<Transfer> transfers, List<ChunkBytes> chunks, int begin, int end) {
    Transfer first = transfers.get(begin);
    List<ChunkBytes> some = chunks.subList(begin, end);
    return sideBySide(
        transfers.subList(begin, end),
        some.stream().map(chunk -> first.kind.view(chunk.bytes())).toList(),
        some.stream().map(chunk -> chunk.first() * first.slots).toList());
  }

  private static SideBySide sideBySide(
      List<Transfer> neighbours, List<Buffer> views, List<Integer> firstSlots) {
    Transfer first = neighbours.get(0);
    List<StridedBox> boxes = neighbours.stream().map(transfer -> transfer.box).toList();
    return new SideBySide(first.kind, first.array.array(), boxes, views, firstSlots);
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
    piece(box).fromChunk(bytes, first);
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
    piece(box).toChunk(bytes, first);
  }

  /**
   * The box cut into pieces that are near each other in the chunk, so that each needs a small
   * buffer only, which stays in the processor's cache.
   *
   * @param maxElements the most elements of the chunk from the first to the last of a piece
   * @return the pieces, in ascending order of the chunk's elements
   */
  public List<Piece> pieces(int maxElements) {
    return box.pieces(maxElements * slots).stream().map(this::piece).toList();
  }

  private Piece piece(StridedBox part) {
    return new Piece(part, array, kind, slots);
  }

  /**
   * The elements of the chunk that move, as contiguous runs.
   *
   * @param maxGap runs that lie at most this many elements apart are joined, what lies between
   *     included
   * @return the runs in ascending order
   */
  public List<Extent> extents(int maxGap) {
    return piece(box).extents(maxGap);
  }

  /**
   * Gives every element of the box in the array one value: what reading a chunk that does not exist
   * means.
   *
   * @param value an array of one element of the same dtype
   */
  public void fill(NDArray value) {
    StridedBox repeated = new StridedBox(count.length + 1, arrayStart);
    repeated.addOuter(slots, 0, 1, 1);
    for (int axis = count.length - 1; axis >= 0; axis--) {
      repeated.addOuter(count[axis], 0, 0, slots * (int) arrayStrides[axis]);
    }
    Rows rows = repeated.fromChunk();
    repeated.forEachPlane((c, a) -> kind.copyRows(value.array(), c, array.array(), a, rows));
  }
}
