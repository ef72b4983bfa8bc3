package org.dosna.backend.hdf5.format.object;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import org.dosna.backend.hdf5.format.Cursor;
import org.dosna.backend.hdf5.format.FormatException;

/**
 * A filter that chunks went through when they were written (specification IV.A.2.l).
 *
 * @param id its registered number
 * @param name what the file calls it; empty if nothing
 * @param values its parameters, "client data"
 */
public record FilterSpec(int id, String name, int[] values) {
  private static final int FIRST_FREE = 256;
  private static final int MAX_FILTERS = 32;

  static List<FilterSpec> parse(Cursor message) {
    int version = message.version("its filter pipeline", 1, 2);
    int count = message.int8();
    if (count > MAX_FILTERS) {
      throw new FormatException("the file is damaged: it has " + count + " filters");
    }
    message.skip(version == 1 ? 6 : 0);
    List<FilterSpec> filters = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int id = message.int16();
      int nameLength = version == 1 || id >= FIRST_FREE ? message.int16() : 0;
      message.skip(2); // flags: whether it is optional, for writing
      int[] values = new int[message.int16()];
      byte[] name = message.bytes(version == 1 ? (nameLength + 7) / 8 * 8 : nameLength);
      if (4L * values.length > message.remaining()) {
        throw new FormatException("the file is damaged: a filter has " + values.length + " values");
      }
      for (int k = 0; k < values.length; k++) {
        values[k] = (int) message.int32();
      }
      message.skip(version == 1 && values.length % 2 == 1 ? 4 : 0);
      filters.add(new FilterSpec(id, new String(name, UTF_8).replace("\0", ""), values));
    }
    return filters;
  }

  /**
   * A word for it.
   *
   * @return the usual name, or its number
   */
  public String shortName() {
    return switch (id) {
      case 1 -> "deflate";
      case 2 -> "shuffle";
      case 3 -> "fletcher32";
      case 4 -> "szip";
      case 5 -> "n-bit";
      case 6 -> "scale-offset";
      case 307 -> "bzip2";
      case 32000 -> "lzf";
      case 32001 -> "blosc";
      case 32004 -> "lz4";
      case 32008 -> "bitshuffle";
      case 32015 -> "zstd";
      default -> toString();
    };
  }

  /** Number and name. */
  @Override
  public String toString() {
    return name.isEmpty() ? "filter " + id : "filter " + id + " '" + name + "'";
  }
}
