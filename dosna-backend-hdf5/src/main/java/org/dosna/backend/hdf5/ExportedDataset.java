package org.dosna.backend.hdf5;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dosna.ArraySource;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.DatasetView;
import org.dosna.DosnaException;

/**
 * A dataset of an HDF5 file that is to be.
 *
 * @param source its elements; of a dataset a view, so that its shape stays
 * @param spec what it is made of in the file
 * @param unlimited whether its first axis may grow
 * @param encoder what its chunks go through
 * @param attributes its attributes
 */
record ExportedDataset(
    ArraySource source,
    DatasetSpec spec,
    boolean unlimited,
    ChunkEncoder encoder,
    List<Hdf5Attribute> attributes) {
  /** What deflate and checksum may add to a chunk fits into one array, too. */
  private static final long MAX_CHUNK_BYTES = Integer.MAX_VALUE - (1 << 20);

  /**
   * A dataset to be.
   *
   * @param chunkSize the shape of its chunks, if not that of the source
   * @throws DosnaException if HDF5 cannot hold it, or we not one of its chunks
   */
  static ExportedDataset of(
      ArraySource source, Optional<int[]> chunkSize, boolean unlimited, ChunkEncoder encoder) {
    List<Hdf5Attribute> attributes =
        source instanceof Dataset dataset ? ExportedGroup.encoded(dataset.attributes()) : List.of();
    ArraySource seen = source instanceof Dataset dataset ? dataset.view() : source;
    DatasetSpec own =
        source instanceof Dataset dataset
            ? dataset.spec().shape(seen.shape())
            : seen instanceof DatasetView view
                ? view.spec()
                : DatasetSpec.of(source.dtype(), source.shape());
    DatasetSpec spec = chunkSize.isPresent() ? own.chunkSize(chunkSize.get()) : own;
    if (spec.chunkBytes() > MAX_CHUNK_BYTES) {
      throw new DosnaException(
          "A chunk of an exported file has at most "
              + MAX_CHUNK_BYTES
              + " bytes; chunk size "
              + Arrays.toString(spec.chunkSize())
              + " of dtype "
              + spec.dtype()
              + " has "
              + spec.chunkBytes()
              + "; choose another one with chunkSize(...)");
    }
    return new ExportedDataset(seen, spec, unlimited, encoder, attributes);
  }

  /** Writes it; gives where its header is. */
  long write(ExportFile file) throws IOException {
    long index = new ExportedChunks(file, source, spec, encoder.filters(spec)).write();
    return file.append(header(index), attributes);
  }

  private ObjectHeaderWriter header(long index) {
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
    StoredFilters filters = encoder.filters(spec);
    if (!filters.filters().isEmpty()) {
      header.add(ObjectHeaderWriter.FILTERS, filters.message());
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
