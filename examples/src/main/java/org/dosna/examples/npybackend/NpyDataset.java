package org.dosna.examples.npybackend;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.dosna.DataChunk;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.Npy;
import org.dosna.Pool;

/** A dataset in a folder: each chunk is a file in it, {@code 0.2.1.npy}. */
final class NpyDataset extends Dataset {
  private final Path folder;

  NpyDataset(Pool pool, String name, DatasetSpec spec, Path folder) {
    super(pool, name, spec);
    this.folder = folder;
  }

  private Path file(long[] index) {
    return folder.resolve(Description.join(LongStream.of(index), ".") + ".npy");
  }

  @Override
  protected Optional<DataChunk> doCreateChunk(long[] index) {
    Path file = file(index);
    Path temporary = Folders.temporary(folder);
    Npy.write(temporary, spec().fillChunk());
    // A link takes a name only if it is free: one winner among several creators.
    Optional<Path> created =
        Folders.attempt("create", file, () -> Files.createLink(file, temporary));
    Folders.attempt("delete", temporary, () -> Files.deleteIfExists(temporary));
    return created.map(path -> new NpyChunk(this, index, path));
  }

  @Override
  protected Optional<DataChunk> doGetChunk(long[] index) {
    return Optional.of(file(index))
        .filter(Files::exists)
        .map(file -> new NpyChunk(this, index, file));
  }

  @Override
  protected boolean doHasChunk(long[] index) {
    return Files.exists(file(index));
  }

  @Override
  protected boolean doDeleteChunk(long[] index) {
    Path file = file(index);
    return Folders.attempt("delete", file, () -> Files.deleteIfExists(file)).orElse(false);
  }

  @Override
  protected Stream<long[]> existingChunks() {
    return Folders.list(folder).stream()
        .filter(name -> name.endsWith(".npy"))
        .map(name -> name.substring(0, name.length() - ".npy".length()))
        .map(name -> Description.split(name, "\\.").toArray());
  }
}
