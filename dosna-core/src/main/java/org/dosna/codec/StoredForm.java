package org.dosna.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.dosna.DatasetSpec;
import org.dosna.DosnaException;

/**
 * What the chunks of a dataset are stored as: their elements in C order, in the byte order of the
 * dtype. Immutable.
 */
public final class StoredForm {
  private static final int MAX_BYTES = Integer.MAX_VALUE - 8;

  private final int itemSize;
  private final ByteOrder byteOrder;
  private final int size;

  /**
   * The form of a dataset's chunks.
   *
   * @param spec what the dataset is made of
   * @throws DosnaException if a chunk has more bytes than a buffer can have
   */
  public StoredForm(DatasetSpec spec) {
    requirePossible(spec);
    this.itemSize = spec.dtype().itemSize();
    this.byteOrder = spec.dtype().byteOrder();
    this.size = (int) spec.chunkBytes();
  }

  /**
   * Makes sure that the chunks of a dataset are not too large.
   *
   * @param spec what the dataset is made of
   * @throws DosnaException if a chunk has more bytes than a buffer can have
   */
  public static void requirePossible(DatasetSpec spec) {
    if (spec.chunkBytes() > MAX_BYTES) {
      throw new DosnaException(
          "A chunk in an object has at most "
              + MAX_BYTES
              + " bytes; those of "
              + spec
              + " have "
              + spec.chunkBytes()
              + ". Left out, a chunk size of about 1 MiB is chosen");
    }
  }

  /**
   * The size of some elements in a chunk.
   *
   * @param elements how many
   * @return bytes
   */
  public int bytes(int elements) {
    return elements * itemSize;
  }

  /**
   * Room for a chunk's elements.
   *
   * @return a new buffer of zeros, in the byte order of the dtype
   */
  public ByteBuffer newElements() {
    return ByteBuffer.allocate(size).order(byteOrder);
  }

  /**
   * From elements to what is stored.
   *
   * @param elements all elements of a chunk, in C order and the byte order of the dtype; not to be
   *     used any more
   * @return the bytes to be stored
   */
  public ByteBuffer encode(ByteBuffer elements) {
    return elements;
  }

  /**
   * From what is stored to elements.
   *
   * @param object what the chunk is called in the store, for the message
   * @param stored bytes of the chunk; perhaps not all, then whole elements
   * @param storedSize how many bytes are stored of the whole chunk
   * @return the elements, in C order and the byte order of the dtype
   * @throws DosnaException if that is not a chunk of the dataset
   */
  public ByteBuffer decode(String object, ByteBuffer stored, long storedSize) {
    if (storedSize != size) {
      throw new DosnaException(
          "Object '"
              + object
              + "' has "
              + storedSize
              + " bytes; a chunk of this dataset has "
              + size
              + ". It is damaged, or not a chunk's");
    }
    return stored.order(byteOrder);
  }
}
