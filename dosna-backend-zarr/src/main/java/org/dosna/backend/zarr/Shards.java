package org.dosna.backend.zarr;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dosna.Codecs;
import org.dosna.Coder;
import org.dosna.DType;
import org.dosna.DosnaException;
import org.dosna.spi.ChunkKeys;

/**
 * How chunks lie in shards: Zarr's codec {@code sharding_indexed}. A shard has its chunks' bytes,
 * and an index with the offset and the size of each.
 *
 * @param chunks how many chunks a shard has on each axis
 * @param order the byte order of the index
 * @param hasChecksum whether a checksum follows it
 * @param atEnd whether it is at the end of the shard, or at its start
 */
record Shards(int[] chunks, ByteOrder order, boolean hasChecksum, boolean atEnd) {
  static final String NAME = "sharding_indexed";
  static final String INDEX_CODECS = "index_codecs";
  static final String INDEX_LOCATION = "index_location";
  static final String END = "end";

  /** The codecs of the index in arrays made here. */
  static final List<Object> INDEX_AS_WRITTEN =
      List.of(
          Map.of("name", "bytes", "configuration", Map.of("endian", "little")),
          Map.of("name", "crc32c"));

  /** What stands for offset and size of a chunk that is not stored. */
  static final long MISSING = -1;

  /** Between those that a chunk's key in its shard is made of, behind the shard's own key. */
  private static final char SEPARATOR = '/';

  private static final long MAX_CHUNK = Integer.MAX_VALUE - 8;

  private static final Coder CHECKSUM = Codecs.crc32c().coders(DType.UINT8, 1).get(0);

  /** What a configuration says. */
  static Shards of(JsonObject configuration, int[] chunks) {
    List<JsonObject.Named> codecs = configuration.allNamed(INDEX_CODECS);
    boolean known = !codecs.isEmpty() && codecs.size() <= 2 && codecs.get(0).name().equals("bytes");
    known &= codecs.size() < 2 || codecs.get(1).name().equals("crc32c");
    if (!known) {
      throw configuration.wrong(
          INDEX_CODECS, "known here are 'bytes', perhaps with 'crc32c' behind it");
    }
    JsonObject bytes = codecs.get(0).configuration();
    boolean big = bytes.has("endian") && bytes.string("endian").equals("big");
    String location =
        configuration.has(INDEX_LOCATION) ? configuration.string(INDEX_LOCATION) : END;
    if (!location.equals(END) && !location.equals("start")) {
      throw configuration.wrong(
          INDEX_LOCATION, "it is '" + location + "', neither 'start' nor 'end'");
    }
    return new Shards(
        chunks,
        big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
        codecs.size() == 2,
        location.equals(END));
  }

  /** How many chunks a shard has. */
  int count() {
    return Arrays.stream(chunks).reduce(1, (a, b) -> a * b);
  }

  /** The size of the index in bytes. */
  int indexSize() {
    return count() * 2 * Long.BYTES + (hasChecksum ? Integer.BYTES : 0);
  }

  /** Where the index begins in a shard of a size. */
  long indexStart(long size) {
    return atEnd ? size - indexSize() : 0;
  }

  /**
   * Reads an index.
   *
   * @param key the shard's, for the message
   * @param size the shard's
   * @return offset and size of each chunk
   */
  long[] index(String key, long size, ByteBuffer stored) {
    ByteBuffer numbers = ByteBuffer.allocate(indexSize());
    try {
      if (stored.remaining() != indexSize()) {
        throw new DosnaException("it has " + size + " bytes");
      }
      numbers.put(stored.duplicate()).flip();
      if (hasChecksum) {
        ByteBuffer checked = ByteBuffer.allocate(indexSize());
        CHECKSUM.decode(numbers, checked);
        numbers = checked.flip();
      }
      long[] index = new long[2 * count()];
      numbers.order(order).asLongBuffer().get(index);
      for (int slot = 0; slot < index.length; slot += 2) {
        requireInside(index[slot], index[slot + 1], size);
      }
      return index;
    } catch (DosnaException e) {
      throw new DosnaException(
          "Object '" + key + "' is no shard of this dataset, or damaged: " + e.getMessage(), e);
    }
  }

  private static void requireInside(long offset, long length, long size) {
    boolean missing = offset == MISSING && length == MISSING;
    boolean inside =
        offset >= 0
            && length >= 0
            && offset <= size
            && length <= Math.min(size - offset, MAX_CHUNK);
    if (!missing && !inside) {
      throw new DosnaException(
          "its index has a chunk of " + length + " bytes at " + offset + ", beyond its end");
    }
  }

  /**
   * What is stored of an index.
   *
   * @param index offset and size of each chunk
   * @return {@link #indexSize} bytes
   */
  ByteBuffer stored(long[] index) {
    ByteBuffer numbers = ByteBuffer.allocate(index.length * Long.BYTES).order(order);
    numbers.asLongBuffer().put(index);
    if (!hasChecksum) {
      return numbers;
    }
    ByteBuffer checked = ByteBuffer.allocate(indexSize());
    CHECKSUM.encode(numbers, checked);
    return checked.flip();
  }

  /** The keys of chunks in shards, which have those keys. */
  ChunkKeys keys(ChunkKeys shards) {
    return new ChunkKeys() {
      @Override
      public String folder() {
        return shards.folder();
      }

      @Override
      public String key(long[] index) {
        return shards.key(shardOf(index)) + SEPARATOR + slot(index);
      }

      @Override
      public Optional<long[]> index(String key) {
        return shards
            .index(shardOfKey(key))
            .filter(shard -> shard.length == chunks.length)
            .map(shard -> chunk(shard, slotOfKey(key)));
      }
    };
  }

  /** The shard that a chunk is in. */
  long[] shardOf(long[] index) {
    long[] shard = index.clone();
    Arrays.setAll(shard, axis -> index[axis] / chunks[axis]);
    return shard;
  }

  private int slot(long[] index) {
    int slot = 0;
    for (int axis = 0; axis < index.length; axis++) {
      slot = slot * chunks[axis] + (int) (index[axis] % chunks[axis]);
    }
    return slot;
  }

  /** The chunk of a slot. */
  long[] chunk(long[] shard, int slot) {
    long[] index = shard.clone();
    int rest = slot;
    for (int axis = index.length - 1; axis >= 0; axis--) {
      index[axis] = index[axis] * chunks[axis] + rest % chunks[axis];
      rest /= chunks[axis];
    }
    return index;
  }

  static String shardOfKey(String key) {
    return key.substring(0, key.lastIndexOf(SEPARATOR));
  }

  static int slotOfKey(String key) {
    return Integer.parseInt(key.substring(key.lastIndexOf(SEPARATOR) + 1));
  }

  static String keyOfSlot(String shard, int slot) {
    return shard + SEPARATOR + slot;
  }
}
