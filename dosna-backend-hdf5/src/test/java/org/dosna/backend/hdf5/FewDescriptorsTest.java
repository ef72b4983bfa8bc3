package org.dosna.backend.hdf5;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.dosna.Cluster;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.Dosna;
import org.dosna.NDArray;
import org.dosna.Pool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that may open few files, as with {@code ulimit -n 96}; a JVM keeps its jars open, too.
 */
class FewDescriptorsTest {
  @TempDir Path folder;

  /** Writes to many datasets, with no descriptors left but those of idle lock files. */
  static final class UseAll implements Worker.Job {
    @Override
    public String run(String[] arguments, PrintStream output) throws Exception {
      loadClasses(Dosna.class);
      loadClasses(Hdf5Backend.class);
      Path folder = Path.of(arguments[0]);
      Cluster cluster = Stores.connect(folder.resolve("cluster"));
      Pool pool = cluster.createPool("pool");
      List<Dataset> datasets = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        datasets.add(pool.createDataset("data" + i, DatasetSpec.of(DType.INT32, 8).chunkSize(4)));
        datasets.get(i).set("...", i);
      }
      takeAll(folder).forEach(UseAll::close);
      change(datasets, 3, 1000);
      List<RandomAccessFile> taken = takeAll(folder);
      close(taken.remove(0)); // for what is opened besides a lock file
      close(taken.remove(0));
      change(datasets, 100, 2000);
      for (int i = 0; i < 100; i++) {
        datasets.get(i).set("2", i);
        List<RandomAccessFile> more = takeAll(folder); // then only that of an idle lock is left
        assertEquals(i, datasets.get(i).get("2").getLong());
        more.forEach(UseAll::close);
      }
      taken.forEach(UseAll::close);
      cluster.disconnect();
      return "done";
    }

    private static void change(List<Dataset> datasets, int count, int value) {
      for (int i = 0; i < count; i++) {
        datasets.get(i).set("1", value);
        datasets.get(i).attributes().set("a", value);
        assertEquals(NDArray.of(new int[] {i, value, i}), datasets.get(i).get(":3"));
        assertEquals(2, datasets.get(i).countStoredChunks());
      }
    }

    /** Loads the classes beside one, as each comes from a file; those in a jar need none. */
    private static void loadClasses(Class<?> type) throws Exception {
      Path root = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (Files.isDirectory(root)) {
        try (Stream<Path> files = Files.walk(root)) {
          for (Path file : files.filter(name -> name.toString().endsWith(".class")).toList()) {
            String name = root.relativize(file).toString().replace('/', '.');
            if (name.startsWith("org.dosna.")) {
              String loaded = name.substring(0, name.length() - ".class".length());
              Class.forName(loaded, false, type.getClassLoader());
            }
          }
        }
      }
    }

    private static void close(RandomAccessFile file) {
      try {
        file.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static List<RandomAccessFile> takeAll(Path folder) {
      List<RandomAccessFile> taken = new ArrayList<>();
      while (true) {
        try {
          taken.add(new RandomAccessFile(folder.resolve("any").toFile(), "rw"));
        } catch (IOException e) {
          return taken;
        }
      }
    }
  }

  @Test
  void idleLockFilesGiveTheirsBack() {
    try (Worker worker = Worker.startWithDescriptors(96)) {
      worker.begin(UseAll.class, folder);
      assertEquals("done", worker.result());
    }
  }
}
