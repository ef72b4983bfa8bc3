package org.dosna.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.dosna.DType;
import org.dosna.NDArray;
import org.dosna.Slice;
import org.dosna.element.Shapes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random boxes that move between an array and a chunk's bytes, piece by piece. */
class PieceTest {
  private static final int CASES = 400;

  /** A box, and the array of the same shape that it moves from or to. */
  private record Case(NDArray array, int[] chunkSize, int[] start, int[] step, int[] count) {
    static Case random(DType dtype, Random random) {
      int axes = 1 + random.nextInt(3);
      // Now and then rows of more than one bulk copy, and more of them than one holds.
      int most = random.nextInt(8) == 0 ? 300 / axes : 12;
      int[] chunkSize = random.ints(axes, 1, most + 1).toArray();
      int[] step = new int[axes];
      int[] start = new int[axes];
      int[] count = new int[axes];
      for (int axis = 0; axis < axes; axis++) {
        int length = chunkSize[axis];
        step[axis] = random.nextBoolean() ? 1 : new int[] {2, 3, -1, -2}[random.nextInt(4)];
        count[axis] =
            1 + random.nextInt((length + Math.abs(step[axis]) - 1) / Math.abs(step[axis]));
        int span = (count[axis] - 1) * Math.abs(step[axis]);
        int first = random.nextInt(length - span);
        start[axis] = step[axis] < 0 ? first + span : first;
      }
      long[] shape = Arrays.stream(count).asLongStream().toArray();
      return new Case(
          NDArray.random(dtype, random.nextLong(), shape), chunkSize, start, step, count);
    }

    Transfer transfer(NDArray target) {
      long[] strides = Shapes.strides(target.shape());
      return new Transfer(target, 0, strides, chunkSize, start, step, count, false);
    }

    int chunkElements() {
      return (int) Shapes.size(chunkSize);
    }

    /** The chunk's elements with the box in its place, one element after the other. */
    NDArray expectedChunk() {
      NDArray chunk =
          NDArray.zeros(array.dtype(), Arrays.stream(chunkSize).asLongStream().toArray());
      long[] at = new long[count.length];
      for (long n = 0; n < array.size(); n++) {
        long rest = n;
        long[] from = new long[count.length];
        for (int axis = count.length - 1; axis >= 0; axis--) {
          from[axis] = rest % count[axis];
          rest /= count[axis];
          at[axis] = start[axis] + from[axis] * step[axis];
        }
        Slice[] element = Arrays.stream(at).mapToObj(Slice::at).toArray(Slice[]::new);
        chunk.set(element, array.getObject(from));
      }
      return chunk;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"|u1", "<f2", ">i2", "<f4", ">f4", "<i4", ">f8", "<u8", "<c8", ">c16"})
  void piecesTogetherAreTheBox(String name) {
    DType stored = DType.of(name);
    Random random = new Random(name.hashCode());
    for (int n = 0; n < CASES; n++) {
      Case box = Case.random(stored.nativeOrder(), random);
      int maxElements = 1 + random.nextInt(2 * box.chunkElements());
      ByteBuffer chunk = bytes(stored, box.chunkElements());
      int end = 0;
      for (Piece piece : box.transfer(box.array).pieces(maxElements)) {
        int first = piece.firstElement();
        assertTrue(first >= end, "pieces come in the order of the chunk");
        List<Extent> extents = piece.extents(0);
        Extent last = extents.get(extents.size() - 1);
        end = last.first() + last.count();
        assertTrue(end - first <= maxElements, "no piece is longer than asked");
        piece.toChunk(chunk.position(first * stored.itemSize()), first);
      }
      NDArray expected = box.expectedChunk();
      NDArray written = NDArray.zeros(stored.nativeOrder(), expected.shape());
      Transfer.whole(written).fromChunk(chunk.position(0), 0);
      assertEquals(expected, written, box::toString);

      NDArray read = NDArray.zeros(stored.nativeOrder(), box.array.shape());
      for (Piece piece : box.transfer(read).pieces(maxElements)) {
        int first = piece.firstElement();
        piece.fromChunk(chunk.position(first * stored.itemSize()), first);
      }
      assertEquals(box.array, read, box::toString);
    }
  }

  private static ByteBuffer bytes(DType stored, int elements) {
    ByteOrder order = stored.byteOrder();
    return ByteBuffer.allocateDirect(elements * stored.itemSize()).order(order);
  }
}
