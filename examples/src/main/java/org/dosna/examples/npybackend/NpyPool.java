package org.dosna.examples.npybackend;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dosna.Cluster;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.NDArray;
import org.dosna.Npy;
import org.dosna.OpenMode;
import org.dosna.Pool;

/** A pool in a folder: each dataset is a folder in it. */
final class NpyPool extends Pool {
  private final Path folder;

  NpyPool(Cluster cluster, String name, OpenMode mode, Path folder) {
    super(cluster, name, mode);
    this.folder = folder;
  }

  @Override
  protected Optional<Dataset> doCreateDataset(String dataset, DatasetSpec spec) {
    Path temporary = Folders.temporary(folder);
    Folders.attempt("create", temporary, () -> Files.createDirectory(temporary));
    byte[] dtype = spec.dtype().numpy().getBytes(StandardCharsets.US_ASCII);
    Npy.write(temporary.resolve("dtype.npy"), NDArray.of(dtype));
    Npy.write(temporary.resolve("shape.npy"), NDArray.of(spec.shape()));
    Npy.write(temporary.resolve("empty_chunk.npy"), spec.fillChunk());
    Path path = folder.resolve(dataset);
    if (!Folders.createNew(path, () -> Files.move(temporary, path))) {
      Folders.delete(temporary);
      return Optional.empty();
    }
    return doGetDataset(dataset);
  }

  @Override
  protected Optional<Dataset> doGetDataset(String dataset) {
    return Optional.of(dataset).filter(this::doHasDataset).map(this::open);
  }

  private Dataset open(String dataset) {
    Path path = folder.resolve(dataset);
    byte[] dtype = (byte[]) Npy.read(path.resolve("dtype.npy")).array();
    long[] shape = (long[]) Npy.read(path.resolve("shape.npy")).array();
    NDArray empty = Npy.read(path.resolve("empty_chunk.npy"));
    int[] chunkSize = Arrays.stream(empty.shape()).mapToInt(Math::toIntExact).toArray();
    DType type = DType.of(new String(dtype, StandardCharsets.US_ASCII));
    DatasetSpec spec = DatasetSpec.of(type, shape).chunkSize(chunkSize);
    Object fillValue = empty.reshape(-1).getObject(0);
    return new NpyDataset(this, dataset, spec.fillValue(fillValue), path);
  }

  @Override
  protected boolean doHasDataset(String dataset) {
    return Files.exists(folder.resolve(dataset).resolve("dtype.npy"));
  }

  @Override
  protected boolean doDeleteDataset(String dataset) {
    return doHasDataset(dataset) && Folders.delete(folder.resolve(dataset));
  }

  @Override
  protected List<String> doListDatasets() {
    return Folders.list(folder).stream().filter(this::doHasDataset).toList();
  }
}
