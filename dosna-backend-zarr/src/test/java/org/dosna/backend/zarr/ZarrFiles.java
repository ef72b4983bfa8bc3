package org.dosna.backend.zarr;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.dosna.Cluster;
import org.dosna.Dosna;
import org.dosna.Options;
import org.dosna.testkit.Capability;
import org.dosna.testkit.RawStore;
import org.dosna.testkit.StoreFixture;

/** Stores of the contract, and their files as a stranger sees them. */
record ZarrFiles(Path folder, int format) implements StoreFixture, RawStore {
  /** Stores of version 3. */
  ZarrFiles(Path folder) {
    this(folder, 3);
  }

  @Override
  public Cluster newCluster() {
    return Dosna.with("zarr", "cpu").cluster(folder.toString(), Options.of("zarr_format", format));
  }

  @Override
  public Set<String> refusedCodecs() {
    return format == 2
        ? Set.of("lzf", "bitshuffle", "bytes")
        : Set.of("shuffle", "delta", "lz4", "lzf", "bitshuffle", "zlib", "fletcher32");
  }

  /** In Zarr a checksum is of bytes alone, and in v2 there is one NaN. */
  @Override
  public Set<Capability> capabilities() {
    EnumSet<Capability> all = EnumSet.allOf(Capability.class);
    all.remove(Capability.PLACED_CHECKSUMS);
    if (format == 2) {
      all.remove(Capability.NAN_PAYLOADS);
    }
    return all;
  }

  @Override
  public Optional<RawStore> raw() {
    return Optional.of(this);
  }

  private Path array(String pool, String dataset) {
    return folder.resolve(pool).resolve(dataset);
  }

  @Override
  public Optional<byte[]> chunk(String pool, String dataset, long... index) {
    Path file = file(pool, dataset, index);
    return Files.exists(file) ? Optional.of(bytes(file)) : Optional.empty();
  }

  private Path file(String pool, String dataset, long... index) {
    String name = LongStream.of(index).mapToObj(Long::toString).collect(Collectors.joining("/"));
    return top(pool, dataset).resolve(name);
  }

  private Path top(String pool, String dataset) {
    return format == 2 ? array(pool, dataset) : array(pool, dataset).resolve("c");
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<long[]> chunks(String pool, String dataset) {
    Path top = top(pool, dataset);
    return files(top).stream()
        .map(file -> top.relativize(file).toString())
        .filter(name -> !name.startsWith("."))
        .map(name -> Stream.of(name.split("/")).mapToLong(Long::parseLong).toArray())
        .toList();
  }

  private static List<Path> files(Path folder) {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void addForeign(String pool, String name) {
    try {
      Files.createFile(folder.resolve(pool).resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void change(String pool, String dataset, Random random, UnaryOperator<byte[]> change) {
    List<Path> files = files(array(pool, dataset));
    change(files.get(random.nextInt(files.size())), change);
  }

  @Override
  public void changeChunk(
      String pool, String dataset, UnaryOperator<byte[]> change, long... index) {
    change(file(pool, dataset, index), change);
  }

  @Override
  public void removeChunk(String pool, String dataset, long... index) {
    try {
      Files.deleteIfExists(file(pool, dataset, index));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void change(Path file, UnaryOperator<byte[]> change) {
    try {
      Files.write(file, change.apply(bytes(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
