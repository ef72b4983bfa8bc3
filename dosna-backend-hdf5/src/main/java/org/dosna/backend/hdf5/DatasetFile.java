package org.dosna.backend.hdf5;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.dosna.DType;
import org.dosna.DatasetSpec;
import org.dosna.DosnaException;
import org.dosna.NDArray;
import org.dosna.spi.StoredSpec;
import org.dosna.spi.Transfer;

/**
 * A dataset's description in the attributes of {@code dataset.h5}. Both generations of the Python
 * code read it: the first looks for {@code chunks}, the second for {@code chunk_grid}.
 *
 * @param shown what readers see
 * @param kept the same with the shape that writers have to keep, which is larger while it grows
 */
record DatasetFile(DatasetSpec shown, DatasetSpec kept) {
  private static final String SHAPE = "shape";
  private static final String CHUNK_SIZE = "chunk_size";
  private static final List<String> GRIDS = List.of("chunk_grid", "chunks");
  private static final String DTYPE = "dtype";
  private static final String FILL_VALUE = "fillvalue";

  /** The shape to come, while a dataset grows; the Python code does not look at it. */
  private static final String GROWING_TO = "growing_to";

  static MetadataFile of(DatasetSpec spec) {
    DType inMemory = spec.dtype().nativeOrder();
    long[] chunkSize = Arrays.stream(spec.chunkSize()).asLongStream().toArray();
    byte[] fill = bytes(spec.fillElement(), inMemory.byteOrder());
    return MetadataFile.of(
        List.of(
            Hdf5Attribute.of(SHAPE, spec.shape()),
            Hdf5Attribute.of(CHUNK_SIZE, chunkSize),
            Hdf5Attribute.of(GRIDS.get(0), spec.chunkGrid()),
            Hdf5Attribute.of(GRIDS.get(1), spec.chunkGrid()),
            Hdf5Attribute.of(DTYPE, spec.dtype().numpy()),
            Hdf5Attribute.scalar(FILL_VALUE, inMemory, fill)));
  }

  /** One element as bytes. */
  static byte[] bytes(NDArray element, ByteOrder order) {
    ByteBuffer bytes = ByteBuffer.allocate(element.dtype().itemSize()).order(order);
    Transfer.whole(element).toChunk(bytes, 0);
    return bytes.array();
  }

  /** The same file with another shape. */
  static MetadataFile withShape(MetadataFile metadata, DatasetSpec shown, DatasetSpec kept) {
    MetadataFile changed =
        metadata
            .with(Hdf5Attribute.of(SHAPE, shown.shape()))
            .with(Hdf5Attribute.of(GRIDS.get(0), shown.chunkGrid()))
            .with(Hdf5Attribute.of(GRIDS.get(1), shown.chunkGrid()));
    return Arrays.equals(shown.shape(), kept.shape())
        ? changed.without(GROWING_TO)
        : changed.with(Hdf5Attribute.of(GROWING_TO, kept.shape()));
  }

  static DatasetFile read(Path file) {
    MetadataFile metadata = MetadataFile.read(file);
    try {
      long[] shape = value(find(metadata, SHAPE), long[].class);
      long[] chunkSize = value(find(metadata, CHUNK_SIZE), long[].class);
      DType dtype = DType.of(value(find(metadata, DTYPE), String.class));
      DatasetSpec spec =
          DatasetSpec.of(dtype, shape)
              .chunkSize(StoredSpec.chunkSize(chunkSize))
              .fillValue(fillValue(find(metadata, FILL_VALUE)));
      requireGrid(metadata, spec);
      DatasetSpec kept =
          metadata
              .find(GROWING_TO)
              .map(attribute -> spec.shape(value(attribute, long[].class)))
              .orElse(spec);
      return new DatasetFile(spec, kept);
    } catch (DosnaException e) {
      throw new DosnaException(
          "The file " + file + " does not describe a dataset: " + e.getMessage(), e);
    }
  }

  private static Hdf5Attribute find(MetadataFile metadata, String name) {
    return metadata
        .find(name)
        .orElseThrow(
            () ->
                new DosnaException(
                    "it has no attribute '"
                        + name
                        + "'; it has "
                        + metadata.attributes().stream().map(Hdf5Attribute::name).toList()));
  }

  private static <T> T value(Hdf5Attribute attribute, Class<T> type) {
    Object value = attribute.value();
    if (!type.isInstance(value)) {
      throw new DosnaException(
          "its attribute '"
              + attribute.name()
              + "' is a "
              + value.getClass().getSimpleName()
              + ", expected is a "
              + type.getSimpleName());
    }
    return type.cast(value);
  }

  private static Object fillValue(Hdf5Attribute attribute) {
    DType dtype =
        attribute.dtype().orElseThrow(() -> new DosnaException("its fill value is not a number"));
    NDArray element = NDArray.zeros(dtype);
    ByteBuffer bytes = ByteBuffer.wrap(attribute.data()).order(dtype.byteOrder());
    if (bytes.remaining() != dtype.itemSize()) {
      throw new DosnaException("its fill value is not one number");
    }
    Transfer.whole(element).fromChunk(bytes, 0);
    return element.getObject();
  }

  private static void requireGrid(MetadataFile metadata, DatasetSpec spec) {
    for (String name : GRIDS) {
      metadata
          .find(name)
          .map(attribute -> value(attribute, long[].class))
          .ifPresent(grid -> StoredSpec.requireGrid(spec, name, grid));
    }
  }
}
