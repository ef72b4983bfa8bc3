package org.dosna;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.dosna.spi.Transfer;

/** Reads the tables that {@code numpy/generate.py} wrote; the format is described there. */
final class NumpyTables {
  private NumpyTables() {}

  /** The rows of a table, split into columns. */
  static List<String[]> rows(String table) {
    try (InputStream in = NumpyTables.class.getResourceAsStream("/numpy/" + table)) {
      byte[] bytes = Objects.requireNonNull(in, table).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split("\t", -1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads a shape, or a list of integers. */
  static long[] longs(String column) {
    return column.isEmpty()
        ? new long[0]
        : Arrays.stream(column.split(",")).mapToLong(Long::parseLong).toArray();
  }

  /** Reads an array; an array without axes has shape "". */
  static NDArray array(String dtype, String shape, String elements) {
    DType type = DType.of(dtype);
    if (elements.equals("arange")) {
      return NDArray.arange(type, longs(shape));
    }
    NDArray array = NDArray.zeros(type, longs(shape));
    ByteBuffer bytes = ByteBuffer.wrap(HexFormat.of().parseHex(elements));
    Transfer.whole(array).fromChunk(bytes.order(ByteOrder.LITTLE_ENDIAN), 0);
    return array;
  }

  /** Reads an array with one axis. */
  static NDArray array(String dtype, String elements) {
    int length = elements.length() / 2 / DType.of(dtype).itemSize();
    return array(dtype, Integer.toString(length), elements);
  }
}
