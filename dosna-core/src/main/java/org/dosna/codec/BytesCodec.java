package org.dosna.codec;

import org.dosna.Codec;

/** A codec from bytes to bytes. By default it has no parameters. */
abstract class BytesCodec implements Codec {
  private final String name;

  BytesCodec(String name) {
    this.name = name;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final Kind kind() {
    return Kind.BYTES_TO_BYTES;
  }

  @Override
  public String parameters(String parameters) {
    return Parameters.none(name, parameters);
  }
}
