package org.dosna.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.dosna.Codec;
import org.dosna.Coder;
import org.dosna.DType;

/**
 * The byte order of stored elements, whatever that of the dtype: {@code bytes:little} or {@code
 * bytes:big}, as in Zarr v3. Thread safe.
 */
public final class ByteOrderCodec implements Codec {
  private static final String NAME = "bytes";
  private static final String LITTLE = "little";

  /** For ServiceLoader. */
  public ByteOrderCodec() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Kind kind() {
    return Kind.ARRAY_TO_BYTES;
  }

  @Override
  public String parameters(String parameters) {
    return Parameters.word(NAME, parameters, List.of(LITTLE, "big"));
  }

  @Override
  public Coder coder(String parameters, DType dtype, int[] chunkSize) {
    boolean little = parameters.equals(LITTLE);
    boolean swaps = (dtype.byteOrder() == ByteOrder.LITTLE_ENDIAN) != little;
    // Of a complex each half has its own bytes.
    int size = swaps ? dtype.itemSize() / dtype.element().slots() : 1;
    return new Coder() {
      @Override
      public void encode(ByteBuffer from, ByteBuffer to) {
        swap(size, from, to);
      }

      @Override
      public void decode(ByteBuffer from, ByteBuffer to) {
        if (from.remaining() > to.remaining()) {
          throw Libraries.tooLong(NAME, to.remaining());
        }
        swap(size, from, to);
      }
    };
  }

  private static void swap(int size, ByteBuffer from, ByteBuffer to) {
    ByteBuffer in = from.slice().order(ByteOrder.BIG_ENDIAN);
    ByteBuffer out = to.slice().order(ByteOrder.LITTLE_ENDIAN);
    int end = in.limit() / size * size;
    switch (size) {
      case Short.BYTES -> {
        for (int at = 0; at < end; at += Short.BYTES) {
          out.putShort(at, in.getShort(at));
        }
      }
      case Integer.BYTES -> {
        for (int at = 0; at < end; at += Integer.BYTES) {
          out.putInt(at, in.getInt(at));
        }
      }
      case Long.BYTES -> {
        for (int at = 0; at < end; at += Long.BYTES) {
          out.putLong(at, in.getLong(at));
        }
      }
      default -> out.put(0, in, 0, end);
    }
    to.position(to.position() + end);
  }
}
