package org.dosna.backend.zarr;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dosna.Arguments;
import org.dosna.Attributes;
import org.dosna.Codecs;
import org.dosna.Coder;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.DosnaException;
import org.dosna.Group;
import org.dosna.ImageLevels;
import org.dosna.Member;
import org.dosna.NDArray;
import org.dosna.NotFoundException;
import org.dosna.Pool;
import org.dosna.backend.zarr.Node.Kind;
import org.dosna.spi.ChunkForm;
import org.dosna.spi.ChunkKeys;
import org.dosna.spi.Scratch;
import org.dosna.spi.Transfer;

/**
 * A pool of any backend as the hierarchy of Zarr v3 that it would be: its objects, by their keys,
 * for those who hand them on to programs that read Zarr, over HTTP for instance. Nothing is copied:
 * what is asked for is read and encoded then. Thread safe.
 *
 * <pre>{@code
 * ZarrView view = ZarrView.of(pool);
 * view.get("zarr.json");                   // the pool, with the metadata of all that is in it
 * view.get("entry/scan/zarr.json");        // a dataset
 * view.get("entry/scan/c/0/3/1");          // one of its chunks; empty if it is not stored
 * }</pre>
 *
 * <p>Groups say what is in them ({@code consolidated_metadata}), and which datasets show one image
 * ({@link Group#levels}, as OME-Zarr has it). Chunks go through the dataset's codecs where Zarr v3
 * has all of them, else through none; those of a shard are objects of their own.
 */
public final class ZarrView {
  private static final String CHUNKS = "/" + ChunkNames.USUAL.prefix();
  private static final String METADATA = "/" + Node.METADATA;

  private final Pool pool;

  private ZarrView(Pool pool) {
    this.pool = pool;
  }

  /**
   * The view of a pool; looks at nothing yet.
   *
   * @param pool the pool; stays open as long as the view is used
   * @return its view
   */
  public static ZarrView of(Pool pool) {
    return new ZarrView(Arguments.require("pool", pool));
  }

  /**
   * An object.
   *
   * @param key its key: a path, and then {@code zarr.json} or the name of a chunk
   * @return its bytes; empty if there is none: of a chunk that is not stored, the elements are fill
   *     value
   * @throws DosnaException if it cannot be read
   */
  public Optional<ByteBuffer> get(String key) {
    Arguments.require("key", key);
    String path = "/" + key;
    if (path.endsWith(METADATA)) {
      return metadata(path.substring(0, path.length() - METADATA.length())).map(Json::format);
    }
    int end = path.lastIndexOf(CHUNKS);
    if (end <= 0) {
      return Optional.empty();
    }
    return dataset(path.substring(1, end)).flatMap(dataset -> chunk(dataset, path, end));
  }

  private Optional<Dataset> dataset(String path) {
    try {
      return Optional.of(pool.getDataset(path));
    } catch (NotFoundException e) {
      return Optional.empty();
    }
  }

  /** What a group or dataset says; the path of the pool itself is empty, others begin with /. */
  private Optional<Map<String, Object>> metadata(String path) {
    if (path.isEmpty()) {
      return Optional.of(whole(pool));
    }
    String inPool = path.substring(1);
    Optional<Map<String, Object>> array = dataset(inPool).map(ZarrView::array);
    return array.isPresent() || !pool.hasGroup(inPool)
        ? array
        : Optional.of(whole(pool.group(inPool)));
  }

  /** A group, with all that is in it. */
  private static Map<String, Object> whole(Group group) {
    Map<String, Object> entries = new LinkedHashMap<>();
    group
        .walk()
        .forEach(member -> entry(group, member).ifPresent(e -> entries.put(member.path(), e)));
    Map<String, Object> members = group(group);
    members.put(ConsolidatedMetadata.MEMBER, ConsolidatedMetadata.inline(entries));
    return members;
  }

  /** One that cannot be read is left out, as others are not to be missed for it. */
  private static Optional<Map<String, Object>> entry(Group group, Member member) {
    try {
      return Optional.of(
          member.isGroup()
              ? ConsolidatedMetadata.inner(group(group.group(member.path())))
              : array(group.getDataset(member.path())));
    } catch (DosnaException e) {
      return Optional.empty();
    }
  }

  private static Map<String, Object> group(Group group) {
    Map<String, Object> members = Node.members(Kind.GROUP);
    Map<String, Object> attributes = attributes(group.attributes());
    group.levels().flatMap(levels -> image(group, levels)).ifPresent(attributes::putAll);
    members.put(Node.ATTRIBUTES, attributes);
    return members;
  }

  private static Optional<Map<String, Object>> image(Group group, ImageLevels levels) {
    List<String> names = group.getDataset(levels.levels().get(0).dataset()).spec().dimensionNames();
    return Multiscale.of(levels, names).map(image -> image.json(3));
  }

  private static Map<String, Object> array(Dataset dataset) {
    Map<String, Object> members = ArrayMetadata.of(shown(dataset));
    members.put(Node.ATTRIBUTES, attributes(dataset.attributes()));
    return members;
  }

  /** What the dataset is as an array of Zarr v3. */
  private static DatasetSpec shown(Dataset dataset) {
    DatasetSpec present = dataset.spec().shape(dataset.view().shape());
    DatasetSpec whole = present.chunkSize(present.chunkSize());
    boolean isKept = CodecChain.refusal(whole).isEmpty();
    return CodecChain.kept(isKept ? whole : whole.codecs(Codecs.none()));
  }

  /** Those of other programs that JSON has no value for are given as text. */
  private static Map<String, Object> attributes(Attributes attributes) {
    Map<String, Object> json = new LinkedHashMap<>();
    for (String name : attributes.list()) {
      try {
        Object value = AttributeValues.json(attributes.get(name));
        boolean isJson =
            value instanceof String
                || value instanceof List<?>
                || value instanceof Boolean
                || value instanceof Long
                || value instanceof Double
                || value instanceof BigInteger;
        json.put(name, isJson ? value : value.toString());
      } catch (DosnaException e) {
        json.put(name, String.valueOf(e.getMessage()));
      }
    }
    return json;
  }

  private static Optional<ByteBuffer> chunk(Dataset dataset, String path, int end) {
    ChunkKeys keys = ChunkNames.USUAL.keys(path.substring(0, end));
    DatasetSpec spec = shown(dataset);
    return keys.index(path)
        .filter(index -> index.length == dataset.ndim() && spec.hasChunk(index))
        .filter(dataset::hasChunk)
        .map(index -> encoded(dataset, spec, index));
  }

  private static ByteBuffer encoded(Dataset dataset, DatasetSpec spec, long[] index) {
    List<Coder> coders = CodecChain.anonymous(spec.codecs(), spec.dtype(), spec.chunkSize());
    ChunkForm form = new ChunkForm(spec, coders, new byte[0]);
    NDArray elements = dataset.getChunk(index).getData();
    ByteBuffer stored = form.encode(index, form.elements(Transfer.whole(elements)));
    byte[] bytes = new byte[stored.remaining()];
    stored.get(bytes);
    Scratch.give(stored);
    return ByteBuffer.wrap(bytes);
  }
}
