package org.dosna.backend.hdf5;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.dosna.Cluster;
import org.dosna.DType;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.NDArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The chunk cache over files that somebody else changes. */
class CacheTest {
  private static final NDArray DATA = NDArray.arange(DType.INT32, 8, 8);
  private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2020-01-02T03:04:05.6Z"));

  @TempDir Path folder;
  private Cluster writer;
  private Dataset written;
  private Cluster cluster;
  private Dataset cached;

  /** Sets all elements of chunks in another process. */
  static final class Overwrite implements Worker.Job {
    @Override
    public String run(String[] arguments, PrintStream output) {
      Dataset data = Stores.openPool(Path.of(arguments[0])).getDataset("data");
      data.set(arguments[1], Integer.parseInt(arguments[2]));
      return "set";
    }
  }

  @BeforeEach
  void create() throws IOException {
    DatasetSpec spec = DatasetSpec.of(DType.INT32, 8, 8).chunkSize(4, 4);
    writer = Stores.connect(folder);
    written = writer.createPool("pool").createDataset("data", spec, DATA);
    for (int y = 0; y < 2; y++) {
      for (int x = 0; x < 2; x++) {
        Files.setLastModifiedTime(file(y, x), LONG_AGO);
      }
    }
    cluster = Stores.connect(folder, "cache", "1M");
    cached = cluster.getPool("pool").getDataset("data");
  }

  @AfterEach
  void close() {
    cluster.close();
    writer.close();
  }

  private Path file(int y, int x) {
    return folder.resolve("pool").resolve("data").resolve("chunk_" + y + "_" + x + ".h5");
  }

  /** Changes the last element of a chunk as nobody does who does not hide it. */
  private void damageUnseen() throws IOException {
    try (FileChannel channel = FileChannel.open(file(0, 0), StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[4]), channel.size() - 4);
    }
    Files.setLastModifiedTime(file(0, 0), LONG_AGO);
  }

  @Test
  void filesThatStayAreNotReadAgain() throws IOException {
    assertEquals(DATA, cached.get());
    damageUnseen();
    assertEquals(0, written.get("3, 3").getLong());
    assertEquals(DATA, cached.get());
  }

  @Test
  void whatAnotherProcessWroteIsSeenAtOnce() {
    try (Worker worker = Worker.start()) {
      for (int round = 1; round <= 5; round++) {
        assertEquals(written.get(), cached.get());
        worker.begin(Overwrite.class, folder, "2:6, 2:6", round);
        worker.result();
        assertEquals(round, cached.get("2, 2").getLong());
        assertEquals(written.get(), cached.get());
      }
    }
  }

  @Test
  void whatWasWrittenJustNowMayChangeWithinATick() {
    for (int round = 0; round < 200; round++) {
      written.set("0, 0", round);
      assertEquals(round, cached.get("0, 0").getLong());
    }
  }

  @Test
  void deletedChunksAndOtherShapesAreSeen() {
    assertEquals(DATA, cached.get());
    written.deleteChunk(1, 1);
    assertEquals(written.get(), cached.get());
    written.resize(6, 3);
    written.resize(8, 8);
    assertEquals(written.get(), cached.get());
    cached.resize(3, 8);
    cached.resize(8, 8);
    assertEquals(written.get(), cached.get());
  }
}
