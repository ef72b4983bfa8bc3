package org.dosna;

/**
 * A kind of codec: something that changes the elements or bytes of a chunk before they are stored,
 * and undoes that when they are read. Found by {@link java.util.ServiceLoader}, so that anybody can
 * add one: a class with a public constructor without arguments, named in {@code
 * META-INF/services/org.dosna.Codec}. Thread safe and without state.
 *
 * <p>Users name codecs in {@link Codecs}; each dataset then asks for a {@link Coder}, once when it
 * is opened.
 */
public interface Codec {
  /** What a codec works on: as in Zarr v3. Those of a chunk come in this order. */
  enum Kind {
    /** From the elements of a chunk to other elements. */
    ARRAY_TO_ARRAY,
    /** From elements to bytes: the byte order. At most one of a chunk's codecs. */
    ARRAY_TO_BYTES,
    /** From bytes to bytes. */
    BYTES_TO_BYTES
  }

  /**
   * What it is called in the text form of {@link Codecs}.
   *
   * @return lower-case letters and digits, beginning with a letter
   */
  String name();

  /**
   * What it works on.
   *
   * @return the kind
   */
  Kind kind();

  /**
   * Checks parameters, without looking for a library.
   *
   * @param parameters what the user wrote behind {@code name:}; empty if nothing
   * @return the same in the one form in which they are stored and shown: defaults filled in
   * @throws DosnaException if they are not allowed; the message says what is
   */
  String parameters(String parameters);

  /**
   * Makes what encodes and decodes the chunks of a dataset.
   *
   * @param parameters as {@link #parameters} gave them
   * @param dtype the dtype of the elements, in their byte order
   * @param chunkSize the shape of a chunk
   * @return the coder
   * @throws DosnaException if it is not for such elements, or a library is missing; then the
   *     message names its artifact
   */
  Coder coder(String parameters, DType dtype, int[] chunkSize);
}
