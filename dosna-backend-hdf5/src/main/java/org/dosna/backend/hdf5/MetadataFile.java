package org.dosna.backend.hdf5;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.dosna.DosnaException;
import org.dosna.backend.hdf5.format.FileSet;
import org.dosna.backend.hdf5.format.FormatFile;
import org.dosna.backend.hdf5.format.link.Group;
import org.dosna.backend.hdf5.format.object.ObjectHeader;

/**
 * A file that describes a dataset, {@code dataset.h5}: attributes of the root group and nothing
 * else. In memory, immutable; attributes keep their order.
 *
 * <p>Writing a file anew keeps every attribute to the byte, also those that we do not know. What
 * cannot be kept is refused before a byte is written.
 */
final class MetadataFile {
  /** Messages of a root group that say nothing we would lose: see section IV.A.2. */
  private static final Set<Integer> KNOWN_MESSAGES =
      Set.of(
          0x00, // nil
          ObjectHeaderWriter.LINK_INFO,
          ObjectHeaderWriter.LINK,
          ObjectHeaderWriter.GROUP_INFO,
          ObjectHeaderWriter.ATTRIBUTE,
          ObjectHeaderWriter.ATTRIBUTE_INFO,
          0x0e, // modification time, old
          ObjectHeader.SYMBOL_TABLE,
          0x12, // modification time
          0x16); // reference count

  private final List<Hdf5Attribute> attributes;
  private final Optional<String> obstacle;

  private MetadataFile(List<Hdf5Attribute> attributes, Optional<String> obstacle) {
    this.attributes = List.copyOf(attributes);
    this.obstacle = obstacle;
    Set<String> names = new HashSet<>();
    for (Hdf5Attribute attribute : attributes) {
      if (!names.add(attribute.name())) {
        throw new DosnaException("There are two attributes named '" + attribute.name() + "'");
      }
    }
  }

  /**
   * Makes a file in memory.
   *
   * @param attributes its attributes, in order
   * @throws DosnaException if two have the same name
   */
  static MetadataFile of(List<Hdf5Attribute> attributes) {
    return new MetadataFile(attributes, Optional.empty());
  }

  /**
   * Reads a file that any HDF5 library wrote.
   *
   * @param path the file
   * @return its attributes
   * @throws DosnaException if there is no such file, or it cannot be read
   */
  static MetadataFile read(Path path) {
    FileSet files = OpenFiles.open(path, Optional.empty());
    try {
      FormatFile file = files.first();
      ObjectHeader root = new ObjectHeader(file, file.root());
      return new MetadataFile(AttributeReader.read(file, root), obstacle(file, root));
    } catch (DosnaException e) {
      throw OpenFiles.named(path, e);
    } finally {
      OpenFiles.close(files);
    }
  }

  /** What a file has besides attributes of the root group, if anything. */
  private static Optional<String> obstacle(FormatFile file, ObjectHeader root) {
    Stream<String> userBlock = file.userBlock() == 0 ? Stream.empty() : Stream.of("a user block");
    Stream<String> members =
        new Group(file, root).all().isEmpty()
            ? Stream.empty()
            : Stream.of("members in its root group");
    Stream<String> messages =
        root.types().stream()
            .filter(type -> !KNOWN_MESSAGES.contains(type))
            .map(type -> "a header message of type " + type);
    return Stream.of(userBlock, members, messages)
        .flatMap(what -> what)
        .findFirst()
        .map(what -> "File " + file.path() + " has " + what);
  }

  /** All attributes, in order. */
  List<Hdf5Attribute> attributes() {
    return attributes;
  }

  /** The attribute of a name, if there is one. */
  Optional<Hdf5Attribute> find(String name) {
    return attributes.stream().filter(attribute -> attribute.name().equals(name)).findFirst();
  }

  /** The same with an attribute put in the place of the one with its name, or at the end. */
  MetadataFile with(Hdf5Attribute attribute) {
    List<Hdf5Attribute> changed = new ArrayList<>(attributes);
    if (find(attribute.name()).isPresent()) {
      changed.replaceAll(old -> old.name().equals(attribute.name()) ? attribute : old);
    } else {
      changed.add(attribute);
    }
    return new MetadataFile(changed, obstacle);
  }

  /** The same without the attribute of a name. */
  MetadataFile without(String name) {
    Stream<Hdf5Attribute> others =
        attributes.stream().filter(attribute -> !attribute.name().equals(name));
    return new MetadataFile(others.toList(), obstacle);
  }

  /**
   * The bytes of a file with these attributes.
   *
   * @throws DosnaException if an attribute is larger than HDF5 allows, or if the file that these
   *     attributes were read from has something that would be lost
   */
  byte[] toBytes() {
    obstacle.ifPresent(
        what -> {
          throw new DosnaException(what + ", which would be lost: it cannot be written anew");
        });
    GlobalHeapWriter heap = new GlobalHeapWriter(Superblock.SIZE);
    ObjectHeaderWriter root = ObjectHeaderWriter.group();
    for (Hdf5Attribute attribute : attributes) {
      root.add(ObjectHeaderWriter.ATTRIBUTE, attribute.encode(heap));
    }
    byte[] heapBytes = heap.toBytes();
    byte[] rootBytes = root.toBytes();
    long rootAddress = (long) Superblock.SIZE + heapBytes.length;
    return new FormatBytes()
        .put(Superblock.encode(rootAddress + rootBytes.length, rootAddress))
        .put(heapBytes)
        .put(rootBytes)
        .toArray();
  }
}
