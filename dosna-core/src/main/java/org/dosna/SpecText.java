package org.dosna;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.dosna.spi.Transfer;

/** A {@link DatasetSpec} as a line of text: {@code <f4 256,256 64,64 000080bf}. */
final class SpecText {
  private SpecText() {}

  static String write(DatasetSpec spec) {
    ByteBuffer fill = bytes(spec.dtype());
    Transfer.whole(spec.fillElement()).toChunk(fill, 0);
    return String.join(
        " ",
        spec.dtype().numpy(),
        join(LongStream.of(spec.shape())),
        join(Arrays.stream(spec.chunkSize()).asLongStream()),
        HexFormat.of().formatHex(fill.array()));
  }

  static DatasetSpec parse(String text) {
    String[] parts = text.strip().split(" ");
    if (parts.length != 4) {
      throw unreadable(text, null);
    }
    try {
      DType dtype = DType.of(parts[0]);
      int[] chunkSize = split(parts[2]).mapToInt(Math::toIntExact).toArray();
      NDArray fill = NDArray.zeros(dtype);
      ByteBuffer bits = bytes(dtype).put(HexFormat.of().parseHex(parts[3]));
      Transfer.whole(fill).fromChunk(bits.flip(), 0);
      return DatasetSpec.of(dtype, split(parts[1]).toArray())
          .chunkSize(chunkSize)
          .fillElement(fill);
    } catch (RuntimeException e) {
      throw unreadable(text, e);
    }
  }

  private static DosnaException unreadable(String text, Throwable cause) {
    return new DosnaException(
        "'"
            + text
            + "' does not describe a dataset; expected is a line such as \"<f4 256,256 64,64"
            + " 000080bf\": dtype, shape, chunk size, bytes of the fill value",
        cause);
  }

  private static ByteBuffer bytes(DType dtype) {
    return ByteBuffer.allocate(dtype.itemSize()).order(dtype.byteOrder());
  }

  private static String join(LongStream numbers) {
    return numbers.mapToObj(Long::toString).collect(Collectors.joining(","));
  }

  private static LongStream split(String numbers) {
    return Arrays.stream(numbers.split(",")).mapToLong(Long::parseLong);
  }
}
