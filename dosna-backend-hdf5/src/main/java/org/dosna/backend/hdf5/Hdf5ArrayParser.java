package org.dosna.backend.hdf5;

import io.jhdf.dataset.CompactDataset;
import io.jhdf.dataset.ContiguousDatasetImpl;
import io.jhdf.dataset.DatasetBase;
import io.jhdf.dataset.chunked.Chunk;
import io.jhdf.dataset.chunked.ChunkOffset;
import io.jhdf.dataset.chunked.ChunkedDatasetBase;
import io.jhdf.dataset.chunked.ChunkedDatasetV3;
import io.jhdf.dataset.chunked.ChunkedDatasetV4;
import io.jhdf.object.message.DataSpaceMessage;
import io.jhdf.object.message.DataTypeMessage;
import io.jhdf.object.message.FillValueMessage;
import io.jhdf.object.message.FillValueOldMessage;
import io.jhdf.object.message.FilterPipelineMessage;
import io.jhdf.object.message.FilterPipelineMessage.FilterInfo;
import io.jhdf.storage.HdfBackingStorage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dosna.DType;
import org.dosna.DosnaException;

/** Makes an {@link Hdf5Array} out of what jhdf found in the header of an HDF5 dataset. */
final class Hdf5ArrayParser {
  private static final int NULL_DATASPACE = 2;

  private final DatasetBase dataset;
  private final HdfBackingStorage storage;
  private final FileChannel channel;
  private final String name;
  private final DType dtype;
  private final long[] shape;
  private final byte[] fillValue;

  private Hdf5ArrayParser(
      DatasetBase dataset, HdfBackingStorage storage, FileChannel channel, Path file) {
    this.dataset = dataset;
    this.storage = storage;
    this.channel = channel;
    this.name = "'" + dataset.getPath() + "' in file " + file;
    if (dataset.getHeader().getMessageOfType(DataTypeMessage.class).isMessageShared()) {
      throw broken("its type is a committed datatype, which is stored elsewhere in the file");
    }
    this.dtype =
        Datatypes.dtype(dataset.getDataType())
            .orElseThrow(
                () ->
                    broken(
                        "its type is "
                            + Datatypes.describe(dataset.getDataType())
                            + ", expected is bool, an integer, a float or complex"));
    var dataspace = dataset.getHeader().getMessageOfType(DataSpaceMessage.class).getDataSpace();
    if (dataspace.getType() == NULL_DATASPACE) {
      throw broken("it is empty (null dataspace), expected is an array");
    }
    this.shape = dataspace.getDimensionsAsLong();
    if (Arrays.stream(shape).anyMatch(length -> length < 0)) {
      throw broken("its shape is " + Arrays.toString(shape));
    }
    this.fillValue = fillValue();
  }

  /**
   * Parses.
   *
   * @param dataset what jhdf knows
   * @param storage the file that it is in
   * @param channel the same file, for reading data
   * @param file the same file's name
   */
  static Hdf5Array parse(
      DatasetBase dataset, HdfBackingStorage storage, FileChannel channel, Path file) {
    return new Hdf5ArrayParser(dataset, storage, channel, file).parse();
  }

  private DosnaException broken(String reason) {
    return new DosnaException("Dataset " + name + " cannot be read: " + reason);
  }

  private Hdf5Array parse() {
    long size = size();
    if (dataset instanceof ContiguousDatasetImpl contiguous) {
      if (contiguous.getDataAddress() == ObjectHeaderWriter.UNDEFINED || size == 0) {
        return array(Layout.UNALLOCATED, new FillStorage(fillValue));
      }
      long address = dataAddress(contiguous.getDataAddress(), size);
      var elements = new ContiguousStorage(channel, address, shape, dtype.itemSize());
      return new Hdf5Array(name, dtype, shape, fillValue, Layout.CONTIGUOUS, address, elements);
    } else if (dataset instanceof CompactDataset compact) {
      return array(Layout.ENCODED, compact(compact.getDataBuffer(), size));
    } else if (dataset instanceof ChunkedDatasetBase chunked) {
      return array(Layout.ENCODED, chunked(chunked));
    }
    throw broken("its layout is " + dataset.getDataLayout());
  }

  private long size() {
    try {
      return Box.byteCount(shape, dtype.itemSize());
    } catch (DosnaException e) {
      throw broken(String.valueOf(e.getMessage()));
    }
  }

  private Hdf5Array array(Layout layout, Storage elements) {
    return new Hdf5Array(
        name, dtype, shape, fillValue, layout, ObjectHeaderWriter.UNDEFINED, elements);
  }

  /** The absolute offset of contiguous data, which must lie inside the file. */
  private long dataAddress(long relative, long size) {
    long address = relative + storage.getUserBlockSize();
    long fileSize;
    try {
      fileSize = channel.size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (address < 0 || address > fileSize - size) {
      throw broken(
          String.format(
              "the file is truncated or damaged: %d bytes of data begin at %d, the file has %d",
              size, address, fileSize));
    }
    return address;
  }

  private Storage compact(ByteBuffer data, long size) {
    if (data.remaining() != size) {
      throw broken("it has " + data.remaining() + " bytes of data, expected are " + size);
    }
    long[] start = new long[shape.length];
    int itemSize = dtype.itemSize();
    return (origin, region, sink) ->
        Box.forEachRun(
            region,
            shape,
            origin,
            region,
            start,
            (a, b, n) -> sink.accept(data.slice((int) a * itemSize, (int) n * itemSize), b));
  }

  private Storage chunked(ChunkedDatasetBase chunked) {
    int[] chunkShape = chunked.getChunkDimensions();
    if (chunkShape.length != shape.length || Arrays.stream(chunkShape).anyMatch(n -> n <= 0)) {
      throw broken("its chunks have the shape " + Arrays.toString(chunkShape));
    }
    List<FilterInfo> filters =
        dataset.getHeader().getMessagesOfType(FilterPipelineMessage.class).stream()
            .flatMap(message -> message.getFilters().stream())
            .toList();
    return new ChunkedStorage(
        channel,
        storage.getUserBlockSize(),
        chunked instanceof ChunkedDatasetV4
            ? new ChunkIndexV4().chunks()
            : new ChunkIndexV3().chunks(),
        filters,
        chunkShape,
        dtype.itemSize(),
        new FillStorage(fillValue));
  }

  private byte[] fillValue() {
    Stream<ByteBuffer> current =
        dataset.getHeader().getMessagesOfType(FillValueMessage.class).stream()
            .filter(FillValueMessage::isFillValueDefined)
            .map(FillValueMessage::getFillValue);
    Stream<ByteBuffer> old =
        dataset.getHeader().getMessagesOfType(FillValueOldMessage.class).stream()
            .map(FillValueOldMessage::getFillValue);
    byte[] value = new byte[dtype.itemSize()];
    Stream.concat(current, old)
        .filter(ByteBuffer::hasRemaining)
        .findFirst()
        .ifPresent(
            bytes -> {
              if (bytes.remaining() != value.length) {
                throw broken("its fill value has " + bytes.remaining() + " bytes");
              }
              bytes.get(value);
            });
    return value;
  }

  /** Opens up jhdf's index of chunks: where each chunk is and which filters it went through. */
  private final class ChunkIndexV3 extends ChunkedDatasetV3 {
    private ChunkIndexV3() {
      super(
          storage,
          dataset.getAddress(),
          dataset.getName(),
          dataset.getParent(),
          dataset.getHeader());
    }

    private Map<ChunkOffset, Chunk> chunks() {
      return getChunkLookup();
    }
  }

  /** The same for the layouts of HDF5 1.10. */
  private final class ChunkIndexV4 extends ChunkedDatasetV4 {
    private ChunkIndexV4() {
      super(
          storage,
          dataset.getAddress(),
          dataset.getName(),
          dataset.getParent(),
          dataset.getHeader());
    }

    private Map<ChunkOffset, Chunk> chunks() {
      return getChunkLookup();
    }
  }
}
