package org.dosna;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

  /** Copies an .npy file that numpy wrote into a directory. */
  static Path npyFile(String name, Path directory) {
    Path path = directory.resolve("numpy-" + name);
    try (InputStream in = NumpyTables.class.getResourceAsStream("/numpy/npy/" + name)) {
      Files.copy(Objects.requireNonNull(in, name), path);
      return path;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Replaces some of the text in an .npy file's header of 128 bytes. */
  static void changeHeader(Path path, String from, String to) {
    try {
      byte[] bytes = Files.readAllBytes(path);
      String header = new String(bytes, 0, 128, StandardCharsets.ISO_8859_1);
      if (!header.contains(from) || from.length() != to.length()) {
        throw new IllegalArgumentException("'" + from + "' to '" + to + "' in " + header);
      }
      byte[] changed = header.replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
      System.arraycopy(changed, 0, bytes, 0, changed.length);
      Files.write(path, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
