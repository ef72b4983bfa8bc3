package org.dosna.examples.npybackend;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
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
    String joined = Arrays.stream(index).mapToObj(Long::toString).collect(Collectors.joining("."));
    return folder.resolve(joined + ".npy");
  }

  @Override
  protected Optional<DataChunk> doCreateChunk(long[] index) {
    // A link takes a name only if it is free. Writing to the chunk replaces it, not the original.
    Path empty = folder.resolve("empty_chunk.npy");
    boolean created = Folders.createNew(file(index), () -> Files.createLink(file(index), empty));
    return created ? doGetChunk(index) : Optional.empty();
  }

  @Override
  protected Optional<DataChunk> doGetChunk(long[] index) {
    Optional<Path> file = Optional.of(file(index)).filter(Files::exists);
    return file.map(existing -> new NpyChunk(this, index, existing));
  }

  @Override
  protected boolean doHasChunk(long[] index) {
    return Files.exists(file(index));
  }

  @Override
  protected boolean doDeleteChunk(long[] index) {
    return Folders.attempt("delete", file(index), () -> Files.deleteIfExists(file(index)));
  }

  @Override
  protected Stream<long[]> existingChunks() {
    return Folders.list(folder).stream()
        .filter(name -> Character.isDigit(name.charAt(0)))
        .map(name -> name.substring(0, name.length() - ".npy".length()))
        .map(name -> Arrays.stream(name.split("\\.")).mapToLong(Long::parseLong).toArray());
  }
}
