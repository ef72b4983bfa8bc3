package org.dosna.backend.hdf5;

import io.jhdf.HdfFile;
import io.jhdf.api.dataset.ContiguousDataset;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.dosna.Cluster;
import org.dosna.Dosna;
import org.dosna.testkit.BackendContract;
import org.dosna.testkit.RawStore;
import org.dosna.testkit.StoreFixture;
import org.junit.jupiter.api.io.TempDir;

/** The backend {@code hdf5} keeps the contract of all backends with the engine {@code cpu}. */
class Hdf5ContractTest extends BackendContract {
  @TempDir Path cluster;

  @Override
  protected StoreFixture newStore() {
    return new StoreFixture() {
      @Override
      public Cluster newCluster() {
        return Dosna.with("hdf5", "cpu").cluster(cluster.toString());
      }

      @Override
      public Set<String> refusedCodecs() {
        return Set.of("delta", "bytes");
      }

      @Override
      public Optional<RawStore> raw() {
        return Optional.of(new RawFiles(cluster));
      }
    };
  }

  /** Looks at the files as a stranger does. */
  private record RawFiles(Path cluster) implements RawStore {
    private static final Pattern CHUNK = Pattern.compile("chunk_(\\d+(?:_\\d+)*)\\.h5");

    @Override
    public Optional<byte[]> chunk(String pool, String dataset, long... index) {
      Path file = file(pool, dataset, index);
      return Files.exists(file) ? Optional.of(elements(file)) : Optional.empty();
    }

    private Path file(String pool, String dataset, long... index) {
      String numbers =
          LongStream.of(index).mapToObj(Long::toString).collect(Collectors.joining("_"));
      return cluster.resolve(pool).resolve(dataset).resolve("chunk_" + numbers + ".h5");
    }

    private static byte[] elements(Path file) {
      try (HdfFile hdf = new HdfFile(file)) {
        ContiguousDataset data = (ContiguousDataset) hdf.getDatasetByPath("data");
        int from = (int) (data.getDataAddress() + hdf.getUserBlockSize());
        return Arrays.copyOfRange(
            Files.readAllBytes(file), from, from + (int) data.getSizeInBytes());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public List<long[]> chunks(String pool, String dataset) {
      Path folder = cluster.resolve(pool).resolve(dataset);
      return (Files.isDirectory(folder) ? TestFiles.list(folder) : List.<Path>of())
          .stream()
              .flatMap(file -> CHUNK.matcher(file.getFileName().toString()).results())
              .map(RawFiles::index)
              .toList();
    }

    private static long[] index(MatchResult name) {
      return Stream.of(name.group(1).split("_")).mapToLong(Long::parseLong).toArray();
    }

    @Override
    public void addForeign(String pool, String name) {
      try {
        Files.createFile(cluster.resolve(pool).resolve(name));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void change(String pool, String dataset, Random random, UnaryOperator<byte[]> change) {
      List<Path> files =
          TestFiles.list(cluster.resolve(pool).resolve(dataset)).stream()
              .filter(file -> file.toString().endsWith(".h5"))
              .sorted()
              .toList();
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
        Files.write(file, change.apply(Files.readAllBytes(file)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
