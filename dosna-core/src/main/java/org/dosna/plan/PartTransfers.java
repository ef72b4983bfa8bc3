package org.dosna.plan;

import org.dosna.NDArray;
import org.dosna.copy.BoxCopy;
import org.dosna.element.ElementType;
import org.dosna.element.Shapes;
import org.dosna.indexing.ChunkPart;
import org.dosna.indexing.Part;
import org.dosna.indexing.Selection;
import org.dosna.spi.Transfer;

/** Parts of chunks as transfers between their chunk and an array. */
public final class PartTransfers {
  private PartTransfers() {}

  /**
   * A part as a transfer between its chunk and an array that is laid over the selection.
   *
   * @param part the part
   * @param array the array
   * @param first the array's element that lies over the selection's first one
   * @param strides the array's stride on each of the selection's own axes, in elements
   * @return the transfer
   */
  public static Transfer transfer(Part part, NDArray array, long first, long[] strides) {
    int slots = array.dtype().element().slots();
    return new Transfer(array, part.over(slots, first, strides), part.wholeChunk());
  }

  /**
   * A part as a transfer between its chunk and a dense array of the part's own shape.
   *
   * @param part the part
   * @param array an array of the part's shape
   * @return the transfer
   */
  public static Transfer transfer(Part part, NDArray array) {
    int slots = array.dtype().element().slots();
    return new Transfer(array, part.dense(slots), part.wholeChunk());
  }

  /**
   * A part as a transfer between its chunk and a dense array of the part's own elements, as they
   * come in the result of the selection.
   *
   * @param part the part
   * @param array an array of the part's result
   * @param selection what it is a part of
   * @return the transfer
   */
  public static Transfer transfer(Part part, NDArray array, Selection selection) {
    long[] strides = selection.strides(part.shape());
    long[] position = part.positionOf(new long[strides.length]);
    long first = 0;
    for (int axis = 0; axis < strides.length; axis++) {
      first -= position[axis] * strides[axis];
    }
    return transfer(part, array, first, strides);
  }

  /**
   * A part as a transfer between its chunk and the middle of a dense array.
   *
   * @param part the part
   * @param array an array of the part's shape with a margin around it
   * @param margin how many of the array's elements lie before the part, per axis
   * @return the transfer
   */
  public static Transfer transfer(ChunkPart part, NDArray array, int[] margin) {
    long[] strides = Shapes.strides(array.shape());
    long begin = 0;
    for (int axis = 0; axis < margin.length; axis++) {
      begin += margin[axis] * strides[axis];
    }
    int slots = array.dtype().element().slots();
    return new Transfer(array, part.at(slots, begin, strides), part.wholeChunk());
  }

  /**
   * Copies the part of an array that is laid over the selection.
   *
   * @param part the part
   * @param array the array
   * @param strides the array's stride on each axis of the selection, in elements
   * @return a dense array of the part's shape
   */
  public static NDArray pick(Part part, NDArray array, long[] strides) {
    NDArray picked = NDArray.zeros(array.dtype(), part.shape());
    ElementType type = array.dtype().element();
    BoxCopy.fromChunk(type, part.between(type.slots(), strides), array.array(), picked.array());
    return picked;
  }
}
