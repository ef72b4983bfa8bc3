package org.dosna.examples.npybackend;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.dosna.DataChunk;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;

/** A dataset in a folder: each chunk is a file in it, {@code chunk.0.2.1.npy}. */
final class NpyDataset extends Dataset {
  private final Path folder;

  NpyDataset(NpyPool pool, String name, DatasetSpec spec) {
    super(pool, name, spec);
    folder = pool.folder.resolve(name);
  }

  Path file(long[] index) {
    return folder.resolve("chunk" + Arrays.toString(index).replaceAll("[^0-9]+", ".") + "npy");
  }

  @Override
  protected Optional<DataChunk> doCreateChunk(long[] index) {
    return Folders.attempt(Folders.TAKEN, () -> Files.createFile(file(index)))
        .map(created -> new NpyChunk(this, index));
  }

  @Override
  protected Optional<DataChunk> doGetChunk(long[] index) {
    return Files.exists(file(index)) ? Optional.of(new NpyChunk(this, index)) : Optional.empty();
  }

  @Override
  protected boolean doDeleteChunk(long[] index) {
    return Folders.delete(file(index));
  }
}
