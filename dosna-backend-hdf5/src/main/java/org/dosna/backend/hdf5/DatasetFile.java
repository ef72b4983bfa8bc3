package org.dosna.backend.hdf5;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.dosna.Codecs;
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
 * @param largest the largest length that each axis ever had: chunks may be left of what it was made
 *     smaller by, if a process was killed; more than an array can have, perhaps
 * @param shrinks how often it was made smaller
 * @param incarnation what no other dataset has, where chunks have codecs; else empty
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record DatasetFile(
    DatasetSpec shown, DatasetSpec kept, long[] largest, long shrinks, byte[] incarnation) {
  private static final String SHAPE = "shape";
  private static final String CHUNK_SIZE = "chunk_size";
  private static final List<String> GRIDS = List.of("chunk_grid", "chunks");
  private static final String DTYPE = "dtype";
  private static final String FILL_VALUE = "fillvalue";

  /** The shape to come, while a dataset grows; the Python code does not look at it. */
  private static final String GROWING_TO = "growing_to";

  /** The shape that it ever had, if that was larger. */
  private static final String LARGEST = "largest_shape";

  /** What chunks go through; the Python code does not look at it. */
  private static final String CODECS = "codecs";

  /** Whether written chunks are recorded; if not, it is not there. */
  private static final String RECORD = "writes_recorded";

  private static final String INCARNATION = "incarnation";

  /** How often it was made smaller, if it was; neither does it look at that. */
  private static final String SHRINKS = "shrinks";

  static MetadataFile of(DatasetSpec spec) {
    DType inMemory = spec.dtype().nativeOrder();
    long[] chunkSize = Arrays.stream(spec.chunkSize()).asLongStream().toArray();
    byte[] fill = bytes(spec.fillElement(), inMemory.byteOrder());
    MetadataFile plain =
        MetadataFile.of(
            List.of(
                Hdf5Attribute.of(SHAPE, spec.shape()),
                Hdf5Attribute.of(CHUNK_SIZE, chunkSize),
                Hdf5Attribute.of(GRIDS.get(0), spec.chunkGrid()),
                Hdf5Attribute.of(GRIDS.get(1), spec.chunkGrid()),
                Hdf5Attribute.of(DTYPE, spec.dtype().numpy()),
                Hdf5Attribute.scalar(FILL_VALUE, inMemory, fill)));
    MetadataFile recorded = spec.recordsWrites() ? plain.with(Hdf5Attribute.of(RECORD, 1L)) : plain;
    return spec.codecs().isEmpty()
        ? recorded
        : recorded
            .with(Hdf5Attribute.of(CODECS, spec.codecs().toString()))
            .with(Hdf5Attribute.of(INCARNATION, UUID.randomUUID().toString()));
  }

  /** One element as bytes. */
  static byte[] bytes(NDArray element, ByteOrder order) {
    ByteBuffer bytes = ByteBuffer.allocate(element.dtype().itemSize()).order(order);
    Transfer.whole(element).toChunk(bytes, 0);
    return bytes.array();
  }

  /** The same file with another shape. */
  static MetadataFile withShape(MetadataFile metadata, DatasetSpec shown, DatasetSpec kept) {
    long[] before = value(find(metadata, SHAPE), long[].class);
    boolean shrunk =
        IntStream.range(0, before.length).anyMatch(axis -> shown.shape()[axis] < before[axis]);
    MetadataFile counted =
        shrunk ? metadata.with(Hdf5Attribute.of(SHRINKS, 1 + shrinks(metadata))) : metadata;
    MetadataFile changed =
        counted
            .with(Hdf5Attribute.of(SHAPE, shown.shape()))
            .with(Hdf5Attribute.of(GRIDS.get(0), shown.chunkGrid()))
            .with(Hdf5Attribute.of(GRIDS.get(1), shown.chunkGrid()));
    changed = withShape(changed, GROWING_TO, kept.shape(), shown.shape());
    long[] largest = larger(parse(metadata).largest, kept.shape());
    return withShape(changed, LARGEST, largest, kept.shape());
  }

  /** With a shape under a name if it is another one than what is known anyway. */
  private static MetadataFile withShape(
      MetadataFile metadata, String name, long[] shape, long[] known) {
    return Arrays.equals(shape, known)
        ? metadata.without(name)
        : metadata.with(Hdf5Attribute.of(name, shape));
  }

  /** The larger length of each axis. */
  private static long[] larger(long[] shape, long[] other) {
    long[] larger = shape.clone();
    Arrays.setAll(larger, axis -> Math.max(shape[axis], other[axis]));
    return larger;
  }

  /** Whether a chunk was inside the dataset's shape at any time. */
  boolean everHadChunk(long[] index) {
    int[] size = shown.chunkSize();
    return index.length == size.length
        && IntStream.range(0, size.length)
            .allMatch(
                i -> index[i] >= 0 && index[i] <= (largest[i] - 1) / size[i] && largest[i] > 0);
  }

  private static long shrinks(MetadataFile metadata) {
    return metadata.find(SHRINKS).map(a -> value(a, Long.class)).orElse(0L);
  }

  static DatasetFile read(Path file) {
    MetadataFile metadata = MetadataFile.read(file);
    try {
      return parse(metadata);
    } catch (DosnaException e) {
      throw new DosnaException(
          "The file " + file + " does not describe a dataset: " + e.getMessage(), e);
    }
  }

  private static DatasetFile parse(MetadataFile metadata) {
    long[] shape = value(find(metadata, SHAPE), long[].class);
    long[] chunkSize = value(find(metadata, CHUNK_SIZE), long[].class);
    DType dtype = DType.of(value(find(metadata, DTYPE), String.class));
    DatasetSpec spec =
        DatasetSpec.of(dtype, shape)
            .chunkSize(StoredSpec.chunkSize(chunkSize))
            .fillValue(fillValue(find(metadata, FILL_VALUE)))
            .codecs(Codecs.stored(text(metadata, CODECS)))
            .recordWrites(metadata.find(RECORD).isPresent());
    requireGrid(metadata, spec);
    DatasetSpec kept = spec.shape(shape(metadata, GROWING_TO, shape));
    long[] largest = shape(metadata, LARGEST, kept.shape());
    byte[] incarnation = text(metadata, INCARNATION).getBytes(UTF_8);
    return new DatasetFile(
        spec, kept, larger(largest, kept.shape()), shrinks(metadata), incarnation);
  }

  private static String text(MetadataFile metadata, String name) {
    return metadata.find(name).map(attribute -> value(attribute, String.class)).orElse("");
  }

  private static long[] shape(MetadataFile metadata, String name, long[] otherwise) {
    long[] shape =
        metadata.find(name).map(attribute -> value(attribute, long[].class)).orElse(otherwise);
    if (shape.length != otherwise.length) {
      throw new DosnaException(
          "its attribute '"
              + name
              + "' is "
              + Arrays.toString(shape)
              + ", expected is one value per axis, "
              + otherwise.length);
    }
    return shape;
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
