package org.dosna.spi;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dosna.Arguments;
import org.dosna.Coder;
import org.dosna.DatasetSpec;
import org.dosna.DosnaException;
import org.dosna.codec.Crc32c;

/**
 * What the chunks of a dataset are stored as: their elements in C order, in the byte order of the
 * dtype, after they went through the dataset's codecs. What they need of memory is taken of {@link
 * Scratch}. Thread safe.
 */
public final class ChunkForm {
  private static final int MAX_BYTES = Integer.MAX_VALUE - 8;

  private static final int MAX_TOGETHER = 8;
  private static final int MAX_BYTES_TOGETHER = 8 << 20;

  private final ByteOrder byteOrder;
  private final int itemSize;
  private final List<Coder> coders;
  private final List<String> names = new ArrayList<>();

  /** Before each codec, the most bytes that it can be given; at the end, those stored. */
  private final int[] most;

  private final byte[] incarnation;

  /**
   * The form of a dataset's chunks, after all of its codecs.
   *
   * @param spec what the dataset is made of
   * @param incarnation bytes that no other dataset has, for checksums; perhaps none
   * @throws DosnaException if a codec cannot be had, or a chunk has more bytes than a buffer can
   */
  public ChunkForm(DatasetSpec spec, byte[] incarnation) {
    this(
        spec,
        Arguments.require("spec", spec).codecs().coders(spec.dtype(), spec.chunkSize()),
        incarnation);
  }

  /**
   * The form of chunks in a format that has its own ways to say what they go through.
   *
   * @param spec what the dataset is made of
   * @param coders what encodes and decodes its chunks, first to last
   * @param incarnation bytes that no other dataset has, for checksums; perhaps none
   * @throws DosnaException if a chunk has more bytes than a buffer can
   */
  public ChunkForm(DatasetSpec spec, List<Coder> coders, byte[] incarnation) {
    requirePossible(spec);
    this.itemSize = spec.dtype().itemSize();
    this.byteOrder = spec.dtype().byteOrder();
    this.coders = List.copyOf(Arguments.require("coders", coders));
    this.incarnation = Arguments.require("incarnation", incarnation).clone();
    this.most = new int[coders.size() + 1];
    this.most[0] = (int) spec.chunkBytes();
    for (int k = 0; k < coders.size(); k++) {
      most[k + 1] = (int) Math.min(MAX_BYTES, coders.get(k).maxEncoded(most[k]));
      boolean named = spec.codecs().parts().size() == coders.size();
      names.add(named ? spec.codecs().parts().get(k).toString() : "codec " + (k + 1));
    }
  }

  /**
   * Makes sure that the chunks of a dataset are not too large.
   *
   * @param spec what the dataset is made of
   * @throws DosnaException if a chunk has more bytes than a buffer can have
   */
  public static void requirePossible(DatasetSpec spec) {
    Arguments.require("spec", spec);
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
   * Whether elements are stored as they are, so that a part of them can be read by itself.
   *
   * @return true if there are no codecs
   */
  public boolean isPlain() {
    return coders.isEmpty();
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
   * The size of a chunk's elements.
   *
   * @return bytes
   */
  public int chunkBytes() {
    return most[0];
  }

  /**
   * How many encoded chunks are copied together: a row of small ones, few large ones.
   *
   * @return 1 or more
   */
  public int together() {
    return Math.max(1, Math.min(MAX_TOGETHER, MAX_BYTES_TOGETHER / most[0]));
  }

  /**
   * The most that can be stored of a chunk.
   *
   * @return bytes
   */
  public int maxStored() {
    return most[coders.size()];
  }

  /**
   * Room for a chunk's elements.
   *
   * @return a buffer over memory of {@link Scratch} with any content, in the byte order of the
   *     dtype
   */
  public ByteBuffer newElements() {
    return room(0);
  }

  /**
   * The elements that a transfer gives.
   *
   * @param whole all elements of a chunk
   * @return the elements in a buffer over memory of {@link Scratch}
   */
  public ByteBuffer elements(Transfer whole) {
    ByteBuffer elements = newElements();
    Arguments.require("whole", whole).toChunk(elements, 0);
    return elements;
  }

  /**
   * The elements that several transfers give, neighbours copied together.
   *
   * @param wholes all elements of each chunk
   * @return the elements of each, as {@link #elements(Transfer)} gives them
   */
  public List<ByteBuffer> elements(List<Transfer> wholes) {
    Arguments.require("wholes", wholes);
    List<ByteBuffer> elements = new ArrayList<>(wholes.size());
    wholes.forEach(whole -> elements.add(newElements()));
    NeighbourCopies.toWholeChunks(wholes, elements);
    return elements;
  }

  private ByteBuffer room(int k) {
    return ByteBuffer.wrap(Scratch.take(most[k])).limit(most[k]).order(byteOrder);
  }

  /**
   * From elements to what is stored.
   *
   * @param index the chunk's position in the chunk grid
   * @param elements all elements of the chunk, in C order and the byte order of the dtype, in
   *     memory of {@link Scratch}, which is given back or returned
   * @return the bytes to be stored, in memory that may be given back
   */
  public ByteBuffer encode(long[] index, ByteBuffer elements) {
    Arguments.require("index", index);
    ByteBuffer bytes = Arguments.require("elements", elements);
    byte[] identity = identity(index);
    for (int k = 0; k < coders.size(); k++) {
      ByteBuffer encoded = room(k + 1);
      coders.get(k).of(identity).encode(bytes, encoded);
      Scratch.give(bytes);
      bytes = encoded.flip();
    }
    return bytes;
  }

  /**
   * From what is stored to elements.
   *
   * @param object what the chunk is called in the store, for the message
   * @param index the chunk's position in the chunk grid
   * @param stored all stored bytes of the chunk, which stay
   * @return the elements, in C order and the byte order of the dtype; of plain chunks the buffer
   *     itself, else in memory of {@link Scratch} that may be given back
   * @throws DosnaException if that is not a chunk of the dataset
   */
  public ByteBuffer decode(String object, long[] index, ByteBuffer stored) {
    Arguments.require("object", object);
    Arguments.require("index", index);
    ByteBuffer bytes = Arguments.require("stored", stored);
    byte[] identity = identity(index);
    Optional<ByteBuffer> ours = Optional.empty();
    if (!isPlain() && !stored.hasArray()) {
      byte[] copy = Scratch.take(stored.remaining());
      bytes = ByteBuffer.wrap(copy).put(stored.duplicate()).flip();
      ours = Optional.of(bytes);
    }
    for (int k = coders.size() - 1; k >= 0; k--) {
      ByteBuffer decoded = room(k);
      try {
        coders.get(k).of(identity).decode(bytes.duplicate(), decoded);
      } catch (RuntimeException e) {
        Scratch.give(decoded);
        throw new DosnaException(
            "'" + object + "' cannot be decoded by " + names.get(k) + ": " + e.getMessage(), e);
      } finally {
        ours.ifPresent(Scratch::give);
      }
      bytes = decoded.flip();
      ours = Optional.of(bytes);
    }
    requireSize(object, bytes.remaining());
    return bytes.order(byteOrder);
  }

  /**
   * Refuses a chunk of another size.
   *
   * @param object what the chunk is called in the store, for the message
   * @param size how many bytes of elements it has
   * @throws DosnaException if that is not the size of this dataset's chunks
   */
  public void requireSize(String object, long size) {
    Arguments.require("object", object);
    if (size != most[0]) {
      throw new DosnaException(
          "Object '"
              + object
              + "' has "
              + size
              + " bytes; a chunk of this dataset has "
              + most[0]
              + ". It is damaged, or not a chunk's");
    }
  }

  /**
   * A checksum of what is stored of a chunk, for formats that keep it elsewhere than behind the
   * bytes.
   *
   * @param index the chunk's position in the chunk grid
   * @param stored the stored bytes, which stay
   * @return the checksum crc32c of the dataset's incarnation, the position and the bytes
   */
  public int checksum(long[] index, ByteBuffer stored) {
    Arguments.require("index", index);
    return Crc32c.sum(identity(index), Arguments.require("stored", stored));
  }

  /** What tells a chunk from all others: the dataset's incarnation and the position. */
  private byte[] identity(long[] index) {
    ByteBuffer identity =
        ByteBuffer.allocate(incarnation.length + index.length * Long.BYTES).put(incarnation);
    for (long position : index) {
      identity.putLong(position);
    }
    return identity.array();
  }
}
