package org.dosna.backend.hdf5;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;
import org.dosna.ArraySource;
import org.dosna.DatasetSpec;
import org.dosna.DatasetView;
import org.dosna.NDArray;
import org.dosna.spi.ChunkForm;
import org.dosna.spi.ChunkPlan;
import org.dosna.spi.ChunkStep;
import org.dosna.spi.Scratch;
import org.dosna.spi.Transfer;

/** The chunks of one dataset on their way into an HDF5 file, in the lanes of its engine. */
final class ExportedChunks {
  private static final String OPERATION = "export";

  private final ExportFile file;
  private final ArraySource source;
  private final DatasetSpec spec;
  private final ChunkForm form;
  private final ChunkTree tree;

  /**
   * Chunks.
   *
   * @param spec what the dataset is made of in the file
   * @param filters what its chunks go through
   */
  ExportedChunks(ExportFile file, ArraySource source, DatasetSpec spec, StoredFilters filters) {
    this.file = file;
    this.source = source;
    this.spec = spec;
    this.form = new ChunkForm(spec, filters.coders(), new byte[0]);
    this.tree = new ChunkTree(spec.chunkSize());
  }

  /** Writes those that hold anything else than fill value; gives where their tree is. */
  long write() throws IOException {
    if (source instanceof DatasetView view) {
      try (Stream<long[]> chunks = view.storedChunks(spec.chunkSize())) {
        view.dataset().chunked().run(plan(chunks.iterator()));
      }
    } else {
      spec.grid().positions().forEach(this::writeChunk);
    }
    return tree.write(file);
  }

  private ChunkPlan plan(Iterator<long[]> chunks) {
    Iterator<ChunkStep> steps =
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return chunks.hasNext();
          }

          @Override
          public ChunkStep next() {
            return new Step(chunks.next());
          }
        };
    return new ChunkPlan(OPERATION, false, Long.MAX_VALUE, 1, first -> steps);
  }

  /** Reads, encodes and writes one chunk. */
  private final class Step implements ChunkStep {
    private final long[] index;

    Step(long[] index) {
      this.index = index;
    }

    @Override
    public String operation() {
      return OPERATION;
    }

    @Override
    public long[] index() {
      return index.clone();
    }

    @Override
    public Optional<Transfer> work() throws IOException {
      write(index);
      return Optional.empty();
    }
  }

  private void writeChunk(long[] index) {
    try {
      write(index);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(long[] index) throws IOException {
    int[] extent = spec.extent(index);
    long[] origin = spec.grid().origin(index);
    NDArray inside =
        NDArray.zeros(source.dtype().nativeOrder(), Arrays.stream(extent).asLongStream().toArray());
    source.read(origin, inside);
    Transfer whole = Transfer.whole(inside);
    if (whole.isFilledWith(spec.fillElement())) {
      return;
    }
    ByteBuffer chunk = form.newElements();
    if (!Arrays.equals(extent, spec.chunkSize())) {
      Transfer.whole(spec.fillChunk()).toChunk(chunk, 0);
    }
    Transfer.box(inside, spec.chunkSize(), new int[extent.length]).toChunk(chunk, 0);
    ByteBuffer encoded = form.encode(index, chunk);
    int size = encoded.remaining();
    tree.add(origin, size, file.append(encoded));
    Scratch.give(encoded);
  }
}
