package org.dosna.npy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.dosna.Arguments;
import org.dosna.DType;
import org.dosna.DosnaException;

/**
 * What stands before the elements of an .npy file: the magic string, the format's version, the
 * length of the text that follows, and the text, a Python dictionary.
 *
 * @param dtype the elements, in the byte order of the file
 * @param shape the array's shape
 * @param fortranOrder whether the first axis runs fastest, not the last
 * @param dataStart the file's byte at which the elements begin
 * @see <a
 *     href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">numpy.lib.format
 *     </a>
 */
public record NpyHeader(DType dtype, long[] shape, boolean fortranOrder, long dataStart) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int VERSION_END = MAGIC.length + 2;
  private static final int ALIGNMENT = 64;

  /** numpy leaves room for a first length of as many digits, so that a file can grow in place. */
  private static final int LENGTH_DIGITS = 21;

  private static final String STRUCTURED = "structured";

  /** numpy refuses to read longer ones. */
  private static final int MAX_TEXT = 10_000;

  /** What numpy 2 reads and writes. */
  private static final int MAX_AXES = 64;

  private static final Pattern DESCR =
      Pattern.compile("['\"]descr['\"]\\s*:\\s*(?:['\"]([^'\"]*)['\"]|[\\[(])");
  private static final Pattern ORDER =
      Pattern.compile("['\"]fortran_order['\"]\\s*:\\s*(True|False)");
  private static final Pattern SHAPE =
      Pattern.compile("['\"]shape['\"]\\s*:\\s*\\(([\\d\\s,L]*)\\)");

  /**
   * Reads the header of a file, and checks that the file is as long as it says.
   *
   * @param file the file
   * @return its header
   * @throws DosnaException if it is no .npy file, or cut off, or its elements are of no dtype
   * @throws IOException if the file cannot be read
   */
  public static NpyHeader read(PositionalFile file) throws IOException {
    byte[] magic = file.read(0, (int) Math.min(file.size(), MAGIC.length)).array();
    if (!Arrays.equals(magic, MAGIC)) {
      throw invalid(file, "it is not an .npy file, which begins with \\x93NUMPY");
    }
    ByteBuffer version = part(file, MAGIC.length, 2);
    int major = version.get(0);
    int minor = version.get(1);
    if (major < 1 || major > 3 || minor != 0) {
      throw invalid(
          file, "its format version is " + major + "." + minor + "; known are 1.0, 2.0 and 3.0");
    }
    int textStart = VERSION_END + (major == 1 ? Short.BYTES : Integer.BYTES);
    ByteBuffer prefix = part(file, VERSION_END, textStart - VERSION_END);
    long length = major == 1 ? prefix.getShort(0) & 0xffff : prefix.getInt(0) & 0xffffffffL;
    if (length > MAX_TEXT) {
      throw invalid(
          file, "its header text has " + length + " bytes; at most " + MAX_TEXT + " are allowed");
    }
    Charset charset = major == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
    String text = new String(part(file, textStart, (int) length).array(), charset);
    NpyHeader header = parse(file, text, textStart + length);
    header.requireData(file);
    return header;
  }

  private static ByteBuffer part(PositionalFile file, int start, int length) throws IOException {
    if (file.size() < start + length) {
      throw invalid(file, "it is cut off after " + file.size() + " bytes, inside its header");
    }
    return file.read(start, length).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static NpyHeader parse(PositionalFile file, String text, long dataStart) {
    DType dtype = dtype(file, find(file, DESCR, text), text);
    boolean fortranOrder = find(file, ORDER, text).equals("True");
    // Python 2 wrote 3L for 3.
    String[] lengths = find(file, SHAPE, text).replace("L", "").strip().split("[\\s,]+");
    if (lengths.length > MAX_AXES) {
      throw invalid(
          file, "it has " + lengths.length + " axes; at most " + MAX_AXES + " are allowed");
    }
    try {
      long[] shape =
          Arrays.stream(lengths).filter(n -> !n.isEmpty()).mapToLong(Long::parseLong).toArray();
      return new NpyHeader(dtype, shape, fortranOrder, dataStart);
    } catch (NumberFormatException e) {
      throw invalid(
          file,
          "its shape has lengths beyond 2^63: " + Arguments.excerpt(Arrays.toString(lengths)));
    }
  }

  private static String find(PositionalFile file, Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw invalid(
          file,
          "its header needs 'descr', 'fortran_order' (True or False) and 'shape' (a tuple of"
              + " lengths); it is \""
              + Arguments.excerpt(text.strip())
              + "\"");
    }
    return Objects.requireNonNullElse(matcher.group(1), STRUCTURED);
  }

  private static DType dtype(PositionalFile file, String name, String text) {
    if (name.equals(STRUCTURED)) {
      throw invalid(
          file,
          "its dtype is structured; save one field, or a view as plain numbers. Its header is \""
              + Arguments.excerpt(text.strip())
              + "\"");
    }
    if (name.endsWith("O")) {
      throw invalid(
          file, "its elements are pickled Python objects (dtype '" + name + "'); save numbers");
    }
    try {
      return DType.of(name);
    } catch (DosnaException e) {
      throw new DosnaException("Cannot read '" + file.path() + "': " + e.getMessage(), e);
    }
  }

  private void requireData(PositionalFile file) {
    boolean empty = Arrays.stream(shape).anyMatch(length -> length == 0);
    long bytes = empty ? 0 : dtype.itemSize();
    try {
      for (long length : shape) {
        bytes = empty ? 0 : Math.multiplyExact(bytes, length);
      }
    } catch (ArithmeticException e) {
      throw invalid(file, "an array of shape " + Arrays.toString(shape) + " has over 2^63 bytes");
    }
    if (file.size() - dataStart < bytes) {
      throw invalid(
          file,
          "it is cut off: shape "
              + Arrays.toString(shape)
              + " of dtype "
              + dtype
              + " needs "
              + bytes
              + " bytes after the header, it has "
              + (file.size() - dataStart));
    }
  }

  private static DosnaException invalid(PositionalFile file, String problem) {
    return new DosnaException("Cannot read '" + file.path() + "': " + problem);
  }

  /**
   * A header as numpy writes it, to the byte.
   *
   * @param dtype the elements, in the byte order of the file
   * @param shape the array's shape
   * @return the bytes
   */
  public static ByteBuffer write(DType dtype, long[] shape) {
    String lengths =
        LongStream.of(shape).mapToObj(Long::toString).collect(Collectors.joining(", "));
    String tuple = "(" + lengths + (shape.length == 1 ? ",)" : ")");
    int spare = shape.length == 0 ? 0 : LENGTH_DIGITS - Long.toString(shape[0]).length();
    String text =
        "{'descr': '"
            + dtype.numpy()
            + "', 'fortran_order': False, 'shape': "
            + tuple
            + ", }"
            + " ".repeat(spare);
    int textStart = VERSION_END + Short.BYTES;
    int padding = ALIGNMENT - (textStart + text.length() + 1) % ALIGNMENT;
    String padded = text + " ".repeat(padding) + "\n";
    ByteBuffer header = ByteBuffer.allocate(textStart + padded.length());
    header.order(ByteOrder.LITTLE_ENDIAN).put(MAGIC).put((byte) 1).put((byte) 0);
    header.putShort((short) padded.length());
    return header.put(padded.getBytes(StandardCharsets.ISO_8859_1)).flip();
  }
}
