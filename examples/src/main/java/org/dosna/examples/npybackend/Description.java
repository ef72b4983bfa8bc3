package org.dosna.examples.npybackend;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.dosna.DType;
import org.dosna.DatasetSpec;
import org.dosna.NDArray;
import org.dosna.spi.Transfer;

/** What a dataset is made of, as four lines of text: dtype, shape, chunk size, fill value. */
final class Description {
  private static final String FILE = "dataset.txt";

  private Description() {}

  static boolean isIn(Path folder) {
    return Files.exists(folder.resolve(FILE));
  }

  static void write(Path folder, DatasetSpec spec) {
    ByteBuffer fill = ByteBuffer.allocate(spec.dtype().itemSize());
    Transfer.whole(spec.fillElement()).toChunk(fill, 0);
    String shape = join(LongStream.of(spec.shape()), " ");
    String chunkSize = join(Arrays.stream(spec.chunkSize()).asLongStream(), " ");
    String bits = HexFormat.of().formatHex(fill.array());
    List<String> lines = List.of(spec.dtype().numpy(), shape, chunkSize, bits);
    Folders.attempt("describe", folder, () -> Files.write(folder.resolve(FILE), lines));
  }

  static Optional<DatasetSpec> read(Path folder) {
    return Folders.attempt("open", folder, () -> parse(Files.readAllLines(folder.resolve(FILE))));
  }

  private static DatasetSpec parse(List<String> lines) {
    DType dtype = DType.of(lines.get(0));
    NDArray fill = NDArray.zeros(dtype);
    Transfer.whole(fill).fromChunk(ByteBuffer.wrap(HexFormat.of().parseHex(lines.get(3))), 0);
    int[] chunkSize = split(lines.get(2), " ").mapToInt(Math::toIntExact).toArray();
    return DatasetSpec.of(dtype, split(lines.get(1), " ").toArray())
        .chunkSize(chunkSize)
        .fillValue(fill.getObject());
  }

  static String join(LongStream numbers, String separator) {
    return numbers.mapToObj(Long::toString).collect(Collectors.joining(separator));
  }

  static LongStream split(String numbers, String separator) {
    return Arrays.stream(numbers.split(separator)).mapToLong(Long::parseLong);
  }
}
