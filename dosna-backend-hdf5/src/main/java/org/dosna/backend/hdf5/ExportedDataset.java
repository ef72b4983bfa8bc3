package org.dosna.backend.hdf5;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dosna.ArraySource;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.DatasetView;
import org.dosna.NDArray;
import org.dosna.spi.ChunkPlan;
import org.dosna.spi.ChunkStep;
import org.dosna.spi.Transfer;

/** One dataset on its way into an HDF5 file: chunk by chunk, in the lanes of its engine. */
final class ExportedDataset {
  private final ExportFile file;
  private final ArraySource source;
  private final DatasetSpec spec;
  private final ChunkEncoder encoder;
  private final ChunkTree tree;

  /**
   * A dataset.
   *
   * @param spec what it is made of in the file
   */
  ExportedDataset(ExportFile file, ArraySource source, DatasetSpec spec, ChunkEncoder encoder) {
    this.file = file;
    this.source = source;
    this.spec = spec;
    this.encoder = encoder;
    this.tree = new ChunkTree(spec.chunkSize());
  }

  /** Writes it; gives where its header is. */
  long write(boolean unlimited, List<Hdf5Attribute> attributes) throws IOException {
    writeChunks();
    return file.append(header(unlimited, tree.write(file)), attributes);
  }

  private void writeChunks() {
    if (source instanceof Dataset dataset) {
      try (Stream<long[]> chunks = chunks(dataset)) {
        dataset.chunked().run(plan(chunks.iterator()));
      }
    } else if (source instanceof DatasetView view) {
      view.dataset().chunked().run(plan(spec.grid().positions().iterator()));
    } else {
      spec.grid().positions().forEach(this::writeChunk);
    }
  }

  /** Those chunks that may hold anything else than fill value. */
  private Stream<long[]> chunks(Dataset dataset) {
    return Arrays.equals(dataset.chunkSize(), spec.chunkSize())
        ? dataset.chunked().storedChunks().filter(spec::hasChunk)
        : spec.grid().positions();
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
    return new ChunkPlan("export", false, Long.MAX_VALUE, 1, first -> steps);
  }

  /** Reads, encodes and writes one chunk. */
  private final class Step implements ChunkStep {
    private final long[] index;

    Step(long[] index) {
      this.index = index;
    }

    @Override
    public String operation() {
      return "export";
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
    int itemSize = spec.dtype().itemSize();
    ByteBuffer chunk = ByteBuffer.allocate((int) spec.chunkBytes()).order(spec.dtype().byteOrder());
    if (!Arrays.equals(extent, spec.chunkSize())) {
      Transfer.whole(spec.fillChunk()).toChunk(chunk, 0);
    }
    Transfer.box(inside, spec.chunkSize(), new int[extent.length]).toChunk(chunk, 0);
    ByteBuffer encoded = encoder.encode(chunk, itemSize);
    int size = encoded.remaining();
    tree.add(origin, size, file.append(encoded));
  }

  private ObjectHeaderWriter header(boolean unlimited, long index) {
    long[] shape = spec.shape();
    long[] most = unlimited ? shape.clone() : new long[0];
    if (unlimited) {
      most[0] = ObjectHeaderWriter.UNDEFINED;
    }
    byte[] fill = DatasetFile.bytes(spec.fillElement(), spec.dtype().byteOrder());
    int allocateWhenWrittenFillIfSetDefined = 0x2b;
    ObjectHeaderWriter header =
        new ObjectHeaderWriter()
            .add(ObjectHeaderWriter.DATASPACE, ObjectHeaderWriter.dataspace(shape, most))
            .add(ObjectHeaderWriter.DATATYPE, Datatypes.encode(spec.dtype()))
            .add(
                ObjectHeaderWriter.FILL_VALUE,
                new FormatBytes()
                    .int8(3)
                    .int8(allocateWhenWrittenFillIfSetDefined)
                    .int32(fill.length)
                    .put(fill)
                    .toArray())
            .add(ObjectHeaderWriter.DATA_LAYOUT, layout(index));
    if (encoder.count() > 0) {
      header.add(ObjectHeaderWriter.FILTERS, encoder.message(spec.dtype().itemSize()));
    }
    return header;
  }

  /** The data layout message, version 3, of chunks: specification IV.A.2.i. */
  private byte[] layout(long index) {
    int chunked = 2;
    FormatBytes layout =
        new FormatBytes().int8(3).int8(chunked).int8(spec.grid().ndim() + 1).int64(index);
    for (int length : spec.chunkSize()) {
      layout.int32(length);
    }
    return layout.int32(spec.dtype().itemSize()).toArray();
  }
}
