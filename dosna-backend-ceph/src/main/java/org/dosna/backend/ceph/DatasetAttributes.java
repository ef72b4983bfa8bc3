package org.dosna.backend.ceph;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.dosna.Codecs;
import org.dosna.DType;
import org.dosna.DatasetSpec;
import org.dosna.DosnaException;
import org.dosna.spi.StoredSpec;

/**
 * A dataset's object: its content says what it is, its extended attributes describe the dataset.
 * Both generations of the Python code read it: the first looks for {@code chunks}, the second for
 * {@code chunk_grid}.
 *
 * @param spec what the dataset is made of
 * @param history its earlier shapes
 * @param id tells the dataset from others of its name; empty for those that Python made
 * @param deleting whether its deletion has begun
 * @param renaming the path that it is about to get, if any
 * @param stored the object
 */
record DatasetAttributes(
    DatasetSpec spec,
    ShapeHistory history,
    String id,
    boolean deleting,
    Optional<String> renaming,
    StoredObject stored) {
  /** What the object of a dataset contains. */
  static final byte[] SIGNATURE = "DosNa Dataset".getBytes(UTF_8);

  /** One byte more than the signature, to see that nothing follows it. */
  static final int SIGNATURE_READ = SIGNATURE.length + 1;

  /** Where objects are that are no data; the Python code does not look there. */
  static final String OWN_NAMESPACE = "dosna";

  /** The object in {@link #OWN_NAMESPACE} whose creator has created the pool. */
  static final String CREATED = "created";

  /** Ours; the Python code does not look at these. */
  static final String ID = "dosna_id";

  /** What chunks go through. */
  static final String CODECS = "dosna_codecs";

  static final String DELETING = "dosna_deleting";

  /** The path that the dataset is about to get. */
  static final String RENAMING = "dosna_renaming";

  private static final String SHAPE = "shape";
  private static final String CHUNK_SIZE = "chunk_size";
  private static final List<String> GRIDS = List.of("chunk_grid", "chunks");
  private static final String DTYPE = "dtype";
  private static final String FILL_VALUE = "fillvalue";
  private static final String SEPARATOR = "::";

  /** The attributes of a new dataset. */
  static Map<String, byte[]> attributes(DatasetSpec spec, String id) {
    Map<String, byte[]> attributes = shapeAttributes(spec);
    long[] chunkSize = Arrays.stream(spec.chunkSize()).asLongStream().toArray();
    attributes.put(CHUNK_SIZE, format(chunkSize));
    attributes.put(DTYPE, spec.dtype().numpy().getBytes(UTF_8));
    attributes.put(FILL_VALUE, FillValues.format(spec.fillValue()).getBytes(UTF_8));
    attributes.put(ID, id.getBytes(UTF_8));
    if (!spec.codecs().isEmpty()) {
      attributes.put(CODECS, spec.codecs().toString().getBytes(UTF_8));
    }
    return attributes;
  }

  /** The attributes that depend on the shape. */
  static Map<String, byte[]> shapeAttributes(DatasetSpec spec) {
    Map<String, byte[]> attributes = new LinkedHashMap<>();
    attributes.put(SHAPE, format(spec.shape()));
    GRIDS.forEach(name -> attributes.put(name, format(spec.chunkGrid())));
    return attributes;
  }

  /** The attribute that keeps the largest grid. */
  static byte[] largestGrid(ShapeHistory history) {
    return format(history.largestGrid());
  }

  private static byte[] format(long[] values) {
    return LongStream.of(values)
        .mapToObj(Long::toString)
        .collect(Collectors.joining(SEPARATOR))
        .getBytes(UTF_8);
  }

  static boolean isSignature(byte[] content) {
    return Arrays.equals(content, SIGNATURE);
  }

  /**
   * Reads a dataset's object.
   *
   * @return empty if there is no such object, or it is no dataset's
   * @throws DosnaException if it describes no dataset; the message names what is wrong
   */
  static Optional<DatasetAttributes> read(IoContext io, String dataset) {
    return io.read(dataset, SIGNATURE_READ)
        .filter(object -> isSignature(object.content()))
        .map(object -> parse(dataset, object));
  }

  private static DatasetAttributes parse(String dataset, StoredObject object) {
    try {
      DatasetSpec spec =
          DatasetSpec.of(DType.of(text(object, DTYPE)), numbers(object, SHAPE))
              .chunkSize(StoredSpec.chunkSize(numbers(object, CHUNK_SIZE)))
              .fillValue(FillValues.parse(text(object, FILL_VALUE)))
              .codecs(Codecs.stored(object.text(CODECS).orElse("")));
      requireGrid(object, spec);
      ChunkFormat.requirePossible(spec);
      boolean deleting = object.attributes().containsKey(DELETING);
      return new DatasetAttributes(
          spec,
          history(object, spec),
          object.text(ID).orElse(""),
          deleting,
          object.text(RENAMING),
          object);
    } catch (DosnaException e) {
      throw new DosnaException(
          "The object '" + dataset + "' does not describe a dataset: " + e.getMessage(), e);
    }
  }

  private static ShapeHistory history(StoredObject object, DatasetSpec spec) {
    boolean shrunk = object.attributes().containsKey(ShapeHistory.SHRINKS);
    boolean had = object.attributes().containsKey(ShapeHistory.LARGEST_GRID);
    long[] largest = had ? numbers(object, ShapeHistory.LARGEST_GRID) : spec.chunkGrid();
    if (largest.length != spec.chunkGrid().length) {
      throw new DosnaException(
          "its " + ShapeHistory.LARGEST_GRID + " " + Arrays.toString(largest) + " has other axes");
    }
    long shrinks = shrunk ? numbers(object, ShapeHistory.SHRINKS)[0] : 0;
    return new ShapeHistory(shrinks, largest).with(spec);
  }

  private static String text(StoredObject object, String attribute) {
    return object
        .text(attribute)
        .orElseThrow(
            () ->
                new DosnaException(
                    "it has no attribute '"
                        + attribute
                        + "'; it has "
                        + object.attributes().keySet()));
  }

  private static long[] numbers(StoredObject object, String attribute) {
    String text = text(object, attribute);
    try {
      return Stream.of(text.split(SEPARATOR, -1)).mapToLong(Long::parseLong).toArray();
    } catch (NumberFormatException e) {
      throw new DosnaException(
          "its " + attribute + " '" + text + "' is not of the form 100::100", e);
    }
  }

  private static void requireGrid(StoredObject object, DatasetSpec spec) {
    for (String name : GRIDS) {
      if (object.attributes().containsKey(name)) {
        StoredSpec.requireGrid(spec, name, numbers(object, name));
      }
    }
  }

  /** Whether this describes the dataset that another description does, perhaps resized. */
  boolean isSameDataset(DatasetAttributes other) {
    return id.equals(other.id)
        && spec.dtype() == other.spec.dtype()
        && Arrays.equals(spec.chunkSize(), other.spec.chunkSize())
        && spec.fillElement().equals(other.spec.fillElement())
        && spec.codecs().equals(other.spec.codecs());
  }
}
