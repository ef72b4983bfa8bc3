package org.dosna.testkit;

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
import org.dosna.DType;
import org.dosna.NDArray;
import org.dosna.spi.Transfer;

/** Reads the tables that {@code generate.py} beside them wrote; the format is described there. */
final class Tables {
  private Tables() {}

  /** The rows of a table, split into columns. */
  static List<String[]> rows(String table) {
    try (InputStream in = Tables.class.getResourceAsStream(table)) {
      byte[] bytes = Objects.requireNonNull(in, table).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split("\t", -1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static long[] longs(String column) {
    return column.isEmpty() ? new long[0] : parsed(column);
  }

  private static long[] parsed(String column) {
    return Arrays.stream(column.split(",")).mapToLong(Long::parseLong).toArray();
  }

  static NDArray array(String dtype, String shape, String elements) {
    NDArray array = NDArray.zeros(DType.of(dtype), longs(shape));
    ByteBuffer bytes = ByteBuffer.wrap(HexFormat.of().parseHex(elements));
    Transfer.whole(array).fromChunk(bytes.order(ByteOrder.LITTLE_ENDIAN), 0);
    return array;
  }
}
