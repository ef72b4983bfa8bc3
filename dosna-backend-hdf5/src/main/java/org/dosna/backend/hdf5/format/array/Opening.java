package org.dosna.backend.hdf5.format.array;

import java.util.ArrayList;
import java.util.List;
import org.dosna.backend.hdf5.format.FileSet;
import org.dosna.backend.hdf5.format.FormatException;
import org.dosna.backend.hdf5.format.link.Target;

/**
 * What datasets that are read together share.
 *
 * @param files the files that they are in
 * @param decoded their decoded chunks
 * @param inside the virtual datasets that are being opened, the outermost first
 */
record Opening(FileSet files, DecodedChunks decoded, List<Target> inside) {
  private static final int MAX_DEPTH = 8;

  /** The same for the sources of a virtual dataset. */
  Opening into(Target virtual) {
    for (Target outer : inside) {
      boolean same = outer.file() == virtual.file() && outer.address() == virtual.address();
      if (same || inside.size() >= MAX_DEPTH) {
        throw new FormatException("virtual datasets lead in a circle");
      }
    }
    List<Target> deeper = new ArrayList<>(inside);
    deeper.add(virtual);
    return new Opening(files, decoded, deeper);
  }
}
