package org.dosna.text;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.dosna.Arguments;
import org.dosna.DType;
import org.dosna.DosnaException;

/** What a dataset is made of as a line of text: {@code <f4 256,256 64,64 000080bf}. */
public final class SpecText {
  /**
   * Makes something of what a line says.
   *
   * @param <T> what is made
   */
  public interface Maker<T> {
    /**
     * Makes it.
     *
     * @param dtype the dtype
     * @param shape the shape
     * @param chunkSize the shape of a chunk
     * @param fill the bytes of the fill value in the dtype's byte order, as many as it has
     * @param codecs the text of the codecs; empty if there are none
     * @return what was made
     */
    T make(DType dtype, long[] shape, int[] chunkSize, byte[] fill, String codecs);
  }

  /** What the codecs begin with, if there are any. */
  private static final String CODECS = "codecs=";

  private SpecText() {}

  /**
   * Writes a line.
   *
   * @param dtype the dtype
   * @param shape the shape
   * @param chunkSize the shape of a chunk
   * @param fill the bytes of the fill value in the dtype's byte order
   * @param codecs the text of the codecs; empty if there are none
   * @return the line, without its end
   */
  public static String write(
      DType dtype, long[] shape, int[] chunkSize, byte[] fill, String codecs) {
    String line =
        String.join(
            " ",
            dtype.numpy(),
            join(LongStream.of(shape)),
            join(Arrays.stream(chunkSize).asLongStream()),
            HexFormat.of().formatHex(fill));
    return codecs.isEmpty() ? line : line + " " + CODECS + codecs.replace(" ", "");
  }

  /**
   * Reads a line.
   *
   * @param <T> what is made of it
   * @param text the line
   * @param maker makes it; if it fails, the line is at fault
   * @return what was made
   * @throws DosnaException if it is no such line
   */
  public static <T> T parse(String text, Maker<T> maker) {
    String[] parts = text.strip().split(" ", -1);
    boolean coded = parts.length == 5 && parts[4].startsWith(CODECS);
    if (parts.length != 4 && !coded) {
      throw unreadable(text);
    }
    try {
      DType dtype = DType.of(parts[0]);
      int[] chunkSize = split(parts[2]).mapToInt(Math::toIntExact).toArray();
      byte[] fill = HexFormat.of().parseHex(parts[3]);
      if (fill.length != dtype.itemSize()) {
        throw new DosnaException("the fill value has " + fill.length + " bytes");
      }
      String codecs = coded ? parts[4].substring(CODECS.length()) : "";
      return maker.make(dtype, split(parts[1]).toArray(), chunkSize, fill, codecs);
    } catch (RuntimeException e) {
      throw unreadable(text, e);
    }
  }

  private static DosnaException unreadable(String text) {
    return new DosnaException(
        "'"
            + Arguments.excerpt(text)
            + "' does not describe a dataset; expected is a line such as \"<f4 256,256 64,64"
            + " 000080bf\": dtype, shape, chunk size, bytes of the fill value, perhaps codecs");
  }

  private static DosnaException unreadable(String text, Throwable cause) {
    DosnaException unreadable = unreadable(text);
    unreadable.initCause(cause);
    return unreadable;
  }

  private static String join(LongStream numbers) {
    return numbers.mapToObj(Long::toString).collect(Collectors.joining(","));
  }

  private static LongStream split(String numbers) {
    return Arrays.stream(numbers.split(",", -1)).mapToLong(Long::parseLong);
  }
}
