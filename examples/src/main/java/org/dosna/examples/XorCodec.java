package org.dosna.examples;

import java.nio.ByteBuffer;
import org.dosna.Codec;
import org.dosna.Coder;
import org.dosna.DType;
import org.dosna.DosnaException;

/** A codec of one's own, {@code xor:NUMBER}: changes each byte, so that nobody reads by chance. */
public final class XorCodec implements Codec {
  /** For ServiceLoader. */
  public XorCodec() {}

  @Override
  public String name() {
    return "xor";
  }

  @Override
  public Kind kind() {
    return Kind.BYTES_TO_BYTES;
  }

  @Override
  public String parameters(String parameters) {
    if (!parameters.matches("\\d{1,3}")) {
      throw new DosnaException(
          "xor takes a number, as in xor:42; it was given '" + parameters + "'");
    }
    return parameters;
  }

  @Override
  public Coder coder(String parameters, DType dtype, int[] chunkSize) {
    byte mask = (byte) Integer.parseInt(parameters);
    return new Coder() {
      @Override
      public void encode(ByteBuffer from, ByteBuffer to) {
        while (from.hasRemaining()) {
          to.put((byte) (from.get() ^ mask));
        }
      }

      @Override
      public void decode(ByteBuffer from, ByteBuffer to) {
        encode(from, to); // whoever calls looks whether there is too much
      }
    };
  }
}
