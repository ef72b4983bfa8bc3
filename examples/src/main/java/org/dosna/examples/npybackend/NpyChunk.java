package org.dosna.examples.npybackend;

import java.nio.file.Files;
import java.nio.file.Path;
import org.dosna.DataChunk;
import org.dosna.NDArray;
import org.dosna.Npy;

/** A chunk in a file; a write replaces the file in one go. */
final class NpyChunk extends DataChunk {
  private final NpyDataset dataset;

  NpyChunk(NpyDataset dataset, long[] index) {
    super(dataset, index);
    this.dataset = dataset;
  }

  @Override
  protected NDArray doGetData() {
    Path file = dataset.file(index());
    boolean written = Folders.attempt(Folders.MISSING, () -> Files.size(file) > 0).orElse(false);
    return written ? Npy.read(file) : dataset.spec().fillChunk();
  }

  @Override
  protected void doSetData(NDArray data) {
    Npy.write(dataset.file(index()), data);
  }
}
