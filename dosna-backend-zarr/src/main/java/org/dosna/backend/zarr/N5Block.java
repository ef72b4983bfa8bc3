package org.dosna.backend.zarr;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dosna.Coder;
import org.dosna.DosnaException;
import org.dosna.spi.Decoder;
import org.dosna.spi.Scratch;

/**
 * Blocks of N5: a header that says how large the block is, and its elements, perhaps compressed. At
 * the ends of a dataset a block may be smaller than others; what is not in it is zero. Only
 * decodes. Thread safe.
 *
 * @param decoder what it is decompressed by, if by anything
 * @param blockSize its shape, last axis last; none of an array without axes
 * @param itemSize the size of an element, in bytes
 */
record N5Block(Optional<Decoder> decoder, int[] blockSize, int itemSize) implements Coder {
  private static final int USUAL = 0;
  private static final int VARIABLE_LENGTH = 1;

  @Override
  public void encode(ByteBuffer from, ByteBuffer to) {
    throw new DosnaException("Blocks of N5 are only read here");
  }

  @Override
  public void decode(ByteBuffer stored, ByteBuffer to) {
    ByteBuffer from = stored.order(ByteOrder.BIG_ENDIAN);
    int[] size;
    try {
      size = header(from);
    } catch (BufferUnderflowException e) {
      throw damaged("it is shorter than a header");
    }
    int bytes = elements(size) * itemSize;
    if (Arrays.equals(size, blockSize)) {
      decompress(from, to.slice(to.position(), bytes));
      to.position(to.position() + bytes);
      return;
    }
    ByteBuffer part = ByteBuffer.wrap(Scratch.take(bytes)).limit(bytes);
    try {
      decompress(from, part.duplicate());
      spread(part, size, to);
    } finally {
      Scratch.give(part);
    }
  }

  /** Reads the header: how large the block is. */
  private int[] header(ByteBuffer from) {
    int mode = Short.toUnsignedInt(from.getShort());
    if (mode != USUAL && mode != VARIABLE_LENGTH) {
      throw damaged("its mode is " + mode + "; known here are 0 and 1");
    }
    int axes = Short.toUnsignedInt(from.getShort());
    if (axes != blockSize.length) {
      throw damaged("it has " + axes + " axes, not " + blockSize.length);
    }
    int[] size = new int[axes];
    for (int axis = axes - 1; axis >= 0; axis--) {
      size[axis] = from.getInt();
      if (size[axis] < 0 || size[axis] > blockSize[axis]) {
        throw damaged("it is larger than the block size " + Arrays.toString(blockSize));
      }
    }
    if (mode == VARIABLE_LENGTH) {
      int count = from.getInt();
      if (count != elements(size)) {
        throw damaged("it holds " + count + " elements, not one for each place");
      }
    }
    return size;
  }

  private static int elements(int[] size) {
    return IntStream.of(size).reduce(1, (a, b) -> a * b);
  }

  /** Fills all that is left in a buffer. */
  private void decompress(ByteBuffer from, ByteBuffer to) {
    if (decoder.isPresent()) {
      decoder.get().decode(from, to);
    } else if (from.remaining() <= to.remaining()) {
      to.put(from);
    }
    if (to.hasRemaining() || from.hasRemaining()) {
      throw damaged("it holds not as many bytes as its header says");
    }
  }

  /** Puts the elements of a smaller block in their places, and zero in all others. */
  private void spread(ByteBuffer part, int[] size, ByteBuffer to) {
    int last = size.length - 1;
    int row = size[last] * itemSize;
    int begin = to.position();
    int bytes = elements(blockSize) * itemSize;
    Arrays.fill(to.array(), to.arrayOffset() + begin, to.arrayOffset() + begin + bytes, (byte) 0);
    int rows = row == 0 ? 0 : part.remaining() / row;
    for (int i = 0; i < rows; i++) {
      int left = i;
      int place = 0;
      int stride = blockSize[last];
      for (int axis = last - 1; axis >= 0; axis--) {
        place += left % size[axis] * stride;
        left /= size[axis];
        stride *= blockSize[axis];
      }
      to.put(begin + place * itemSize, part, i * row, row);
    }
    to.position(begin + bytes);
  }

  private static DosnaException damaged(String why) {
    return new DosnaException("This is no block of this dataset, or a damaged one: " + why);
  }
}
