package org.dosna.backend.hdf5;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dosna.Arguments;
import org.dosna.Attributes;
import org.dosna.DosnaException;

/** What a group of an HDF5 file is to hold. What HDF5 cannot is refused when it is added. */
final class ExportedGroup {
  private static final int MAX_NAME_BYTES = 255;

  private final Map<String, ExportedGroup> groups = new TreeMap<>();
  private final Map<String, ExportedDataset> datasets = new TreeMap<>();
  private final List<Hdf5Attribute> attributes = new ArrayList<>();

  /** A group below this one, made if need be. */
  ExportedGroup at(String path) {
    ExportedGroup group = this;
    for (String name : path.split("/", -1)) {
      requireName(name, path);
      group = group.groups.computeIfAbsent(name, made -> new ExportedGroup());
    }
    return group;
  }

  void put(String path, ExportedDataset dataset) {
    int end = path.lastIndexOf('/');
    String name = path.substring(end + 1);
    requireName(name, path);
    ExportedGroup group = end < 0 ? this : at(path.substring(0, end));
    group.datasets.put(name, dataset);
  }

  private static void requireName(String name, String path) {
    if (name.isEmpty()
        || name.equals(".")
        || name.equals("..")
        || name.indexOf('\0') >= 0
        || name.getBytes(UTF_8).length > MAX_NAME_BYTES) {
      throw new DosnaException(
          "'"
              + Arguments.excerpt(path)
              + "' cannot be a path in an HDF5 file; allowed are names of 1 to "
              + MAX_NAME_BYTES
              + " bytes of UTF-8 with '/' between them, none '.' or '..'");
    }
  }

  void add(Attributes added) {
    attributes.addAll(encoded(added));
  }

  /** The attributes of something; one that HDF5 cannot keep is refused. */
  static List<Hdf5Attribute> encoded(Attributes attributes) {
    List<Hdf5Attribute> encoded = new ArrayList<>();
    for (String name : attributes.list()) {
      Hdf5Attribute attribute = Hdf5Attribute.of(name, attributes.get(name));
      attribute.encode(new GlobalHeapWriter(0));
      encoded.add(attribute);
    }
    return encoded;
  }

  /** Writes it, after what is in it; gives where its header is. */
  long write(ExportFile file) throws IOException {
    ObjectHeaderWriter header = ObjectHeaderWriter.group();
    for (Map.Entry<String, ExportedDataset> member : datasets.entrySet()) {
      header.linkInUtf8(member.getKey(), member.getValue().write(file));
    }
    for (Map.Entry<String, ExportedGroup> member : groups.entrySet()) {
      header.linkInUtf8(member.getKey(), member.getValue().write(file));
    }
    return file.append(header, attributes);
  }
}
