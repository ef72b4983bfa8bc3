package org.dosna.backend.hdf5;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dosna.AlreadyExistsException;
import org.dosna.Arguments;
import org.dosna.ArraySource;
import org.dosna.Attributes;
import org.dosna.Dataset;
import org.dosna.DatasetSpec;
import org.dosna.DatasetView;
import org.dosna.DosnaException;
import org.dosna.Group;
import org.dosna.Member;
import org.dosna.ProcessGroup;
import org.dosna.backend.hdf5.FileStore.Content;

/**
 * Writes datasets into one ordinary HDF5 file, for whatever reads HDF5: chunked, on wish
 * compressed. Immutable; the methods that take a value return a changed copy.
 *
 * <pre>{@code
 * Hdf5Export.to(Path.of("scan.h5")).shuffle().deflate(4).write("entry/data", dataset);
 * Hdf5Export.to(Path.of("all.h5")).write(pool);
 * }</pre>
 *
 * <p>The file appears when all of it is there: it is written under another name in the same folder,
 * and removed if anything fails. Chunks are read, compressed and written in the lanes of the
 * dataset's engine, a few at a time, with {@link org.dosna.Progress}; chunks of fill value only are
 * left out. Attributes go along. With an engine of several processes this is a collective call: the
 * root writes, and all learn of a failure.
 *
 * <p>The format is that of HDF5 1.8, as h5py writes it by default, but for its superblock, which is
 * of version 2: HDF5 file format specification 3.0.
 */
public final class Hdf5Export {
  private static final int MAX_NAME_BYTES = 255;

  private final Path file;
  private final boolean replace;
  private final boolean unlimited;
  private final Optional<int[]> chunkSize;
  private final ChunkEncoder encoder;

  private Hdf5Export(
      Path file,
      boolean replace,
      boolean unlimited,
      Optional<int[]> chunkSize,
      ChunkEncoder encoder) {
    this.file = file;
    this.replace = replace;
    this.unlimited = unlimited;
    this.chunkSize = chunkSize;
    this.encoder = encoder;
  }

  /**
   * Into a file that does not exist. Does no I/O.
   *
   * @param file the file to be
   * @return an export without compression
   */
  public static Hdf5Export to(Path file) {
    Arguments.require("file", file);
    return new Hdf5Export(
        file, false, false, Optional.empty(), new ChunkEncoder(false, Optional.empty(), false));
  }

  private Hdf5Export with(ChunkEncoder changed) {
    return new Hdf5Export(file, replace, unlimited, chunkSize, changed);
  }

  /**
   * In the place of a file that exists; it stays until the new one is whole.
   *
   * @return a changed copy
   */
  public Hdf5Export replace() {
    return new Hdf5Export(file, true, unlimited, chunkSize, encoder);
  }

  /**
   * With datasets whose first axis may grow in the file.
   *
   * @return a changed copy
   */
  public Hdf5Export unlimited() {
    return new Hdf5Export(file, replace, true, chunkSize, encoder);
  }

  /**
   * With other chunks in the file than the datasets have.
   *
   * @param size one value per axis, each 1 or more
   * @return a changed copy
   */
  public Hdf5Export chunkSize(int... size) {
    Arguments.require("size", size);
    return new Hdf5Export(file, replace, unlimited, Optional.of(size.clone()), encoder);
  }

  /**
   * With the bytes of elements sorted, which makes most data smaller when compressed.
   *
   * @return a changed copy
   */
  public Hdf5Export shuffle() {
    return with(new ChunkEncoder(true, encoder.deflate(), encoder.fletcher32()));
  }

  /**
   * Compressed as gzip does.
   *
   * @param level 0 (not at all) to 9 (as small as can be)
   * @return a changed copy
   * @throws DosnaException if there is no such level
   */
  public Hdf5Export deflate(int level) {
    if (!ChunkEncoder.isLevel(level)) {
      throw new DosnaException("The level of deflate is 0 to 9, not " + level);
    }
    return with(new ChunkEncoder(encoder.shuffle(), Optional.of(level), encoder.fletcher32()));
  }

  /**
   * With a checksum behind each chunk, which HDF5 libraries compare when reading.
   *
   * @return a changed copy
   */
  public Hdf5Export fletcher32() {
    return with(new ChunkEncoder(encoder.shuffle(), encoder.deflate(), true));
  }

  /**
   * Writes one dataset.
   *
   * @param path its path in the file, as that of a dataset in a pool; groups on the way are made
   * @param source a dataset, with its attributes, or a view, an array or any other source
   * @throws AlreadyExistsException if the file exists, and is not to be replaced
   * @throws DosnaException if it cannot be written, or an attribute is too large for HDF5
   */
  public void write(String path, ArraySource source) {
    Arguments.require("source", source);
    Node root = new Node();
    root.put(requirePath(path), source);
    inTurn(source, root);
  }

  /**
   * Writes a pool or a group with all that is in it.
   *
   * @param group the pool or group, which is the root group of the file
   * @throws AlreadyExistsException if the file exists, and is not to be replaced
   * @throws DosnaException if it cannot be written, or an attribute is too large for HDF5
   */
  public void write(Group group) {
    Arguments.require("group", group);
    Node root = new Node();
    root.attributes.addAll(encoded(group.attributes()));
    List<Member> members = group.walk().toList();
    for (Member member : members) {
      if (member.isGroup()) {
        Group inner = group.group(member.path());
        root.at(member.path()).attributes.addAll(encoded(inner.attributes()));
      } else {
        root.put(member.path(), group.getDataset(member.path()));
      }
    }
    Optional<Dataset> any =
        members.stream()
            .filter(member -> !member.isGroup())
            .map(member -> group.getDataset(member.path()))
            .findFirst();
    if (any.isPresent()) {
      inTurn(any.get(), root);
    } else {
      write(root);
    }
  }

  private static String requirePath(String path) {
    Arguments.require("path", path);
    String relative = path.startsWith("/") ? path.substring(1) : path;
    for (String name : relative.split("/", -1)) {
      if (name.isEmpty()
          || name.equals(".")
          || name.equals("..")
          || name.indexOf('\0') >= 0
          || name.getBytes(UTF_8).length > MAX_NAME_BYTES) {
        throw new DosnaException(
            "'"
                + Arguments.excerpt(path)
                + "' cannot be the path of a dataset in an HDF5 file; allowed are names of 1 to "
                + MAX_NAME_BYTES
                + " bytes of UTF-8 with '/' between them, none '.' or '..'");
      }
    }
    return relative;
  }

  /** What a group of the file is to hold. */
  private static final class Node {
    private final Map<String, Node> groups = new TreeMap<>();
    private final Map<String, ArraySource> datasets = new TreeMap<>();
    private final List<Hdf5Attribute> attributes = new ArrayList<>();

    private Node at(String path) {
      Node node = this;
      for (String name : path.split("/", -1)) {
        node = node.groups.computeIfAbsent(name, made -> new Node());
      }
      return node;
    }

    private void put(String path, ArraySource source) {
      int end = path.lastIndexOf('/');
      Node group = end < 0 ? this : at(path.substring(0, end));
      group.datasets.put(path.substring(end + 1), source);
    }
  }

  /** The root writes; all hear of it. */
  private void inTurn(ArraySource source, Node root) {
    Optional<Dataset> dataset =
        source instanceof DatasetView view
            ? Optional.of(view.dataset())
            : Optional.of(source).filter(Dataset.class::isInstance).map(Dataset.class::cast);
    ProcessGroup group = dataset.map(Dataset::group).orElse(null);
    if (group == null || group.size() == 1) {
      write(root);
      return;
    }
    Optional<String> outcome = group.isRoot() ? Optional.of(outcome(root)) : Optional.empty();
    String failure =
        dataset
            .orElseThrow()
            .chunked()
            .combined("export", List.of(outcome), outcomes -> outcomes.get(0));
    if (!failure.isEmpty()) {
      throw new DosnaException(failure);
    }
  }

  private String outcome(Node root) {
    try {
      write(root);
      return "";
    } catch (RuntimeException e) {
      return e instanceof DosnaException ? String.valueOf(e.getMessage()) : e.toString();
    }
  }

  private void write(Node root) {
    requireFree();
    FileStore store = new FileStore(false);
    Path absolute = file.toAbsolutePath();
    Path temporary = store.writeTemporary(FileStore.folderOf(absolute), content(root));
    store.publish(temporary, absolute, this::requireFree);
  }

  private void requireFree() {
    if (Files.isDirectory(file)) {
      throw new DosnaException("Cannot export to " + file + ": it is a folder");
    }
    if (!replace && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new AlreadyExistsException(
          "The file " + file + " exists already; choose another one, or export with replace()");
    }
  }

  private Content content(Node root) {
    return (FileChannel channel) -> {
      ExportFile target = new ExportFile(channel);
      try {
        target.finish(write(target, root));
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    };
  }

  /** Writes a group, after what is in it; gives where its header is. */
  private long write(ExportFile target, Node group) throws IOException {
    ObjectHeaderWriter header = ObjectHeaderWriter.group();
    for (Map.Entry<String, ArraySource> member : group.datasets.entrySet()) {
      header.linkInUtf8(member.getKey(), write(target, member.getValue()));
    }
    for (Map.Entry<String, Node> member : group.groups.entrySet()) {
      header.linkInUtf8(member.getKey(), write(target, member.getValue()));
    }
    return target.append(header, group.attributes);
  }

  private long write(ExportFile target, ArraySource source) throws IOException {
    List<Hdf5Attribute> attributes =
        source instanceof Dataset dataset ? encoded(dataset.attributes()) : List.of();
    DatasetSpec spec =
        source instanceof Dataset dataset
            ? dataset.chunked().presentSpec()
            : DatasetSpec.of(source.dtype(), source.shape());
    DatasetSpec written = chunkSize.isPresent() ? spec.chunkSize(chunkSize.get()) : spec;
    return new ExportedDataset(target, source, written, encoder).write(unlimited, attributes);
  }

  /** The attributes of something; one that HDF5 cannot keep is refused now. */
  private static List<Hdf5Attribute> encoded(Attributes attributes) {
    List<Hdf5Attribute> encoded = new ArrayList<>();
    for (String name : attributes.list()) {
      Hdf5Attribute attribute = Hdf5Attribute.of(name, attributes.get(name));
      attribute.encode(new GlobalHeapWriter(0));
      encoded.add(attribute);
    }
    return encoded;
  }
}
