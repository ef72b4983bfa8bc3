package org.dosna.examples.files;

import java.util.Optional;
import org.dosna.DataChunk;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.DosnaException;
import org.dosna.NDArray;
import org.dosna.Slice;
import org.dosna.spi.Transfer;

/** A dataset of a file, cut into chunks for reading; each counts as stored. */
final class FileDataset extends Dataset {
  private final SourceFile source;

  FileDataset(FilePool pool, String name, SourceFile source) {
    super(pool, name, source.spec());
    this.source = source;
  }

  @Override
  protected void readChunk(long[] index, Transfer transfer) {
    DatasetSpec spec = spec();
    NDArray chunk = spec.fillChunk();
    int[] extent = spec.extent(index);
    long[] shape = new long[extent.length];
    Slice[] inside = new Slice[extent.length];
    for (int axis = 0; axis < extent.length; axis++) {
      shape[axis] = extent[axis];
      inside[axis] = Slice.to(extent[axis]);
    }
    NDArray box = NDArray.zeros(spec.dtype().nativeOrder(), shape);
    source.array().read(spec.grid().origin(index), box);
    chunk.set(inside, box);
    transfer.fromChunk(chunk.array());
  }

  @Override
  protected Optional<DataChunk> doGetChunk(long[] index) {
    return Optional.of(chunkAt(index));
  }

  @Override
  protected Optional<DataChunk> doCreateChunk(long[] index) {
    throw new DosnaException("No chunk can be made: " + FileCluster.READ_ONLY);
  }

  @Override
  protected boolean doDeleteChunk(long[] index) {
    throw new DosnaException("No chunk can be deleted: " + FileCluster.READ_ONLY);
  }
}
