package org.dosna.examples.npybackend;

import java.nio.file.Path;
import org.dosna.DataChunk;
import org.dosna.Dataset;
import org.dosna.NDArray;
import org.dosna.Npy;

/** A chunk in a file; a write replaces the file in one go. */
final class NpyChunk extends DataChunk {
  private final Path file;

  NpyChunk(Dataset dataset, long[] index, Path file) {
    super(dataset, index);
    this.file = file;
  }

  @Override
  protected NDArray doGetData() {
    return Npy.read(file);
  }

  @Override
  protected void doSetData(NDArray data) {
    Npy.write(file, data);
  }
}
