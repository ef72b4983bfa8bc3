package org.dosna.examples.files;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.dosna.DType;
import org.dosna.DosnaException;

/** What a PNG file says of its picture at its beginning. */
final class PngHeader {
  private static final long SIGNATURE = 0x89504e470d0a1a0aL;

  private static final int GRAY = 0;

  /** The values of a pixel for each kind of colour; of a palette there is a number. */
  private static final Map<Integer, Integer> SAMPLES = Map.of(GRAY, 1, 2, 3, 3, 1, 4, 2, 6, 4);

  private PngHeader() {}

  static ImagePage read(Path file) {
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      boolean isPng = in.readLong() == SIGNATURE;
      in.readLong(); // length and name of the first chunk, which is always the same one
      int width = in.readInt();
      int height = in.readInt();
      int bits = in.readUnsignedByte();
      int kind = in.readUnsignedByte();
      if (!isPng || width < 1 || height < 1 || !SAMPLES.containsKey(kind)) {
        throw new DosnaException("Cannot read '" + file + "': it is no PNG file");
      }
      boolean isBits = bits == 1 && kind == GRAY;
      DType dtype = isBits ? DType.BOOL : bits <= 8 ? DType.UINT8 : DType.UINT16;
      int samples = SAMPLES.get(kind);
      ImagePage page =
          new ImagePage(0, height, width, samples, dtype, height, width, Optional.empty());
      page.requirePlausible(file, Files.size(file));
      return page;
    } catch (IOException e) {
      throw ImageFile.problem(file, e);
    }
  }
}
