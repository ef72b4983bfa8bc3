package org.dosna.spi;

import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import org.dosna.Arguments;
import org.dosna.copy.SideBySide;
import org.dosna.copy.StridedBox;
import org.dosna.element.ElementType;
import org.dosna.element.PrimitiveKind;

/**
 * Copies of several {@link Transfer}s. Those whose chunks are neighbours along the last axis are
 * copied together, which is faster than one after the other.
 */
public final class NeighbourCopies {
  /** More would not be faster. */
  private static final int MAX_SIDE_BY_SIDE = 8;

  /** Rows with more slots are as fast one chunk after the other. */
  private static final int MAX_ROW = 512;

  private NeighbourCopies() {}

  /**
   * Copies from several chunks in memory into their arrays.
   *
   * @param transfers what is copied
   * @param chunks of each transfer all of the chunk's elements, as {@link
   *     Transfer#fromChunk(Object)} takes them
   */
  public static void fromChunks(List<Transfer> transfers, List<?> chunks) {
    Arguments.require("transfers", transfers);
    Arguments.require("chunks", chunks);
    forNeighbours(
        transfers,
        1,
        n -> transfers.get(n).fromChunk(chunks.get(n)),
        (begin, end) -> arraysSideBySide(transfers, chunks, begin, end).fromChunks());
  }

  /**
   * Copies into several chunks in memory from their arrays.
   *
   * @param transfers what is copied
   * @param chunks of each transfer all of the chunk's elements, as {@link Transfer#toChunk(Object)}
   *     takes them
   */
  public static void toChunks(List<Transfer> transfers, List<?> chunks) {
    Arguments.require("transfers", transfers);
    Arguments.require("chunks", chunks);
    forNeighbours(
        transfers,
        1,
        n -> transfers.get(n).toChunk(chunks.get(n)),
        (begin, end) -> arraysSideBySide(transfers, chunks, begin, end).toChunks());
  }

  /**
   * Copies from the bytes of several chunks into their arrays.
   *
   * @param transfers what is copied
   * @param chunks the bytes of each chunk, as {@link Transfer#fromChunk(ByteBuffer, int)} takes
   *     them
   */
  public static void fromChunkBytes(List<Transfer> transfers, List<ChunkBytes> chunks) {
    Arguments.require("transfers", transfers);
    Arguments.require("chunks", chunks);
    forNeighbours(
        transfers,
        PrimitiveKind.MIN_DIRECT_ROW,
        n -> transfers.get(n).fromChunk(chunks.get(n).bytes(), chunks.get(n).first()),
        (begin, end) ->
            bytesSideBySide(
                    transfers, begin, end, n -> chunks.get(n).bytes(), n -> chunks.get(n).first())
                .fromChunks());
  }

  /**
   * Copies into the bytes of several chunks from their arrays.
   *
   * @param transfers what is copied: all elements of each chunk
   * @param chunks the bytes of each chunk, as {@link Transfer#toChunk(ByteBuffer, int)} takes them,
   *     from its element 0 on
   */
  public static void toWholeChunks(List<Transfer> transfers, List<ByteBuffer> chunks) {
    Arguments.require("transfers", transfers);
    Arguments.require("chunks", chunks);
    forNeighbours(
        transfers,
        PrimitiveKind.MIN_DIRECT_ROW,
        n -> transfers.get(n).toChunk(chunks.get(n), 0),
        (begin, end) -> bytesSideBySide(transfers, begin, end, chunks::get, n -> 0).toChunks());
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
    while (end < most && areNeighbours(transfers.get(end - 1), transfers.get(end), minRow)) {
      end++;
    }
    return end;
  }

  // One array is meant, not two that are equal.
  @SuppressWarnings("ReferenceEquality")
  private static boolean areNeighbours(Transfer before, Transfer after, int minRow) {
    return after.array() == before.array()
        && after.places() instanceof StridedBox box
        && before.places() instanceof StridedBox boxBefore
        && box.isBeside(boxBefore)
        && Math.min(box.rowLength(), boxBefore.rowLength()) >= minRow
        && Math.max(box.rowLength(), boxBefore.rowLength()) <= MAX_ROW;
  }

  private static SideBySide arraysSideBySide(
      List<Transfer> transfers, List<?> chunks, int begin, int end) {
    PrimitiveKind kind = type(transfers.get(begin)).kind();
    return sideBySide(transfers, begin, end, n -> kind.view(chunks.get(n)), n -> 0);
  }

  private static SideBySide bytesSideBySide(
      List<Transfer> transfers,
      int begin,
      int end,
      IntFunction<ByteBuffer> bytes,
      IntUnaryOperator firstElement) {
    ElementType type = type(transfers.get(begin));
    return sideBySide(
        transfers,
        begin,
        end,
        n -> type.kind().view(bytes.apply(n)),
        n -> firstElement.applyAsInt(n) * type.slots());
  }

  private static SideBySide sideBySide(
      List<Transfer> transfers,
      int begin,
      int end,
      IntFunction<Buffer> view,
      IntUnaryOperator firstSlot) {
    StridedBox[] boxes = new StridedBox[end - begin];
    Buffer[] views = new Buffer[boxes.length];
    int[] firstSlots = new int[boxes.length];
    for (int n = begin; n < end; n++) {
      boxes[n - begin] = (StridedBox) transfers.get(n).places();
      views[n - begin] = view.apply(n);
      firstSlots[n - begin] = firstSlot.applyAsInt(n);
    }
    Transfer first = transfers.get(begin);
    return new SideBySide(type(first).kind(), first.array().array(), boxes, views, firstSlots);
  }

  private static ElementType type(Transfer transfer) {
    return transfer.array().dtype().element();
  }
}
