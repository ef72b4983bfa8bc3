package org.dosna.backend.hdf5.format.array;

import java.nio.ByteBuffer;
import java.util.List;
import org.dosna.backend.hdf5.format.FileBytes;
import org.dosna.backend.hdf5.format.FileSet;
import org.dosna.backend.hdf5.format.FormatException;
import org.dosna.backend.hdf5.format.FormatFile;
import org.dosna.backend.hdf5.format.object.ExternalPart;

/**
 * The parts of a dataset in other files, one behind the other. What a file is too short for is 0.
 */
final class ExternalBytes implements ByteSource {
  private final FileSet files;
  private final FormatFile from;
  private final List<ExternalPart> parts;

  ExternalBytes(FileSet files, FormatFile from, List<ExternalPart> parts) {
    this.files = files;
    this.from = from;
    this.parts = parts;
    parts.forEach(this::file);
  }

  private FileBytes file(ExternalPart part) {
    return files
        .raw(from, part.file())
        .orElseThrow(
            () ->
                new FormatException(
                    "its elements are in file '" + part.file() + "', which is not there"));
  }

  @Override
  public void read(ByteBuffer into, long position) {
    int end = into.limit();
    long skip = position;
    for (ExternalPart part : parts) {
      if (into.position() < end && skip < part.size()) {
        into.limit((int) Math.min(end, into.position() + part.size() - skip));
        read(into, file(part), part.offset() + skip);
        skip = 0;
      } else {
        skip = Math.max(0, skip - part.size());
      }
      into.limit(end);
    }
    if (into.hasRemaining()) {
      throw new FormatException(
          "the file is damaged: the files of its elements have no room for byte " + position);
    }
  }

  private static void read(ByteBuffer into, FileBytes file, long position) {
    int end = into.limit();
    long there = Math.max(0, Math.min(into.remaining(), file.size() - position));
    into.limit(into.position() + (int) there);
    file.read(into, position);
    into.limit(end);
    while (into.hasRemaining()) {
      into.put((byte) 0);
    }
  }
}
