package org.dosna.backend.hdf5;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dosna.Cluster;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.NDArray;
import org.dosna.Pool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that may open few files, as with {@code ulimit -n 64}. */
class FewDescriptorsTest {
  @TempDir Path folder;

  /** Writes to many datasets, with no descriptors left but those of idle lock files. */
  static final class UseAll implements Worker.Job {
    @Override
    public String run(String[] arguments, PrintStream output) throws Exception {
      Path folder = Path.of(arguments[0]);
      Cluster cluster = Stores.connect(folder.resolve("cluster"));
      Pool pool = cluster.createPool("pool");
      List<Dataset> datasets = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        datasets.add(pool.createDataset("data" + i, DatasetSpec.of(DType.INT32, 8).chunkSize(4)));
        datasets.get(i).set("...", i);
      }
      takeAll(folder).forEach(UseAll::close);
      change(datasets, 3, 1000); // now all classes are there, which come from files, too
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
    try (Worker worker = Worker.startWithDescriptors(64)) {
      worker.begin(UseAll.class, folder);
      assertEquals("done", worker.result());
    }
  }
}
