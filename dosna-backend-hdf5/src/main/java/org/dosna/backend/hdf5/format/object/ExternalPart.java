package org.dosna.backend.hdf5.format.object;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import org.dosna.backend.hdf5.format.Cursor;
import org.dosna.backend.hdf5.format.FormatException;
import org.dosna.backend.hdf5.format.FormatFile;
import org.dosna.backend.hdf5.format.LocalHeap;

/**
 * A part of a dataset's elements in another file, which need not be an HDF5 file (specification
 * IV.A.2.h).
 *
 * @param file the file's name
 * @param offset where in it the part begins
 * @param size its bytes; any number if it is beyond what is needed
 */
public record ExternalPart(String file, long offset, long size) {
  static List<ExternalPart> parse(FormatFile file, Cursor message) {
    message.version("its list of external files", 1, 1);
    message.skip(3 + 2);
    int used = message.int16();
    LocalHeap names = new LocalHeap(file, message.definedAddress("a heap of names"));
    List<ExternalPart> parts = new ArrayList<>();
    for (int i = 0; i < used; i++) {
      String name = new String(names.text(message.length()), UTF_8);
      long offset = message.length();
      long size = message.lengthBits();
      if (name.isEmpty()) {
        throw new FormatException("the file is damaged: an external file has no name");
      }
      parts.add(new ExternalPart(name, offset, size < 0 ? Long.MAX_VALUE : size));
    }
    return parts;
  }
}
