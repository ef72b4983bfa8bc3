package org.dosna.backend.hdf5;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dosna.DType;

/** Test data and what several tests do with files. */
final class TestFiles {
  /** Every dtype, in both byte orders. */
  static final List<DType> DTYPES =
      Stream.of(
              "|b1 |i1 |u1 <i2 >i2 <u2 >u2 <i4 >i4 <u4 >u4 <i8 >i8 <u8 >u8".split(" "),
              "<f2 >f2 <f4 >f4 <f8 >f8 <c8 >c8 <c16 >c16".split(" "))
          .flatMap(Arrays::stream)
          .map(DType::of)
          .toList();

  private static final Pattern NPY_HEADER =
      Pattern.compile("'descr': '([^']+)', 'fortran_order': False, 'shape': \\(([^)]*)\\)");

  private TestFiles() {}

  /** A file or folder of the test resources. */
  static Path resource(String name) {
    try {
      return Path.of(TestFiles.class.getResource("/" + name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a folder holds, sorted by name. */
  static List<Path> list(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Descriptors that this process has open on a file. */
  static long openDescriptors(Path file) {
    Path wanted = file.toAbsolutePath();
    return list(Path.of("/proc/self/fd")).stream().filter(fd -> leadsTo(fd, wanted)).count();
  }

  private static boolean leadsTo(Path descriptor, Path file) {
    try {
      return Files.readSymbolicLink(descriptor).equals(file);
    } catch (IOException e) {
      return false; // closed since it was listed
    }
  }

  /** Memory maps that this process has of a file. */
  static long maps(Path file) throws IOException {
    try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
      return maps.filter(map -> map.endsWith(file.toAbsolutePath().toString())).count();
    }
  }

  /** {@code count} elements of a dtype: any bytes, 0 and 1 for bool. */
  static byte[] elements(DType dtype, int count) {
    byte[] bytes = new byte[count * dtype.itemSize()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (dtype == DType.BOOL ? i % 3 % 2 : 31 * i + 1);
    }
    return bytes;
  }

  /** Writes a chunk file. */
  static Path writeChunk(Path file, ChunkHeader header, byte[] data) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(header.length() + data.length);
    return Files.write(file, bytes.put(header.bytes()).put(data).array());
  }

  /** An array in a .npy file. */
  record Npy(DType dtype, long[] shape, byte[] data) {
    static Npy read(Path file) throws IOException {
      byte[] bytes = Files.readAllBytes(file);
      int headerEnd = 10 + (bytes[8] & 0xff) + 256 * bytes[9];
      Matcher header = NPY_HEADER.matcher(new String(bytes, 10, headerEnd - 10, UTF_8));
      assertEquals(true, header.find(), "header of " + file);
      long[] shape = Stream.of(header.group(2).split(",\\s*")).mapToLong(Long::parseLong).toArray();
      byte[] data = Arrays.copyOfRange(bytes, headerEnd, bytes.length);
      return new Npy(DType.of(header.group(1)), shape, data);
    }
  }
}
